"""The arithmetic under PACE and chip authentication, held against an independent library and its own laws."""

from __future__ import annotations

import secrets

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from hypothesis import given, settings
from hypothesis import strategies as st

from chip_reader.crypto import Suite
from chip_reader.curves import CURVES, DOMAINS, PACE_DOMAINS
from chip_reader.ec import NotOnCurve, add, decode_point, encode_point, multiply, on_curve
from chip_reader.groups import STANDARD, BadElement, DhGroup, EcGroup, group, nonce_size
from chip_reader.pace import authentication_token

ALL = sorted(STANDARD.values())
MAPPABLE = [name for name in ALL if name.startswith("modp") or PACE_DOMAINS[name].p % 4 == 3]


@pytest.mark.parametrize("name", PACE_DOMAINS)
def test_the_generator_lies_on_its_curve_and_has_the_stated_order(name: str) -> None:
    domain = PACE_DOMAINS[name]
    base = (domain.x, domain.y)
    assert on_curve(domain, base)
    assert multiply(domain, domain.n - 1, base) == (domain.x, domain.p - domain.y)
    with pytest.raises(NotOnCurve):
        multiply(domain, domain.n, base)


@given(st.sampled_from(sorted(DOMAINS)), st.data())
@settings(max_examples=40, deadline=None)
def test_multiples_of_any_point_are_those_of_the_library(name: str, data: st.DataObject) -> None:
    domain = DOMAINS[name]
    first, second = (data.draw(st.integers(1, domain.n - 1)) for _ in range(2))

    def by_library(secret: int) -> tuple[int, int]:
        numbers = ec.derive_private_key(secret, CURVES[name]()).public_key().public_numbers()
        return numbers.x, numbers.y

    assert multiply(domain, second, by_library(first)) == by_library(first * second % domain.n)
    if (first + second) % domain.n:
        assert add(domain, by_library(first), by_library(second)) == by_library((first + second) % domain.n)


def test_a_point_added_to_itself_and_to_its_opposite() -> None:
    domain = DOMAINS["secp256r1"]
    base = (domain.x, domain.y)
    assert add(domain, base, base) == multiply(domain, 2, base)
    with pytest.raises(NotOnCurve, match="infinity"):
        add(domain, base, (domain.x, domain.p - domain.y))


@given(st.binary(max_size=70))
def test_only_points_of_the_curve_are_decoded(data: bytes) -> None:
    domain = DOMAINS["secp256r1"]
    for encoded in (data, b"\x04" + data[:64].ljust(64, b"\0"), b"\x04" + b"\xff" * 64):
        try:
            assert encode_point(domain, decode_point(domain, encoded)) == encoded
        except NotOnCurve:
            continue


@pytest.mark.parametrize("name", ALL)
def test_both_sides_agree_over_a_generator_both_mapped(name: str) -> None:
    members, nonce = group(name), secrets.token_bytes(16)
    ours, theirs = members.secret(secrets.token_bytes), members.secret(secrets.token_bytes)
    mapped = members.map_generic(nonce, ours, members.public(theirs))
    assert mapped == members.map_generic(nonce, theirs, members.public(ours))
    assert members.agree(ours, members.public(theirs, mapped)) == members.agree(theirs, members.public(ours, mapped))
    assert members.map_generic(secrets.token_bytes(16), ours, members.public(theirs)) != mapped
    assert len(mapped) == members.element_size


@pytest.mark.parametrize("suite", Suite)
@pytest.mark.parametrize("name", MAPPABLE)
def test_integrated_mapping_ends_inside_the_group(name: str, suite: Suite) -> None:
    members = group(name)
    mapped = members.map_integrated(suite, secrets.token_bytes(nonce_size(suite)), secrets.token_bytes(suite.key_size))
    # Agreeing over it decodes it, which checks curve or subgroup.
    secret = members.secret(secrets.token_bytes)
    assert len(members.agree(secret, members.public(secret, mapped))) in {
        members.element_size,
        members.element_size // 2,
    }


def test_a_field_the_point_encoding_does_not_fit_is_refused() -> None:
    with pytest.raises(BadElement):
        EcGroup("secp224r1").map_integrated(Suite.AES128, bytes(16), bytes(16))


@pytest.mark.parametrize("value", [0, 1, 2, -1])
def test_elements_outside_the_subgroup_are_refused(value: int) -> None:
    members = group("modp1024")
    assert isinstance(members, DhGroup)
    encoded = (value % members._p).to_bytes(128, "big")
    with pytest.raises(BadElement):
        members.agree(5, encoded)
    with pytest.raises(BadElement):
        members.agree(5, b"\x01" + encoded)


def test_keys_are_drawn_from_the_whole_range_and_never_zero() -> None:
    members = EcGroup("secp256r1")
    assert members.secret(bytes) == 1
    assert members.secret(lambda size: (members.domain.n - 2).to_bytes(size, "big")) == members.domain.n - 1
    assert members.secret(lambda size: (members.domain.n - 1).to_bytes(size, "big")) == 1


def test_a_dh_public_key_has_no_leading_zero_and_a_shared_secret_keeps_it() -> None:
    members = group("modp1024")
    publics = {secret: members.public(secret) for secret in range(2, 1500)}
    assert all(public[0] for public in publics.values())
    short = next(secret for secret, public in publics.items() if len(public) == 127)
    shared = members.agree(short, publics[2])
    assert len(shared) == 128
    assert shared == members.agree(2, publics[short])
    token = authentication_token(Suite.AES128, bytes(16), b"\x00", 0x84, publics[short])
    assert token == authentication_token(Suite.AES128, bytes(16), b"\x00", 0x84, b"\0" + publics[short])
