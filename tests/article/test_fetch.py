"""Addresses of the web: whatever a server does, it ends in a text or in one line."""

from __future__ import annotations

import gzip
import ipaddress
import json
import socketserver
import ssl
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from subprocess import run

import pytest
from hypothesis import given
from hypothesis import strategies as st

from article import addresses, open_article
from article.addresses import is_of_the_net
from article.errors import ArticleError, SourceNotFound, SourceUnreadable
from article.fetch import FetchCancelled, fetch
from article.printable import printable

TLS = Path(__file__).parent / "fixtures" / "tls"
"""Certificates of an authority made for these tests, most until the year 2999, and their key."""
PAGE = "<!doctype html><title>A page</title><h1>A page</h1><p>Wörter auf einer Seite.</p>"


def answer(
    content: bytes = b"words", *, status: str = "200 OK", length: int | None = None, **headers: str
) -> bytes:
    """A whole answer; `length` is what it claims to be."""
    head = [f"HTTP/1.1 {status}", f"Content-Length: {len(content) if length is None else length}"]
    head += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join([*head, "Connection: close", "", ""]).encode("latin-1") + content


class Server(socketserver.ThreadingTCPServer):
    """A server on the loopback that sends what the test says, byte for byte."""

    daemon_threads = True
    block_on_close = False
    allow_reuse_address = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.pages: dict[str, bytes | Callable[[Handler], None]] = {}
        self.requests: list[str] = []
        self.closing = threading.Event()
        self.secure: ssl.SSLContext | None = None

    def handle_error(self, request, client_address) -> None:
        """A client that goes away is part of many stories here."""

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


class Handler(socketserver.StreamRequestHandler):
    server: Server

    def setup(self) -> None:
        if self.server.secure:
            self.request = self.server.secure.wrap_socket(self.request, server_side=True)
        super().setup()

    def finish(self) -> None:
        super().finish()
        self.request.close()

    def handle(self) -> None:
        if self.rfile.peek(1)[:1] == b"\x16":  # the greeting of TLS, which this is not
            self.wfile.write(b"HTTP/1.1 400 Bad Request\r\n\r\n")
            return
        request = b""
        while not request.endswith(b"\r\n\r\n"):
            line = self.rfile.readline()
            if not line:
                return
            request += line
        self.server.requests.append(request.decode("latin-1"))
        page = self.server.pages[request.split()[1].decode()]
        if callable(page):
            page(self)
        else:
            self.wfile.write(page)


