"""What a chip and its trust files hold: every parser of card bytes, each with seeds and the errors it may raise."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from chip_reader.access_keys import BacKey, access_keys_from_qr, parse_card_qr
from chip_reader.active_authentication import EcdsaKey, RsaKey, authenticate, parse_dg15
from chip_reader.apdu import Command, Response
from chip_reader.citizen import check_consistency, citizen_from, parse_dg1
from chip_reader.crypto import pad
from chip_reader.dg2 import parse_dg2
from chip_reader.dg13 import parse_dg13
from chip_reader.errors import BadChipData, BadMrz, ChannelLost, NotACardQr, ReadError
from chip_reader.file_device import parse_answer
from chip_reader.files import ElementaryFile, parse_com
from chip_reader.master_list import BadMasterList, parse_master_list
from chip_reader.mrz import NO_MRZ, Mrz, parse_mrz
from chip_reader.pace import establish
from chip_reader.revocation import BadRevocationList, parse_revocation_list
from chip_reader.secure_messaging import SecureChannel
from chip_reader.security_infos import parse_dg14, parse_security_infos
from chip_reader.sod import check_hash, check_signature, parse_sod
from chip_reader.tlv import encode, walk
from chip_reader.trust import TrustStore, check_chain
from chip_reader.virtual import Issuer, Profile, VirtualCard, load_profile, profile_names
from fuzz.judge import Target

NOW = datetime(2026, 11, 2, 8, 0, tzinfo=UTC)


@cache
def _cards() -> tuple[VirtualCard, ...]:
    return tuple(
        VirtualCard(load_profile(name), portrait=b"\xff\xd8\xff" + bytes(200), now=NOW) for name in profile_names()
    )


def _files(file: ElementaryFile) -> Callable[[], list[bytes]]:
    return lambda: list(dict.fromkeys(card.files[file] for card in _cards() if file in card.files))


@cache
def _issuer() -> Issuer:
    return Issuer.create(NOW)


def _tlv(data: bytes) -> object:
    return sum(1 for _ in walk(data))


@cache
def _zone() -> Mrz:
    return parse_mrz(load_profile("adult-2021").mrz)


def _dg1(data: bytes) -> object:
    return citizen_from(parse_dg1(data), None, NOW.date())


def _dg13(data: bytes) -> object:
    items, zone = parse_dg13(data), _zone()
    citizens = [citizen_from(mrz, items, NOW.date()) for mrz in (NO_MRZ, zone)]
    return citizens, check_consistency(zone, items, NOW.date())


def _sod(data: bytes) -> object:
    sod = parse_sod(data)
    store = TrustStore.from_certificates([_issuer().csca])
    chain = check_chain(sod.signer_certificate, store, now=NOW, signed_at=sod.signing_time, issuing_state="VNM")
    return check_signature(sod), chain, [check_hash(sod, number, b"") for number in sod.hashes]


class _NoCipher:
    """A cipher that lets everything through, so that what stands behind the checksum is reached as well."""

    block = 8

    def step(self) -> None:
        pass

    def encrypt(self, padded: bytes) -> bytes:
        return padded

    def decrypt(self, data: bytes) -> bytes:
        if len(data) % self.block:
            raise ValueError("not whole blocks")
        return data

    def mac(self, data: bytes) -> bytes:
        return bytes(len(data) and 8)


@dataclass(frozen=True, slots=True)
class _Carrier:
    answer: bytes

    def send(self, _command: Command, /) -> Response:
        return Response(self.answer, 0x9000)


def _secure_messaging(data: bytes) -> object:
    return SecureChannel(_Carrier(data), _NoCipher()).send(Command(0x00, 0xB0, 0x81, 0, ne=256))


def _protected_answers() -> list[bytes]:
    end = encode(0x99, b"\x90\x00") + encode(0x8E, bytes(8))
    return [
        end,
        encode(0x87, b"\x01" + pad(b"content")) + end,
        encode(0x85, pad(b"content" * 30)) + end,
    ]


def _security_infos() -> list[bytes]:
    """Offers of PACE, chip and active authentication with a key on a named curve (ICAO 9303-11, 9.2)."""
    bsi = "04007F000702"
    version, key_id = encode(0x02, b"\x02"), encode(0x02, b"\x0d")
    public = ec.derive_private_key(7, ec.SECP256R1()).public_key()
    key = public.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    entries = [
        _info(f"{bsi}02040202", version + key_id),
        _info(f"{bsi}02040604", version + encode(0x02, b"\x11")),
        _info(f"{bsi}02030202", encode(0x02, b"\x01")),
        _info(f"{bsi}020102", key),
        _info("678108010105", encode(0x02, b"\x01") + encode(0x06, bytes.fromhex("04007F00070101040103"))),
    ]
    return [encode(0x31, b"".join(entries)), *(encode(0x31, entry) for entry in entries)]


def _info(oid: str, rest: bytes) -> bytes:
    return encode(0x30, encode(0x06, bytes.fromhex(oid)) + rest)


def _dg15s() -> list[bytes]:
    made = [card.files[ElementaryFile.DG15] for card in _cards() if ElementaryFile.DG15 in card.files]
    return list(dict.fromkeys(made))


@cache
def _active_keys() -> tuple[RsaKey | EcdsaKey, ...]:
    return tuple(key for key in map(parse_dg15, _dg15s()) if key is not None)


def _active_authentication(data: bytes) -> object:
    """A chip's answer to the challenge, whatever it is, under each kind of key."""
    return [authenticate(_Carrier(data), key, None, bytes(8)) for key in _active_keys()]


