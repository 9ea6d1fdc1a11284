"""Key agreement groups of PACE and chip authentication: curves and prime fields behind one door (ICAO 9303-11, 9.5).

Public elements cross the door encoded as on the wire, so that whoever uses a group need not know its kind. What comes
from a chip is checked before any secret meets it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from cryptography.hazmat.primitives.asymmetric import ec

from .crypto import Suite
from .curves import CURVES, PACE_DOMAINS, Domain
from .ec import NotOnCurve, Point, add, decode_point, encode_point, multiply

Randomness = Callable[[int], bytes]


class BadElement(ValueError):
    """A public key, or an element made of one, that does not belong to its group."""


class Group(Protocol):
    """A group with its standard generator. Elements and generators are encoded public keys."""

    name: str
    public_tag: int
    """The data object of a public key inside 7F49: 86 for points, 84 for integers."""

    element_size: int

    def secret(self, randomness: Randomness) -> int:
        """A fresh private key."""
        ...

    def public(self, secret: int, generator: bytes | None = None) -> bytes:
        """The public key of a private one, over the standard generator or another."""
        ...

    def agree(self, secret: int, peer: bytes) -> bytes:
        """The shared secret with a peer's public key (9.4.3: the x-coordinate, or the integer); raises `BadElement`."""
        ...

    def map_generic(self, nonce: bytes, secret: int, peer: bytes) -> bytes:
        """The generator s*G + H of generic mapping (4.4.3.3.1); raises `BadElement`."""
        ...

    def map_integrated(self, suite: Suite, nonce: bytes, other: bytes) -> bytes:
        """The generator of integrated mapping for the chip's nonce and the terminal's (4.4.3.3.2)."""
        ...


