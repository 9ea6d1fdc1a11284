"""The segments we write, field by field; each names the field of chapter 3, 6 or 7 it fills and where it is from."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from his_client.his.identity import Guardian, Identity
from his_client.his.values import Department, InsuranceClaim, PaymentNotice, RegistrationRequest
from his_client.hl7v2.encoding import Composite, Field, header, segment
from his_client.hl7v2.values import (
    CHARACTER_SET,
    KIOSK,
    RELATIONS,
    VERSION,
    address,
    day,
    name,
    numbers,
    reference,
    sex,
    stamp,
)

_NOBODY: list[Composite] = [("", "", "", "", "", "", "U")]
"""PID-5 where a message is about a visit and must not name the person: XPN-7 = U, unspecified (table 0200)."""
_ELIGIBLE = frozenset({"eligible", "eligible_provisional"})


@dataclass(frozen=True, slots=True)
class Parties:
    """MSH-3 to MSH-6, as the hospital's interface team gives them, and MSH-11 (P production, T training, D test)."""

    sending_application: str
    sending_facility: str
    receiving_application: str
    receiving_facility: str
    processing_id: str = "P"


def msh(
    parties: Parties, at: datetime, control_id: str, kind: tuple[str, str, str], wanted: tuple[str, str] = ("", "")
) -> str:
    """MSH (2.15.9). `at` belongs to what is told and not to the sending of it, so that a repeat is the same message."""
    return header(
        {
            3: parties.sending_application,
            4: parties.sending_facility,
            5: parties.receiving_application,
            6: parties.receiving_facility,
            7: stamp(at),
            9: kind,
            10: control_id,
            11: parties.processing_id,
            12: VERSION,
            15: wanted[0],
            16: wanted[1],
            17: "VNM",
            18: CHARACTER_SET,
        }
    )


def evn(at: datetime, station_id: str = "", reason: str = "") -> str:
    """EVN (3.4.1): when, why, and at which kiosk (EVN-7)."""
    return segment("EVN", {2: stamp(at), 4: reason, 7: station_id})


def pid(identity: Identity, insurance_card: str | None, account: str = "") -> str:
    """PID (3.4.2). PID-18 is the account that a payment will name (P03).

    PID-32 carries how sure the hospital may be of who came: `IdentitySource`'s own words.
    """
    return segment(
        "PID",
        {
            1: "1",
            3: numbers(identity, insurance_card),
            5: name(identity.full_name),
            7: day(identity.date_of_birth),
            8: sex(identity.sex),
            11: address(identity.address),
            13: (identity.phone, "PRN", "CP") if identity.phone else "",
            18: (account, "", "", KIOSK, "AN") if account else "",
            22: ("", identity.ethnicity),
            26: ("", identity.nationality),
            32: identity.identity_source.value,
        },
    )


def pid_of(number: str, kind: str) -> str:
    """PID of a message about a visit (VN) or a bill (AN): its number in PID-3, and nobody's name in PID-5.

    Without an authority: the number is the HIS's where it gave one, and else ours.
    """
    whole = (number, "", "", "", kind)
    return segment("PID", {1: "1", 3: [whole], 5: _NOBODY, 18: whole if kind == "AN" else ""})


def pd1(claim: InsuranceClaim | None) -> str:
    """PD1 (3.4.10): PD1-3, the facility of first registration (MA_DKBD); of no check, or without it, no segment."""
    if claim is None or not claim.first_registration:
        return ""
    return segment("PD1", {3: ("", "", "", "", "", "BHXHVN", "FI", "", "", claim.first_registration)})


def nk1(guardian: Guardian | None) -> str:
    """NK1 (3.4.5): the adult who brings a child."""
    if guardian is None:
        return ""
    adult = guardian.identity
    return segment(
        "NK1",
        {
            1: "1",
            2: name(adult.full_name),
            3: (RELATIONS[guardian.relation], "", "HL70063"),
            4: address(adult.address),
            5: (adult.phone, "PRN", "CP") if adult.phone else "",
            15: sex(adult.sex),
            16: day(adult.date_of_birth),
            33: numbers(adult, None),
        },
    )


