"""What is read out for a person: one JSON and one PDF, of everything this machine still holds about them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from kiosk.clock import VIETNAM
from kiosk.life.person import Row
from kiosk.reports.document import Column, Fact, Facts, Grid, Kind, Made, Remark, Report
from kiosk.reports.paper import as_pdf

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
    blocks: list[Facts | Grid | Remark] = []
    for where, rows in found.items():
        held = [row for row in rows if row.personal]
        grid = Grid(
            WHERE[where],
            (Column("Thời điểm", Kind.MOMENT, 9), Column("Việc gì", width=13), Column("Dữ liệu", width=34)),
            tuple((row.at.astimezone(VIETNAM), WHAT.get(row.kind, row.kind), _said(row.personal)) for row in held),
        )
        erased = sum(1 for row in rows if row.personal is None)
        blocks += [grid, Facts("", (Fact("Dòng không có hoặc đã xoá phần cá nhân", erased, Kind.COUNT),))]
    blocks.append(Remark(_HELD_BACK))
    return as_pdf(Report("", "Dữ liệu cá nhân của quý khách", "Theo Luật Bảo vệ dữ liệu cá nhân", made, tuple(blocks)))


def _said(part: object) -> str:
    """A personal part as one line of text; nothing of it is left out."""
    match part:
        case dict():
            return "; ".join(f"{name}: {_said(value)}" for name, value in part.items() if value not in (None, "", []))
        case list():
            return ", ".join(_said(value) for value in part)
        case _:
            return str(part)
