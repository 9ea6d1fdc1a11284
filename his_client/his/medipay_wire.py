"""The JSON of the REST interface: requests built from the ports' values, and answers read back into them.

Reading raises BadShape with the field's name and never its value.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from his_client import fields as read
from his_client.clock import VIETNAM
from his_client.fields import BadShape, Json
from his_client.his.ports import (
    Appointment,
    AppointmentKind,
    Bill,
    Department,
    Feedback,
    Guardian,
    Identifier,
    Identity,
    IdentitySource,
    InsuranceClaim,
    Notice,
    Patient,
    PaymentNotice,
    PaymentPosted,
    QueuePosition,
    Receipt,
    Registered,
    RegistrationRequest,
    Service,
    Ticket,
)
from his_client.his.signing import sex_code, sex_text
from his_client.his.wire_codes import APPOINTMENT_KINDS, DECLARATIONS, PAPERS, RELATIONS, REMINDERS

Data = Mapping[str, Json]
_CANCELLED, _PROVISIONAL = "DA_HUY", "TAM"

BILL_KINDS = frozenset({"fee", "advance", "services", "balance"})


def who(identifier: Identifier, source: IdentitySource) -> Mapping[str, str]:
    """A person by a number, with how it was learned who asks."""
    return {**paper(identifier), "NGUON_DINH_DANH": source.value}


def of_patient(patient_id: str, source: IdentitySource) -> Mapping[str, str]:
    """A known patient, with how it was learned who asks."""
    return {"MA_BN": patient_id, "NGUON_DINH_DANH": source.value}


def paper(identifier: Identifier) -> Mapping[str, str]:
    """The number and which kind of paper it stands on."""
    return {"SO_GTTT": identifier.value, "LOAI_GTTT": PAPERS[identifier.kind]}


def registration_body(request: RegistrationRequest, facility_code: str) -> Data:
    """Every field the HIS needs for the check-in record (table XML0), and no picture: none is left by then."""
    claim = request.insurance
    return {
        "MA_YEU_CAU": request.key,
        "MA_TRAM": request.station_id,
        "THONG_TIN_BN": {
            **_person(request.identity),
            **_claim(claim),
            "UU_TIEN": request.priority,
            "NGAY_VAO": _stamp(request.requested_at),
            "MA_LOAI_KCB": "01",
            "MA_CSKCB": facility_code,
        },
        "THONG_TIN_DICH_VU": _choice(request.department_id, request.service_id, request.price),
        "DICH_VU_KHAC": [_choice(item.department_id, item.service_id, item.price) for item in request.further],
        "SO_DICH_VU": len(request.services),
        "TONG_DON_GIA": sum(item.price for item in request.services),
        "ID_LICH_HEN": request.appointment_id,
        "NGUOI_GIAM_HO": _guardian(request.guardian),
        "KHAI_BAO": [{"LOAI": DECLARATIONS[item.kind], "NOI_DUNG": item.detail} for item in request.declarations],
        "NHAC_HEN": [
            {"LOAI": REMINDERS[item.kind], "DONG_Y_LUC": _stamp(item.consented_at)} for item in request.reminders
        ],
    }


def payment_body(notice: PaymentNotice) -> Data:
    """Money that arrived."""
    return {
        "ID": notice.id,
        "ID_DANG_KY": notice.bill_id,
        "SO_TIEN": notice.amount,
        "NOI_DUNG": notice.memo_code,
        "THOI_GIAN": _stamp(notice.paid_at),
    }


def feedback_body(feedback: Feedback) -> Data:
    """A patient's word."""
    return {
        "ID": feedback.id,
        "MA_TRAM": feedback.station_id,
        "DIEM": feedback.rating,
        "CHU_DE": feedback.topic or None,
        "NOI_DUNG": feedback.text or None,
        "MA_LK": feedback.visit_code or None,
        "THOI_GIAN": _stamp(feedback.given_at),
    }


def items(data: Data) -> tuple[Data, ...]:
    """The list in an answer."""
    return read.records(data.get("DANH_SACH"), "DANH_SACH")