class EcGroup:
    """A prime-field curve by its name in `PACE_DOMAINS`."""

    public_tag = 0x86

    def __init__(self, name: str) -> None:
        self.name = name
        self.domain: Domain = PACE_DOMAINS[name]
        self.element_size = 1 + 2 * self.domain.width
        curve = CURVES.get(name)
        self._library: ec.EllipticCurve | None = curve() if curve else None

    def secret(self, randomness: Randomness) -> int:
        """See `Group`: uniform from 1 to n - 1."""
        return _below(self.domain.n, randomness)

    def public(self, secret: int, generator: bytes | None = None) -> bytes:
        """See `Group`."""
        if generator is not None:
            return encode_point(self.domain, self._times(secret, self._point(generator)))
        return encode_point(self.domain, self._times_base(secret))

    def agree(self, secret: int, peer: bytes) -> bytes:
        """See `Group`."""
        point = self._point(peer)
        if self._library is not None:
            # ECDH never looks at the generator, so the library serves mapped ones as well.
            key = ec.EllipticCurvePublicNumbers(*point, self._library).public_key()
            return ec.derive_private_key(secret % self.domain.n, self._library).exchange(ec.ECDH(), key)
        return self._times(secret, point)[0].to_bytes(self.domain.width, "big")

    def map_generic(self, nonce: bytes, secret: int, peer: bytes) -> bytes:
        """See `Group`."""
        shared = self._times(secret, self._point(peer))
        try:
            mapped = add(self.domain, self._times_base(int.from_bytes(nonce, "big") % self.domain.n), shared)
        except NotOnCurve as error:
            raise BadElement(str(error)) from error
        return encode_point(self.domain, mapped)

    def map_integrated(self, suite: Suite, nonce: bytes, other: bytes) -> bytes:
        """See `Group`; raises `BadElement` for a curve whose field the point encoding does not fit."""
        return encode_point(self.domain, self._encode_to_point(pseudo_random(suite, nonce, other, self.domain.p)))

    def _encode_to_point(self, t: int) -> Point:
        """The field element as a point: simplified SWU (ICAO 9303-11, Appendix B), for p = 3 mod 4 and cofactor 1."""
        p, a, b = self.domain.p, self.domain.a, self.domain.b
        if p % 4 != 3:
            raise BadElement(f"no integrated mapping over {self.name}")
        alpha = -t * t % p
        denominator = a * (alpha + alpha * alpha) % p
        if not denominator:
            raise BadElement("the nonces map to no point")
        x2 = -b * (1 + alpha + alpha * alpha) * pow(denominator, -1, p) % p
        x3 = alpha * x2 % p
        h2 = (pow(x2, 3, p) + a * x2 + b) % p
        u = pow(t, 3, p) * h2 % p
        root = pow(h2, p - 1 - (p + 1) // 4, p)
        if root * root * h2 % p == 1:
            return x2, root * h2 % p
        return x3, root * u % p

    def _point(self, encoded: bytes) -> Point:
        try:
            return decode_point(self.domain, encoded)
        except NotOnCurve as error:
            raise BadElement(str(error)) from error

    def _times(self, secret: int, point: Point) -> Point:
        try:
            return multiply(self.domain, secret, point)
        except NotOnCurve as error:
            raise BadElement(str(error)) from error

    def _times_base(self, secret: int) -> Point:
        if self._library is None:
            return self._times(secret, (self.domain.x, self.domain.y))
        numbers = ec.derive_private_key(secret, self._library).public_key().public_numbers()
        return numbers.x, numbers.y


class DhGroup:
    """A subgroup of a prime field. Without a known order q (a chip's own parameters) only the range can be checked."""

    public_tag = 0x84

    def __init__(self, name: str, p: int, g: int, q: int | None = None) -> None:
        self.name = name
        self._p, self._g, self._q = p, g, q
        self.element_size = (p.bit_length() + 7) // 8

    def secret(self, randomness: Randomness) -> int:
        """See `Group`: from 1 to q - 1, or of the field's size where q is unknown."""
        return _below(self._q or self._p - 1, randomness)

    def public(self, secret: int, generator: bytes | None = None) -> bytes:
        """See `Group`."""
        base = self._g if generator is None else self._element(generator)
        # An unsigned integer without leading zeros (TR-03110-3, D.2.1.1); only shared secrets keep the field's width.
        return self._encode(pow(base, secret, self._p)).lstrip(b"\0")

    def agree(self, secret: int, peer: bytes) -> bytes:
        """See `Group`."""
        return self._encode(pow(self._element(peer), secret, self._p))

    def map_generic(self, nonce: bytes, secret: int, peer: bytes) -> bytes:
        """See `Group`."""
        shared = pow(self._element(peer), secret, self._p)
        return self._encode(self._proper(pow(self._g, int.from_bytes(nonce, "big"), self._p) * shared % self._p))

    def map_integrated(self, suite: Suite, nonce: bytes, other: bytes) -> bytes:
        """See `Group`; raises `BadElement` where q is unknown."""
        if self._q is None:
            raise BadElement("integrated mapping needs the order of the subgroup")
        t = pseudo_random(suite, nonce, other, self._p)
        return self._encode(self._proper(pow(t, (self._p - 1) // self._q, self._p)))

    def _element(self, encoded: bytes) -> int:
        value = int.from_bytes(encoded, "big")
        if len(encoded) > self.element_size or (self._q is not None and pow(value, self._q, self._p) != 1):
            raise BadElement("the public key does not belong to its group")
        return self._proper(value)

    def _proper(self, value: int) -> int:
        if not 1 < value < self._p - 1:
            raise BadElement("an element of too small an order")
        return value

    def _encode(self, value: int) -> bytes:
        return value.to_bytes(self.element_size, "big")


_C128 = bytes.fromhex("A668892A7C41E3CA739F40B057D85904"), bytes.fromhex("A4E136AC725F738B01C1F60217C188AD")
_C256 = (
    bytes.fromhex("D463D65234124EF7897054986DCA0A174E28DF758CBAA03F240616414D5A1676"),
    bytes.fromhex("54BD7255F0AAF831BEC3423FCF39D69B6CBF066677D0FAAE5AADD99DF8E53517"),
)


def nonce_size(suite: Suite) -> int:
    """Bytes of the chip's nonce under integrated mapping (4.4.3.3.2): the larger ciphers take two blocks."""
    return 32 if suite in {Suite.AES192, Suite.AES256} else 16


def pseudo_random(suite: Suite, nonce: bytes, other: bytes, p: int) -> int:
    """R_p(s, t): a field element from the chip's nonce s and the terminal's t, a key (ICAO 9303-11, 4.4.3.3.2)."""
    c0, c1 = _C256 if nonce_size(suite) == 32 else _C128
    key, stream = suite.encrypt(other, nonce)[: suite.key_size], b""
    while 8 * len(stream) < p.bit_length() + 64:
        stream += suite.encrypt(key, c1)
        key = suite.encrypt(key, c0)[: suite.key_size]
    return int.from_bytes(stream, "big") % p


@dataclass(frozen=True, slots=True)
class _Modp:
    p: int
    g: int
    q: int


_MODP: dict[str, _Modp] = {
    "modp1024": _Modp(
        p=int(
            "B10B8F96A080E01DDE92DE5EAE5D54EC52C99FBCFB06A3C69A6A9DCA52D23B616073E28675A23D189838EF1E2EE652C0"
            "13ECB4AEA906112324975C3CD49B83BFACCBDD7D90C4BD7098488E9C219A73724EFFD6FAE5644738FAA31A4FF55BCCC0"
            "A151AF5F0DC8B4BD45BF37DF365C1A65E68CFDA76D4DA708DF1FB2BC2E4A4371",
            16,
        ),
        g=int(
            "A4D1CBD5C3FD34126765A442EFB99905F8104DD258AC507FD6406CFF14266D31266FEA1E5C41564B777E690F5504F213"
            "160217B4B01B886A5E91547F9E2749F4D7FBD7D3B9A92EE1909D0D2263F80A76A6A24C087A091F531DBF0A0169B6A28A"
            "D662A4D18E73AFA32D779D5918D08BC8858F4DCEF97C2A24855E6EEB22B3B2E5",
            16,
        ),
        q=0xF518AA8781A8DF278ABA4E7D64B7CB9D49462353,
    ),
    "modp2048-224": _Modp(
        p=int(
            "AD107E1E9123A9D0D660FAA79559C51FA20D64E5683B9FD1B54B1597B61D0A75E6FA141DF95A56DBAF9A3C407BA1DF15"
            "EB3D688A309C180E1DE6B85A1274A0A66D3F8152AD6AC2129037C9EDEFDA4DF8D91E8FEF55B7394B7AD5B7D0B6C12207"
            "C9F98D11ED34DBF6C6BA0B2C8BBC27BE6A00E0A0B9C49708B3BF8A317091883681286130BC8985DB1602E714415D9330"
            "278273C7DE31EFDC7310F7121FD5A07415987D9ADC0A486DCDF93ACC44328387315D75E198C641A480CD86A1B9E587E8"
            "BE60E69CC928B2B9C52172E413042E9B23F10B0E16E79763C9B53DCF4BA80A29E3FB73C16B8E75B97EF363E2FFA31F71"
            "CF9DE5384E71B81C0AC4DFFE0C10E64F",
            16,
        ),
        g=int(
            "AC4032EF4F2D9AE39DF30B5C8FFDAC506CDEBE7B89998CAF74866A08CFE4FFE3A6824A4E10B9A6F0DD921F01A70C4AFA"
            "AB739D7700C29F52C57DB17C620A8652BE5E9001A8D66AD7C17669101999024AF4D027275AC1348BB8A762D0521BC98A"
            "E247150422EA1ED409939D54DA7460CDB5F6C6B250717CBEF180EB34118E98D119529A45D6F834566E3025E316A330EF"
            "BB77A86F0C1AB15B051AE3D428C8F8ACB70A8137150B8EEB10E183EDD19963DDD9E263E4770589EF6AA21E7F5F2FF381"
            "B539CCE3409D13CD566AFBB48D6C019181E1BCFE94B30269EDFE72FE9B6AA4BD7B5A0F1C71CFFF4C19C418E1F6EC0179"
            "81BC087F2A7065B384B890D3191F2BFA",
            16,
        ),
        q=0x801C0D34C58D93FE997177101F80535A4738CEBCBF389A99B36371EB,
    ),
    "modp2048-256": _Modp(
        p=int(
            "87A8E61DB4B6663CFFBBD19C651959998CEEF608660DD0F25D2CEED4435E3B00E00DF8F1D61957D4FAF7DF4561B2AA30"
            "16C3D91134096FAA3BF4296D830E9A7C209E0C6497517ABD5A8A9D306BCF67ED91F9E6725B4758C022E0B1EF4275BF7B"
            "6C5BFC11D45F9088B941F54EB1E59BB8BC39A0BF12307F5C4FDB70C581B23F76B63ACAE1CAA6B7902D52526735488A0E"
            "F13C6D9A51BFA4AB3AD8347796524D8EF6A167B5A41825D967E144E5140564251CCACB83E6B486F6B3CA3F7971506026"
            "C0B857F689962856DED4010ABD0BE621C3A3960A54E710C375F26375D7014103A4B54330C198AF126116D2276E11715F"
            "693877FAD7EF09CADB094AE91E1A1597",
            16,
        ),
        g=int(
            "3FB32C9B73134D0B2E77506660EDBD484CA7B18F21EF205407F4793A1A0BA12510DBC15077BE463FFF4FED4AAC0BB555"
            "BE3A6C1B0C6B47B1BC3773BF7E8C6F62901228F8C28CBB18A55AE31341000A650196F931C77A57F2DDF463E5E9EC144B"
            "777DE62AAAB8A8628AC376D282D6ED3864E67982428EBC831D14348F6F2F9193B5045AF2767164E1DFC967C1FB3F2E55"
            "A4BD1BFFE83B9C80D052B985D182EA0ADB2A3B7313D3FE14C8484B1E052588B9B7D2BBD2DF016199ECD06E1557CD0915"
            "B3353BBB64E0EC377FD028370DF92B52C7891428CDC67EB6184B523D1DB246C32F63078490F00EF8D647D148D4795451"
            "5E2327CFEF98C582664B4C0F6CC41659",
            16,
        ),
        q=0x8CF83642A709A097B447997640129DA299B1A47D1EB3750BA308B0FE64F5FBD3,
    ),
}
"""RFC 5114, 2.1 to 2.3."""

STANDARD: dict[int, str] = {
    0: "modp1024",
    1: "modp2048-224",
    2: "modp2048-256",
    8: "secp192r1",
    9: "brainpoolp192r1",
    10: "secp224r1",
    11: "brainpoolp224r1",
    12: "secp256r1",
    13: "brainpoolp256r1",
    14: "brainpoolp320r1",
    15: "secp384r1",
    16: "brainpoolp384r1",
    17: "brainpoolp512r1",
    18: "secp521r1",
}
"""The standardised domain parameters by their identifier (ICAO 9303-11, 9.5.1)."""


def group(name: str) -> EcGroup | DhGroup:
    """A standard group by its name in `STANDARD`; raises `KeyError`."""
    if name in _MODP:
        parameters = _MODP[name]
        return DhGroup(name, parameters.p, parameters.g, parameters.q)
    return EcGroup(name)


def _below(order: int, randomness: Randomness) -> int:
    # Eight bytes more than the order leave no bias worth the name.
    size = (order.bit_length() + 7) // 8 + 8
    return int.from_bytes(randomness(size), "big") % (order - 1) + 1
