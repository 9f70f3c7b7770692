"""An address is opened at the terminal, and nothing is drawn where there is none."""

from __future__ import annotations

import ssl
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

TLS = Path(__file__).parents[1] / "article" / "fixtures" / "tls"
PAGE = b"# The ferry\n\nFirst, it leaves at nine. Second, it never comes back before ten.\n"


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/markdown; charset=utf-8")
        self.send_header("Content-Length", str(len(PAGE)))
        self.end_headers()
        self.wfile.write(PAGE)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def server() -> Iterator[HTTPServer]:
    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def address(server: HTTPServer) -> str:
    return f"http://127.0.0.1:{server.server_port}/ferry.md"


def run(folder: Path, monkeypatch: pytest.MonkeyPatch, *arguments: str) -> tuple[int, bytes, bytes]:
    for kind in ("DATA", "CONFIG", "CACHE", "STATE"):
        monkeypatch.setenv(f"POSTIL_{kind}_DIR", str(folder / kind.lower()))
    done = subprocess.run(
        [sys.executable, "-m", "reader", *arguments],
        capture_output=True,
        stdin=subprocess.DEVNULL,
        check=False,
    )
    return done.returncode, done.stdout, done.stderr


def test_a_page_is_fetched_kept_and_opened_again_without_the_net(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    first = run(tmp_path, monkeypatch, address)
    assert first[0] == 0
    assert b"First, it leaves at nine." in first[1]
    assert first[2] == b""
    assert list((tmp_path / "cache" / "pages").iterdir())
    Handler.do_GET, working = lambda self: self.send_error(500), Handler.do_GET  # type: ignore[method-assign]
    try:
        assert run(tmp_path, monkeypatch, address)[1] == first[1]
    finally:
        Handler.do_GET = working  # type: ignore[method-assign]


def test_what_cannot_be_fetched_is_one_line_and_exit_code_3(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code, out, err = run(tmp_path, monkeypatch, "http://127.0.0.1:9/nothing")
    assert (code, out) == (3, b"")
    assert err.count(b"\n") == 1
    assert b"\x1b" not in err


@pytest.mark.parametrize("certificate", ["self-signed", "expired", "elsewhere"])
def test_a_machine_that_cannot_prove_its_name_is_one_line_and_exit_code_3(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, server: HTTPServer, certificate: str
) -> None:
    secure = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    secure.load_cert_chain(TLS / f"{certificate}.pem", TLS / "key.pem")
    server.socket = secure.wrap_socket(server.socket, server_side=True)
    monkeypatch.setenv("SSL_CERT_FILE", str(TLS / "authority.pem"))
    code, out, err = run(tmp_path, monkeypatch, f"https://127.0.0.1:{server.server_port}/ferry.md")
    assert (code, out) == (3, b"")
    assert err.count(b"\n") == 1
    assert b"cannot be trusted (" in err
