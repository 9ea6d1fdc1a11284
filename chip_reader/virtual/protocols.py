"""The card's half of PACE, chip authentication and active authentication (ICAO 9303-11, 4.4, 6.1, 6.2)."""

from __future__ import annotations

from collections.abc import Mapping

from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature

from ..crypto import Suite, pad
from ..errors import BadChipData
from ..groups import STANDARD, BadElement, EcGroup, Randomness, group, nonce_size
from ..signatures import HASHES, digest
from ..tlv import encode, parse_all, parse_one
from .chip import ChipAgreement, PaceVariant, SigningKey
from .session import CardSession

OK, WRONG, NOT_FOUND, BAD_DATA = b"\x90\x00", b"\x63\x00", b"\x6a\x88", b"\x6a\x80"
_CONDITIONS = b"\x69\x85"
_AMBIGUOUS = b"\x6a\x87"
_TRAILERS = {"sha1": "bc", "sha224": "38cc", "sha256": "34cc", "sha384": "36cc", "sha512": "35cc"}


class CardPace:
    """One run of PACE from MSE:SET AT to the tokens; any mistake drops it."""

    def __init__(
        self,
        variants: tuple[PaceVariant, ...],
        passwords: Mapping[int, bytes],
        agreement: ChipAgreement | None,
        randomness: Randomness,
    ) -> None:
        self._variants = variants
        self._passwords = passwords
        self._agreement = agreement
        self._randomness = randomness
        self._variant: PaceVariant | None = None
        self.reset()

    def reset(self) -> None:
        """Forget the run."""
        self._variant = None
        self._step = 0
        self._password = self._nonce = self._generator = b""
        self._shared = self._public = self._peer = self._mapping_public = b""
        self._mapping_secret = 0

    def set_template(self, data: bytes) -> bytes:
        """MSE:SET AT: choose the variant and the password; the status word."""
        self.reset()
        objects = {tlv.tag: tlv.value for tlv in parse_all(data)}
        fitting = [variant for variant in self._variants if variant.oid == objects.get(0x80)]
        if 0x84 in objects:
            fitting = [variant for variant in fitting if bytes([variant.parameter_id]) == objects[0x84]]
        password = self._passwords.get(int.from_bytes(objects.get(0x83, b""), "big"))
        if not fitting:
            return BAD_DATA
        if password is None:
            return NOT_FOUND
        if len(fitting) > 1:
            return _AMBIGUOUS
        self._variant, self._password = fitting[0], password
        return OK

    def authenticate(self, data: bytes) -> tuple[bytes, bytes, CardSession | None]:
        """One GENERAL AUTHENTICATE: answer, status word, and after the last one the session."""
        variant, self._step = self._variant, self._step + 1
        if variant is None:
            return b"", _CONDITIONS, None
        try:
            objects = {tlv.tag: tlv.value for tlv in parse_one(data, 0x7C).children()}
            match self._step:
                case 1:
                    return self._answer(0x80, self._encrypted_nonce(variant))
                case 2:
                    return self._answer(0x82, self._map(variant, objects[0x81]))
                case 3:
                    return self._answer(0x84, self._agree(variant, objects[0x83]))
                case _:
                    return self._prove(variant, objects[0x85])
        except (BadChipData, BadElement, KeyError):
            self.reset()
            return b"", BAD_DATA, None

    def _answer(self, tag: int, value: bytes) -> tuple[bytes, bytes, None]:
        return encode(0x7C, encode(tag, value) if value else b""), OK, None

    def _encrypted_nonce(self, variant: PaceVariant) -> bytes:
        self._nonce = self._randomness(nonce_size(variant.suite) if variant.mapping == "im" else 16)
        return variant.suite.encrypt(variant.suite.derive(self._password, 3), self._nonce)

    def _map(self, variant: PaceVariant, sent: bytes) -> bytes:
        members = group(STANDARD[variant.parameter_id])
        if variant.mapping == "im":
            self._generator = members.map_integrated(variant.suite, self._nonce, sent)
            return b""
        self._mapping_secret = members.secret(self._randomness)
        self._mapping_public = members.public(self._mapping_secret)
        self._generator = members.map_generic(self._nonce, self._mapping_secret, sent)
        return self._mapping_public

    def _agree(self, variant: PaceVariant, sent: bytes) -> bytes:
        members = group(STANDARD[variant.parameter_id])
        secret = members.secret(self._randomness)
        self._public, self._peer = members.public(secret, self._generator), sent
        self._shared = members.agree(secret, sent)
        return self._public

    def _prove(self, variant: PaceVariant, token: bytes) -> tuple[bytes, bytes, CardSession | None]:
        suite, shared = variant.suite, self._shared
        if token != self._token(variant, self._public):
            self.reset()
            return b"", WRONG, None
        answer = encode(0x86, self._token(variant, self._peer))
        if variant.mapping == "cam" and self._agreement is not None:
            answer += encode(0x8A, self._chip_data(suite, self._agreement))
        self.reset()
        return encode(0x7C, answer), OK, CardSession.agreed(suite, shared)

    def _token(self, variant: PaceVariant, public: bytes) -> bytes:
        tag = 0x86
        if STANDARD[variant.parameter_id].startswith("modp"):
            tag, public = 0x84, public.lstrip(b"\0")
        template = encode(0x7F49, encode(0x06, variant.oid) + encode(tag, public))
        return variant.suite.checksum(variant.suite.derive(self._shared, 2), template)

    def _chip_data(self, suite: Suite, agreement: ChipAgreement) -> bytes:
        """CA_IC, the mapping key over the static one, encrypted under the counter -1 (4.4.3.5.1)."""
        if not isinstance(agreement.group, EcGroup):
            raise BadElement("chip authentication mapping is for curves")
        order = agreement.group.domain.n
        data = pow(agreement.private, -1, order) * self._mapping_secret % order
        key = suite.derive(self._shared, 1)
        padded = pad(data.to_bytes((order.bit_length() + 7) // 8, "big"), suite.block)
        return suite.encrypt(key, padded, suite.encrypt(key, b"\xff" * suite.block))


def agree_again(agreement: ChipAgreement, peer: bytes) -> CardSession | None:
    """Chip authentication: a new session from the static key and the reader's; None for a key outside the group."""
    try:
        return CardSession.agreed(agreement.suite, agreement.group.agree(agreement.private, peer))
    except BadElement:
        return None


def sign_challenge(key: SigningKey, challenge: bytes, randomness: Randomness) -> bytes:
    """Active authentication: ISO/IEC 9796-2 scheme 1 with RSA, or ECDSA as r and s or in DER (6.1.2)."""
    if isinstance(key.private, rsa.RSAPrivateKey):
        return _recoverable(key.private, key.hash, challenge, randomness)
    signature = key.private.sign(challenge, ec.ECDSA(HASHES[key.hash]()))
    if key.der:
        return signature
    width = (key.private.curve.key_size + 7) // 8
    return b"".join(number.to_bytes(width, "big") for number in decode_dss_signature(signature))


def _recoverable(private: rsa.RSAPrivateKey, hash_name: str, challenge: bytes, randomness: Randomness) -> bytes:
    numbers, trailer = private.private_numbers(), bytes.fromhex(_TRAILERS[hash_name])
    size = (private.key_size + 7) // 8
    filler = randomness(size - 1 - len(digest(hash_name, b"")) - len(trailer))
    message = b"\x6a" + filler + digest(hash_name, filler + challenge) + trailer
    value = pow(int.from_bytes(message, "big"), numbers.d, numbers.public_numbers.n)
    return value.to_bytes(size, "big")