class _Script:
    """A chip that answers the commands of PACE with pieces of the input, each led by its length."""

    def __init__(self, data: bytes) -> None:
        self._rest = data

    def send(self, _command: Command, /) -> Response:
        size = int.from_bytes(self._rest[:2], "big")
        answer, self._rest = self._rest[2 : 2 + size], self._rest[2 + size :]
        return Response(encode(0x7C, answer), 0x9000)


_PACE_OFFERS = tuple(info for info in parse_security_infos(_security_infos()[0]).pace if info.supported)


def _pace(data: bytes) -> object:
    info = _PACE_OFFERS[len(data) % len(_PACE_OFFERS)]
    return establish(_Script(data), info, BacKey("090000017", "900315", "300315"), bytes, name_parameters=True)


def _pace_answers() -> list[bytes]:
    point = ec.derive_private_key(9, ec.SECP256R1()).public_key()
    public = point.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    answers = (b"", encode(0x80, bytes(16)), encode(0x82, public), encode(0x84, public), encode(0x86, bytes(8)))
    return [b"".join(len(answer).to_bytes(2, "big") + answer for answer in answers)]


def _qr(data: bytes) -> object:
    return access_keys_from_qr(parse_card_qr(data.decode("utf-8", "replace")))


def _texts(text_of: Callable[[Profile], str]) -> Callable[[], list[bytes]]:
    return lambda: [text_of(load_profile(name)).encode() for name in profile_names()]


def _device_answers() -> list[bytes]:
    files = {"COM": base64.b64encode(_files(ElementaryFile.COM)()[0]).decode(), "DG1": "YQA="}
    read = {"files": files, "access": "BAC", "claims": {"active_authentication": True}}
    return [json.dumps(read).encode()]


TARGETS: dict[str, Target] = {
    "tlv": Target(_tlv, (BadChipData,), _files(ElementaryFile.DG13)),
    "com": Target(parse_com, (BadChipData,), _files(ElementaryFile.COM)),
    "dg1": Target(_dg1, (BadChipData,), _files(ElementaryFile.DG1)),
    "dg2": Target(parse_dg2, (BadChipData,), _files(ElementaryFile.DG2)),
    "dg13": Target(_dg13, (BadChipData,), _files(ElementaryFile.DG13)),
    "sod": Target(_sod, (BadChipData,), _files(ElementaryFile.SOD)),
    "card_access": Target(parse_security_infos, (BadChipData,), _security_infos),
    "dg14": Target(parse_dg14, (BadChipData,), lambda: [encode(0x6E, infos) for infos in _security_infos()]),
    "dg15": Target(parse_dg15, (BadChipData,), _dg15s),
    "active_authentication": Target(_active_authentication, (), lambda: [bytes(64), bytes(range(1, 256)), _dg15s()[0]]),
    "pace": Target(_pace, (ReadError,), _pace_answers),
    "secure_messaging": Target(_secure_messaging, (ChannelLost,), _protected_answers),
    "mrz": Target(
        lambda data: parse_mrz(data.decode("utf-8", "replace")), (BadMrz,), _texts(lambda profile: "".join(profile.mrz))
    ),
    "qr": Target(_qr, (NotACardQr,), _texts(lambda profile: profile.qr_text)),
    "device_answer": Target(parse_answer, (ReadError,), _device_answers),
    "master_list": Target(parse_master_list, (BadMasterList,), lambda: [_issuer().master_list([_issuer().csca], NOW)]),
    "revocation_list": Target(
        parse_revocation_list,
        (BadRevocationList,),
        lambda: [_issuer().revocation_list([], NOW), _issuer().revocation_list([_issuer().signer], NOW)],
    ),
}


def nested(depth: int) -> bytes:
    """A bomb: so many SEQUENCEs inside each other."""
    data = b""
    for _ in range(depth):
        data = encode(0x30, data)
    return data
