"""The sandbox HIS's JSON: what it reads from a request and what it writes, in the fields of the kiosk interface.

Reading raises BadShape with the field's name; nothing is guessed.
"""

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Any, TypeVar

from his_client.fields import (
    BadShape,
    Json,
    integer,
    money,
    optional_integer,
    optional_text,
    record,
    records,
    text,
)
from his_client.his.ports import (
    Appointment,
    AppointmentKind,
    Bill,
    Declaration,
    Department,
    DocumentType,
    Feedback,
    Guardian,
    Identifier,
    IdentifierKind,
    Identity,
    IdentitySource,
    InsuranceClaim,
    Patient,
    PaymentNotice,
    QueuePosition,
    Receipt,
    Registered,
    RegistrationRequest,
    Relation,
    Reminder,
    ServiceChoice,
    Ticket,
)
from his_client.his.signing import sex_code, sex_text
from his_client.his.wire_codes import APPOINTMENT_KINDS, DECLARATIONS, PAPERS, RELATIONS, REMINDERS

Data = Mapping[str, Json]
E = TypeVar("E", bound=StrEnum)


def identifier(data: Data) -> Identifier:
    """SO_GTTT with LOAI_GTTT."""
    return Identifier(_coded(data, "LOAI_GTTT", PAPERS), text(data, "SO_GTTT"))


def source(data: Data) -> IdentitySource:
    """NGUON_DINH_DANH: how it was learned who asks."""
    try:
        return IdentitySource(text(data, "NGUON_DINH_DANH"))
    except ValueError:
        raise BadShape("NGUON_DINH_DANH") from None


def day(data: Data, name: str) -> date:
    """An ISO date that must be there."""
    try:
        return date.fromisoformat(text(data, name))
    except ValueError:
        raise BadShape(name) from None


def registration(body: Data) -> RegistrationRequest:
    """The whole request; sums and counts that are signed must fit what they sum."""
    person = record(body.get("THONG_TIN_BN"), "THONG_TIN_BN")
    service = _choice(record(body.get("THONG_TIN_DICH_VU"), "THONG_TIN_DICH_VU"))
    further = tuple(_choice(item) for item in records(body.get("DICH_VU_KHAC"), "DICH_VU_KHAC"))
    if integer(body, "SO_DICH_VU") != 1 + len(further):
        raise BadShape("SO_DICH_VU")
    if money(body, "TONG_DON_GIA") != service.price + sum(choice.price for choice in further):
        raise BadShape("TONG_DON_GIA")
    return RegistrationRequest(
        text(body, "MA_YEU_CAU"),
        text(body, "MA_TRAM"),
        _identity(person),
        service.department_id,
        service.service_id,
        service.price,
        _claim(person),
        optional_text(person, "UU_TIEN"),
        _instant(person, "NGAY_VAO"),
        further,
        optional_text(body, "ID_LICH_HEN"),
        _guardian(body),
        tuple(
            Declaration(_coded(item, "LOAI", DECLARATIONS), optional_text(item, "NOI_DUNG") or "")
            for item in records(body.get("KHAI_BAO"), "KHAI_BAO")
        ),
        tuple(
            Reminder(_coded(item, "LOAI", REMINDERS), _instant(item, "DONG_Y_LUC"))
            for item in records(body.get("NHAC_HEN"), "NHAC_HEN")
        ),
    )


def payment_notice(body: Data) -> PaymentNotice:
    """A payment that arrived."""
    return PaymentNotice(
        text(body, "ID"),
        text(body, "ID_DANG_KY"),
        money(body, "SO_TIEN"),
        _instant(body, "THOI_GIAN"),
        optional_text(body, "NOI_DUNG") or "",
    )


def feedback(body: Data) -> Feedback:
    """A patient's word."""
    return Feedback(
        text(body, "ID"),
        text(body, "MA_TRAM"),
        integer(body, "DIEM"),
        _instant(body, "THOI_GIAN"),
        optional_text(body, "CHU_DE") or "",
        optional_text(body, "NOI_DUNG") or "",
        optional_text(body, "MA_LK") or "",
    )


