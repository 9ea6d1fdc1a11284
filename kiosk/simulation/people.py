"""Invented patients for simulated days: names with every kind of mark, all ages, some with a child."""

from __future__ import annotations

from dataclasses import dataclass, replace
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
class ChildPerson:
    """A child an adult may bring. `shows`: its ID card's QR, its insurance card's, or nothing, so that it is typed."""

    number: str
    full_name: str
    birth: str
    sex: str
    shows: str

    @property
    def insurance_card(self) -> str:
        """The number of its insurance card."""
        return f"TE1010{self.number[-9:]}"

    @property
    def typed_name(self) -> str:
        """Its name as somebody types it, which is not as anybody keeps it."""
        return self.full_name.upper()

    @property
    def qr_text(self) -> str:
        """The QR it can show."""
        born = date.fromisoformat(self.birth)
        if self.shows == "id":
            return f"{self.number}||{self.full_name}|{born:%d%m%Y}|{self.sex}|Thôn Mẫu|{born:%d%m%Y}"
        return f"{self.insurance_card}|{self.full_name}|{born:%d/%m/%Y}|{'1' if self.sex == 'Nam' else '2'}|01999"


@dataclass(frozen=True, slots=True)
class Person:
    """A patient: what the chip says, whether the insurer knows them, and whether the chip's picture looks like them.

    `passport`: it is a passport that is read. `dead_chip`: the chip of their card answers nobody.
    """

    citizen: Citizen
    qr_text: str
    insured: bool
    alike: bool
    child: ChildPerson | None = None
    passport: bool = False
    dead_chip: bool = False

    @property
    def insurance_card(self) -> str:
        """The number of their insurance card, if they are insured."""
        return f"GD4010{self.citizen.id_number[-9:]}"

    @property
    def insurance_qr(self) -> str:
        """The QR of that card."""
        return f"{self.insurance_card}|{self.citizen.full_name}|{self.citizen.date_of_birth[:4]}|1|01999"


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


def make_visitor(number: int, random: Random) -> Person:
    """As `make_person`, and some bring a child, some have a passport, and some a card whose chip is dead."""
    person = make_person(number, random)
    kind = random.random()
    if kind < 0.04:
        letters = random.choice(("C", "EJ", "AB"))
        number_ = f"{letters}{number + 1_000_000}"
        citizen = Citizen(
            id_number=number_,
            full_name=f"{random.choice(('SMITH', 'TANAKA', 'GARCIA'))} {random.choice(('ANNA', 'KENJI', 'LUCIA'))}",
            date_of_birth=person.citizen.date_of_birth,
            sex=person.citizen.sex,
            nationality=random.choice(("GBR", "JPN", "ESP")),
            expiry_date="2031-05-17",
        )
        return replace(person, citizen=citizen, insured=False, passport=True)
    if kind < 0.08:
        return replace(person, dead_chip=True)
    adult = int(person.citizen.date_of_birth[:4]) <= 2006
    return replace(person, child=_child(number, random)) if adult and kind < 0.25 else person


def _child(number: int, random: Random) -> ChildPerson:
    born = date(2009 + random.randrange(17), 1 + random.randrange(12), 1 + random.randrange(28))
    girl = random.random() < 0.5
    return ChildPerson(
        number=f"001{2 + int(girl)}{born.year % 100:02d}{500_000 + number:06d}",
        full_name=f"{random.choice(FAMILY)} {random.choice(MIDDLE)} {random.choice(GIVEN)} Bé",
        birth=born.isoformat(),
        sex="Nữ" if girl else "Nam",
        shows=random.choice(("id", "insurance", "")),
    )
