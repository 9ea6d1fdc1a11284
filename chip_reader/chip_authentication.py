"""Chip authentication: a key agreement with the static key of DG14 restarts secure messaging (ICAO 9303-11, 6.2).

A copy has the public key, not the private one: it cannot answer a single command under the new session keys.
"""

from __future__ import annotations

from dataclasses import dataclass

from .apdu import Command
from .crypto import Suite
from .errors import BadChipData, ChipRefused
from .groups import BadElement, Randomness
from .secure_messaging import SecureChannel, session_cipher
from .security_infos import ChipAuthenticationInfo, ChipAuthenticationKey, SecurityInfos
from .tlv import encode

_EMPTY_ANSWER = 16
"""The chip answers with an empty template: asking for little keeps the command short where its key allows."""


@dataclass(frozen=True, slots=True)
class Variant:
    """One way to do it: a key and, unless the chip leaves it open (then 3DES is meant), the protocol named for it."""

    key: ChipAuthenticationKey
    info: ChipAuthenticationInfo | None

    @property
    def suite(self) -> Suite:
        """The cipher of the new session."""
        return self.info.suite if self.info else Suite.TDES

    @property
    def label(self) -> str:
        """For evidence: `ECDH AES-128 secp256r1`."""
        return f"{self.key.agreement} {self.suite.value} {self.key.group.name if self.key.group else 'unknown'}"


@dataclass(frozen=True, slots=True)
class Restarted:
    """The new channel. Only its first good answer proves that the chip holds the private key."""

    channel: SecureChannel
    variant: Variant


def choose(infos: SecurityInfos) -> Variant | None:
    """The strongest variant this reader can do, None when there is none."""
    variants = []
    for key in infos.chip_keys:
        fitting = [info for info in infos.chip_authentication if _belongs(info, key)]
        if key.group is not None:
            variants += [Variant(key, info) for info in fitting] or [Variant(key, None)]
    order = tuple(Suite)
    return max(variants, key=lambda variant: order.index(variant.suite), default=None)


def restart(channel: SecureChannel, variant: Variant, randomness: Randomness) -> Restarted:
    """Agree on new session keys with the chip's static key (6.2.4).

    Raises `ChipRefused`, `BadChipData` for a key outside its group, and what the channel raises.
    """
    group = variant.key.group
    if group is None:
        raise ValueError("the variant's group is unknown")
    secret = group.secret(randomness)
    try:
        public, shared = group.public(secret), group.agree(secret, variant.key.public)
    except BadElement as error:
        raise BadChipData(f"chip authentication: {error}", "DG14") from error
    number = variant.key.key_id
    reference = b"" if number is None else encode(0x84, number.to_bytes((number.bit_length() + 7) // 8 or 1, "big"))
    if variant.info is None or variant.suite is Suite.TDES:
        _send(channel, Command(0x00, 0x22, 0x41, 0xA6, encode(0x91, public) + reference))
    else:
        _send(channel, Command(0x00, 0x22, 0x41, 0xA4, encode(0x80, variant.info.oid) + reference))
        _send(channel, Command(0x00, 0x86, 0, 0, encode(0x7C, encode(0x80, public)), ne=_EMPTY_ANSWER))
    return Restarted(SecureChannel(channel.carrier, session_cipher(variant.suite, shared)), variant)


def _belongs(info: ChipAuthenticationInfo, key: ChipAuthenticationKey) -> bool:
    return info.agreement == key.agreement and (info.key_id is None or info.key_id == key.key_id)


def _send(channel: SecureChannel, command: Command) -> None:
    answer = channel.send(command)
    if not answer.ok:
        raise ChipRefused("chip authentication", answer.status)
