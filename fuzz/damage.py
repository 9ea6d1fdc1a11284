"""Damage, the same for the same seed: to bytes, to texts, to JSON by its structure, to QR payloads with a right CRC."""

from __future__ import annotations

import binascii
import hashlib
import json
from collections.abc import Iterator, Sequence
from random import Random
from typing import Any

from fuzz.judge import Kind, Target

LONGEST = 65_536
_BYTES = (0x00, 0x1F, 0x30, 0x7F, 0x80, 0x81, 0x82, 0x84, 0xFF)
_TEXTS = (
    "", " ", "0", "-1", "1e5", "1e999", "9" * 25, "9" * 400, "9223372036854775808", "9007199254740993", "0.1", "NaN",
    "１２３", "٣", "\u00b2", "\x00", "\x0b", "\x1b[2J", "\x1c\x0d", "\r\n", "\u2028", "\u202e", "\u200b", "\ufeff",
    "\ufffe", "e\u0302\u0301", "ế", "a\u0323\u0302", "Nguye\u0302\u0303n", "Ǆ", "ﬁ", "𝟙", "🏥", "a" * 5_000, "|",
    "^~\\&", "'", '"', "\\", "';--", "{{7*7}}", "${x}", "<b>", "&amp;", "]]>", "../../x", "%00", "%s%n", "2026-02-30",
    "0000-00-00", "24/13/2026", "9999-12-31T23:59:59+23:59", "0001-01-01T00:00:00+00:00", "2026-11-24T07:00:00",
    "1970-01-01",
)  # fmt: skip
_HALVES = ("\ud800", "\udfff", "Nguy\udcffn")
_NUMBERS: tuple[Any, ...] = (
    0, 1, -1, 2, 7, 100, 2**31, 2**53, 2**53 + 1, 2**63 - 1, 2**63, -(2**63) - 1, 10**15, 10**30, 10**400, 0.5, 1e308,
    -0.0, float("inf"), float("nan"), True, False, None,
)  # fmt: skip


def mutations(name: str, target: Target, count: int) -> Iterator[bytes]:
    """The same `count` damaged inputs of a target each time."""
    chance = Random(hashlib.sha256(name.encode()).digest())
    seeds = target.seeds()
    for _ in range(count):
        yield damage(target, chance.choice(seeds), seeds, chance)


def damage(target: Target, data: bytes, seeds: Sequence[bytes], chance: Random) -> bytes:
    """One damaged input: mostly by what the input is, sometimes by its bytes alone."""
    if target.kind is Kind.BYTES or chance.random() < 0.15:
        return of_bytes(data, seeds, chance)[:LONGEST]
    if target.kind is Kind.JSON:
        damaged = _of_json(data, seeds, chance, target.words)
    elif target.kind is Kind.QR:
        damaged = _of_qr(data, chance)
    elif target.kind is Kind.FRAMES:
        damaged = _of_frames(data, chance, target.words)
    else:
        damaged = of_text(data, chance, target.words)
    return damaged[:LONGEST]


def of_bytes(data: bytes, seeds: Sequence[bytes], chance: Random) -> bytes:
    """Bits, lengths, cuts, repeats and pieces of other inputs."""
    damaged = bytearray(data)
    for _ in range(chance.randint(1, 4)):
        if not damaged:
            break
        at = chance.randrange(len(damaged))
        match chance.randrange(7):
            case 0:
                damaged[at] ^= 1 << chance.randrange(8)
            case 1:
                damaged[at] = chance.choice(_BYTES)
            case 2:
                del damaged[at:]
            case 3:
                del damaged[at : at + chance.randint(1, 16)]
            case 4:
                damaged[at:at] = chance.randbytes(chance.randint(1, 16))
            case 5:
                damaged[at:at] = damaged[at : at + chance.randint(1, 64)] * chance.randint(1, 8)
            case _:
                other = chance.choice(seeds)
                damaged[at:] = other[chance.randrange(len(other)) if other else 0 :]
    return bytes(damaged)


