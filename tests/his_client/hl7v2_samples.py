"""An invented hospital and an adapter for it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from his_client.clock import VIETNAM
from his_client.his.ports import (
    DocumentType,
    Guardian,
    Identity,
    IdentitySource,
    InsuranceClaim,
    PaymentNotice,
    RegistrationRequest,
    Relation,
)
from his_client.hl7v2 import Address, Hl7v2His, Parties, Receiver, load_departments

MORNING = datetime(2026, 11, 24, 7, 30, tzinfo=VIETNAM)
PARTIES = Parties("KIOSK", "01001", "HIS", "BVMAU")
KEY = "11111111-2222-3333-4444-555555555555"
ADULT = Identity(
    "001090000017",
    "Nguyễn Đức Mẫu",
    "1990-03-15",
    "Nam",
    "Số 1 Ngõ Thử | Khu A & B, Hà Nội",
    IdentitySource.CHIP_AND_FACE,
    "2021-05-10",
    "Việt Nam",
    "Kinh",
    "012345678",
    "0900000000",
)
CHILD = replace(
    ADULT,
    id_number="001220000019",
    full_name="Nguyễn Thị Bé",
    date_of_birth="2022",
    sex="Nữ",
    old_id_number="",
    issue_date="2024-02-01",
)
GUEST = replace(ADULT, id_number="C1234567", document=DocumentType.PASSPORT, sex="F", old_id_number="", ethnicity="")
INSURED = InsuranceClaim(
    "GD4010123452345", 80, "eligible", "000", "1.1", "01001", date(2026, 1, 1), date(2026, 12, 31), MORNING
)

DEPARTMENTS = """
valid_from = 2026-11-01
valid_until = 2026-12-31

[[department]]
id = "K01"
code = "K04"
name = "Nội tim mạch"
room = "214"
floor = "2"
building = "A"
icon = "heart"
service_id = "DV01"
service_name = "Khám Nội tim mạch"
price = 50600
insured_price = 50600

[[department]]
id = "K08"
code = "K27"
name = "Phụ sản"
room = "101"
service_id = "DV08"
service_name = "Khám Phụ sản"
price = 60000
insured_price = 50600
min_age = 12
max_age = 99
only_sex = "Nữ"
weekdays = [1, 3]
"""


def request(**changes: Any) -> RegistrationRequest:
    plain = RegistrationRequest(KEY, "03", ADULT, "K01", "DV01", 50600, None, None, MORNING)
    return replace(plain, **changes)


def full_request() -> RegistrationRequest:
    """Everything one registration can carry here."""
    guardian = Guardian(ADULT, Relation.FATHER)
    return request(identity=CHILD, guardian=guardian, insurance=INSURED, priority="child")


def notice(**changes: Any) -> PaymentNotice:
    plain = PaymentNotice("bank:FT1", "MZX7NTFKLM6AP7V", 50600, MORNING, "KM7F3K92T")
    return replace(plain, **changes)


def adapter(
    folder: Path, port: int, clock: Any, *, deadline_s: float = 5.0, tls: Any = None, book: Any = None, **can: Any
) -> Hl7v2His:
    file = folder / "departments.toml"
    file.write_text(DEPARTMENTS, encoding="utf-8")
    address = Address("127.0.0.1", port, deadline_s, tls)
    return Hl7v2His(address, Receiver(PARTIES, **can), load_departments(file), clock, book)
