"""Active authentication: the chip signs the reader's challenge with the private key behind DG15 (ICAO 9303-11, 6.1).

RSA signs by ISO/IEC 9796-2 scheme 1 with message recovery, ECDSA as r and s side by side or in DER.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from asn1crypto import core, keys
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature

from .apdu import Channel, Command
from .asn1 import MALFORMED
from .errors import BadChipData
from .result import Check, CheckStatus
from .signatures import HASHES, NotAllowed, digest, ec_public_key, is_weak_hash
from .tlv import parse_one

_NAME = "active_authentication"
_CHALLENGE = 8
_SHORT = 223
"""What a protected command may ask for without extended length, whatever the cipher."""

_TRAILERS = {0x33: "sha1", 0x38: "sha224", 0x34: "sha256", 0x36: "sha384", 0x35: "sha512"}
_RSA_BITS = range(1024, 8193)
_GOOD_RSA_BITS = 2048
_REFUSALS = {0x6982, 0x6985, 0x6A80, 0x6A81, 0x6A86, 0x6A88, 0x6D00, 0x6E00, 0x6F00}
_UNSTATED = ("sha256", "sha1", "sha224", "sha384", "sha512")


@dataclass(frozen=True, slots=True)
class RsaKey:
    """Modulus and public exponent."""

    modulus: int = field(repr=False)
    exponent: int

    @property
    def signature_size(self) -> int:
        """Bytes of a signature."""
        return (self.modulus.bit_length() + 7) // 8


@dataclass(frozen=True, slots=True)
class EcdsaKey:
    """A point on a named curve."""

    public: ec.EllipticCurvePublicKey = field(repr=False)

    @property
    def width(self) -> int:
        """Bytes of r and of s."""
        return (self.public.curve.key_size + 7) // 8

    @property
    def signature_size(self) -> int:
        """Bytes of the longest signature: DER adds up to nine."""
        return 2 * self.width + 9


def parse_dg15(data: bytes) -> RsaKey | EcdsaKey | None:
    """The key of DG15 (ICAO 9303-10, 4.7.15), None for a kind or size this reader does not take.

    Raises `BadChipData` when it is no public key.
    """
    try:
        info = keys.PublicKeyInfo.load(parse_one(data, 0x6F).value, strict=True)
        if info.algorithm == "rsa":
            numbers = info["public_key"].parsed.native
            modulus, exponent = numbers["modulus"], numbers["public_exponent"]
            usable = modulus.bit_length() in _RSA_BITS and modulus % 2 and 3 <= exponent < modulus
            return RsaKey(modulus, exponent) if usable else None
        return EcdsaKey(ec_public_key(info)) if info.algorithm == "ec" else None
    except NotAllowed:
        return None
    except BadChipData as error:
        raise BadChipData(error.reason, "DG15") from error
    except MALFORMED as error:
        raise BadChipData("not a public key", "DG15") from error


def authenticate(
    channel: Channel, key: RsaKey | EcdsaKey, stated_hash: str | None, challenge: bytes, *, short: bool = False
) -> Check:
    """INTERNAL AUTHENTICATE with a fresh random `challenge` of 8 bytes; `stated_hash` is DG14's for ECDSA, if any.

    `short` keeps to a short command where a reader carries no long one; the chip then answers in parts.

    The check is about this chip and that key alone: whether the key is the signed one is another check's matter.
    Raises what the channel raises.
    """
    if len(challenge) != _CHALLENGE:
        raise ValueError("a challenge has 8 bytes")
    ne = min(key.signature_size, _SHORT) if short else key.signature_size
    answer = channel.send(Command(0x00, 0x88, 0, 0, challenge, ne=ne))
    if not answer.ok:
        status = CheckStatus.FAILED if answer.status in _REFUSALS else CheckStatus.NOT_POSSIBLE
        return Check(_NAME, status, f"the chip answered {answer.status:04X} instead of signing")
    if isinstance(key, RsaKey):
        return _judged(recovered_hash(key, answer.data, challenge), f"RSA {key.modulus.bit_length()}", key)
    return _judged(_ecdsa_hash(key, answer.data, challenge, stated_hash), f"ECDSA {key.public.curve.name}", key)


def recovered_hash(key: RsaKey, signature: bytes, challenge: bytes) -> str | None:
    """The hash an ISO/IEC 9796-2 scheme 1 signature over `challenge` was made with, None when it does not hold."""
    value = int.from_bytes(signature, "big")
    if len(signature) != key.signature_size or value >= key.modulus:
        return None
    message = pow(value, key.exponent, key.modulus)
    if message & 0xF != 0xC:
        message = key.modulus - message
    recovered = message.to_bytes(key.signature_size, "big")
    if recovered[0] != 0x6A:
        return None  # partial recovery, without padding
    if recovered[-1] == 0xBC:
        hash_name, trailer = "sha1", 1
    elif recovered[-1] == 0xCC and recovered[-2] in _TRAILERS:
        hash_name, trailer = _TRAILERS[recovered[-2]], 2
    else:
        return None
    size = len(digest(hash_name, b""))
    start = len(recovered) - trailer - size
    if start < 1:
        return None
    return hash_name if digest(hash_name, recovered[1:start] + challenge) == recovered[start:-trailer] else None


def _ecdsa_hash(key: EcdsaKey, signature: bytes, challenge: bytes, stated: str | None) -> str | None:
    encoded = _in_der(key, signature)
    if encoded is None:
        return None
    for hash_name in (stated,) if stated else _UNSTATED:
        try:
            key.public.verify(encoded, challenge, ec.ECDSA(HASHES[hash_name]()))
        except InvalidSignature:
            continue
        return hash_name
    return None


def _in_der(key: EcdsaKey, signature: bytes) -> bytes | None:
    """The signature in DER. Plain is meant (TR-03111, 5.2.1), DER is met in the field."""
    if len(signature) == 2 * key.width:
        r, s = (int.from_bytes(half, "big") for half in (signature[: key.width], signature[key.width :]))
        return encode_dss_signature(r, s)
    try:
        core.Sequence.load(signature, strict=True)
    except ValueError:
        return None
    return signature


def _judged(hash_name: str | None, label: str, key: RsaKey | EcdsaKey) -> Check:
    if hash_name is None:
        return Check(_NAME, CheckStatus.FAILED, f"the chip's {label} signature does not hold")
    weak = [f"hash {hash_name}"] if is_weak_hash(hash_name) else []
    if isinstance(key, RsaKey) and key.modulus.bit_length() < _GOOD_RSA_BITS:
        weak.append(f"RSA {key.modulus.bit_length()} bits")
    if weak:
        return Check(_NAME, CheckStatus.WEAK, f"{label} {hash_name}; weak: {', '.join(weak)}")
    return Check(_NAME, CheckStatus.OK, f"{label} {hash_name}")
