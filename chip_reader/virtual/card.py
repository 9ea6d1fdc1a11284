"""The virtual ID card: answers APDUs as a Vietnamese citizen card does, with BAC and 3DES secure messaging.

It is written from the standard on the card's side and shares only primitives with the reader, so that a reader that
misunderstands the protocol does not find a card that misunderstands it the same way.
"""

from __future__ import annotations

import hashlib
import secrets
import threading
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from ..crypto import derive_key, pad, retail_mac, tdes_decrypt, tdes_encrypt, unpad
from ..errors import BadChipData
from ..files import ElementaryFile
from ..mrz import check_digit
from ..tlv import encode, parse_all
from .content import build_files
from .faults import Fault, LengthCap, NoAnswer, OutOfStep, Silent, Slow, Torn, TornAway
from .issuer import SCHEMES, Issuer
from .portrait import drawn_portrait
from .profile import Profile

AID = bytes.fromhex("A0000002471001")
ATR = bytes.fromhex("3B80800101")

_OK, _END = b"\x90\x00", b"\x62\x82"
_NOT_ALLOWED, _NOT_FOUND, _NO_EF = b"\x69\x82", b"\x6a\x82", b"\x69\x86"
_NO_INSTRUCTION, _WRONG_OFFSET, _SM_INCORRECT, _SM_MISSING = b"\x6d\x00", b"\x6b\x00", b"\x69\x88", b"\x69\x87"
_DENIED = {0x03}
"""Fingerprints: listed by real cards, never given out without terminal authentication."""