def patient_json(asked: Identifier, item: Patient) -> dict[str, Any]:
    return {
        "SO_GTTT": asked.value,
        "MA_BN": item.patient_id,
        "HO_TEN": item.full_name,
        "NGAY_SINH": item.date_of_birth or None,
        "GIOI_TINH": sex_code(item.sex),
        "SO_CCCD": item.id_number or None,
        "SO_GTTT_CU": item.old_id_number or None,
        "MA_SO_BHXH": item.insurance_number or None,
        "DIEN_THOAI": item.phone,
        "ID_KHOA_GAN_NHAT": item.last_department_id,
    }


def department_json(item: Department) -> dict[str, Any]:
    return {
        "ID_KHOA": item.id,
        "MA_KHOA": item.code,
        "TEN_KHOA": item.name,
        "MA_KHU_VUC": item.building,
        "TEN_KHU_VUC": item.building,
        "PHONG": item.room,
        "TANG": item.floor,
        "SO_NGUOI_CHO": item.queue_length,
        "SO_PHUT_CHO": item.wait_minutes,
        "BIEU_TUONG": item.icon,
        "TUOI_TU": item.min_age,
        "TUOI_DEN": item.max_age,
        "GIOI_TINH": sex_code(item.only_sex) if item.only_sex else None,
        "HET_SO": int(item.full),
    }


def service_json(item: Department) -> dict[str, Any]:
    return {
        "ID_KHOA": item.id,
        "MA_KHOA": item.code,
        "ID_DICH_VU": item.service.id,
        "MA_DICH_VU": item.service.id,
        "TEN_DICH_VU": item.service.name,
        "DON_GIA_DICH_VU": item.service.price,
        "DON_GIA_BHYT": item.service.insured_price,
        "DON_GIA_THU_THEM": item.service.price - item.service.insured_price,
    }


def registered_json(item: Registered) -> dict[str, Any]:
    return {
        "MA_YEU_CAU": item.key,
        "MA_LK": item.visit_code,
        "MA_BN": item.patient_id,
        "TRANG_THAI_LK": "DA_HUY" if item.cancelled else "TAM" if item.provisional else "DA_DANG_KY",
        **_ticket(item.tickets[0]),
        "PHIEU_KHAC": [_ticket(ticket) for ticket in item.further],
        "DANG_KY": {"ID": item.bill_id, "TONG_TIEN": item.amount_due, "DA_THANH_TOAN": item.amount_paid},
    }


def appointment_json(item: Appointment) -> dict[str, Any]:
    return {
        "ID_LICH_HEN": item.id,
        "LOAI": _code(APPOINTMENT_KINDS, AppointmentKind(item.kind)),
        "ID_KHOA": item.department_id,
        "TEN_KHOA": item.department_name,
        "PHONG": item.room,
        "TANG": item.floor,
        "TEN_KHU_VUC": item.building,
        "THOI_GIAN": item.starts_at.isoformat(),
        "BAC_SI": item.doctor or None,
    }


def bill_json(item: Bill) -> dict[str, Any]:
    return {
        "ID": item.id,
        "MA_LK": item.visit_code,
        "NOI_DUNG": item.title,
        "TONG_TIEN": item.amount_due,
        "DA_THANH_TOAN": item.amount_paid,
        "THOI_GIAN": item.issued_at.isoformat(),
        **({"LOAI": item.kind} if item.kind else {}),
    }


def receipt_json(item: Receipt) -> dict[str, Any]:
    return {
        "SO_BIEN_LAI": item.number,
        "ID": item.payment_id or None,
        "ID_DANG_KY": item.bill_id,
        "SO_TIEN": item.amount,
        "THOI_GIAN": item.paid_at.isoformat(),
    }


