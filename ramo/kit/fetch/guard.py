"""Where we may go: web addresses of public hosts, however the address is dressed up."""

import ipaddress
import re
from collections.abc import Iterable

import httpx

from .data import Refusal
from .errors import Refused

_SCHEMES = ("http", "https")
_HOUSE_NAMES = (".localhost", ".local", ".internal", ".intranet", ".lan", ".home", ".corp", ".test", ".invalid")
_NAME = re.compile(r"[a-z0-9_-]{1,63}(\.[a-z0-9_-]{1,63})+")
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_OLD_RELAYS = ipaddress.ip_network("192.88.99.0/24")
Address = ipaddress.IPv4Address | ipaddress.IPv6Address


def target(address: str, *, ports: Iterable[int]) -> httpx.URL:
    """The address, taken apart and allowed; Refused otherwise."""
    try:
        url = httpx.URL(address)
        host = url.raw_host.decode("ascii").rstrip(".").lower()
    except (httpx.InvalidURL, UnicodeError, ValueError, TypeError):
        raise Refused(Refusal.HOST, "not an address") from None
    if url.scheme not in _SCHEMES:
        raise Refused(Refusal.SCHEME, url.scheme)
    if url.userinfo:
        raise Refused(Refusal.USERINFO)
    if (url.port or 443) not in ports:
        raise Refused(Refusal.PORT, str(url.port))
    _check_host(host)
    return url.copy_with(fragment=None)


def _check_host(host: str) -> None:
    if literal := _literal(host):
        check_public(literal)
    elif not _NAME.fullmatch(host) or host.endswith(_HOUSE_NAMES) or _ends_in_number(host):
        raise Refused(Refusal.HOST, host)


def _literal(host: str) -> Address | None:
    try:
        return ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        return None


def _ends_in_number(host: str) -> bool:
    """127.1, 0177.0.0.1, 0x7f000001, 2130706433: resolvers take them for addresses, people do not."""
    last = host.rsplit(".", 1)[-1]
    return last.isdigit() or last.startswith("0x")


def check_public(address: Address) -> None:
    """Refused unless anybody on the internet can reach it: not ours, not the neighbour's, not the machine's."""
    for each in (address, *_inside(address)):
        if not each.is_global or each.is_multicast or each.is_reserved or each in _OLD_RELAYS:
            raise Refused(Refusal.PRIVATE_ADDRESS, str(address))


def _inside(address: Address) -> list[Address]:
    """IPv4 addresses that an IPv6 address carries."""
    if isinstance(address, ipaddress.IPv4Address):
        return []
    found: list[Address | None] = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
    if address in _NAT64:
        found.append(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
    return [each for each in found if each is not None]


def pin(host: str, found: Iterable[str]) -> str:
    """The address to connect to; every one of the host's must be public, lest the second be the trap."""
    addresses = [ipaddress.ip_address(each.split("%")[0]) for each in found]
    if not addresses:
        raise Refused(Refusal.HOST, host)
    for each in addresses:
        check_public(each)
    return str(addresses[0])
