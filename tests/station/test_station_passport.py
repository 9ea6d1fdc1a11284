"""A passport on the reader: opened by its first page, read and proven like a card, with a TD3 zone and no DG13."""

from __future__ import annotations

from datetime import UTC, datetime

from chip_reader import CardReading, CheckStatus
from chip_reader.files import ElementaryFile
from chip_reader.mrz import check_digit
from chip_reader.signatures import digest
from chip_reader.tlv import encode
from chip_reader.virtual import VirtualCard, VirtualReader
from chip_reader.virtual.content import build_com
from chip_reader.virtual.profile import Profile
from kiosk.clock import SystemClock
from kiosk.station.card import ReaderDevice
from kiosk.visit.person import by_passport
from kiosk.visit.values import CardKey, Facts, MrzKey, PassportKey

NUMBER, BIRTH, EXPIRY = "L898902C3", "740812", "310415"
FIRST = "P<GBRERIKSSON<<ANNA<MARIA".ljust(44, "<")


def second() -> str:
    number, birth, expiry = (part + check_digit(part) for part in (NUMBER, BIRTH, EXPIRY))
    personal = "<" * 14 + "<"
    return f"{number}GBR{birth}F{expiry}{personal}{check_digit(number + birth + expiry + personal)}"


class VirtualPassport(VirtualCard):
    """A virtual chip with a passport's files: DG1 with two lines, DG2, the SOD over them, nothing else."""

    def __init__(self) -> None:
        super().__init__(
            Profile("passport", NUMBER, "ERIKSSON ANNA MARIA", "12/08/1974", "Nữ", expiry_date="15/04/2031"),
        )
        groups = {1: encode(0x61, encode(0x5F1F, (FIRST + second()).encode())), 2: self.files[ElementaryFile.DG2]}
        hashes = {number: digest(self.issuer.scheme.hash, data) for number, data in groups.items()}
        self.files = {
            ElementaryFile.COM: build_com(groups),
            ElementaryFile.SOD: self.issuer.sign(hashes, datetime.now(UTC)),
            **{ElementaryFile(number): data for number, data in groups.items()},
        }


def reading(key: CardKey) -> CardReading:
    reader = VirtualReader()
    reader.insert(VirtualPassport())
    device = ReaderDevice(reader, None, SystemClock())
    try:
        return device.read(key, lambda _percent, _stage: None)
    finally:
        device.close()


def test_a_passport_is_read_by_what_was_typed_of_its_page() -> None:
    found = reading(PassportKey(NUMBER, "1974-08-12", "2031-04-15"))
    citizen = found.citizen
    assert (citizen.id_number, citizen.full_name, citizen.date_of_birth) == (
        NUMBER,
        "ERIKSSON ANNA MARIA",
        "1974-08-12",
    )
    assert (citizen.sex, citizen.nationality, citizen.expiry_date) == ("Nữ", "GBR", "2031-04-15")
    assert found.portrait is not None, "a face can be compared with it"
    assert {check.name: check.status for check in found.checks}["sod_signature"] is CheckStatus.OK
    assert found.failed == ()
    assert by_passport(Facts(key=PassportKey(NUMBER, "1974-08-12", "2031-04-15"), citizen=citizen))


def test_the_lines_a_scanner_read_open_it_as_well() -> None:
    assert reading(MrzKey(f"{FIRST}\n{second()}")).citizen.id_number == NUMBER
