"""From an address of the web to a `Source`: bounded in time, in size and in where it leads.

A page belongs to a stranger: it may be endless, slow, broken, or lead somewhere else. Each
connection goes to a numeric address that was looked at before, so no name can change its meaning
in between (DNS rebinding). There are no cookies, and nothing that a page refers to is fetched.
"""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urljoin
from urllib.request import getproxies, proxy_bypass

import httpx

from article import formats
from article.addresses import Host, IPAddress, checked, host_of, is_of_the_net, resolved
from article.errors import ArticleError, SourceNotFound, SourceUnreadable
from article.kept_pages import Page, keep, kept
from article.packed import unpacked
from article.printable import printable_line
from article.source import Source, source_of

MAX_BYTES = 20_000_000
MAX_SECONDS = 60.0
MAX_REDIRECTS = 10

Progress = Callable[[int, int | None], object]
"""Called with the bytes that have come and the bytes that are expected, if the server says so."""

_UNSAID = frozenset(
    {
        "",
        "text/plain",
        "application/octet-stream",
        "binary/octet-stream",
        "application/gzip",
        "application/x-gzip",
    }
)
"""Media types that say too little: the name and the first pages decide."""
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_WAIT = 0.05
"""Seconds between two looks at whether the reader still waits."""
_TIMEOUTS = httpx.Timeout(15.0).as_dict()
"""For one connection, or one piece of a page to come."""


class FetchCancelled(ArticleError):
    """The reader did not want to wait any longer."""


class _Patience(NamedTuple):
    """What a reader puts up with."""

    size: int
    seconds: float
    any_type: bool
    progress: Progress
    cancelled: Callable[[], bool]


