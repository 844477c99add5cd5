"""Where a webhook may go: to public addresses, and to networks that the administrator names.

A name is resolved once, every address it has is looked at, and the connection is made to the address that
was looked at: a name that means something else a moment later changes nothing.
"""

from __future__ import annotations

import asyncio
import ipaddress
import socket
from collections.abc import Sequence
from dataclasses import dataclass

import httpx

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network

_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
_COMPATIBLE = ipaddress.IPv6Network("::/96")


class Forbidden(Exception):
    """An address that a webhook may not have; `code` is one of the words in prompts/messages/outbox.yaml."""

    def __init__(self, code: str) -> None:
        """Keep why."""
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Target:
    """A web address, and the one machine's address that it was found to mean."""

    url: httpx.URL
    ip: Address

    @property
    def pinned(self) -> httpx.URL:
        """The web address with the machine's address in the place of its name."""
        return self.url.copy_with(host=str(self.ip))


def networks(text: str) -> tuple[Network, ...]:
    """Read "10.20.0.0/16, 192.168.4.7"; raises `ValueError` for anything else."""
    return tuple(ipaddress.ip_network(part.strip()) for part in text.split(",") if part.strip())


def plain(text: str) -> Address:
    """Give the address that is meant: an IPv4 address that is wrapped in an IPv6 one counts as itself."""
    address = ipaddress.ip_address(text.partition("%")[0])
    if isinstance(address, ipaddress.IPv4Address):
        return address
    inner = address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else None)
    if inner is None and (address in _NAT64 or (address in _COMPATIBLE and int(address) > 1)):
        inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return inner or address


def is_open(address: Address, own: Sequence[Network]) -> bool:
    """Say whether a webhook may go to an address: one of the whole internet, or of a network of `own`."""
    if any(address in network for network in own if network.version == address.version):
        return True
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)


def parsed(text: str) -> httpx.URL:
    """Give a web address that could be one of a webhook; raises `Forbidden`."""
    try:
        url = httpx.URL(text.strip())
    except (httpx.InvalidURL, ValueError):
        raise Forbidden("not_an_address") from None
    if url.scheme not in ("https", "http") or not url.host:
        raise Forbidden("not_an_address")
    if url.userinfo:
        raise Forbidden("password_in_it")
    return url


async def target_of(url: httpx.URL, own: Sequence[Network]) -> Target:
    """Resolve a web address; raises `Forbidden` when any machine that it means may not be asked.

    Without encryption only the administrator's own networks are asked. Raises `OSError` where the name
    means nothing.
    """
    port = url.port or (443 if url.scheme == "https" else 80)
    loop = asyncio.get_running_loop()
    found = await loop.getaddrinfo(url.host, port, type=socket.SOCK_STREAM)
    addresses = [ipaddress.ip_address(str(one[4][0]).partition("%")[0]) for one in found]
    meant = [plain(str(one)) for one in addresses]
    if not meant or not all(is_open(one, own) for one in meant):
        raise Forbidden("private_address")
    is_own = all(any(one in network for network in own if network.version == one.version) for one in meant)
    if url.scheme != "https" and not is_own:
        raise Forbidden("not_encrypted")
    return Target(url, addresses[0])
