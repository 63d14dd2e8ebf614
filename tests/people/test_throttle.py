"""Failed sign-ins are counted by household, not by each of its addresses."""

from __future__ import annotations

import pytest

from app.people.throttle import network_of


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::1", "2001:db8:1:2::/64"),
        ("unknown", "unknown"),
    ],
)
def test_an_ipv6_household_is_one(address: str, network: str) -> None:
    assert network_of(address) == network