class VirtualCard:
    """One card with its chip. `transmit` takes a command APDU and gives data and status word.

    Raises `TornAway` and `NoAnswer` when a fault says so; a carrier (in process or over vpcd) turns them into what a
    real reader would show.
    """

    def __init__(
        self,
        profile: Profile,
        *,
        portrait: bytes | None = None,
        issuer: Issuer | None = None,
        faults: Sequence[Fault] = (),
        now: datetime | None = None,
        randomness: Callable[[int], bytes] = secrets.token_bytes,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        moment = now or datetime.now(UTC)
        self.profile = profile
        self.issuer = issuer or _shared_issuer(profile.scheme, moment)
        self.files = build_files(profile, portrait or drawn_portrait(), self.issuer, moment)
        self.atr = ATR
        self.commands = 0
        self._faults = tuple(faults)
        self._randomness = randomness
        self._sleep = sleep
        parts = (profile.document_number, profile.birth, profile.expiry)
        seed = hashlib.sha1("".join(p + check_digit(p) for p in parts).encode(), usedforsecurity=False).digest()[:16]
        self._k_enc, self._k_mac = derive_key(seed, 1), derive_key(seed, 2)
        self.reset()

    def reset(self) -> None:
        """Power on: nothing selected, no session."""
        self._selected = False
        self._file: ElementaryFile | None = None
        self._challenge = b""
        self._session: _Session | None = None

    def transmit(self, apdu: bytes) -> bytes:
        """Answer one command."""
        self.commands += 1
        for fault in self._faults:
            match fault:
                case Slow(seconds):
                    self._sleep(seconds)
                case Torn(at) if self.commands == at:
                    raise TornAway
                case Silent(at) if self.commands >= at:
                    raise NoAnswer
                case OutOfStep(at) if self.commands == at:
                    self._session = None
                    return _SM_INCORRECT
                case _:
                    pass
        try:
            data, ne = _split(apdu)
        except ValueError:
            return b"\x67\x00"
        if apdu[0] & 0x0C == 0x0C:
            return self._secured(apdu[:4], data)
        return self._plain(apdu[:4], data, ne)

    def _plain(self, head: bytes, data: bytes, ne: int) -> bytes:
        """Commands outside of secure messaging. A plain command ends a session."""
        _, instruction, p1, _ = head
        if instruction == 0xA4 and p1 == 0x04:
            self.reset()
            self._selected = data == AID
            return _OK if self._selected else _NOT_FOUND
        if instruction == 0xA4 and p1 == 0x00:
            return _NO_INSTRUCTION  # the master file, as cards in the field answer
        if instruction == 0x84 and self._selected:
            self._session = None
            self._challenge = self._randomness(8)
            return self._challenge[:ne] + _OK
        if instruction == 0x82 and self._challenge:
            return self._authenticate(data)
        if instruction in {0xA4, 0xB0, 0xB1}:
            had_session, self._session = self._session is not None, None
            return _SM_MISSING if had_session else _NOT_ALLOWED
        return _NO_INSTRUCTION

    def _authenticate(self, data: bytes) -> bytes:
        challenge, self._challenge = self._challenge, b""
        if len(data) != 40 or retail_mac(self._k_mac, pad(data[:32])) != data[32:]:
            return b"\x63\x00"
        plain = tdes_decrypt(self._k_enc, data[:32])
        if plain[8:16] != challenge:
            return b"\x63\x00"
        k_ic = self._randomness(16)
        seed = bytes(a ^ b for a, b in zip(plain[16:], k_ic, strict=True))
        self._session = _Session(derive_key(seed, 1), derive_key(seed, 2), challenge[4:] + plain[4:8])
        answer = tdes_encrypt(self._k_enc, challenge + plain[:8] + k_ic)
        return answer + retail_mac(self._k_mac, pad(answer)) + _OK

    def _secured(self, head: bytes, body: bytes) -> bytes:
        session = self._session
        if session is None:
            return _SM_INCORRECT
        try:
            command = session.open(head, body)
        except (BadChipData, ValueError):
            command = None
        if command is None:
            self._session = None
            return _SM_INCORRECT
        data, ne = command
        answer, status = self._inside(head, data, ne)
        length_refused = status[0] in {0x67, 0x6C}
        if length_refused and any(isinstance(fault, LengthCap) and not fault.protected for fault in self._faults):
            self._session = None
            return status
        return session.close(head[1], answer, status)

    def _inside(self, head: bytes, data: bytes, ne: int) -> tuple[bytes, bytes]:
        """Commands inside secure messaging: SELECT by file identifier, READ BINARY even and odd."""
        _, instruction, p1, p2 = head
        if instruction == 0xA4:
            if p1 != 0x02 or len(data) != 2 or data[0] != 0x01:
                return b"", _NO_INSTRUCTION if data == b"\x3f\x00" else _NOT_FOUND
            return b"", self._choose(data[1])
        if instruction == 0xB0:
            if p1 & 0x80:
                status = self._choose(p1 & 0x1F)
                return self._content(p2, ne) if status == _OK else (b"", status)
            return self._content(p1 << 8 | p2, ne)
        if instruction == 0xB1:
            offset = next((int.from_bytes(o.value, "big") for o in parse_all(data) if o.tag == 0x54), 0)
            answer, status = self._content(offset, ne - 8)
            return (encode(0x53, answer) if answer else b""), status
        return b"", _NO_INSTRUCTION

    def _choose(self, short_identifier: int) -> bytes:
        if short_identifier in _DENIED:
            return _NOT_ALLOWED
        try:
            file = ElementaryFile(short_identifier)
        except ValueError:
            return _NOT_FOUND
        if file not in self.files:
            return _NOT_FOUND
        self._file = file
        return _OK

    def _content(self, offset: int, ne: int) -> tuple[bytes, bytes]:
        if self._file is None:
            return b"", _NO_EF
        data = self.files[self._file]
        if offset >= len(data):
            return b"", _WRONG_OFFSET
        for cap in self._faults:
            if isinstance(cap, LengthCap) and ne > cap.limit:
                if cap.answer == 0x9000:
                    return data[offset : offset + cap.limit], _OK
                low = cap.limit & 0xFF if cap.answer >> 8 == 0x6C else 0
                return b"", bytes((cap.answer >> 8, low))
        chunk = data[offset : offset + ne]
        all_asked = ne in {256, 65536} or len(chunk) == ne
        return chunk, _OK if all_asked else _END


class _Session:
    """The card's half of secure messaging (ICAO 9303-11, 9.8)."""

    def __init__(self, ks_enc: bytes, ks_mac: bytes, ssc: bytes) -> None:
        self._enc, self._mac, self._ssc = ks_enc, ks_mac, int.from_bytes(ssc, "big")

    def open(self, head: bytes, body: bytes) -> tuple[bytes, int] | None:
        """Data and expected length of a protected command, None when its checksum is wrong."""
        objects = {tlv.tag: tlv.value for tlv in parse_all(body)}
        covered = body[: len(body) - 10]
        signed = pad(head) + covered if covered else head
        if body[-10:-8] != b"\x8e\x08" or self._checksum(signed) != body[-8:]:
            return None
        data = b""
        if 0x87 in objects:
            data = unpad(tdes_decrypt(self._enc, objects[0x87][1:]))
        elif 0x85 in objects:
            data = unpad(tdes_decrypt(self._enc, objects[0x85]))
        le = objects.get(0x97, b"")
        return data, int.from_bytes(le, "big") or (0, 256, 65536)[len(le)]

    def close(self, instruction: int, data: bytes, status: bytes) -> bytes:
        """The protected answer."""
        body = b""
        if data:
            cryptogram = tdes_encrypt(self._enc, pad(data))
            body = encode(0x85, cryptogram) if instruction & 1 else encode(0x87, b"\x01" + cryptogram)
        body += encode(0x99, status)
        return body + encode(0x8E, self._checksum(body)) + status

    def _checksum(self, covered: bytes) -> bytes:
        self._ssc = (self._ssc + 1) % (1 << 64)
        return retail_mac(self._mac, pad(self._ssc.to_bytes(8, "big") + covered))


def _split(apdu: bytes) -> tuple[bytes, int]:
    """Data field and expected length of a command, short or extended (ISO/IEC 7816-4, 5.1); raises `ValueError`."""
    body = apdu[4:]
    if len(apdu) < 4:
        raise ValueError("header incomplete")
    if len(body) <= 1:
        return b"", (body[0] or 256) if body else 0
    wide = body[0] == 0
    if wide and len(body) == 3:
        return b"", int.from_bytes(body[1:], "big") or 65536
    start = 3 if wide else 1
    count = int.from_bytes(body[1:3], "big") if wide else body[0]
    data, le = body[start : start + count], body[start + count :]
    if len(data) != count or len(le) not in ({0, 2} if wide else {0, 1}):
        raise ValueError("length fields do not fit")
    return data, (int.from_bytes(le, "big") or (65536 if wide else 256)) if le else 0


_issuers: dict[str, Issuer] = {}
_issuers_lock = threading.Lock()


def _shared_issuer(scheme: str, now: datetime) -> Issuer:
    """One test authority per scheme and process: making keys is the slow part of making a card."""
    with _issuers_lock:
        if scheme not in _issuers:
            _issuers[scheme] = Issuer.create(now, SCHEMES[scheme])
        return _issuers[scheme]
