"""The readiness report: what doctor found, as one page to sign before opening, and as a short slip."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from datetime import datetime

from PIL import Image

from kiosk.clock import VIETNAM
from kiosk.doctor.check import Check, Status
from kiosk.doctor.examine import Report
from kiosk.doctor.wording import WORDS
from kiosk.printing.drawing import Strip
from kiosk.printing.fonts import Weight, font
from kiosk.reports import document
from kiosk.reports.document import Column, Grid, Made, Remark, Signatures
from kiosk.reports.wording import moment

TITLE = "Biên bản sẵn sàng phục vụ"
MARKS = {Status.OK: "ĐẠT", Status.WARN: "LƯU Ý", Status.FAIL: "KHÔNG ĐẠT", Status.SKIPPED: "không kiểm tra"}
_POINTS, _ROOM_PT = 8.5, 282
"""The size of a grid's words on paper, and the width of the last column: a line each, so that all is on one page."""
_MOST_TO_DO = 6


def readiness_report(report: Report, at: datetime) -> document.Report:
    """The page, in Vietnamese; the machine's own notes stand beside each check as doctor gives them."""
    hospital, station = _place(report)
    local = at.astimezone(VIETNAM)
    return document.Report(
        file=f"san-sang-{local:%Y-%m-%d}",
        title=TITLE,
        period=f"{station}, kiểm tra lúc {moment(at)}",
        made=Made(hospital, at, "kiosk doctor"),
        blocks=(
            Remark(verdict(report), strong=True),
            Grid(
                "Các mục kiểm tra",
                (Column("Hạng mục", width=28), Column("Kết quả", width=14), Column("Ghi nhận của máy", width=58)),
                tuple((_name(check), MARKS[check.status], _short(check.detail)) for check in report.checks),
            ),
            *_to_do(report),
            Signatures(("Người kiểm tra", "Phụ trách CNTT")),
        ),
    )


def readiness_slip(report: Report, at: datetime, width_px: int = 576) -> Image.Image:
    """The same in short: the verdict, and what is not well."""
    hospital, station = _place(report)
    strip = Strip(width_px)
    strip.text(hospital, 34, Weight.SEMIBOLD)
    strip.gap(12)
    strip.text(TITLE, 40, Weight.BOLD)
    strip.text(station, 32)
    strip.text(moment(at), 32)
    strip.gap(8)
    strip.rule()
    strip.text(verdict(report), 36, Weight.SEMIBOLD)
    strip.gap(8)
    for check in _unwell(report):
        strip.pair(_name(check), MARKS[check.status], 28, Weight.SEMIBOLD)
        strip.left(_do(check), 26)
        strip.gap(8)
    strip.rule()
    strip.text("Người kiểm tra ký tên", 28)
    strip.gap(120)
    return strip.finish()


def verdict(report: Report) -> str:
    """What it comes to, in a sentence."""
    failed = sum(check.status is Status.FAIL for check in report.checks)
    warned = sum(check.status is Status.WARN for check in report.checks)
    if failed:
        return f"CHƯA SẴN SÀNG: {failed} mục không đạt, {warned} mục cần lưu ý."
    if warned:
        return f"SẴN SÀNG, còn {warned} mục cần lưu ý."
    return "SẴN SÀNG: mọi mục đều đạt."


def _to_do(report: Report) -> Iterable[document.Block]:
    unwell = _unwell(report)
    said = [f"{_name(check)} – {_do(check)}" for check in unwell[:_MOST_TO_DO]]
    if len(unwell) > _MOST_TO_DO:
        said.append(f"và {len(unwell) - _MOST_TO_DO} mục khác trong bảng")
    if said:
        yield Remark(f"Việc cần làm: {'; '.join(said)}.")


def _unwell(report: Report) -> tuple[Check, ...]:
    """Failures first."""
    return tuple(check for status in (Status.FAIL, Status.WARN) for check in report.checks if check.status is status)


def _place(report: Report) -> tuple[str, str]:
    if report.config is None:
        return "Bệnh viện", "Máy chưa có cấu hình"
    station = report.config.station
    return station.hospital, f"{station.name} (mã {station.id})"


def _name(check: Check) -> str:
    known = WORDS.get(check.name)
    return known.name if known else check.name


def _do(check: Check) -> str:
    known = WORDS.get(check.name)
    return known.do if known else check.fix


def _short(text: str) -> str:
    """As much of a note as fits its line."""
    face = font(Weight.REGULAR, round(10 * _POINTS))
    if face.getlength(text) <= 10 * _ROOM_PT:
        return text
    longest = bisect_right(
        range(len(text)), round(10 * _ROOM_PT), key=lambda cut: round(face.getlength(f"{text[:cut]}…"))
    )
    return f"{text[: longest - 1].rstrip()}…"
