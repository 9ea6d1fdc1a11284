"""PACE: a short password becomes strong session keys (ICAO 9303-11, 4.4), with all three mappings.

ECDH and DH, every standardised domain parameter set, 3DES and AES. What the chip sends is checked before it is used;
a refusal names the step it came from.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from .access_keys import AccessKey, CanKey
from .apdu import MAX_EXTENDED_NE, MAX_SHORT_NE, Channel, Command, Response
from .bac import BLOCKED, Refused
from .crypto import Suite, equal
from .errors import AccessBlocked, BadChipData, ChannelLost, ChipRefused
from .groups import STANDARD, BadElement, DhGroup, EcGroup, Group, Randomness, group
from .secure_messaging import SecureChannel, session_cipher
from .security_infos import Mapping, PaceInfo
from .tlv import encode, parse_one

_MRZ, _CAN = 1, 2
_PARAMETERS_WANTED = {0x6A80, 0x6A87, 0x6A88}
_WRONG_PASSWORD = {0x6300, 0x6A80}
_NONCE_SIZES = range(8, 65)


@dataclass(frozen=True, slots=True)
class ChipProof:
    """What chip authentication mapping leaves behind, to be held against the chip's signed public key (4.4.3.3.3)."""

    group: EcGroup
    mapping_key: bytes = field(repr=False)
    data: bytes = field(repr=False)

    def matches(self, public: bytes) -> bool:
        """Whether the chip knows the private key of this public key: KA(CA_IC, PK_IC) is its mapping key."""
        try:
            return equal(self.group.public(int.from_bytes(self.data, "big"), public), self.mapping_key)
        except BadElement:
            return False


@dataclass(frozen=True, slots=True)
class Established:
    """PACE done: the secured channel (nothing selected on it yet), and the chip's proof where the mapping gives one."""

    channel: SecureChannel
    proof: ChipProof | None


def password_reference(key: AccessKey) -> int:
    """1 for the MRZ, 2 for the CAN (4.4.4.1)."""
    return _CAN if isinstance(key, CanKey) else _MRZ


def establish(
    card: Channel, info: PaceInfo, key: AccessKey, randomness: Randomness, *, name_parameters: bool
) -> Established | Refused:
    """Run PACE once with one password; `info` must be `supported`.

    `name_parameters` sends the domain parameter reference (tag 84) at once; without, it is sent when the chip asks.
    Raises `AccessBlocked`, `ChipRefused` with the step that failed, `BadChipData` or `ChannelLost`.
    """
    _set_template(card, info, password_reference(key), name_parameters=name_parameters)
    return _Run(card, info, key, randomness).run()


def authentication_token(suite: Suite, key: bytes, oid: bytes, public_tag: int, public: bytes) -> bytes:
    """The 8-byte token over the other side's public key (4.4.3.4, 9.4.5); an integer counts without leading zeros."""
    if public_tag == DhGroup.public_tag:
        public = public.lstrip(b"\0")
    return suite.checksum(key, encode(0x7F49, encode(0x06, oid) + encode(public_tag, public)))


def _set_template(card: Channel, info: PaceInfo, reference: int, *, name_parameters: bool) -> None:
    """MSE:SET AT (4.4.4.1)."""
    plain = encode(0x80, info.oid) + encode(0x83, bytes([reference]))
    named = plain + encode(0x84, bytes([info.parameter_id or 0]))
    status = card.send(Command(0x00, 0x22, 0xC1, 0xA4, named if name_parameters else plain)).status
    if status in _PARAMETERS_WANTED and not name_parameters:
        status = card.send(Command(0x00, 0x22, 0xC1, 0xA4, named)).status
    if status in BLOCKED:
        raise AccessBlocked(status)
    # 63Cx only warns that so many tries are left.
    if status != 0x9000 and status >> 4 != 0x63C:
        raise ChipRefused("PACE set-up", status)


