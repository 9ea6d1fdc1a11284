"""The cards of the demonstration: the virtual card's profiles, one whose chip is dead, and a foreigner's passport."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from chip_reader.files import ElementaryFile
from chip_reader.mrz import check_digit
from chip_reader.signatures import digest
from chip_reader.tlv import encode
from chip_reader.virtual import Profile, VirtualCard, load_profile, profile_names
from chip_reader.virtual.content import build_com
from chip_reader.virtual.faults import Fault

USUAL = ("adult-2021", "adult-2024", "single", "one-parent", "long-address", "child")
DEAD_CHIP, PASSPORT = "dead-chip", "passport"
# The specimen of ICAO 9303-4, valid for longer.
_NUMBER, _BIRTH, _EXPIRY = "L898902C3", "12/08/1974", "15/04/2031"
_NAME_LINE = "P<UTOERIKSSON<<ANNA<MARIA".ljust(44, "<")
_OUT_OF_ORDER = b"\x6f\x00"


def card_names() -> tuple[str, ...]:
    """Whose cards there are: those of a usual day first, then what a chip may do beside."""
    usual = (*USUAL, DEAD_CHIP, PASSPORT)
    return (*usual, *(name for name in profile_names() if name not in usual))


def make_card(name: str, portrait: bytes, faults: tuple[Fault, ...]) -> VirtualCard:
    """The card of this name with `portrait` in its chip; `faults` as for `VirtualCard`."""
    if name == PASSPORT:
        return Passport(portrait, faults)
    if name == DEAD_CHIP:
        person = replace(load_profile("adult-2024"), id_number="001195000991", full_name="Lê Thị Chíp Hỏng")
        return DeadChip(person, portrait=portrait)
    return VirtualCard(load_profile(name), portrait=portrait, faults=faults)


class DeadChip(VirtualCard):
    """A card whose code can be read and whose chip cannot."""

    def transmit(self, apdu: bytes) -> bytes:  # noqa: ARG002
        """Answer every command with an error of the chip itself."""
        self.commands += 1
        return _OUT_OF_ORDER


class Passport(VirtualCard):
    """A passport's chip: DG1 with the two lines of its page, DG2, the signature over both, and nothing else."""

    def __init__(self, portrait: bytes, faults: tuple[Fault, ...] = ()) -> None:
        holder = Profile(PASSPORT, _NUMBER, "ERIKSSON ANNA MARIA", _BIRTH, "Nữ", expiry_date=_EXPIRY)
        super().__init__(holder, portrait=portrait, faults=faults)
        zone = encode(0x61, encode(0x5F1F, (_NAME_LINE + _data_line(holder)).encode("ascii")))
        groups = {1: zone, 2: self.files[ElementaryFile.DG2]}
        hashes = {number: digest(self.issuer.scheme.hash, data) for number, data in groups.items()}
        self.files = {
            ElementaryFile.COM: build_com(groups),
            ElementaryFile.SOD: self.issuer.sign(hashes, datetime.now(UTC)),
            **{ElementaryFile(number): data for number, data in groups.items()},
        }


def _data_line(holder: Profile) -> str:
    """The second line of the zone (ICAO 9303-4, 4.2.2); no personal number."""
    number, birth, expiry = (part + check_digit(part) for part in (_NUMBER, holder.birth, holder.expiry))
    personal = "<" * 15
    return f"{number}UTO{birth}F{expiry}{personal}{check_digit(number + birth + expiry + personal)}"