def pv1(request: RegistrationRequest, department: Department) -> str:
    """PV1 (3.4.3) of an outpatient visit. PV1-19, the visit number, is the HIS's to give; PV1-50 holds ours."""
    claim = request.insurance
    appointment: Field = (request.appointment_id, "", "", "", "VN") if request.appointment_id else ""
    return segment(
        "PV1",
        {
            1: "1",
            2: "O",
            3: (
                department.id,
                department.room,
                "",
                "",
                "",
                "C",
                department.building,
                department.floor,
                department.name,
            ),
            5: appointment,
            18: "01",  # MA_LOAI_KCB: examination
            20: "9" if claim is None else claim.route_code,  # MA_DOITUONG_KCB
            44: stamp(request.requested_at),
            47: str(request.price),
            50: (reference(request.key), "", "", KIOSK, "VN"),
        },
    )


def pv1_of_visit(visit_code: str) -> str:
    """PV1 of a message about a visit that is known: its number in PV1-50, and in PV1-19 for whoever looks there."""
    return segment("PV1", {1: "1", 2: "O", 19: (visit_code, "", "", "", "VN"), 50: (visit_code, "", "", "", "VN")})


def pv2(request: RegistrationRequest, department: Department) -> str:
    """PV2 (3.4.4): the examination in PV2-3, the class of priority in PV2-7."""
    service = department.service
    return segment("PV2", {3: (service.id, service.name, "L"), 7: request.priority or ""})


def in1(claim: InsuranceClaim | None) -> str:
    """IN1 (6.5.6) of a checked card: IN1-12 and -13 its days, IN1-14 the gateway's code, IN1-25 whether eligible."""
    if claim is None or not claim.card:
        return ""
    return segment(
        "IN1",
        {
            1: "1",
            2: ("BHYT", "Bảo hiểm y tế", "L"),
            3: ("BHXHVN", "", "", "", "NIIP"),
            12: _day(claim.valid_from),
            13: _day(claim.valid_to),
            14: (claim.code, "", "BHXHVN"),
            17: ("SEL", "", "HL70063"),
            25: "Y" if claim.status in _ELIGIBLE else "N",
            36: claim.card,
        },
    )


def obx(claim: InsuranceClaim | None) -> Iterator[str]:
    """OBX (7.4.2): the check's status, its code and the benefit level; OBX-14 is when the insurer was asked.

    IN1 has no field for a level in percent, and a check without a card (nothing found, gateway silent) has no IN1 at
    all; an own Z segment would need every receiver changed.
    """
    if claim is None:
        return
    facts = [("ST", "BHYT_STATUS", claim.status, ""), ("ST", "BHYT_CODE", claim.code, "")]
    if claim.level is not None:
        facts.append(("NM", "BHYT_LEVEL", str(claim.level), "%"))
    asked = stamp(claim.looked_up_at) if claim.looked_up_at else ""
    for row, (kind, what, value, unit) in enumerate(facts, start=1):
        yield segment("OBX", {1: str(row), 2: kind, 3: (what, "", "L"), 5: value, 6: unit, 11: "F", 14: asked})


def _day(found: date | None) -> str:
    """DT of a day."""
    return "" if found is None else day(found.isoformat())


def ft1(notice: PaymentNotice) -> str:
    """FT1 (6.5.1): a payment (PY); FT1-2 names it in 12 characters, FT1-8 in full, FT1-30 is the memo's pay code."""
    return segment(
        "FT1",
        {
            1: "1",
            2: reference(notice.id)[:12],
            4: stamp(notice.paid_at),
            6: "PY",
            7: ("QR", "Chuyển khoản", "L"),
            8: notice.id,
            10: "1",
            11: ((str(notice.amount), "VND"),),
            30: (notice.memo_code, "", "", KIOSK) if notice.memo_code else "",
        },
    )
