"""Every message we send is valid by the structures of 2.5.1, names what it should, and nobody it need not."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import hl7
import pytest
from hl7apy.consts import VALIDATION_LEVEL
from hl7apy.parser import parse_message
from hl7v2_samples import ADULT, GUEST, KEY, MORNING, PARTIES, adapter, full_request, notice, request

from his_client.his.ports import Department, Identifier, IdentifierKind, InsuranceClaim, Service
from his_client.hl7v2.acknowledgment import Mode
from his_client.hl7v2.profiles import Outgoing, Profiles
from his_client.hl7v2.values import control_id, reference

DEPARTMENT = Department(
    "K01",
    "K04",
    "Nội tim mạch",
    "214",
    "2",
    "A",
    0,
    0,
    "",
    None,
    None,
    False,
    Service("DV01", "Khám tim", 50600, 50600),
)
WRITES = Profiles(PARTIES)


def every() -> dict[str, Outgoing]:
    return {
        "A28": WRITES.add_person(full_request()),
        "A04": WRITES.register(full_request(), DEPARTMENT),
        "A04 plain": WRITES.register(request(), DEPARTMENT),
        "A04 guest": WRITES.register(request(identity=GUEST, appointment_id="LH1"), DEPARTMENT),
        "A04 odd": WRITES.register(
            request(identity=replace(ADULT, full_name="|", address="\r~&", sex="?")), DEPARTMENT
        ),
        "A08": WRITES.update(full_request(), DEPARTMENT, 1),
        "A11": WRITES.cancel("MZX7NTFKLM6AP7V", "patient", request().requested_at),
        "P03": WRITES.pay(notice()),
    }


def examples() -> dict[str, Outgoing]:
    """The messages that docs/hl7v2.md shows."""
    return {name: every()[name] for name in ("A28", "A04", "A11", "P03")} | {
        "Q22": WRITES.find(Identifier(IdentifierKind.ID_NUMBER, "001090000017"), "q", request().requested_at)
    }


@pytest.mark.parametrize("name", examples())
def test_the_page_shows_what_is_sent(name: str) -> None:
    page = (Path(__file__).parents[2] / "docs" / "hl7v2.md").read_text(encoding="utf-8")
    shown = examples()[name].content.decode().rstrip("\r").replace("\r", "\n")
    assert f"```hl7\n{shown}\n```" in page


@pytest.mark.parametrize("name", every())
def test_each_message_is_valid_hl7_2_5_1(name: str, tmp_path: Path) -> None:
    text = every()[name].content.decode()
    message = parse_message(text, validation_level=VALIDATION_LEVEL.STRICT)
    report = tmp_path / "report.txt"
    assert message.validate(report_file=str(report))
    # Only tables that the standard leaves to the site, or extends later (0203 SB), hold words of our own.
    allowed = ("HL70203", "HL70445", "HL70396", "HL70130", "HL70062", "HL70063")
    for line in report.read_text(encoding="utf-8").splitlines():
        assert line.startswith("Warning")
        assert any(table in line for table in allowed), line


@pytest.mark.parametrize("name", every())
def test_the_header_says_version_letters_and_parties(name: str) -> None:
    msh = hl7.parse(every()[name].content.decode()).segment("MSH")
    assert [str(msh(number)) for number in (3, 4, 5, 6)] == ["KIOSK", "01001", "HIS", "BVMAU"]
    assert (str(msh(12)), str(msh(18)), str(msh(11))) == ("2.5.1", "UNICODE UTF-8", "P")
    assert len(str(msh(10))) <= 20


@pytest.mark.parametrize("name", every())
def test_a_repeat_is_the_same_to_the_byte(name: str) -> None:
    assert every()[name] == every()[name]


def test_each_message_has_a_control_id_of_its_own() -> None:
    ids = [outgoing.control_id for name, outgoing in every().items() if " " not in name]
    assert len(set(ids)) == len(ids)
    assert control_id(KEY, "A04") == "MZX7NTFKLM6AP7V-A04"
    assert len(reference(KEY)) == 15
    assert WRITES.update(request(), DEPARTMENT, 1).control_id != WRITES.update(request(), DEPARTMENT, 2).control_id


def test_a_person_is_named_by_typed_numbers() -> None:
    pid = hl7.parse(every()["A04"].content.decode()).segment("PID")
    numbers = [(str(one(1)), str(one(4)), str(one(5))) for one in pid(3)]
    assert numbers == [("001220000019", "CCCD", "NI"), ("GD4010123452345", "BHYT", "SB")]
    guest = hl7.parse(every()["A04 guest"].content.decode()).segment("PID")
    assert [(str(one(1)), str(one(5))) for one in guest(3)] == [("C1234567", "PPN")]
    assert (str(guest(8)), str(pid(7)), str(pid(32))) == ("F", "2022", "chip+face")


def test_a_child_comes_with_the_adult() -> None:
    nk1 = hl7.parse(every()["A04"].content.decode()).segment("NK1")
    assert (str(nk1(3)(0)(1)), str(nk1(2)(0)(1)), str(nk1(2)(0)(2))) == ("FTH", "Nguyễn", "Mẫu")
    assert [str(one(1)) for one in nk1(33)] == ["001090000017", "012345678"]


def test_the_visit_says_where_what_and_at_which_price() -> None:
    message = hl7.parse(every()["A04"].content.decode())
    pv1, pv2, in1 = message.segment("PV1"), message.segment("PV2"), message.segment("IN1")
    place = pv1(3)(0)
    assert [str(place(number)) for number in (1, 2, 7, 8, 9)] == ["K01", "214", "A", "2", "Nội tim mạch"]
    assert (str(pv1(2)), str(pv1(20)), str(pv1(47)), str(pv1(50)(0)(1))) == ("O", "1.1", "50600", reference(KEY))
    assert (str(pv2(3)(0)(1)), str(pv2(7))) == ("DV01", "child")
    assert (str(in1(14)(0)(1)), str(in1(25)), str(in1(36))) == ("000", "Y", "GD4010123452345")
    assert (str(in1(12)), str(in1(13))) == ("20260101", "20261231")
    facts = {str(obx(3)(0)(1)): str(obx(5)) for obx in message.segments("OBX")}
    assert facts == {"BHYT_STATUS": "eligible", "BHYT_CODE": "000", "BHYT_LEVEL": "80"}
    assert {str(obx(14)) for obx in message.segments("OBX")} == {"20261124073000+0700"}


@pytest.mark.parametrize("name", ["A28", "A04", "A08"])
def test_the_facility_of_first_registration_is_the_patients_primary_one(name: str) -> None:
    facility = hl7.parse(every()[name].content.decode()).segment("PD1")(3)(0)
    assert [str(facility(number)) for number in (6, 7, 10)] == ["BHXHVN", "FI", "01001"]


def test_of_a_lookup_that_failed_the_moment_and_the_code_are_sent() -> None:
    silent = InsuranceClaim(None, None, "unverified", "timeout", "9", looked_up_at=MORNING)
    message = hl7.parse(WRITES.register(request(insurance=silent), DEPARTMENT).content.decode())
    told = [(str(obx(5)), str(obx(14))) for obx in message.segments("OBX")]
    assert told == [("unverified", "20261124073000+0700"), ("timeout", "20261124073000+0700")]
    assert {str(segment[0]) for segment in message} & {"IN1", "PD1"} == set()


@pytest.mark.parametrize("name", ["A11", "P03"])
def test_what_is_about_a_visit_or_a_bill_names_nobody(name: str) -> None:
    text = every()[name].content.decode()
    assert "MZX7NTFKLM6AP7V" in text
    for personal in (ADULT.full_name, "Nguyễn", ADULT.id_number, ADULT.phone or ""):
        assert personal not in text


def test_a_payment_names_its_amount_and_its_id() -> None:
    ft1 = hl7.parse(every()["P03"].content.decode()).segment("FT1")
    assert (str(ft1(6)), str(ft1(8)), str(ft1(11))) == ("PY", "bank:FT1", "50600&VND")
    assert len(str(ft1(2))) == 12


def test_the_acknowledgments_wanted_are_those_of_the_mode() -> None:
    for mode, wanted in ((Mode.ORIGINAL, ("", "")), (Mode.ENHANCED, ("AL", "AL")), (Mode.COMMIT, ("AL", "NE"))):
        msh = hl7.parse(Profiles(PARTIES, mode).register(request(), DEPARTMENT).content.decode()).segment("MSH")
        assert (str(msh(15)), str(msh(16))) == wanted


def test_a_question_asks_for_one_typed_number() -> None:
    asked = WRITES.find(Identifier(IdentifierKind.ID_NUMBER, "001090000017"), "q", request().requested_at)
    qpd = hl7.parse(asked.content.decode()).segment("QPD")
    assert (str(qpd(1)(0)(1)), str(qpd(2))) == ("Q22", asked.control_id)
    assert [(str(one(1)), str(one(2))) for one in qpd(3)] == [
        ("@PID.3.1", "001090000017"),
        ("@PID.3.4.1", "CCCD"),
        ("@PID.3.5", "NI"),
    ]


def test_nothing_personal_shows_by_itself(tmp_path: Path) -> None:
    shown = repr(every()) + repr(adapter(tmp_path, 1, lambda: request().requested_at))
    assert "Nguyễn" not in shown
    assert "001090000017" not in shown
