"""Where webhooks may go: never to what only this network can reach, however it is written."""

from __future__ import annotations

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as some

from bot.outbox.address import Forbidden, is_open, networks, parsed, plain, target_of

PRIVATE = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "127.0.0.0/8", "169.254.0.0/16", "100.64.0.0/10"]
INSIDE = some.sampled_from(PRIVATE).flatmap(lambda net: some.ip_addresses(v=4, network=net))
WRAPPED = ("::ffff:{}", "64:ff9b::{}", "::{}", "2002:{:02x}{:02x}:{:02x}{:02x}::1")


@given(INSIDE, some.sampled_from(WRAPPED))
def test_an_inner_address_is_refused_however_it_is_wrapped(inner: ipaddress.IPv4Address, wrap: str) -> None:
    text = wrap.format(*inner.packed) if "02x" in wrap else wrap.format(inner)
    assert not is_open(plain(text), ())
    assert not is_open(plain(str(inner)), ())
    assert is_open(plain(str(inner)), networks(", ".join(PRIVATE)))


@pytest.mark.parametrize("inside", ["::1", "fe80::1%eth0", "fc00::1", "0.0.0.0", "224.0.0.1", "ff02::1"])
def test_special_addresses_are_refused(inside: str) -> None:
    assert not is_open(plain(inside), ())


@pytest.mark.parametrize("outside", ["93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946", "::ffff:8.8.8.8"])
def test_public_addresses_are_open(outside: str) -> None:
    assert is_open(plain(outside), ())


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("ftp://example.org/", "not_an_address"),
        ("https://", "not_an_address"),
        ("https://me:secret@example.org/", "password_in_it"),
        ("https://localhost/", "private_address"),
        ("https://127.0.0.1/", "private_address"),
        ("https://[::ffff:127.0.0.1]/", "private_address"),
        ("https://2130706433/", "private_address"),  # 127.0.0.1 as one number
        ("http://8.8.8.8/", "not_encrypted"),
    ],
)
async def test_what_may_not_be_asked_is_refused_with_a_reason(url: str, code: str) -> None:
    with pytest.raises(Forbidden, match=code):
        await target_of(parsed(url), ())


async def test_the_connection_goes_to_the_address_that_was_looked_at() -> None:
    target = await target_of(parsed("http://localhost:8080/take?x=1"), networks("127.0.0.0/8, ::1"))
    assert target.pinned.host in ("127.0.0.1", "::1")
    assert target.pinned.raw_path == b"/take?x=1"
