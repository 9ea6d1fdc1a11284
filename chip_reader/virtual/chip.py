"""What lies in a virtual chip besides its files: protocols on offer and private keys, made from a profile."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass, field

from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from ..crypto import Suite
from ..curves import CURVES
from ..groups import STANDARD, DhGroup, EcGroup, Randomness, group
from ..tlv import encode
from .profile import BadProfile, Profile

_BSI = bytes.fromhex("04007F0007")
_STANDARDIZED = _BSI + b"\x01\x02"
_MAPPINGS = {("dh", "gm"): 1, ("ecdh", "gm"): 2, ("dh", "im"): 3, ("ecdh", "im"): 4, ("ecdh", "cam"): 6}
_SUITES = {"3des": Suite.TDES, "aes128": Suite.AES128, "aes192": Suite.AES192, "aes256": Suite.AES256}
_HASHES = ("sha1", "sha224", "sha256", "sha384", "sha512")
_PACE = re.compile(r"pace-(ecdh|dh)-(gm|im|cam)-(3des|aes128|aes192|aes256)(?:-([\w-]+))?")
_CHIP = re.compile(r"(ecdh|dh)-([\w-]+)-(3des|aes128|aes192|aes256)")
_RSA = re.compile(r"rsa-(sha\d+)(?:-(\d+))?")
_ECDSA = re.compile(r"ecdsa-(b?p\d+)(?:-(sha\d+))?(-der)?")


@dataclass(frozen=True, slots=True)
class PaceVariant:
    """One variant of PACE the chip performs."""

    oid: bytes
    mapping: str
    suite: Suite
    parameter_id: int

    @property
    def info(self) -> bytes:
        """The PACEInfo of EF.CardAccess (ICAO 9303-11, 9.2.1), version 2."""
        return _info(self.oid, b"\x02\x01\x02" + encode(0x02, bytes([self.parameter_id])))


@dataclass(frozen=True, slots=True)
class ChipAgreement:
    """The static key of chip authentication. `private` belongs to `public` unless the card is a copy."""

    oid: bytes
    suite: Suite
    group: EcGroup | DhGroup
    parameter_id: int
    public: bytes = field(repr=False)
    private: int = field(repr=False)

    @property
    def infos(self) -> bytes:
        """ChipAuthenticationInfo and ChipAuthenticationPublicKeyInfo (9.2.5, 9.2.6)."""
        algorithm = encode(0x30, encode(0x06, _STANDARDIZED) + encode(0x02, bytes([self.parameter_id])))
        public = self.public
        if isinstance(self.group, DhGroup):
            public = encode(0x02, b"\0" * (public[0] >> 7) + public)
        key = encode(0x30, algorithm + encode(0x03, b"\0" + public))
        kind = 1 if isinstance(self.group, DhGroup) else 2
        return _info(self.oid, b"\x02\x01\x01") + _info(_BSI + bytes((2, 2, 1, kind)), key)


@dataclass(frozen=True, slots=True)
class SigningKey:
    """The key of active authentication and how it signs; `public` is DG15's content."""

    private: rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey = field(repr=False)
    public: bytes = field(repr=False)
    hash: str
    der: bool

    @property
    def info(self) -> bytes:
        """ActiveAuthenticationInfo, which DG14 must hold for ECDSA (9.2.4)."""
        if isinstance(self.private, rsa.RSAPrivateKey):
            return b""
        algorithm = encode(0x06, _BSI + bytes((1, 1, 4, 1, _HASHES.index(self.hash) + 1)))
        return _info(bytes.fromhex("678108010105"), b"\x02\x01\x01" + algorithm)