def of_text(data: bytes, chance: Random, words: Sequence[str] = ()) -> bytes:
    """Words that mean something somewhere, put in, put instead, taken out or said again."""
    text = data.decode("utf-8", "surrogateescape")
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(text) + 1)
        until = min(len(text), at + chance.randint(0, 24))
        word = chance.choice(words) if words and chance.random() < 0.5 else chance.choice(_TEXTS)
        match chance.randrange(5):
            case 0:
                text = text[:at] + word + text[at:]
            case 1:
                text = text[:at] + word + text[until:]
            case 2:
                text = text[:at] + text[until:]
            case 3:
                text = text[:until] + text[at:until] * chance.randint(1, 40) + text[until:]
            case _:
                text = (
                    text[:at] + chr(chance.choice((chance.randrange(128), chance.randrange(0x3000)))) + text[at + 1 :]
                )
    return text.encode("utf-8", "surrogateescape")


def _of_json(data: bytes, seeds: Sequence[bytes], chance: Random, words: Sequence[str]) -> bytes:
    try:
        value = json.loads(data)
        for _ in range(chance.randint(1, 4)):
            value = _changed(value, chance, seeds, words)
        told = json.dumps(value, ensure_ascii=chance.random() < 0.5)
        if chance.random() < 0.02:
            told = told.replace("null", "[" * 3_000, 1)
    except (ValueError, RecursionError):
        return of_text(data, chance, words)
    return told.encode("utf-8", "surrogatepass")


def _changed(value: Any, chance: Random, seeds: Sequence[bytes], words: Sequence[str]) -> Any:
    """The value with one place in it changed."""
    places = list(_places(value))
    if not places:
        return _anything(chance, words)
    inside, key = chance.choice(places)
    match chance.randrange(8):
        case 0:
            del inside[key]
        case 1:
            inside[key] = _like(inside[key], chance, words)
        case 2 | 3:
            inside[key] = _anything(chance, words)
        case 4:
            inside[key] = [inside[key]] * chance.randint(0, 3)
        case 5:
            inside[key] = {"": inside[key], "code": inside[key]}
        case 6:
            other, name = chance.choice(places)
            inside[key] = json.loads(json.dumps(other[name]))
        case _:
            strange = list(_places(json.loads(chance.choice(seeds))))
            if strange:
                other, name = chance.choice(strange)
                inside[key] = other[name]
    return value


def _places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Every place in a JSON value that can be changed."""
    waiting = [value]
    while waiting:
        one = waiting.pop()
        keys = list(one) if isinstance(one, dict) else range(len(one)) if isinstance(one, list) else ()
        for key in keys:
            yield one, key
            if isinstance(one[key], dict | list):
                waiting.append(one[key])


def _like(value: Any, chance: Random, words: Sequence[str]) -> Any:
    if isinstance(value, bool) or value is None:
        return not value
    if isinstance(value, int | float):
        return chance.choice(
            (value + 1, -value, str(value), 0.1, value * 10 if abs(value) < 2**80 else 0, f"{value}.00")
        )
    if isinstance(value, str):
        return of_text(value.encode("utf-8", "surrogatepass"), chance, words).decode("utf-8", "surrogateescape")
    return value


def _anything(chance: Random, words: Sequence[str]) -> Any:
    match chance.randrange(8):
        case 0:
            return chance.choice(_NUMBERS)
        case 1:
            return []
        case 2:
            return {}
        case 3:
            return chance.choice(_HALVES)
        case 4 if words:
            return chance.choice(words)
        case 5:
            return chance.randint(-(2**40), 2**70)
        case _:
            return chance.choice(_TEXTS)


def _of_qr(data: bytes, chance: Random) -> bytes:
    """A payload damaged within, its CRC made right again: what stands behind the check is reached."""
    text = of_text(data[:-4], chance).decode("utf-8", "replace")
    if chance.random() < 0.8:
        text = text.removesuffix("6304") + "6304"
    return (text + f"{binascii.crc_hqx(text.encode(), 0xFFFF):04X}").encode()


def _of_frames(data: bytes, chance: Random, words: Sequence[str]) -> bytes:
    """A frame of HL7: its message damaged, mostly still framed."""
    inside = of_text(data.strip(b"\x0b\x1c\r"), chance, words)
    return b"\x0b" + inside + b"\x1c\r" if chance.random() < 0.8 else inside