def patient(data: Data) -> Patient:
    return Patient(
        read.text(data, "MA_BN"),
        read.text(data, "HO_TEN"),
        read.optional_text(data, "ID_KHOA_GAN_NHAT"),
        read.optional_text(data, "DIEN_THOAI"),
        read.optional_text(data, "NGAY_SINH") or "",
        sex_text(read.optional_integer(data, "GIOI_TINH")),
        read.optional_text(data, "SO_CCCD") or "",
        read.optional_text(data, "SO_GTTT_CU") or "",
        read.optional_text(data, "MA_SO_BHXH") or "",
    )


def services(data: Data) -> Mapping[str, Service]:
    """The first service of each department is its examination."""
    found: dict[str, Service] = {}
    for item in items(data):
        price = read.money(item, "DON_GIA_DICH_VU")
        service = Service(
            read.text(item, "ID_DICH_VU"),
            read.text(item, "TEN_DICH_VU"),
            price,
            min(price, read.money(item, "DON_GIA_BHYT")),
        )
        found.setdefault(read.text(item, "ID_KHOA"), service)
    return found


def departments(data: Data, sold: Mapping[str, Service]) -> tuple[Department, ...]:
    """Departments with a service; in the others nothing can be booked today."""
    found = []
    for item in items(data):
        identifier = read.text(item, "ID_KHOA")
        if identifier not in sold:
            continue
        found.append(
            Department(
                identifier,
                read.text(item, "MA_KHOA"),
                read.text(item, "TEN_KHOA"),
                read.text(item, "PHONG"),
                read.text(item, "TANG"),
                read.text(item, "TEN_KHU_VUC"),
                read.money(item, "SO_NGUOI_CHO"),
                read.money(item, "SO_PHUT_CHO"),
                read.optional_text(item, "BIEU_TUONG") or "",
                read.optional_integer(item, "TUOI_TU"),
                read.optional_integer(item, "TUOI_DEN"),
                read.integer(item, "HET_SO") != 0,
                sold[identifier],
                sex_text(read.optional_integer(item, "GIOI_TINH")),
            )
        )
    return tuple(found)


def registered(data: Data, key: str | None = None) -> Registered:
    """A registration; `key` is ours when the HIS does not keep it."""
    bill, main = read.record(data.get("DANG_KY"), "DANG_KY"), _ticket(data)
    state = read.optional_text(data, "TRANG_THAI_LK")
    return Registered(
        read.text(data, "MA_YEU_CAU") if key is None else key,
        read.text(data, "MA_LK"),
        read.text(data, "MA_BN"),
        main.queue_number,
        main.room,
        main.floor,
        main.building,
        main.people_before,
        main.wait_minutes,
        read.text(bill, "ID"),
        read.money(bill, "TONG_TIEN"),
        main.department_id,
        main.department_name,
        read.money(bill, "DA_THANH_TOAN"),
        tuple(_ticket(item) for item in read.records(data.get("PHIEU_KHAC"), "PHIEU_KHAC")),
        state == _PROVISIONAL,
        state == _CANCELLED,
    )


def appointment(data: Data) -> Appointment:
    return Appointment(
        read.text(data, "ID_LICH_HEN"),
        _kind(read.text(data, "LOAI")),
        read.text(data, "ID_KHOA"),
        read.text(data, "TEN_KHOA"),
        read.text(data, "PHONG"),
        read.instant(data, "THOI_GIAN"),
        read.optional_text(data, "TANG") or "",
        read.optional_text(data, "TEN_KHU_VUC") or "",
        read.optional_text(data, "BAC_SI") or "",
    )


def bill(data: Data) -> Bill:
    return Bill(
        read.text(data, "ID"),
        read.text(data, "MA_LK"),
        read.text(data, "NOI_DUNG"),
        read.money(data, "TONG_TIEN"),
        read.money(data, "DA_THANH_TOAN"),
        read.instant(data, "THOI_GIAN"),
        _bill_kind(data),
    )


