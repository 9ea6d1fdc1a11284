"""SecurityInfos: which access and chip authentication protocols a chip offers (EF.CardAccess, DG14; ICAO 9303-11, 9.2).

Entries with unknown object identifiers are passed over; a known entry that is malformed is an error.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum

from asn1crypto import keys

from .asn1 import MALFORMED
from .crypto import Suite
from .curves import named_curve
from .errors import BadChipData
from .groups import STANDARD, DhGroup, EcGroup, group
from .tlv import Tlv, encode, parse, parse_one

_BSI = bytes.fromhex("04007F000702")
_PUBLIC_KEY, _CHIP_AUTHENTICATION, _PACE = _BSI + b"\x02\x01", _BSI + b"\x02\x03", _BSI + b"\x02\x04"
_STANDARDIZED = _BSI[:-1] + b"\x01\x02"
_ACTIVE_AUTHENTICATION = bytes.fromhex("678108010105")
_ECDSA_PLAIN = _BSI[:-1] + bytes.fromhex("01010401")
_DH_PKCS3, _DH_X942 = bytes.fromhex("2A864886F70D010301"), bytes.fromhex("2A8648CE3E0201")
_EC_PUBLIC_KEY = bytes.fromhex("2A8648CE3D0201")
_HASHES = ("sha1", "sha224", "sha256", "sha384", "sha512")
_DH_BITS = range(1024, 4097)
_MAX_ENTRIES = 64


class Mapping(Enum):
    """How PACE turns the nonce into a generator."""

    GENERIC = "GM"
    INTEGRATED = "IM"
    CHIP_AUTHENTICATION = "CAM"


_MAPPINGS = {
    1: ("DH", Mapping.GENERIC),
    2: ("ECDH", Mapping.GENERIC),
    3: ("DH", Mapping.INTEGRATED),
    4: ("ECDH", Mapping.INTEGRATED),
    6: ("ECDH", Mapping.CHIP_AUTHENTICATION),
}


@dataclass(frozen=True, slots=True)
class PaceInfo:
    """One variant of PACE on offer (9.2.1). `oid` is the content of the object identifier."""

    oid: bytes
    agreement: str
    mapping: Mapping
    suite: Suite
    parameter_id: int | None

    @property
    def supported(self) -> bool:
        """Whether this reader can perform it: known standardised parameters of the right kind."""
        if self.mapping is Mapping.CHIP_AUTHENTICATION and self.suite is Suite.TDES:
            return False
        name = STANDARD.get(self.parameter_id) if self.parameter_id is not None else None
        return name is not None and name.startswith("modp") == (self.agreement == "DH")

    @property
    def name(self) -> str:
        """For people and logs: `ECDH-GM AES-128 secp256r1`."""
        parameters = STANDARD.get(self.parameter_id, "own parameters") if self.parameter_id is not None else ""
        return f"{self.agreement}-{self.mapping.value} {self.suite.value} {parameters}".strip()


@dataclass(frozen=True, slots=True)
class ChipAuthenticationInfo:
    """One variant of chip authentication on offer (9.2.5)."""

    oid: bytes
    agreement: str
    suite: Suite
    key_id: int | None


@dataclass(frozen=True, slots=True)
class ChipAuthenticationKey:
    """The chip's static public key (9.2.6). `group` is None when its parameters are not ones this reader knows."""

    agreement: str
    group: EcGroup | DhGroup | None
    public: bytes = field(repr=False)
    key_id: int | None


@dataclass(frozen=True, slots=True)
class SecurityInfos:
    """What a chip says of its protocols. `active_hash` names the hash of ECDSA active authentication (9.2.4)."""

    pace: tuple[PaceInfo, ...] = ()
    chip_authentication: tuple[ChipAuthenticationInfo, ...] = ()
    chip_keys: tuple[ChipAuthenticationKey, ...] = ()
    active_hash: str | None = None