@pytest.fixture
def server(monkeypatch):
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    with Server() as one:
        thread = threading.Thread(target=one.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield one
        one.closing.set()
        one.shutdown()
        thread.join()


@pytest.fixture
def put(server):
    """Put an answer at a path of the server; gives its address."""

    def place(page, path: str = "/") -> str:
        server.pages[path] = page
        return server.address + path

    return place


def test_a_page_becomes_an_article(put):
    url = put(answer(PAGE.encode(), Content_Type="text/html; charset=utf-8"), "/a/page")
    article = open_article(url)
    assert article.title == "A page"
    assert article.text == "A page\nWörter auf einer Seite."
    assert (article.source, article.media_type) == (url, "text/html")
    assert article.remarks == ()


def test_the_program_says_its_name_and_nothing_of_the_reader(put, server, monkeypatch):
    monkeypatch.setattr("article.fetch.version", lambda name: "1.2")
    fetch(put(answer(Set_Cookie="a=b")))
    head, *fields = server.requests[0].splitlines()
    assert head == "GET / HTTP/1.1"
    names = {field.partition(":")[0].lower() for field in fields if field}
    assert names <= {"host", "user-agent", "accept", "accept-encoding", "connection"}
    assert "User-Agent: postil/1.2" in fields


@pytest.mark.parametrize(
    ("path", "said", "content", "media_type"),
    [
        ("/a", "text/html", b"words", "text/html"),
        ("/a", "application/xhtml+xml", b"words", "text/html"),
        ("/a.md", "text/plain; charset=utf-8", b"words", "text/markdown"),
        ("/a.md?raw=1", "text/plain", b"words", "text/markdown"),
        ("/a.txt", "text/plain", b"# words", "text/plain"),
        ("/a", "text/plain", b"# words", "text/markdown"),
        ("/a", "text/x-markdown", b"words", "text/markdown"),
        ("/a", "", b"<!DOCTYPE html><p>words", "text/html"),
        ("/a", "application/octet-stream", b"just words", "text/plain"),
        ("/a.md.gz", "application/gzip", gzip.compress(b"words"), "text/markdown"),
    ],
)
def test_the_type_is_the_servers_word_else_the_names_else_the_texts(
    put, path, said, content, media_type
):
    url = put(answer(content, **({"Content_Type": said} if said else {})), path)
    assert fetch(url).media_type == media_type


def test_the_reader_may_know_the_type_better(put):
    url = put(answer(b"# words", Content_Type="application/x-unheard-of"))
    assert fetch(url, media_type="text/markdown").media_type == "text/markdown"


@pytest.mark.parametrize(
    ("said", "content", "text"),
    [
        ("text/plain; charset=iso-8859-1", "naïve".encode("latin-1"), "naïve"),
        ("text/plain; charset=utf-8", "naïve “words”".encode("cp1252"), "naïve “words”"),
        ("text/plain; charset=iso-8859-1", "naïve".encode(), "naïve"),
        ("text/plain; charset=utf-16", b"ascii words!", "ascii words!"),
        ("text/plain; charset=rot13", b"words", "words"),
        ('text/plain; charset="Shift_JIS"', "言葉と本".encode("cp932"), "言葉と本"),
        ("text/plain; charset=iso-2022-jp", "言葉".encode("iso2022_jp"), "言葉"),
        ("text/plain; charset=utf-16le", "words".encode("utf-16-le"), "words"),
    ],
)
def test_the_encoding_is_the_servers_word_where_it_fits(put, said, content, text):
    assert fetch(put(answer(content, Content_Type=said))).text == text


def test_redirects_are_followed_and_links_belong_to_the_last_address(put):
    page = b'<p>words <a href="b">more</a></p>'
    put(answer(page, Content_Type="text/html"), "/there/a")
    put(answer(status="301 Moved Permanently", Location="/there/a#part"), "/then")
    url = put(answer(status="302 Found", Location="then"), "/first")
    article = open_article(url)
    assert article.source == url
    (link,) = article.blocks[0].marks
    assert link.target == url.replace("/first", "/there/b")


def test_an_answer_may_be_packed(put):
    packed = gzip.compress(b"many words " * 1000)
    assert fetch(put(answer(packed, Content_Encoding="gzip"))).text == "many words " * 1000


def test_a_proxy_is_used_for_the_net_but_not_for_the_readers_own(put, server, monkeypatch):
    monkeypatch.setenv("http_proxy", server.address)
    server.pages["http://proxied.invalid/a"] = answer(b"words by proxy")
    assert fetch("http://proxied.invalid/a").text == "words by proxy"
    assert fetch(put(answer(b"own words"), "/own")).text == "own words"
    assert [request.split()[1] for request in server.requests] == [
        "http://proxied.invalid/a",
        "/own",
    ]


def test_of_several_machines_one_has_to_answer(put, server, monkeypatch):
    async def several(host, *, of_the_net):
        return [ipaddress.ip_address("::1"), ipaddress.ip_address("127.0.0.1")]

    monkeypatch.setattr("article.fetch.resolved", several)
    assert fetch(put(answer(b"words"))).text == "words"


def test_progress_is_told(put):
    seen = []
    fetch(put(answer(b"x" * 100_000)), progress=lambda come, all_: seen.append((come, all_)))
    assert seen[-1] == (100_000, 100_000)
    assert seen == sorted(seen)


# The cache


def test_a_page_opens_again_without_the_net(put, server, tmp_path):
    url = put(answer(PAGE.encode(), Content_Type="text/html; charset=utf-8"))
    first = open_article(url, cache=tmp_path / "pages")
    server.pages.clear()
    again = open_article(url + "#part", cache=tmp_path / "pages")
    assert (again.text, again.blocks, again.source) == (first.text, first.blocks, url)
    assert len(server.requests) == 1
    (remark,) = again.remarks
    assert remark.startswith("This is the copy that was fetched on 2")


def test_a_page_is_fetched_again_when_asked_and_a_failure_leaves_the_copy(put, server, tmp_path):
    url = put(answer(b"old words"))
    fetch(url, cache=tmp_path)
    put(answer(b"new words"))
    assert fetch(url, cache=tmp_path).text == "old words"
    assert fetch(url, cache=tmp_path, again=True).text == "new words"
    put(answer(status="500 Internal Server Error"))
    with pytest.raises(SourceUnreadable):
        fetch(url, cache=tmp_path, again=True)
    assert fetch(url, cache=tmp_path).text == "new words"


def test_what_is_not_a_text_is_not_kept(put, tmp_path):
    url = put(answer(b"\0\1\2"))
    with pytest.raises(SourceUnreadable, match="is binary"):
        fetch(url, cache=tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "damage",
    [b"", b"{}", b"[]\nwords", b'{"version": 9}\nwords', b"\xff\n", b"[" * 100_000 + b"\nwords"],
)
def test_a_damaged_copy_is_fetched_again(put, tmp_path, damage):
    url = put(answer(b"words"))
    fetch(url, cache=tmp_path)
    (copy,) = tmp_path.iterdir()
    copy.write_bytes(damage)
    assert fetch(url, cache=tmp_path).remarks == ()
    assert fetch(url, cache=tmp_path).remarks


@pytest.mark.parametrize("name", ["address", "content_type", "fetched"])
def test_a_copy_that_says_what_no_page_can_have_is_fetched_again(put, tmp_path, name):
    url = put(answer(b"words"))
    fetch(url, cache=tmp_path)
    (copy,) = tmp_path.iterdir()
    head, _, content = copy.read_bytes().partition(b"\n")
    copy.write_bytes(json.dumps({**json.loads(head), name: 5}).encode() + b"\n" + content)
    assert fetch(url, cache=tmp_path).remarks == ()
    assert fetch(url, cache=tmp_path).remarks


def test_a_full_disk_leaves_no_half_of_a_copy(put, tmp_path, monkeypatch):
    def fail(*names):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("article.kept_pages.os.replace", fail)
    assert fetch(put(answer(b"words")), cache=tmp_path).text == "words"
    assert list(tmp_path.iterdir()) == []


def test_a_cache_that_cannot_be_written_only_means_no_copy(put, tmp_path):
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    assert fetch(put(answer(b"words")), cache=tmp_path / "file").text == "words"


# What goes wrong


def drip(handler: Handler) -> None:
    """One byte after another, without an end."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n\r\n")
    while not handler.server.closing.wait(0.01):
        handler.wfile.write(b"x")


def flood(handler: Handler) -> None:
    """As much as the line takes, without an end."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n\r\n")
    while not handler.server.closing.is_set():
        handler.wfile.write(b"x" * 65_536)


