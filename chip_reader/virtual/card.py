"""The virtual ID card: answers APDUs as a Vietnamese citizen card does: BAC, PACE, secure messaging, chip proofs.

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

from ..crypto import Suite, derive_key, pad, retail_mac, tdes_decrypt, tdes_encrypt
from ..errors import BadChipData
from ..files import ElementaryFile
from ..mrz import check_digit
from ..tlv import encode, parse_all, parse_one
from .chip import make_chip
from .content import build_files
from .faults import Fault, LengthCap, Link, LockOut, NoAnswer, OutOfStep, Silent, Slow, Torn, TornAway, WrongMac
from .issuer import SCHEMES, Issuer
from .portrait import drawn_portrait
from .profile import Profile
from .protocols import CardPace, agree_again, sign_challenge
from .session import CardSession

AID = bytes.fromhex("A0000002471001")
ATR = bytes.fromhex("3B80800101")

_OK, _END = b"\x90\x00", b"\x62\x82"
_NOT_ALLOWED, _NOT_FOUND, _NO_EF = b"\x69\x82", b"\x6a\x82", b"\x69\x86"
_NO_INSTRUCTION, _WRONG_OFFSET, _SM_INCORRECT, _SM_MISSING = b"\x6d\x00", b"\x6b\x00", b"\x69\x88", b"\x69\x87"
_WRONG_KEY, _BLOCKED, _CONDITIONS, _BAD_DATA = b"\x63\x00", b"\x69\x83", b"\x69\x85", b"\x6a\x80"
_CARD_ACCESS = 0x1C
_SET_AT, _SET_KAT = b"\x41\xa4", b"\x41\xa6"
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
        self.chip = make_chip(profile, secrets.token_bytes)
        groups = self.chip.data_groups
        self.files = build_files(profile, portrait or drawn_portrait(), self.issuer, moment, groups)
        self.card_access = self.chip.card_access
        self.atr = ATR
        self.commands = 0
        self._faults = tuple(faults)
        self._tries = next((fault.tries for fault in faults if isinstance(fault, LockOut)), None)
        self._randomness = randomness
        self._sleep = sleep
        parts = (profile.document_number, profile.birth, profile.expiry)
        password = hashlib.sha1("".join(p + check_digit(p) for p in parts).encode(), usedforsecurity=False).digest()
        self._k_enc, self._k_mac = derive_key(password[:16], 1), derive_key(password[:16], 2)
        passwords = {1: password, 2: profile.access_number.encode()}
        self._pace = CardPace(self.chip.pace, passwords, self.chip.agreement, randomness)
        self.reset()

    def reset(self) -> None:
        """Power on: nothing selected, no session."""
        self._selected = False
        self._file: ElementaryFile | None = None
        self._reads_card_access = False
        self._challenge = b""
        self._session: CardSession | None = None
        self._restart: CardSession | None = None
        self._agreement_chosen = False
        self._pace.reset()

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
        answer = self._answer(apdu)
        for fault in self._faults:
            match fault:
                case WrongMac(at) if self.commands == at and len(answer) > 2:
                    answer = answer[:-3] + bytes([answer[-3] ^ 1]) + answer[-2:]
                case Link(rate, fixed):
                    self._sleep(fixed + 8 * (len(apdu) + len(answer)) / rate)
                case _:
                    pass
        return answer

    def _answer(self, apdu: bytes) -> bytes:
        try:
            data, ne = _split(apdu)
        except ValueError:
            return b"\x67\x00"
        try:
            if apdu[0] & 0x0C == 0x0C:
                return self._secured(apdu[:4], data)
            return self._plain(apdu[:4], data, ne)
        except BadChipData:
            return _BAD_DATA

    def _plain(self, head: bytes, data: bytes, ne: int) -> bytes:
        """Commands outside of secure messaging. A plain command ends a session."""
        _, instruction, p1, p2 = head
        if instruction == 0xA4 and p1 == 0x04:
            self.reset()
            self._selected = data == AID
            return _OK if self._selected else _NOT_FOUND
        if instruction == 0xA4 and p1 == 0x00:
            return _NO_INSTRUCTION  # the master file, as cards in the field answer
        if instruction == 0x84 and self._selected and self.chip.basic_access:
            self._session = None
            self._challenge = self._randomness(8)
            return self._challenge[:ne] + _OK
        if instruction == 0x82 and self._challenge:
            return self._authenticate(data)
        if instruction in {0x22, 0x86} and self.chip.pace:
            return self._agree_on_password(head, data)
        if instruction in {0xA4, 0xB0, 0xB1}:
            had_session, self._session = self._session is not None, None
            if had_session:
                return _SM_MISSING
            return self._open_file(instruction, p1, p2, data, ne)
        return _NO_INSTRUCTION

    def _open_file(self, instruction: int, p1: int, p2: int, data: bytes, ne: int) -> bytes:
        """EF.CardAccess, the one file anybody may read; all others are denied."""
        if instruction == 0xA4:
            chosen = data == bytes((0x01, _CARD_ACCESS))
            self._reads_card_access = chosen and bool(self.card_access)
            if chosen and not self.card_access:
                return _NOT_FOUND
            return _OK if chosen else _NOT_ALLOWED
        if instruction == 0xB0 and p1 == 0x80 | _CARD_ACCESS:
            self._reads_card_access = bool(self.card_access)
            return self.card_access[p2 : p2 + ne] + _OK if self.card_access else _NOT_FOUND
        if instruction == 0xB0 and self._reads_card_access and not p1 & 0x80:
            offset = p1 << 8 | p2
            return self.card_access[offset : offset + ne] + _OK
        return _NOT_ALLOWED

    def _agree_on_password(self, head: bytes, data: bytes) -> bytes:
        """PACE: MSE:SET AT and the chain of GENERAL AUTHENTICATE."""
        self._session = None
        if self._tries == 0:
            return _BLOCKED
        if head[1] == 0x22:
            return self._pace.set_template(data) if head[2:] == b"\xc1\xa4" else _BAD_DATA
        answer, status, session = self._pace.authenticate(data)
        if status == _WRONG_KEY:
            return self._refuse_key()
        if session is not None:
            self._session, self._selected = session, False
        return answer + status

    def _authenticate(self, data: bytes) -> bytes:
        challenge, self._challenge = self._challenge, b""
        if self._tries == 0:
            return _BLOCKED
        if len(data) != 40 or retail_mac(self._k_mac, pad(data[:32])) != data[32:]:
            return self._refuse_key()
        plain = tdes_decrypt(self._k_enc, data[:32])
        if plain[8:16] != challenge:
            return self._refuse_key()
        k_ic = self._randomness(16)
        seed = bytes(a ^ b for a, b in zip(plain[16:], k_ic, strict=True))
        ssc = challenge[4:] + plain[4:8]
        self._session = CardSession(Suite.TDES, derive_key(seed, 1), derive_key(seed, 2), ssc)
        answer = tdes_encrypt(self._k_enc, challenge + plain[:8] + k_ic)
        return answer + retail_mac(self._k_mac, pad(answer)) + _OK

    def _refuse_key(self) -> bytes:
        if self._tries is None:
            return _WRONG_KEY
        self._tries -= 1
        return bytes((0x63, 0xC0 | self._tries))

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
        closed = session.close(head[1], answer, status)
        # Chip authentication is answered under the old keys and followed under the new ones.
        self._session, self._restart = self._restart or session, None
        return closed

    def _inside(self, head: bytes, data: bytes, ne: int) -> tuple[bytes, bytes]:
        """Commands inside secure messaging: SELECT, READ BINARY even and odd, and the chip's proofs."""
        _, instruction, p1, p2 = head
        if instruction == 0xA4 and p1 == 0x04:
            self._selected = data == AID
            return b"", _OK if self._selected else _NOT_FOUND
        if not self._selected:
            return b"", _NOT_ALLOWED
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
        if instruction == 0x88 and self.chip.signing is not None:
            if len(data) != 8:
                return b"", _BAD_DATA
            return sign_challenge(self.chip.signing, data, self._randomness), _OK
        if instruction in {0x22, 0x86} and self.chip.agreement is not None:
            return self._prove_static_key(head, data)
        return b"", _NO_INSTRUCTION

    def _prove_static_key(self, head: bytes, data: bytes) -> tuple[bytes, bytes]:
        """Chip authentication (6.2): MSE:SET KAT with 3DES, MSE:SET AT and GENERAL AUTHENTICATE with AES."""
        agreement = self.chip.agreement
        if agreement is None:
            return b"", _NO_INSTRUCTION
        objects = {tlv.tag: tlv.value for tlv in (parse_all(data) if head[1] == 0x22 else ())}
        if head[1:] == b"\x22" + _SET_KAT and agreement.suite is Suite.TDES:
            peer = objects.get(0x91, b"")
        elif head[1:] == b"\x22" + _SET_AT:
            self._agreement_chosen = objects.get(0x80) == agreement.oid
            return b"", _OK if self._agreement_chosen else _BAD_DATA
        elif head[1] == 0x86 and self._agreement_chosen:
            self._agreement_chosen = False
            peer = next((tlv.value for tlv in parse_one(data, 0x7C).children() if tlv.tag == 0x80), b"")
        else:
            return b"", _CONDITIONS
        self._restart = agree_again(agreement, peer)
        if self._restart is None:
            return b"", _BAD_DATA
        return (encode(0x7C, b"") if head[1] == 0x86 else b""), _OK

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