@dataclass(frozen=True, slots=True)
class Chip:
    """Everything a profile asks of the chip."""

    basic_access: bool
    pace: tuple[PaceVariant, ...]
    agreement: ChipAgreement | None
    signing: SigningKey | None

    @property
    def card_access(self) -> bytes:
        """EF.CardAccess, empty when the chip offers no PACE."""
        return encode(0x31, b"".join(variant.info for variant in self.pace)) if self.pace else b""

    @property
    def data_groups(self) -> dict[int, bytes]:
        """DG14 and DG15 as far as the chip has something to say in them."""
        groups: dict[int, bytes] = {}
        infos = b"".join(variant.info for variant in self.pace)
        infos += self.agreement.infos if self.agreement else b""
        infos += self.signing.info if self.signing else b""
        if self.agreement or (self.signing and self.signing.info):
            groups[14] = encode(0x6E, encode(0x31, infos))
        if self.signing:
            groups[15] = encode(0x6F, self.signing.public)
        return groups


def make_chip(profile: Profile, randomness: Randomness) -> Chip:
    """The chip of a profile; a cloned one holds other private keys than its files say. Raises `BadProfile`."""
    variants = tuple(_pace(text) for text in profile.access if text != "bac")
    agreement = _agreement(profile.chip_authentication, randomness, cloned=profile.cloned)
    signing = _signing(profile.active_authentication, cloned=profile.cloned)
    if any(variant.mapping == "cam" for variant in variants) and agreement is None:
        raise BadProfile("chip authentication mapping needs a chip_authentication key")
    return Chip("bac" in profile.access, variants, agreement, signing)


def _pace(text: str) -> PaceVariant:
    found = _PACE.fullmatch(text)
    if found is None or (found[1], found[2]) not in _MAPPINGS:
        raise BadProfile(f"no access {text}")
    number = _parameters(found[4] or ("p256" if found[1] == "ecdh" else "modp2048-256"))
    suite = _SUITES[found[3]]
    oid = _BSI + bytes((2, 2, 4, _MAPPINGS[found[1], found[2]], tuple(Suite).index(suite) + 1))
    return PaceVariant(oid, found[2], suite, number)


def _agreement(text: str, randomness: Randomness, *, cloned: bool) -> ChipAgreement | None:
    if not text:
        return None
    found = _CHIP.fullmatch(text)
    if found is None:
        raise BadProfile(f"no chip authentication {text}")
    number, suite = _parameters(found[2]), _SUITES[found[3]]
    members = group(STANDARD[number])
    oid = _BSI + bytes((2, 2, 3, 1 if found[1] == "dh" else 2, tuple(Suite).index(suite) + 1))
    private = members.secret(randomness)
    public = members.public(private)
    return ChipAgreement(oid, suite, members, number, public, members.secret(randomness) if cloned else private)


def _signing(text: str, *, cloned: bool) -> SigningKey | None:
    if not text:
        return None
    private = _signing_key(text)
    public = private.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    ecdsa = _ECDSA.fullmatch(text)
    rsa_form = _RSA.fullmatch(text)
    hash_name = (ecdsa[2] or "sha256") if ecdsa else (rsa_form[1] if rsa_form else "sha256")
    if hash_name not in _HASHES:
        raise BadProfile(f"no active authentication {text}")
    return SigningKey(
        _signing_key(text + " of the copy") if cloned else private, public, hash_name, bool(ecdsa and ecdsa[3])
    )


@functools.cache
def _signing_key(text: str) -> rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey:
    """One key per kind and process: making RSA keys is slow."""
    kind = text.removesuffix(" of the copy")
    if found := _RSA.fullmatch(kind):
        return rsa.generate_private_key(65537, int(found[2] or 2048))
    found = _ECDSA.fullmatch(kind)
    name = STANDARD[_parameters(found[1])] if found else ""
    if name not in CURVES:
        raise BadProfile(f"no active authentication {kind}")
    return ec.generate_private_key(CURVES[name]())


def _parameters(text: str) -> int:
    """The number of standardised domain parameters by a short or full name."""
    short = re.fullmatch(r"(b?)p(\d+)", text)
    name = (f"brainpoolp{short[2]}r1" if short[1] else f"secp{short[2]}r1") if short else text
    name = "modp2048-256" if name == "modp2048" else name
    for number, known in STANDARD.items():
        if known == name:
            return number
    raise BadProfile(f"no domain parameters {text}")


def _info(oid: bytes, rest: bytes) -> bytes:
    return encode(0x30, encode(0x06, oid) + rest)