class _Run:
    def __init__(self, card: Channel, info: PaceInfo, key: AccessKey, randomness: Randomness) -> None:
        self._card = card
        self._info = info
        self._suite = info.suite
        self._group: Group = group(STANDARD[info.parameter_id or 0])
        self._password_key = info.suite.derive(key.password(), 3)
        self._randomness = randomness
        self._chip_mapping_key = b""

    def run(self) -> Established | Refused:
        nonce = self._nonce()
        try:
            generator = self._map(nonce)
            secret = self._group.secret(self._randomness)
            public = self._group.public(secret, generator)
            peer = self._exchange(0x83, public, 0x84, "key agreement")
            if peer == public:
                raise BadChipData("the chip sent the reader's own key back")
            shared = self._group.agree(secret, peer)
        except BadElement as error:
            raise BadChipData(f"PACE: {error}") from error
        return self._prove(shared, public, peer)

    def _nonce(self) -> bytes:
        encrypted = self._exchange(None, b"", 0x80, "nonce")
        if len(encrypted) not in _NONCE_SIZES or len(encrypted) % self._suite.block:
            raise BadChipData(f"PACE: a nonce of {len(encrypted)} bytes")
        return self._suite.decrypt(self._password_key, encrypted)

    def _map(self, nonce: bytes) -> bytes:
        if self._info.mapping is Mapping.INTEGRATED:
            other = self._randomness(self._suite.key_size)
            self._exchange(0x81, other, None, "mapping")
            return self._group.map_integrated(self._suite, nonce, other)
        secret = self._group.secret(self._randomness)
        public = self._group.public(secret)
        peer = self._exchange(0x81, public, 0x82, "mapping")
        if peer == public:
            raise BadChipData("the chip sent the reader's own key back")
        self._chip_mapping_key = peer
        return self._group.map_generic(nonce, secret, peer)

    def _prove(self, shared: bytes, public: bytes, peer: bytes) -> Established | Refused:
        """Mutual authentication: both tokens, and under chip authentication mapping the chip's data."""
        suite, tag, oid = self._suite, self._group.public_tag, self._info.oid
        ks_mac = suite.derive(shared, 2)
        token = authentication_token(suite, ks_mac, oid, tag, peer)
        answer = self._send(encode(0x85, token), last=True)
        if answer.status in BLOCKED:
            raise AccessBlocked(answer.status)
        if answer.status in _WRONG_PASSWORD or answer.status >> 4 == 0x63C:
            return Refused.by(answer.status)
        objects = self._objects(answer, "mutual authentication")
        if not equal(authentication_token(suite, ks_mac, oid, tag, public), objects.get(0x86, b"")):
            raise ChannelLost("the chip's authentication token is wrong")
        channel = SecureChannel(self._card, session_cipher(suite, shared))
        return Established(channel, self._chip_proof(suite.derive(shared, 1), objects.get(0x8A)))

    def _chip_proof(self, ks_enc: bytes, encrypted: bytes | None) -> ChipProof | None:
        if self._info.mapping is not Mapping.CHIP_AUTHENTICATION or not isinstance(self._group, EcGroup):
            return None
        if not encrypted or len(encrypted) % self._suite.block or len(encrypted) > 128:
            return ChipProof(self._group, self._chip_mapping_key, b"")
        # The IV is the encrypted counter -1 (4.4.3.5.1); the data is padded like secure messaging.
        iv = self._suite.encrypt(ks_enc, b"\xff" * self._suite.block)
        plain = self._suite.decrypt(ks_enc, encrypted, iv).rstrip(b"\0")
        return ChipProof(self._group, self._chip_mapping_key, plain.removesuffix(b"\x80"))

    def _exchange(self, tag: int | None, value: bytes, wanted: int | None, step: str) -> bytes:
        """One GENERAL AUTHENTICATE of the chain (4.4.4.2): one object there, one back."""
        objects = self._objects(self._send(encode(tag, value) if tag else b""), step)
        if wanted is None:
            return b""
        if wanted not in objects:
            raise BadChipData(f"PACE: no object {wanted:02X} in the answer to {step}")
        return objects[wanted]

    def _send(self, inside: bytes, *, last: bool = False) -> Response:
        data = encode(0x7C, inside)
        ne = MAX_EXTENDED_NE if len(data) > 255 or self._group.element_size > 240 else MAX_SHORT_NE
        return self._card.send(Command(0x00 if last else 0x10, 0x86, 0, 0, data, ne))

    def _objects(self, answer: Response, step: str) -> dict[int, bytes]:
        if not answer.ok:
            raise ChipRefused(f"PACE {step}", answer.status)
        return {tlv.tag: tlv.value for tlv in parse_one(answer.data, 0x7C).children()} if answer.data else {}