def position_json(item: QueuePosition) -> dict[str, Any]:
    return {
        "STT_LK": item.queue_number,
        "PHONG": item.room,
        "TEN_KHOA": item.department_name,
        "DANG_GOI": item.serving or None,
        "SO_NGUOI_TRUOC": item.people_before,
        "SO_PHUT_CHO": item.wait_minutes,
    }


def _ticket(item: Ticket) -> dict[str, Any]:
    return {
        "STT_LK": item.queue_number,
        "ID_KHOA": item.department_id,
        "TEN_KHOA": item.department_name,
        "PHONG": item.room,
        "TANG": item.floor,
        "TEN_KHU_VUC": item.building,
        "SO_NGUOI_TRUOC": item.people_before,
        "SO_PHUT_CHO": item.wait_minutes,
    }


def _choice(item: Data) -> ServiceChoice:
    return ServiceChoice(text(item, "ID_KHOA"), text(item, "ID_DICH_VU"), money(item, "DON_GIA_DICH_VU"))


def _identity(person: Data) -> Identity:
    shown = identifier(person) if optional_text(person, "SO_GTTT") else Identifier.citizen("")
    by_card = shown.kind is IdentifierKind.INSURANCE_NUMBER
    sex = integer(person, "GIOI_TINH")
    if sex not in {1, 2, 3}:
        raise BadShape("GIOI_TINH")
    return Identity(
        "" if by_card else shown.value,
        text(person, "HO_TEN"),
        text(person, "NGAY_SINH"),
        sex_text(sex),
        optional_text(person, "DIA_CHI") or "",
        source(person),
        optional_text(person, "NGAY_CAP_GTTT") or "",
        optional_text(person, "QUOCTICH") or "",
        optional_text(person, "DANTOC") or "",
        optional_text(person, "SO_GTTT_CU") or "",
        optional_text(person, "DIEN_THOAI"),
        DocumentType.PASSPORT if shown.kind is IdentifierKind.PASSPORT else DocumentType.ID_CARD,
        shown.value if by_card else "",
    )


def _claim(person: Data) -> InsuranceClaim | None:
    route = text(person, "MA_DOITUONG_KCB")
    status = optional_text(person, "TRANG_THAI_BHYT")
    if status is None:
        return None
    card, level = optional_text(person, "MA_THE_BHYT"), optional_integer(person, "MUC_HUONG")
    if level is not None and not 0 <= level <= 100:
        raise BadShape("MUC_HUONG")
    return InsuranceClaim(
        card,
        level,
        status,
        optional_text(person, "MA_KQ") or "",
        route,
        optional_text(person, "MA_DKBD"),
        _iso_day(person, "GT_THE_TU"),
        _iso_day(person, "GT_THE_DEN"),
        _instant(person, "THOI_GIAN_TRA_CUU") if optional_text(person, "THOI_GIAN_TRA_CUU") else None,
    )


def _guardian(body: Data) -> Guardian | None:
    value = body.get("NGUOI_GIAM_HO")
    if value is None:
        return None
    person = record(value, "NGUOI_GIAM_HO")
    return Guardian(_identity(person), Relation(_coded(person, "QUAN_HE", RELATIONS)))


def _iso_day(data: Data, name: str) -> date | None:
    """A day as the interface writes it, and in no other of ISO 8601's forms."""
    value = optional_text(data, name)
    if value is None:
        return None
    try:
        day = date.fromisoformat(value)
    except ValueError:
        raise BadShape(name) from None
    if day.isoformat() != value:
        raise BadShape(name)
    return day


def _instant(data: Data, name: str) -> datetime:
    try:
        instant = datetime.fromisoformat(text(data, name))
    except ValueError:
        raise BadShape(name) from None
    if instant.tzinfo is None:
        raise BadShape(name)
    return instant


def _coded(data: Data, name: str, codes: Mapping[E, str]) -> E:
    wanted = text(data, name)
    for meaning, code in codes.items():
        if code == wanted:
            return meaning
    raise BadShape(name)


def _code(codes: Mapping[E, str], meaning: E) -> str:
    return codes[meaning]