def fetch(
    url: str,
    *,
    media_type: str | None = None,
    cache: Path | None = None,
    again: bool = False,
    size: int = MAX_BYTES,
    seconds: float = MAX_SECONDS,
    progress: Progress = lambda come, expected: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Source:
    """Fetch an address, or take the copy that the cache folder has; `again` takes none.

    A media type overrides what the server says. Blocks until all has come, so it belongs in a
    thread of its own; there must be no running event loop in it.

    Raises:
        SourceNotFound: there is no such machine, or nothing at the address.
        SourceUnreadable: it is not of the web, cannot be reached, is not a text, takes more than
            `seconds`, has more than `size` bytes, or leads into the reader's own network.
        FetchCancelled: `cancelled` said so.
    """
    url = checked(url)
    page = kept(cache, url) if cache and not again else None
    if page is not None:
        day = printable_line(page.fetched.partition("T")[0])
        remark = f"This is the copy that was fetched on {day}."
        return replace(_source(page, url, media_type), remarks=(remark,))
    page = asyncio.run(
        _fetch(url, _Patience(size, seconds, media_type is not None, progress, cancelled))
    )
    source = _source(page, url, media_type)
    if cache:
        keep(cache, url, page)
    return source


def _source(page: Page, url: str, media_type: str | None) -> Source:
    """What a page is, by the server's word if that says enough."""
    said, charset = _said(page.content_type)
    if media_type is None and said not in _UNSAID:
        media_type = formats.of_media_type(said)
    source = source_of(page.content, url, url, media_type=media_type, charset=charset)
    return replace(source, address=page.address)


def _said(content_type: str) -> tuple[str, str]:
    """The media type and the encoding that a server names."""
    media_type, _, parameters = content_type.lower().partition(";")
    charset = parameters.partition("charset=")[2].partition(";")[0]
    return media_type.strip(), charset.strip(" \"'")


async def _fetch(url: str, patience: _Patience) -> Page:
    """The page, as long as the reader waits for it."""
    fetching = asyncio.ensure_future(_follow(url, patience))
    try:
        async with asyncio.timeout(patience.seconds):
            while not (await asyncio.wait({fetching}, timeout=_WAIT))[0]:
                if patience.cancelled():
                    raise FetchCancelled(f"{url} was not fetched", "you cancelled it")
        return fetching.result()
    except TimeoutError as error:
        raise SourceUnreadable(
            f"{url} took longer than {patience.seconds:g} seconds", "try again later"
        ) from error
    finally:
        fetching.cancel()
        await asyncio.wait({fetching})


async def _follow(url: str, patience: _Patience) -> Page:
    """The page behind all redirects."""
    first, of_the_net = url, False
    secure = httpx.create_ssl_context()
    for _ in range(MAX_REDIRECTS + 1):
        try:
            async with _response(url, secure, of_the_net=of_the_net) as (response, is_of_the_net):
                of_the_net = of_the_net or is_of_the_net
                if response.status_code not in _REDIRECTS or "location" not in response.headers:
                    return await _read(response, url, patience)
                url = checked(urljoin(url, response.headers["location"]))
        except (httpx.HTTPError, httpx.InvalidURL, OSError, ValueError) as error:
            raise _explained(error, url) from error
    raise SourceUnreadable(
        f"{first} redirects more than {MAX_REDIRECTS} times", "check the address"
    )


@asynccontextmanager
async def _response(
    url: str, secure: ssl.SSLContext, *, of_the_net: bool
) -> AsyncIterator[tuple[httpx.Response, bool]]:
    """The answer of the machine that an address names, and whether that is one of the net.

    `of_the_net` says that it has to be. Behind a proxy only the proxy knows the machine.
    """
    host = host_of(url)
    proxy = _proxy(url, host)
    machines = await resolved(host, of_the_net=of_the_net) if not proxy else [None]
    async with httpx.AsyncHTTPTransport(verify=secure, proxy=proxy) as transport:
        response, machine = await _first_answer(transport, url, host, machines)
        try:
            yield response, machine is None or is_of_the_net(machine)
        finally:
            await response.aclose()


async def _first_answer(
    transport: httpx.AsyncHTTPTransport,
    url: str,
    host: Host,
    machines: Sequence[IPAddress | None],
) -> tuple[httpx.Response, IPAddress | None]:
    """The answer of the first machine that can be reached, and which one it was."""
    *others, last = machines
    for machine in others:
        with suppress(httpx.ConnectError, httpx.ConnectTimeout):
            return await transport.handle_async_request(_request(url, host, machine)), machine
    return await transport.handle_async_request(_request(url, host, last)), last


def _request(url: str, host: Host, machine: IPAddress | None) -> httpx.Request:
    """A request that goes to the machine, wherever its name may lead by now."""
    try:
        program = f"postil/{version('postil')}"
    except PackageNotFoundError:  # run from its sources
        program = "postil"
    address = httpx.URL(url)
    return httpx.Request(
        "GET",
        address.copy_with(host=str(machine)) if machine else address,
        headers={
            "Host": host.header,
            "User-Agent": program,
            "Accept": "text/html, application/xhtml+xml, text/markdown, text/plain, "
            "application/epub+zip, */*;q=0.1",
            "Accept-Encoding": "gzip",
        },
        extensions={"timeout": _TIMEOUTS, "sni_hostname": host.name},
    )


def _proxy(url: str, host: Host) -> str | None:
    """The proxy that the environment names for an address; none for the reader's own network."""
    if host.is_own or proxy_bypass(host.name):
        return None
    proxy = getproxies().get(httpx.URL(url).scheme, "")
    return proxy if proxy.startswith(("http://", "https://")) else None


async def _read(response: httpx.Response, url: str, patience: _Patience) -> Page:
    """The page in a response, read to its end."""
    _refuse_status(response, url)
    content_type = response.headers.get("content-type", "")
    said, _ = _said(content_type)
    if not (patience.any_type or said in _UNSAID or formats.of_media_type(said)):
        raise SourceUnreadable(
            f"{url} is {printable_line(said)}", "Postil reads pages, Markdown, text and EPUB"
        )
    length = response.headers.get("content-length", "")
    expected = int(length) if length.isdecimal() else None
    too_large = SourceUnreadable(
        f"{url} is larger than {patience.size / 1_000_000:g} MB", "save it and open the file"
    )
    if expected is not None and expected > patience.size:
        raise too_large
    content = bytearray()
    async for piece in response.aiter_raw():
        content += piece
        if len(content) > patience.size:
            raise too_large
        patience.progress(len(content), expected)
    packing = response.headers.get("content-encoding", "identity").strip().lower()
    if packing in ("gzip", "x-gzip"):
        return Page(url, content_type, unpacked(bytes(content), url, patience.size))
    if packing not in ("", "identity"):
        raise SourceUnreadable(f"{url} comes packed as {printable_line(packing)}", "save it first")
    return Page(url, content_type, bytes(content))


def _refuse_status(response: httpx.Response, url: str) -> None:
    status = f"{response.status_code} {printable_line(response.reason_phrase)}".strip()
    match response.status_code:
        case 404 | 410:
            raise SourceNotFound(f"there is nothing at {url} ({status})", "check the address")
        case 401 | 402 | 403 | 407 | 451:
            raise SourceUnreadable(
                f"{url} may not be read ({status})", "save it from a browser and open that"
            )
        case code if not 200 <= code < 300:
            raise SourceUnreadable(f"{url} cannot be fetched ({status})", "try again later")
        case _:
            pass


def _explained(error: Exception, url: str) -> ArticleError:
    """What went wrong on the way, in words; the cause is often buried in the context."""
    cause: BaseException | None = error
    while cause is not None and not isinstance(cause, ssl.SSLError):
        cause = cause.__cause__ or cause.__context__
    if cause is not None:
        reason = getattr(cause, "verify_message", "") or (cause.reason or "").lower().replace(
            "_", " "
        )
        said = printable_line(reason).rstrip(".")
        return SourceUnreadable(f"{url} cannot be trusted ({said})", "check the address")
    if isinstance(error, httpx.TimeoutException):
        return SourceUnreadable(f"{url} does not answer", "try again later")
    if isinstance(error, httpx.ConnectError):
        return SourceUnreadable(f"{url} cannot be reached", "check the address and the net")
    if isinstance(error, httpx.HTTPError):
        return SourceUnreadable(f"{url} broke off before its end", "try again later")
    return SourceUnreadable(f"{url} cannot be fetched", printable_line(str(error)))