def parse_security_infos(data: bytes) -> SecurityInfos:
    """The SET OF SecurityInfo, with whatever follows it ignored; raises `BadChipData`."""
    entries = parse_one(data, 0x31).children()
    if len(entries) > _MAX_ENTRIES:
        raise BadChipData(f"{len(entries)} security infos")
    pace: list[PaceInfo] = []
    chip: list[ChipAuthenticationInfo] = []
    chip_keys: list[ChipAuthenticationKey] = []
    active_hash = None
    for entry in entries:
        parts = entry.children() if entry.tag == 0x30 else []
        if len(parts) < 2 or parts[0].tag != 0x06:
            raise BadChipData("a security info without an object identifier")
        oid = parts[0].value
        family, numbers = oid[:8], oid[8:]
        suite = _suite(numbers[1]) if len(numbers) == 2 else None
        if family == _PACE and suite and numbers[0] in _MAPPINGS:
            agreement, mapping = _MAPPINGS[numbers[0]]
            pace.append(PaceInfo(oid, agreement, mapping, suite, _integer(parts, 2)))
        elif family == _CHIP_AUTHENTICATION and suite and numbers[0] in {1, 2}:
            chip.append(ChipAuthenticationInfo(oid, _agreement(numbers[0]), suite, _integer(parts, 2)))
        elif family == _PUBLIC_KEY and numbers in {b"\x01", b"\x02"}:
            chip_keys.append(_chip_key(_agreement(numbers[0]), parts))
        elif oid == _ACTIVE_AUTHENTICATION and len(parts) > 2 and parts[2].value[:-1] == _ECDSA_PLAIN:
            number = parts[2].value[-1]
            active_hash = _HASHES[number - 1] if 1 <= number <= len(_HASHES) else None
    return SecurityInfos(tuple(pace), tuple(chip), tuple(chip_keys), active_hash)


def parse_dg14(data: bytes) -> SecurityInfos:
    """DG14 (ICAO 9303-10, 4.7.14); raises `BadChipData`."""
    try:
        return parse_security_infos(parse_one(data, 0x6E).value)
    except BadChipData as error:
        raise BadChipData(error.reason, "DG14") from error


def _suite(number: int) -> Suite | None:
    suites = tuple(Suite)
    return suites[number - 1] if 1 <= number <= len(suites) else None


def _agreement(number: int) -> str:
    return "DH" if number == 1 else "ECDH"


def _integer(parts: list[Tlv], index: int) -> int | None:
    if len(parts) <= index:
        return None
    value = parts[index].value
    if parts[index].tag != 0x02 or not 1 <= len(value) <= 8 or value[0] & 0x80:
        raise BadChipData("a security info's number is not a small integer")
    return int.from_bytes(value, "big")


def _chip_key(agreement: str, parts: list[Tlv]) -> ChipAuthenticationKey:
    algorithm, bits = (parts[1].children() + [Tlv(0, b"", False)] * 2)[:2]
    described = algorithm.children() if algorithm.tag == 0x30 else []
    if not described or bits.tag != 0x03 or bits.value[:1] != b"\0":
        raise BadChipData("a chip authentication key is not a public key info")
    public = bits.value[1:]
    parameters = described[1] if len(described) > 1 else None
    if agreement == "DH":
        tlv, _ = parse(public)
        number = int.from_bytes(tlv.value, "big")
        field_group = _dh_group(described[0].value, parameters)
        size = field_group.element_size if field_group else len(tlv.value)
        if number.bit_length() > 8 * size:
            raise BadChipData("a chip authentication key larger than its field")
        return ChipAuthenticationKey(agreement, field_group, number.to_bytes(size, "big"), _integer(parts, 2))
    return ChipAuthenticationKey(agreement, _ec_group(described[0].value, parameters), public, _integer(parts, 2))


def _ec_group(oid: bytes, parameters: Tlv | None) -> EcGroup | None:
    if parameters is None:
        return None
    if oid == _STANDARDIZED:
        found = _standard(parameters)
        return found if isinstance(found, EcGroup) else None
    if oid != _EC_PUBLIC_KEY:
        return None
    try:
        name = named_curve(keys.ECDomainParameters.load(encode(parameters.tag, parameters.value)))
    except MALFORMED as error:
        raise BadChipData("curve parameters are malformed") from error
    return EcGroup(name) if name else None


def _dh_group(oid: bytes, parameters: Tlv | None) -> DhGroup | None:
    if parameters is None:
        return None
    if oid == _STANDARDIZED:
        found = _standard(parameters)
        return found if isinstance(found, DhGroup) else None
    if oid not in {_DH_PKCS3, _DH_X942} or parameters.tag != 0x30:
        return None
    numbers = [int.from_bytes(part.value, "big") for part in parameters.children() if part.tag == 0x02]
    if len(numbers) < 2 or numbers[0].bit_length() not in _DH_BITS or not 1 < numbers[1] < numbers[0] - 1:
        return None
    p, g = numbers[:2]
    q = numbers[2] if oid == _DH_X942 and len(numbers) > 2 else None
    if not p % 2 or (q is not None and (q < 1 << 159 or pow(g, q, p) != 1)):
        return None
    return DhGroup(f"modp{p.bit_length()}-own", p, g, q)


def _standard(parameters: Tlv) -> EcGroup | DhGroup | None:
    name = STANDARD.get(int.from_bytes(parameters.value, "big")) if parameters.tag == 0x02 else None
    return group(name) if name else None