def _bill_kind(data: Data) -> str:
    """What a bill is for, where the HIS says so in words we know; anything else is as good as nothing."""
    kind = read.optional_text(data, "LOAI") or ""
    return kind if kind in BILL_KINDS else ""


def receipt(data: Data) -> Receipt:
    return Receipt(
        read.text(data, "SO_BIEN_LAI"),
        read.optional_text(data, "ID") or "",
        read.text(data, "ID_DANG_KY"),
        read.money(data, "SO_TIEN"),
        read.instant(data, "THOI_GIAN"),
    )


def payment(data: Data, payment_id: str) -> PaymentPosted:
    return PaymentPosted(payment_id, read.text(data, "SO_BIEN_LAI"))


def position(data: Data) -> QueuePosition:
    return QueuePosition(
        read.optional_text(data, "STT_LK") or "",
        read.text(data, "PHONG"),
        read.text(data, "TEN_KHOA"),
        read.optional_text(data, "DANG_GOI") or "",
        read.money(data, "SO_NGUOI_TRUOC"),
        read.money(data, "SO_PHUT_CHO"),
    )


def notice(data: Data) -> Notice:
    until: date | None = read.optional_date(data, "DEN_NGAY")
    return Notice(read.text(data, "ID"), read.text(data, "TIEU_DE"), read.text(data, "NOI_DUNG"), until)


def _kind(code: str) -> AppointmentKind:
    for kind, known in APPOINTMENT_KINDS.items():
        if known == code:
            return kind
    raise BadShape("LOAI")


def _ticket(data: Data) -> Ticket:
    return Ticket(
        read.optional_text(data, "STT_LK") or "",
        read.text(data, "PHONG"),
        read.text(data, "TANG"),
        read.text(data, "TEN_KHU_VUC"),
        read.money(data, "SO_NGUOI_TRUOC"),
        read.money(data, "SO_PHUT_CHO"),
        read.text(data, "ID_KHOA"),
        read.text(data, "TEN_KHOA"),
    )


def _person(identity: Identity) -> dict[str, Any]:
    return {
        **paper(Identifier.of(identity)),
        "HO_TEN": identity.full_name,
        "NGAY_SINH": identity.date_of_birth,
        "GIOI_TINH": sex_code(identity.sex),
        "DIA_CHI": identity.address,
        "NGAY_CAP_GTTT": identity.issue_date or None,
        "SO_GTTT_CU": identity.old_id_number or None,
        "QUOCTICH": identity.nationality or None,
        "DANTOC": identity.ethnicity or None,
        "DIEN_THOAI": identity.phone,
        "NGUON_DINH_DANH": str(identity.identity_source),
    }


def _claim(claim: InsuranceClaim | None) -> dict[str, Any]:
    return {
        "MA_THE_BHYT": None if claim is None else claim.card,
        "MUC_HUONG": None if claim is None else claim.level,
        "TRANG_THAI_BHYT": None if claim is None else claim.status,
        "MA_KQ": None if claim is None else claim.code,
        "MA_DOITUONG_KCB": "9" if claim is None else claim.route_code,
        "MA_DKBD": None if claim is None else claim.first_registration,
        "GT_THE_TU": None if claim is None else _day(claim.valid_from),
        "GT_THE_DEN": None if claim is None else _day(claim.valid_to),
        "THOI_GIAN_TRA_CUU": None if claim is None or claim.looked_up_at is None else _stamp(claim.looked_up_at),
    }


def _guardian(guardian: Guardian | None) -> Data | None:
    if guardian is None:
        return None
    return {**_person(guardian.identity), "QUAN_HE": RELATIONS[guardian.relation]}


def _choice(department_id: str, service_id: str, price: int) -> Data:
    return {"ID_KHOA": department_id, "ID_DICH_VU": service_id, "DON_GIA_DICH_VU": price}


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _stamp(at: datetime) -> str:
    return at.astimezone(VIETNAM).isoformat(timespec="seconds")
