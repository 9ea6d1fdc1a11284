"""Invented patients for simulated days: names with every kind of mark, ages from infants to the very old."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from random import Random

from chip_reader import Check, CheckStatus, Citizen

FAMILY = ("Nguyễn", "Trần", "Lê", "Phạm", "Đặng", "Vũ", "Đỗ", "Hồ", "Ngô", "Bùi")
MIDDLE = ("Văn", "Thị", "Hữu", "Đức", "Minh", "Ngọc", "Thuỳ", "Quốc")
GIVEN = ("Ẩn", "Bích", "Cường", "Dũng", "Đạt", "Giang", "Hiền", "Khuê", "Liễu", "Mỹ", "Nghĩa", "Oanh", "Phượng", "Yến")

GOOD_CHECKS = tuple(
    Check(name, CheckStatus.OK, "simulated")
    for name in ("hash:DG1", "hash:DG2", "hash:DG13", "sod_lists", "sod_signature", "consistency")
)
TAMPERED_CHECKS = (Check("hash:DG13", CheckStatus.FAILED, "simulated"), *GOOD_CHECKS[:2])


@dataclass(frozen=True, slots=True)
class Person:
    """A patient: what the chip says, whether the insurer knows them, and whether the chip's picture looks like them."""

    citizen: Citizen
    qr_text: str
    insured: bool
    alike: bool

    @property
    def insurance_card(self) -> str:
        """The number of their insurance card, if they are insured."""
        return f"GD4010{self.citizen.id_number[-9:]}"


def make_person(number: int, random: Random) -> Person:
    """Person `number` of a simulation; every person is another one."""
    born = date(1935 + random.randrange(88), 1 + random.randrange(12), 1 + random.randrange(28))
    woman = random.random() < 0.5
    century = (2 if born.year >= 2000 else 0) + int(woman)
    id_number = f"001{century}{born.year % 100:02d}{number:06d}"
    name = f"{random.choice(FAMILY)} {random.choice(MIDDLE)} {random.choice(GIVEN)}"
    issued = date(max(2021, min(2025, born.year + 14)), 6, 15)
    citizen = Citizen(
        id_number=id_number,
        full_name=name,
        date_of_birth=born.isoformat(),
        sex="Nữ" if woman else "Nam",
        nationality="Việt Nam",
        ethnicity="Kinh",
        place_of_residence="Thôn Mẫu, xã Mẫu, Hà Nội",
        issue_date=issued.isoformat(),
        expiry_date=None,
        no_expiry=True,
    )
    qr = f"{id_number}||{name}|{born:%d%m%Y}|{citizen.sex}|{citizen.place_of_residence}|{issued:%d%m%Y}"
    return Person(citizen, qr, insured=random.random() < 0.8, alike=random.random() < 0.9)