def boast(handler: Handler) -> None:
    """One header after another, without an end."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
    while not handler.server.closing.is_set():
        handler.wfile.write(b"X-Boast: " + b"x" * 5_000 + b"\r\n")


def say_nothing(handler: Handler) -> None:
    handler.server.closing.wait(5)


@pytest.mark.parametrize(
    ("page", "said"),
    [
        (drip, "took longer than 0.2 seconds: try again later"),
        (say_nothing, "took longer than 0.2 seconds: try again later"),
        (boast, "broke off before its end: try again later"),
        (flood, "is larger than 0.1 MB: save it and open the file"),
        (answer(length=200_000), "is larger than 0.1 MB: save it and open the file"),
        (answer(length=99), "broke off before its end: try again later"),
        (answer(length=3), None),
        (
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\nx",
            "broke off before its end",
        ),
        (b"HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\nwords", "broke off before its end"),
        (b"SSH-2.0-OpenSSH_9.6\r\n", "broke off before its end"),
        (b"", "broke off before its end"),
        (answer(gzip.compress(b"words")[:-6], Content_Encoding="gzip"), "is incomplete"),
        (answer(b"words", Content_Encoding="gzip"), "is damaged: it cannot be unpacked"),
        (
            answer(gzip.compress(bytes(1_000_000)), Content_Encoding="gzip"),
            "is too large when unpacked",
        ),
        (answer(Content_Encoding="br"), "comes packed as br"),
        (answer(Content_Type="image/png"), "is image/png: Postil reads pages"),
        (answer(b"\x89PNG\0"), "is binary"),
        (answer(b""), "is empty"),
        (answer(b"", status="204 No Content"), "is empty"),
        (answer(status="403 Forbidden"), r"may not be read \(403 Forbidden\): save it from"),
        (answer(status="503 \x1b[31mNo"), r"cannot be fetched \(503"),
        (answer(status="302 Found", Location="/"), "redirects more than 10 times"),
        (answer(status="302 Found", Location="file:///etc/passwd"), "is not an address of the web"),
        (answer(status="302 Found", Location="http://[::1"), "cannot be fetched: Invalid"),
        (answer(status="302 Found"), "cannot be fetched \\(302 Found\\)"),
    ],
)
def test_whatever_a_server_does_ends_in_a_text_or_in_one_line(put, page, said):
    url = put(page)
    if said is None:
        assert fetch(url).text in ("words", "wor")
        return
    with pytest.raises(SourceUnreadable, match=said) as caught:
        fetch(url, seconds=0.2 if callable(page) else 5, size=100_000)
    assert "\n" not in str(caught.value)
    assert printable(str(caught.value)) == str(caught.value)


def test_a_server_that_never_answers_is_not_waited_for(put, monkeypatch):
    monkeypatch.setattr("article.fetch._TIMEOUTS", dict.fromkeys(("connect", "read"), 0.05))
    with pytest.raises(SourceUnreadable, match="does not answer: try again later"):
        fetch(put(say_nothing))


def test_nothing_there_is_said_so(put):
    with pytest.raises(SourceNotFound, match=r"there is nothing at .*/gone \(404 Not Found\)"):
        fetch(put(answer(status="404 Not Found"), "/gone"))


def test_a_line_that_is_not_secure_is_not_trusted(put):
    url = put(answer()).replace("http:", "https:")
    with pytest.raises(SourceUnreadable, match=r"cannot be trusted \(.+\): check the address"):
        fetch(url)


@pytest.fixture
def put_securely(put, server, monkeypatch):
    """Put an answer on a server with this certificate; the authority of the tests is trusted."""
    monkeypatch.setenv("SSL_CERT_FILE", str(TLS / "authority.pem"))

    def place(page, certificate: str) -> str:
        server.secure = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        server.secure.load_cert_chain(TLS / f"{certificate}.pem", TLS / "key.pem")
        return put(page).replace("http://127.0.0.1", "https://localhost")

    return place


def test_a_sound_certificate_is_trusted(put_securely):
    assert fetch(put_securely(answer(b"words"), "sound")).text == "words"


@pytest.mark.parametrize(
    ("certificate", "said"),
    [
        ("self-signed", "self-signed certificate"),
        ("expired", "certificate has expired"),
        ("early", "certificate is not yet valid"),
        ("elsewhere", "Hostname mismatch, certificate is not valid for 'localhost'"),
    ],
)
def test_a_certificate_that_proves_nothing_is_not_trusted(put_securely, server, certificate, said):
    url = put_securely(answer(b"words"), certificate)
    with pytest.raises(SourceUnreadable) as caught:
        fetch(url)
    assert str(caught.value) == f"{url} cannot be trusted ({said}): check the address"
    assert server.requests == []


def test_a_certificate_of_an_unknown_authority_is_not_trusted(put_securely, monkeypatch):
    monkeypatch.delenv("SSL_CERT_FILE")
    with pytest.raises(SourceUnreadable, match="unable to get local issuer certificate"):
        fetch(put_securely(answer(b"words"), "sound"))


def test_a_machine_that_does_not_listen_is_said_so(server):
    url = server.address
    server.server_close()
    with pytest.raises(SourceUnreadable, match="cannot be reached: check the address"):
        fetch(url)


def test_a_machine_that_nobody_knows_is_said_so():
    with pytest.raises(SourceNotFound, match=r"is-nowhere\.invalid cannot be found"):
        fetch("http://is-nowhere.invalid/")


def test_a_reader_who_does_not_wait_is_not_kept_waiting(put):
    enough = threading.Event()
    with pytest.raises(FetchCancelled, match="was not fetched: you cancelled it"):
        fetch(put(drip), progress=lambda come, all_: enough.set(), cancelled=enough.is_set)


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "ftp://example.org/a",
        "javascript://a",
        "http://",
        "https:///path",
        "http://[::1",
        "http://a:99999/",
        "http://example.org:0/",
    ],
)
def test_other_addresses_are_refused(url):
    with pytest.raises(SourceUnreadable, match="is not an address of the web"):
        open_article(url)


def test_a_password_is_no_part_of_an_address():
    with pytest.raises(SourceUnreadable, match=r"…@example\.org/ holds a user's name"):
        fetch("http://reader:secret@example.org/")


@pytest.mark.parametrize(
    "url",
    [
        "http://reader:secret@example.org/",
        "ftp://reader:secret@example.org/",
        "http://reader:secret@example.org:99999/",
        "http://reader:secret@[::1",
        "http://reader:secret/@example.org/",
    ],
)
def test_no_error_shows_a_password(url):
    with pytest.raises(SourceUnreadable) as caught:
        fetch(url)
    assert "secret" not in str(caught.value)


# The reader's own network


def test_a_page_of_the_net_may_not_lead_into_the_readers_network(put, server, monkeypatch):
    first = iter([True])  # the first look finds a machine of the net, for want of a real one
    monkeypatch.setattr("article.fetch.is_of_the_net", lambda address: next(first, False))
    put(answer(b"the router's secrets"), "/secrets")
    for host in (
        "127.0.0.1",
        "localhost",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "0.0.0.0",
        "127.1",
        "2130706433",
        "0177.0.0.1",
        "0x7f000001",
        "10.0.0.1",
    ):
        first = iter([True])
        there = server.address.replace("127.0.0.1", host) + "/secrets"
        url = put(answer(status="302 Found", Location=there))
        with pytest.raises(SourceUnreadable, match=r"which is in your own network|Invalid IPv4"):
            fetch(url)
    assert not any("/secrets" in request for request in server.requests)


def test_a_proxy_may_not_be_led_into_the_readers_network_either(server, monkeypatch):
    monkeypatch.setenv("http_proxy", server.address)
    for host in ("127.0.0.1", "127.1", "2130706433", "0177.0.0.1", "0x7f000001"):
        there = f"http://{host}/secrets"
        server.pages[there] = answer(b"the router's secrets")
        server.pages["http://proxied.invalid/"] = answer(status="302 Found", Location=there)
        with pytest.raises(SourceUnreadable, match="which is in your own network"):
            fetch("http://proxied.invalid/")
    assert not any("/secrets" in request for request in server.requests)


@pytest.mark.parametrize(
    ("name", "is_own"),
    [
        ("localhost", True),
        ("localhost.", True),
        ("reader.localhost.", True),
        ("127.1", True),
        ("0x7f.1", True),
        ("3232235777", True),
        ("::1", True),
        ("localhost.example.org", False),
        ("93.184.216.34.", False),
        ("0x5db8d822", False),
        ("127.1.example.org", False),
    ],
)
def test_a_name_may_say_itself_that_it_is_the_readers_own(name, is_own):
    assert addresses.Host(name, 80, is_usual_port=True).is_own == is_own


def test_the_readers_own_machine_may_lead_to_itself(put):
    put(answer(b"own words"), "/b")
    assert fetch(put(answer(status="302 Found", Location="/b"))).text == "own words"


def test_a_connection_goes_to_the_address_that_was_looked_at(put, server, monkeypatch):
    looked_up = []

    async def once(host, *, of_the_net):
        looked_up.append(host.name)
        return [ipaddress.ip_address("127.0.0.1")]

    monkeypatch.setattr("article.fetch.resolved", once)
    port = server.server_address[1]
    put(answer(b"words"))
    assert fetch(f"http://rebound.invalid:{port}/").text == "words"
    assert looked_up == ["rebound.invalid"]
    assert f"Host: rebound.invalid:{port}" in server.requests[0]


@pytest.mark.parametrize(
    "own",
    [
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "224.0.0.1",
        "255.255.255.255",
        "::1",
        "::",
        "fe80::1",
        "fd00::1",
        "ff02::1",
        "::ffff:10.0.0.1",
        "64:ff9b::10.0.0.1",
        "2002:0a00:0001::",
        "2001:0:4136:e378:8000:63bf:3fff:fdd2",
        "64:ff9b:1::1",
        "::10.0.0.1",
        "fec0::1",
    ],
)
def test_the_readers_own_network_is_known_in_every_dress(own):
    assert not is_of_the_net(ipaddress.ip_address(own))


def test_the_net_is_the_net():
    for address in (
        "93.184.216.34",
        "2606:2800:220:1::1",
        "::ffff:93.184.216.34",
        "64:ff9b::93.184.216.34",
    ):
        assert is_of_the_net(ipaddress.ip_address(address))


@given(st.text() | st.text().map("http://".__add__) | st.from_regex(r"https?://[^/]*/.*"))
def test_any_text_is_an_address_or_refused(text):
    try:
        url = addresses.checked(text)
        addresses.host_of(url)
    except ArticleError as error:
        said = str(error)
    else:
        said = url
        assert url.lower().startswith(("http://", "https://"))
    assert "\n" not in said
    assert printable(said) == said


def test_libraries_are_loaded_for_the_texts_that_need_them_only():
    code = (
        "import sys, article; article.from_text('# words');"
        "print(*{'httpx', 'lxml', 'trafilatura'} & set(sys.modules))"
    )
    shown = run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == ""
