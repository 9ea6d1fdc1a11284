"""What is read out for a person: one JSON and one PDF, of everything this machine still holds about them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from kiosk.life.person import Row
from kiosk.reports.document import Block, Column, Grid, Made, Remark, Report, Value
from kiosk.reports.paper import as_pdf
from kiosk.reports.wording import moment

WHERE = {"station": "Máy tiếp đón", "hub": "Trung tâm (hub)"}
WHAT = {
    "KeyTyped": "Số nhập tại máy",
    "QrSeen": "Mã QR trên thẻ",
    "MrzSeen": "Dòng chữ máy đọc của thẻ",
    "CardRead": "Đọc chip thẻ căn cước",
    "ConsentGiven": "Đồng ý của quý khách",
    "PatientKnown": "Thông tin từ bệnh viện",
    "CoverageKnown": "Thông tin thẻ bảo hiểm y tế",
    "ChildKnown": "Trẻ đi cùng",
    "DepartmentChosen": "Chuyên khoa đã chọn",
    "AppointmentChosen": "Lịch hẹn đã chọn",
    "PriorityDeclared": "Diện ưu tiên tự khai",
    "DeliveryRequested": "Nội dung gửi bệnh viện",
    "DeliveryDone": "Trả lời của bệnh viện",
    "VisitRegistered": "Kết quả đăng ký",
    "BillsKnown": "Các khoản phải nộp",
    "NumberDrawn": "Số thứ tự",
    "NumberIssued": "Số thứ tự",
    "CheckAsked": "Hỏi bảo hiểm y tế",
    "CheckReported": "Tra cứu bảo hiểm y tế sau",
    "CheckAnswered": "Bảo hiểm y tế trả lời",
    "CoPaymentAnswered": "Cùng chi trả",
    "OrderOpened": "Lệnh thanh toán",
    "CreditReceived": "Tiền đã nhận (nội dung chuyển khoản)",
    "PaymentBegun": "Thu tại quầy",
    "RemindersChosen": "Nhắc hẹn",
    "ResultsKnown": "Kết quả xét nghiệm đã có",
}
"""What a row is in words; another kind is named as the program names it."""
FIELDS = {
    "full_name": "Họ và tên",
    "id_number": "Số căn cước",
    "old_id_number": "Số CMND cũ",
    "number": "Số",
    "date_of_birth": "Ngày sinh",
    "birth_date": "Ngày sinh",
    "sex": "Giới tính",
    "nationality": "Quốc tịch",
    "ethnicity": "Dân tộc",
    "religion": "Tôn giáo",
    "place_of_origin": "Quê quán",
    "place_of_residence": "Nơi thường trú",
    "address": "Địa chỉ",
    "identifying_features": "Đặc điểm nhận dạng",
    "issue_date": "Ngày cấp",
    "expiry_date": "Ngày hết hạn",
    "father": "Cha",
    "mother": "Mẹ",
    "spouse": "Vợ, chồng",
    "chip_id": "Số chip",
    "text": "Nội dung",
    "value": "Nội dung",
    "department_id": "Mã chuyên khoa",
    "department_name": "Chuyên khoa",
    "service_id": "Mã dịch vụ",
    "service_name": "Dịch vụ",
    "price": "Giá (đồng)",
    "amount_due": "Phải nộp (đồng)",
    "amount_paid": "Đã nộp (đồng)",
    "bill_id": "Số phiếu thu",
    "visit_code": "Mã lượt khám",
    "patient_code": "Mã bệnh nhân",
    "room": "Phòng",
    "floor": "Tầng",
    "building": "Toà nhà",
    "queue_number": "Số thứ tự",
    "requested_at": "Lúc gửi",
    "payer": "Người nộp",
    "buyer": "Người mua",
    "memo": "Nội dung chuyển khoản",
    "phone": "Số điện thoại",
    "priority": "Diện ưu tiên",
}
"""A field's name in words; another one is named as the program names it."""
PIECE = 110
"""A long text goes on in a row of its own: a cell of the page would cut it off."""
_HELD_BACK = (
    "Văn bản này chỉ gồm dữ liệu mà máy tiếp đón và trung tâm của máy đang giữ. Hồ sơ bệnh án, hoá đơn và dữ liệu tại"
    " hệ thống bệnh viện (HIS), bảo hiểm xã hội và ngân hàng do các nơi đó giữ và trả lời."
)


def as_json(found: dict[str, Sequence[Row]], hospital: str, at: datetime) -> dict[str, Any]:
    """Everything found, by where it was; times are ISO texts, and what was erased before is None."""
    return {
        "hospital": hospital,
        "made_at": at.isoformat(),
        "held": {
            where: [
                {
                    "row": row.seq,
                    "at": row.at.isoformat(),
                    "what": row.kind,
                    "of": row.subject,
                    "personal": row.personal,
                    "open": row.body,
                }
                for row in rows
            ]
            for where, rows in found.items()
        },
    }


def as_paper(found: dict[str, Sequence[Row]], made: Made) -> bytes:
    """The same for reading, as a PDF: what is personal, in the order in which it came."""
    blocks: list[Block] = []
    columns = (Column("Thời điểm", width=9), Column("Việc gì", width=12), Column("Mục", width=11))
    for where, rows in found.items():
        lines: list[tuple[Value, ...]] = []
        for row in rows:
            when = (moment(row.at), WHAT.get(row.kind, row.kind))
            for name, text in _fields(row.personal or {}):
                lines.append((*when, name, text))
                when = ("", "")
        without = sum(1 for row in rows if not row.personal)
        blocks += [Grid(WHERE[where], (*columns, Column("Nội dung", width=26)), tuple(lines))]
        blocks += [Remark(f"Còn {without} dòng không có, hoặc đã xoá, phần cá nhân (có trong tệp JSON kèm theo).")]
    blocks.append(Remark(_HELD_BACK))
    return as_pdf(Report("", "Dữ liệu cá nhân của quý khách", "Theo Luật Bảo vệ dữ liệu cá nhân", made, tuple(blocks)))


def _fields(part: object, name: str = "") -> Iterator[tuple[str, str]]:
    """Every value of a personal part with its name; what is empty says nothing and is left out."""
    match part:
        case dict():
            for key, value in part.items():
                if key != "_":
                    yield from _fields(value, FIELDS.get(str(key), str(key)))
        case list():
            for value in part:
                yield from _fields(value, name)
        case None | "":
            pass
        case bool():
            yield name, "có" if part else "không"
        case _:
            text = str(part)
            for start in range(0, len(text), PIECE):
                yield (name if start == 0 else ""), text[start : start + PIECE]
