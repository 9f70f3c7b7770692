"""Which machines of the net a text may come from.

Only addresses of `http` and `https` are opened. A page of the net that redirects to a machine of
the reader's own network would make Postil a way into it, so behind the first address of the net
every further one must be of the net too (server-side request forgery, CWE-918).
"""

from __future__ import annotations

import asyncio
import ipaddress
import socket
from typing import NamedTuple
from urllib.parse import urldefrag, urlsplit

from article.errors import SourceNotFound, SourceUnreadable
from article.printable import printable_line

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address


class Host(NamedTuple):
    """A machine as an address names it."""

    name: str
    """In ASCII: internationalised names in their IDNA form."""
    port: int
    is_usual_port: bool

    @property
    def header(self) -> str:
        """What the header `Host` says."""
        name = f"[{self.name}]" if ":" in self.name else self.name
        return name if self.is_usual_port else f"{name}:{self.port}"

    @property
    def is_own(self) -> bool:
        """Whether the name itself says that it is of the reader's own machine or network."""
        name = self.name.rstrip(".")  # one at the end means that nothing is to be added
        try:
            return not is_of_the_net(_number(name))
        except (ValueError, OSError):
            return name == "localhost" or name.endswith(".localhost")


def checked(url: str) -> str:
    """The address as one safe line, without its fragment.

    Raises:
        SourceUnreadable: it is not an address of the web, or has a password in it.
    """
    url = printable_line(url)
    try:
        parts = urlsplit(url)
        is_web = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        is_web = False
    name = _without_user(url)
    if not is_web:
        raise SourceUnreadable(f"{name} is not an address of the web", "it begins with https://")
    if parts.username is not None:
        raise SourceUnreadable(f"{name} holds a user's name", "leave it out of the address")
    return urldefrag(url).url


def _without_user(url: str) -> str:
    """The address as errors may show it to whoever looks on: no password is in it."""
    scheme, slashes, behind = url.partition("//")
    _, sign, place = behind.rpartition("@")
    return f"{scheme}{slashes}…@{place}" if sign else url


def host_of(url: str) -> Host:
    """The machine that an address names.

    Raises:
        SourceNotFound: no machine can have such a name.
    """
    parts = urlsplit(url)
    name = parts.hostname or ""
    try:
        name = name if name.isascii() else name.encode("idna").decode("ascii")
    except UnicodeError as error:
        raise SourceNotFound(f"there is no {printable_line(name)}", "check the address") from error
    usual = 443 if parts.scheme == "https" else 80
    return Host(name, parts.port or usual, parts.port in (None, usual))


async def resolved(host: Host, *, of_the_net: bool) -> list[IPAddress]:
    """The numeric addresses of a machine; `of_the_net` leaves out those of the own network.

    Raises:
        SourceNotFound: nobody knows the machine.
        SourceUnreadable: it is one of the own network and must not be.
    """
    name = printable_line(host.name)
    loop = asyncio.get_running_loop()
    try:
        found = await loop.getaddrinfo(host.name, host.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise SourceNotFound(f"{name} cannot be found", "check the address and the net") from error
    addresses = [ipaddress.ip_address(str(entry[4][0]).partition("%")[0]) for entry in found]
    allowed = [a for a in dict.fromkeys(addresses) if is_of_the_net(a) or not of_the_net]
    if not allowed:
        raise SourceUnreadable(
            f"a page of the net leads to {name}, which is in your own network",
            "open it by its own address if you trust it",
        )
    return allowed


def _number(name: str) -> IPAddress:
    """The numeric address that a name is, also in the older forms such as `127.1` (inet_aton(3)).

    Raises:
        ValueError, OSError: it is a name.
    """
    try:
        return ipaddress.ip_address(name)
    except ValueError:
        return ipaddress.ip_address(socket.inet_aton(name))


def is_of_the_net(address: IPAddress) -> bool:
    """Whether an address is reached over the public net, also where it is wrapped in IPv6."""
    if isinstance(address, ipaddress.IPv6Address):
        wrapped = address.ipv4_mapped or address.sixtofour
        if wrapped is not None:
            return is_of_the_net(wrapped)
        if address in _NAT64:
            return is_of_the_net(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
        if address not in _GIVEN_OUT:
            return False
    return address.is_global and not address.is_multicast


_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
_GIVEN_OUT = ipaddress.IPv6Network("2000::/3")
"""The only addresses of IPv6 that are given out to machines of the net (RFC 4291, section 2.4)."""
