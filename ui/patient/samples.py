"""Invented views for every screen, with the longest words a screen must hold; for the gallery and the tests."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from kiosk.admin.values import MAY, AdminView, Line, Page, Row, Training, Tried, Wish
from kiosk.demo.house import HOUSE
from kiosk.station.api import Live, Preview, StationInfo
from kiosk.visit.errands import ERRANDS, PAGES, TOPICS
from kiosk.visit.events import Intent
from kiosk.visit.view import (
    AgreeView,
    AppointmentsView,
    AppointmentTile,
    BillsView,
    BillTile,
    CheckView,
    ChildView,
    ChoiceView,
    ClinicView,
    ConsentView,
    CoverageView,
    DeskView,
    EstimateView,
    FaceView,
    FeedbackView,
    FurtherView,
    InfoRow,
    InfoView,
    InsuranceView,
    KeyView,
    NoticeRow,
    NumberView,
    OtherView,
    Overlay,
    PaymentView,
    PersonView,
    PlaceView,
    ReadingView,
    ResultsView,
    ScanView,
    Screen,
    SlipView,
    StaffView,
    StandingView,
    TicketView,
    Tile,
    View,
    WhereView,
)

PAYMENT_TEXT = (
    "00020101021238540010A00000072701240006970436011000000000110208QRIBFTTA530370454051012058 02VN62130809KM7F3K92T6304"
).replace(" ", "")
PERSON = PersonView("Nguyễn T** M*** Ẩ** Ễ***", "1950", "Nữ")
PLACE = PlaceView("Chấn thương chỉnh hình", "214", "2", "A", 125, 48)
ESTIMATE = EstimateView(
    price=50_600,
    insurer_pays=40_480,
    patient_pays=10_120,
    percent=80,
    lines=(
        "Mức hưởng của thẻ 80 %, mã đối tượng 1.1 hưởng 100 % mức đó",
        "Khám Chấn thương chỉnh hình: giá 50.600 đ; quỹ BHYT trả 50.600 đ × 80 % × 100 % = 40.480 đ",
        "Nếu cả lượt khám dưới 379.500 đ, quỹ BHYT trả toàn bộ phần BHYT; quyết toán khi kết thúc lượt khám",
        "Tổng cộng (làm tròn một lần): quỹ BHYT trả 40.480 đ, người bệnh trả 10.120 đ",
        "Đây là số dự kiến; số của bệnh viện khi quyết toán là số cuối cùng",
    ),
)
COVERED = CoverageView("eligible", "000", "2345", 80, date(2026, 12, 31), own_hospital=True)
TILES = (
    Tile("K01", "Nội tim mạch", "heart", 8, 25, 50_600, last=True, full=False),
    Tile("K02", "Tiêu hoá", "stomach", 3, 10, 50_600, last=False, full=False),
    Tile("K03", "Hô hấp", "lungs", 12, 40, 50_600, last=False, full=False),
    Tile("K04", "Chấn thương chỉnh hình", "bone", 6, 20, 50_600, last=False, full=True, closed="full"),
    Tile("K05", "Mắt", "eye", 2, 8, 50_600, last=False, full=False),
    Tile("K06", "Tai Mũi Họng", "ear", 9, 30, 50_600, last=False, full=False),
    Tile("K07", "Da liễu", "skin", 4, 15, 50_600, last=False, full=False),
)
MORE_TILES = (
    *TILES,
    Tile("K08", "Nội tiết – Đái tháo đường", "steth", 108, 125, 50_600, last=False, full=False),
    Tile("K09", "Răng Hàm Mặt", "tooth", 1, 5, 50_600, last=False, full=False),
    Tile("K10", "Ẩm thực và Ễnh bụng", "parent", 2, 9, 50_600, last=False, full=False),
)
TICKET = TicketView("A128", PLACE, PERSON, None, 10_120, 10_120, True, False, "senior", "visit", "")
PHONE = "https://so.benhvien.example/q/" + "a" * 24
UNCALLED = replace(PLACE, minutes=None, people=None)
DESK_FIRST = replace(TICKET, card_check="desk", code="MAT-03")
EYE = PlaceView("Mắt", "305", "3", "B", 8, 2)
LIMITED = (
    *TILES[:3],
    replace(TILES[4], closed="chosen"),
    replace(TILES[5], closed="registered"),
    Tile("K08", "Nhi", "baby", 6, 20, 50_600, last=False, full=False, closed="age", max_age=15),
    Tile("K09", "Phụ sản", "pregnant", 6, 20, 50_600, last=False, full=False, closed="sex", only_sex="Nữ"),
    Tile("K10", "Lão khoa", "people", 6, 20, 50_600, last=False, full=False, closed="age", min_age=60),
    replace(TILES[6], closed="room"),
)
HOURS = (
    AppointmentTile("H1", "revisit", "08:30", "Nội tim mạch", "214", "2", "A", "BS. Nguyễn Thị Mẫu", "heart"),
    AppointmentTile("H2", "booked", "10:15", "Chấn thương chỉnh hình", "108", "1", "A", "", "bone"),
)
OPTIONS = ("priority", "reminders")
TWICE = (NumberView("B017", EYE),)
UNPAID = replace(TICKET, reprint=True, received=0, settled=False, pay=True, other=True, further=TWICE)
OWED = (
    BillTile("HD6", "Viện phí Nội trú", "balance", date(2026, 11, 20), 1_250_000, True),
    BillTile("HD7", "Xét nghiệm máu", "services", date(2026, 11, 26), 120_000, True),
    BillTile("HD8", "Chụp X-quang ngực thẳng", "services", date(2026, 11, 26), 65_400, False),
    BillTile("HD9", "Tạm ứng phẫu thuật", "advance", date(2026, 11, 26), 3_000_000, True),
    BillTile("HD10", "Khám Chấn thương chỉnh hình", "fee", date(2026, 11, 26), 10_120, True),
    BillTile("HD11", "Siêu âm ổ bụng", "services", date(2026, 11, 26), 49_300, True),
)
STANDING = StandingView("A128", "214", "Chấn thương chỉnh hình", "A116", 12, 45)
NEXT = StandingView("B017", "305", "Mắt", "B016", 0, 3)
UNSAID = StandingView("C004", "108", "Siêu âm", "", None, None)
NO_COVERAGE = CoverageView("unverified", "", "", None, None, own_hospital=False)


@dataclass(frozen=True, slots=True)
class Sample:
    """One picture of the gallery: a view, what moves on it, and the seconds its clock shows."""

    name: str
    view: View
    live: Live = Live()
    seconds: float | None = None
    admin: AdminView = AdminView()


def samples() -> tuple[Sample, ...]:
    """Every screen in every state a patient can meet."""
    check = CheckView(
        PERSON, COVERED, PLACE, ESTIMATE, pay_later=False, origin_proven=False, face="matched", card_check="visit"
    )
    pay = PaymentView(10_120, 0, PAYMENT_TEXT, "BENH VIEN MAU", "KM7F3K92T", "")
    clinics = View(Screen.CLINIC, ClinicView(False, TILES, "K01"), step=4, back="end")
    return (
        Sample("welcome", View(Screen.WELCOME)),
        Sample("closed", View(Screen.CLOSED)),
        Sample("closed-trouble", View(Screen.CLOSED, desk="7", trouble="away")),
        Sample("consent", View(Screen.CONSENT, step=1, back="back")),
        Sample("consent-again", View(Screen.CONSENT, ConsentView(False, True, True), step=1, back="end")),
        Sample("consent-outside", View(Screen.CONSENT, ConsentView(True), step=1, back="back")),
        Sample("key-qr", View(Screen.KEY_QR, KeyView("number", "", True), step=1, back="back")),
        Sample("key-qr-other", View(Screen.KEY_QR, KeyView("number", "other_qr", True), step=1, back="back")),
        Sample("key-number", View(Screen.KEY_TYPE, KeyView("number", "wrong_key", False), step=1, back="back")),
        Sample("key-expiry", View(Screen.KEY_TYPE, KeyView("expiry", "", True), step=1, back="back")),
        Sample(
            "key-qr-passports", View(Screen.KEY_QR, KeyView("number", "", True, passports=True), step=1, back="back")
        ),
        Sample("key-passport", View(Screen.KEY_TYPE, KeyView("passport", "", True, True, True), step=1, back="back")),
        Sample(
            "key-passport-expiry", View(Screen.KEY_TYPE, KeyView("expiry", "", True, True, True), step=1, back="back")
        ),
        Sample("key-name", View(Screen.KEY_TYPE, KeyView("name", "", False), step=1, back="back")),
        Sample("lay-card", View(Screen.LAY_CARD, ReadingView(False), step=1, back="back")),
        Sample("lay-card-no-chip", View(Screen.LAY_CARD, ReadingView(False, True), step=1, back="back")),
        Sample("lay-passport", View(Screen.LAY_CARD, ReadingView(False), step=1, back="back", passport=True)),
        Sample("reading-passport", View(Screen.READING, ReadingView(False), step=1, passport=True), Live(62, "texts")),
        Sample("reading", View(Screen.READING, ReadingView(False), step=1), Live(62, "portrait")),
        Sample("reading-moved", View(Screen.READING, ReadingView(True), step=1), Live(62, "portrait")),
        Sample("face", View(Screen.FACE, FaceView(1, 3), step=2), Live(guidance="come_closer", quality=0.62)),
        Sample("face-turn", View(Screen.FACE, FaceView(1, 3), step=2), Live(guidance="turn_left", quality=0.9)),
        Sample(
            "face-glow",
            View(Screen.FACE, FaceView(1, 3), step=2),
            Live(guidance="watch_screen", quality=1.0, glow="#3C78FF"),
        ),
        Sample("face-retry", View(Screen.FACE_RETRY, FaceView(1, 3, "differed"), step=2)),
        Sample("face-retry-movement", View(Screen.FACE_RETRY, FaceView(1, 3, "not_answered"), step=2)),
        Sample("face-retry-unseen", View(Screen.FACE_RETRY, FaceView(1, 3, "not_seen"), step=2)),
        *_insurance(),
        Sample("insurance-scan", View(Screen.INSURANCE_SCAN, ScanView(""), step=3, back="back")),
        Sample("insurance-scan-other", View(Screen.INSURANCE_SCAN, ScanView("other_card"), step=3, back="back")),
        Sample("papers", View(Screen.PAPERS, ChoiceView(("transfer_form", "revisit_slip", "")), step=3, back="back")),
        Sample("appointment", View(Screen.APPOINTMENT, AppointmentsView(HOURS[:1], child=True), step=4, back="back")),
        Sample("appointments", View(Screen.APPOINTMENT, AppointmentsView(HOURS), step=4, back="back")),
        Sample("clinic", clinics),
        Sample("clinic-child", replace(clinics, content=ClinicView(False, TILES[:6], "K01", child=True))),
        Sample("clinic-limits", replace(clinics, content=ClinicView(False, LIMITED, "", child=True, notice="full"))),
        Sample("clinic-adding", replace(clinics, content=ClinicView(False, LIMITED[:7], "K02", adding=True))),
        *_children(),
        Sample("clinic-many", replace(clinics, content=ClinicView(False, MORE_TILES, ""))),
        Sample("clinic-waiting", replace(clinics, content=ClinicView(True, (), ""))),
        Sample("already", View(Screen.ALREADY, replace(TICKET, reprint=True), step=4, back="end")),
        Sample(
            "already-drawing",
            View(Screen.ALREADY, replace(TICKET, number="", place=UNCALLED, reprint=True), step=4, back="end"),
        ),
        Sample("already-pay", View(Screen.ALREADY, UNPAID, step=4, back="end")),
        Sample("check", View(Screen.CHECK, check, step=4, back="back")),
        Sample(
            "check-options",
            View(
                Screen.CHECK,
                replace(check, options=OPTIONS, add=True, paper="transfer_form", appointment="08:30"),
                step=4,
                back="back",
            ),
        ),
        Sample(
            "check-several",
            View(
                Screen.CHECK,
                replace(
                    check,
                    options=OPTIONS,
                    priority="pregnant",
                    reminders=("follow_up",),
                    further=(FurtherView("K05", EYE), FurtherView("K04", replace(PLACE, room="108"))),
                ),
                step=4,
                back="back",
            ),
        ),
        Sample("check-changed", View(Screen.CHECK, replace(check, options=OPTIONS, changed=True), step=4, back="back")),
        Sample(
            "check-child",
            View(
                Screen.CHECK,
                replace(check, person=PersonView("", "2022", "", child=True, number="0456"), options=("reminders",)),
                step=4,
                back="back",
            ),
        ),
        Sample("priority", View(Screen.PRIORITY, ChoiceView(("pregnant", "disabled", "merit")), step=4, back="back")),
        Sample("reminders", View(Screen.REMINDERS, ChoiceView(("follow_up",)), step=4, back="back")),
        Sample(
            "reminders-infant",
            View(Screen.REMINDERS, ChoiceView(("follow_up", "vaccination"), ("vaccination",)), step=4, back="back"),
        ),
        Sample(
            "check-pay-later",
            View(Screen.CHECK, replace(check, coverage=NO_COVERAGE, pay_later=True), step=4, back="back"),
        ),
        Sample(
            "check-face-skipped",
            View(
                Screen.CHECK,
                replace(check, origin_proven=True, face="skipped", card_check="visit"),
                step=4,
                back="back",
            ),
        ),
        Sample(
            "check-desk-first",
            View(Screen.CHECK, replace(check, face="not_matched", card_check="desk"), step=4, back="back"),
        ),
        Sample("registering", View(Screen.REGISTERING, step=4)),
        Sample("payment", View(Screen.PAYMENT, pay, step=5), seconds=272),
        Sample("payment-opening", View(Screen.PAYMENT, replace(pay, qr=""), step=5), seconds=300),
        Sample(
            "payment-short", View(Screen.PAYMENT, replace(pay, received=10_000, notice="short"), step=5), seconds=61
        ),
        Sample("payment-paid", View(Screen.PAYMENT, replace(pay, received=10_120, notice="paid"), step=5)),
        Sample("payment-expired", View(Screen.PAYMENT, replace(pay, notice="expired"), step=5)),
        Sample("ticket", View(Screen.TICKET, replace(TICKET, printed=True), card_on_tray=True)),
        Sample(
            "ticket-no-paper",
            View(Screen.TICKET, replace(TICKET, printed=False, received=10_000, settled=False, priority="")),
        ),
        Sample(
            "ticket-several",
            View(
                Screen.TICKET,
                replace(TICKET, printed=True, further=(NumberView("B017", EYE), NumberView("C004", PLACE))),
                card_on_tray=True,
            ),
        ),
        Sample("ticket-declared", View(Screen.TICKET, replace(TICKET, printed=True, priority="pregnant"))),
        Sample("ticket-desk-first", View(Screen.TICKET, replace(DESK_FIRST, printed=True), card_on_tray=True)),
        Sample(
            "ticket-desk-first-surplus",
            View(Screen.TICKET, replace(DESK_FIRST, printed=False, received=20_000, code="MAT-05")),
        ),
        Sample("ticket-surplus", View(Screen.TICKET, replace(TICKET, received=20_000, priority="child"))),
        Sample(
            "ticket-phone",
            View(
                Screen.TICKET,
                replace(TICKET, number="017", printed=True, received=0, settled=False, link=PHONE),
                card_on_tray=True,
            ),
        ),
        Sample(
            "ticket-alone",
            View(
                Screen.TICKET,
                replace(TICKET, number="B3-012", printed=True, priority="", alone=True, place=UNCALLED),
            ),
        ),
        Sample(
            "ticket-cashier",
            View(Screen.TICKET, replace(TICKET, printed=True, at_cashier=True, settled=False, received=0)),
        ),
        Sample("ticket-rate", View(Screen.TICKET, replace(TICKET, printed=True, rate=True), card_on_tray=True)),
        *_errands(),
        *_desks(),
        Sample("emergency", View(Screen.EMERGENCY)),
        Sample("take-passport", View(Screen.TAKE_CARD, passport=True)),
        Sample("take-card", View(Screen.TAKE_CARD)),
        Sample("idle", replace(clinics, overlay=Overlay.IDLE), seconds=24),
        Sample("help", replace(clinics, overlay=Overlay.HELP)),
        *_staff(clinics),
        Sample("help-emergency", replace(clinics, overlay=Overlay.EMERGENCY)),
        Sample("card-missing", replace(clinics, overlay=Overlay.CARD_MISSING), seconds=9),
    )


def _staff(under: View) -> tuple[Sample, ...]:
    """What a member of staff meets who comes to help."""
    sign = replace(under, overlay=Overlay.STAFF_SIGN, staff=StaffView(offered=True))
    helping = StaffView(
        offered=True,
        by="nguyen.thi.hoa",
        screen="clinic",
        reason="MAT-03",
        person=PERSON.masked_name,
        states=(("card", "on"), ("chip", "read"), ("face", "unmatched"), ("his", "silent"), ("registration", "none")),
        may=("go_on", "seen", "desk", "cancel", "finish"),
    )
    panel = replace(under, overlay=Overlay.STAFF, staff=helping)
    paying = replace(
        helping,
        screen="payment",
        reason="",
        states=(("card", "off"), ("chip", "read"), ("registration", "done"), ("printer", "failed")),
        may=("go_on", "cancel", "finish"),
        kept=True,
    )
    return (
        Sample("help-staff", replace(under, overlay=Overlay.HELP, staff=StaffView(offered=True))),
        Sample("help-unheard", replace(under, overlay=Overlay.HELP_UNHEARD, staff=StaffView(offered=True))),
        Sample("staff-sign-locked", replace(sign, staff=StaffView(offered=True, notice="locked", tries=5))),
        Sample("staff-sign-checking", replace(sign, staff=StaffView(offered=True, checking=True))),
        Sample("staff-sign", sign),
        Sample("staff-panel-paying", replace(panel, staff=paying)),
        Sample("staff-panel", panel),
        Sample("staffed", replace(under, staff=replace(helping, states=(), may=()))),
    )


def admin_samples() -> tuple[Sample, ...]:
    """What staff meet behind the screen, and the bar over every screen while they practise."""
    home = AdminView(Page.HOME, by="nguyen.thi.hoa", may=tuple(MAY))
    rows = (
        Row("version", "ok", "1.0.0"),
        Row("configuration", "ok", "4f1c09ab77d2"),
        Row("reader", "ok", "ACS ACR39U ICC Reader 00 00", called="Đầu đọc thẻ"),
        Row("camera", "ok", "", called="Camera: ánh sáng, độ nét"),
        Row(
            "printer",
            "warn",
            "escpos-network: paper_low",
            "have a new roll at hand",
            called="Máy in và giấy",
            mended="Thay giấy, đóng nắp, kiểm tra dây cáp",
        ),
        Row("his", "warn", "silent", called="Hệ thống HIS", mended="Kiểm tra địa chỉ, tài khoản HIS và mạng"),
        Row("hub", "off", "", called="Máy chủ trung tâm"),
        Row("disk", "ok", "41.2 GiB free at /var/lib/kiosk", called="Dung lượng đĩa"),
        Row("clock", "ok", "2026-11-26 14:05 +07, kept by a time server", called="Giờ của máy"),
        Row(
            "certificates",
            "fail",
            "gate ended on 2026-11-20",
            "renew the certificate of https://cong.benhvien.example",
            called="Hạn các chứng thư số",
            mended="Gia hạn chứng thư trước ngày hết hạn",
        ),
        Row("undelivered", "warn", "2"),
        Row("behind", "ok", "0"),
    )
    lines = tuple(
        Line(f"14:{minute:02}:31", level, source, text)
        for minute, (level, source, text) in enumerate(
            (
                ("info", "kiosk.station.core", "service outcome=open"),
                ("warning", "kiosk.hub.client", "call_unheard reason=timeout"),
                ("info", "kiosk.admin.room", "admin_sign_in outcome=in"),
                (
                    "error",
                    "his_client.http",
                    "call=POST /registrations status=503 failures=3 reason=refused",
                ),
            )
            * 8
        )
    )
    proofs = "portrait=ok;access=ok;sod_signature=ok;chain=not_possible;sod_lists=ok;hash:DG1=ok;consistency=ok"
    welcome = View(Screen.WELCOME)
    pages = {
        "sign": AdminView(Page.SIGN),
        "sign-wrong": AdminView(Page.SIGN, notice="wrong", tries=1),
        "home": home,
        "home-reception": replace(home, by="hoa", may=("status", "service", "training")),
        "home-closed": replace(home, in_service=False),
        "home-preparing": replace(home, training=Training.STARTING),
        "home-unprepared": replace(home, training=Training.FAILED),
        "status": replace(home, page=Page.STATUS, rows=rows),
        "status-asking": replace(home, page=Page.STATUS, waiting=True),
        "tests": replace(home, page=Page.TESTS),
        "tests-slip": replace(home, page=Page.TESTS, tried=Tried("slip", "ok")),
        "tests-sound": replace(home, page=Page.TESTS, tried=Tried("sound", "running")),
        "camera": replace(home, page=Page.CAMERA, tried=Tried("camera", "warn", "dark", "41;212")),
        "camera-away": replace(home, page=Page.CAMERA, tried=Tried("camera", "fail", "no_picture")),
        "card": replace(home, page=Page.CARD, tried=Tried("card", "running")),
        "card-read": replace(home, page=Page.CARD, tried=Tried("card", "warn", "PACE", proofs)),
        "card-unread": replace(home, page=Page.CARD, tried=Tried("card", "fail", "wrong_key")),
        "touch": replace(home, page=Page.TOUCH),
        "doctor-running": replace(
            home, page=Page.DOCTOR, tried=Tried("doctor", "running"), rows=rows[2:6], done=4, total=26
        ),
        "doctor": replace(home, page=Page.DOCTOR, tried=Tried("doctor", "fail"), rows=rows[2:10], done=26, total=26),
        "logs": replace(home, page=Page.LOGS, lines=lines),
        "logs-none": replace(home, page=Page.LOGS),
    }
    practice = AdminView(training=Training.ON)
    clinics = View(Screen.CLINIC, ClinicView(False, TILES, "K01"), step=4, back="end")
    return (
        *(Sample(f"admin-{name}", welcome, admin=view) for name, view in pages.items()),
        Sample("practice-welcome", welcome, admin=practice),
        Sample("practice-key", View(Screen.KEY_QR, KeyView("number", "", True), step=1, back="back"), admin=practice),
        Sample("practice-clinic", clinics, admin=practice),
        Sample("practice-ticket", View(Screen.TICKET, replace(TICKET, printed=True)), admin=practice),
        Sample("practice-ending", welcome, admin=replace(practice, training=Training.ENDING)),
    )


def _insurance() -> tuple[Sample, ...]:
    view = View(Screen.INSURANCE, InsuranceView(False, PERSON, COVERED, ESTIMATE), step=3, back="end")
    answers = {
        "elsewhere": (replace(COVERED, own_hospital=False), ESTIMATE),
        "provisional": (replace(COVERED, status="eligible_provisional", own_hospital=False), ESTIMATE),
        "none": (CoverageView("not_eligible", "051", "", None, None, own_hospital=False), None),
        "mismatch": (CoverageView("mismatch", "060", "2345", 80, None, own_hospital=True), None),
        "busy": (NO_COVERAGE, None),
        "config": (CoverageView("config_error", "401", "", None, None, own_hospital=False), None),
    }
    return (
        Sample("insurance", view),
        *(
            Sample(f"insurance-{name}", replace(view, content=InsuranceView(False, PERSON, coverage, estimate)))
            for name, (coverage, estimate) in answers.items()
        ),
        Sample(
            "insurance-show", replace(view, content=InsuranceView(False, PERSON, answers["none"][0], None, show=True))
        ),
        Sample("insurance-waiting", replace(view, content=InsuranceView(True, PERSON, NO_COVERAGE, None))),
    )


def _children() -> tuple[Sample, ...]:
    scan = View(Screen.CHILD_SCAN, ChildView("scan", "", True), step=4, back="back")
    typing = replace(scan, screen=Screen.CHILD_TYPE, content=ChildView("number", "", True))
    return (
        Sample("child-relation", replace(scan, screen=Screen.CHILD_RELATION, content=ChildView("relation", "", True))),
        Sample("child-scan", scan),
        Sample("child-scan-own", replace(scan, content=ChildView("scan", "own_card", True))),
        Sample("child-number", typing),
        Sample("child-birth", replace(typing, content=ChildView("birth", "no_child", True))),
        Sample("child-paper", replace(typing, screen=Screen.CHILD_PAPER, content=ChildView("paper", "", True))),
        Sample("child-insurance", replace(typing, content=ChildView("insurance", "", True))),
        Sample("child-name", replace(typing, content=ChildView("name", "", True))),
    )


def _desks() -> tuple[Sample, ...]:
    kinds = {
        "card_altered": "THE-01",
        "card_unreadable": "THE-02",
        "key_unknown": "THE-03",
        "insurance_desk": "BH-01",
        "patient_differs": "HSO-01",
        "child_unknown": "TRE-01",
        "guardian_refused": "TRE-02",
        "clinic_unknown": "KHOA-01",
        "clinics_full": "KHOA-02",
        "his_away": "HIS-01",
        "no_number": "SO-01",
        "his_refused": "HIS-02",
        "asked_for_desk": "GAP-01",
    }
    return tuple(
        Sample(f"desk-{kind.replace('_', '-')}", View(Screen.DESK, DeskView("Q07", reason, kind, True, None)))
        for kind, reason in kinds.items()
    )


def _errands() -> tuple[Sample, ...]:
    paying = PaymentView(120_000, 120_000, PAYMENT_TEXT, "BENH VIEN MAU", "KM7F3K92T", "paid", errand=True)
    bills = View(Screen.BILLS, BillsView(False, True, OWED), back="end")
    where = View(Screen.WHERE, WhereView(False, False, (STANDING,)))
    info = View(Screen.INFO, InfoView("", PAGES), back="back")
    listed = tuple(InfoRow(tile.name, tile.icon, "214", "2", "A", tile.price) for tile in MORE_TILES)
    told = (
        NoticeRow("Giờ khám", "Bệnh viện khám từ 7 giờ đến 16 giờ 30, từ thứ Hai đến thứ Sáu."),
        NoticeRow("Lối vào khu B", "Cửa chính khu B đang sửa. Xin đi theo cửa bên cạnh nhà thuốc, có bảng chỉ đường."),
    )
    return (
        Sample("other", View(Screen.OTHER, OtherView(ERRANDS), back="back")),
        Sample("other-few", View(Screen.OTHER, OtherView(("queue", "information")), back="back")),
        *(
            Sample(f"agree-{errand}", View(Screen.AGREE, AgreeView(errand), back="back"))
            for errand in ("bills", "queue", "results")
        ),
        Sample("slip", View(Screen.SLIP, SlipView("", True), back="back")),
        Sample("slip-other", View(Screen.SLIP, SlipView("other_qr", True), back="back")),
        Sample("slip-dark", View(Screen.SLIP, SlipView("camera_away", False), back="back")),
        Sample("where", where),
        Sample("where-waiting", replace(where, content=WhereView(True, False), back="back")),
        Sample("where-several", replace(where, content=WhereView(False, True, (STANDING, NEXT, UNSAID)))),
        Sample("where-next", replace(where, content=WhereView(False, True, (NEXT,)))),
        Sample("where-unsaid", replace(where, content=WhereView(False, True, (UNSAID,)))),
        Sample("where-none", replace(where, content=WhereView(False, False))),
        Sample("where-none-card", replace(where, content=WhereView(False, True))),
        Sample("bills", bills),
        Sample("bills-one", replace(bills, content=BillsView(False, True, OWED[:1]))),
        Sample("bills-waiting", replace(bills, content=BillsView(True, False))),
        Sample("bills-paid", replace(bills, content=BillsView(False, True, OWED[:3], "paid_slip", 1))),
        Sample("bills-cashier", replace(bills, content=BillsView(False, True, OWED, "cashier"))),
        Sample("bills-expired", replace(bills, content=BillsView(False, True, OWED[:2], "expired"))),
        Sample("bills-done", replace(bills, content=BillsView(False, True, (), "paid_no_slip", 2))),
        Sample("bills-none", replace(bills, content=BillsView(False, True))),
        Sample("bills-unknown", replace(bills, content=BillsView(False, False))),
        Sample("bill-paid", View(Screen.PAYMENT, paying)),
        Sample("results-waiting", View(Screen.RESULTS, ResultsView(True, False), back="end")),
        Sample("results-yes", View(Screen.RESULTS, ResultsView(False, True, True), back="end")),
        Sample("results-no", View(Screen.RESULTS, ResultsView(False, True, False), back="end")),
        Sample("results-unknown", View(Screen.RESULTS, ResultsView(False, False), back="end")),
        Sample("feedback", View(Screen.FEEDBACK, FeedbackView("rating"), back="back")),
        Sample("feedback-topic", View(Screen.FEEDBACK, FeedbackView("topic", TOPICS), back="back")),
        Sample("feedback-thanks", View(Screen.FEEDBACK, FeedbackView("thanks"))),
        Sample("info", info),
        Sample("info-waiting", replace(info, content=InfoView("prices", PAGES, waiting=True))),
        Sample("info-away", replace(info, content=InfoView("prices", PAGES, away=True))),
        Sample("info-prices", replace(info, content=InfoView("prices", PAGES, rows=listed))),
        Sample("info-departments", replace(info, content=InfoView("departments", PAGES, rows=listed))),
        Sample("info-hours", replace(info, content=InfoView("hours", PAGES))),
        Sample("info-map", replace(info, content=InfoView("map", PAGES))),
        Sample("info-notices", replace(info, content=InfoView("notices", PAGES, notices=told))),
        Sample("info-no-notice", replace(info, content=InfoView("notices", PAGES))),
    )


class SampleAdmin:
    """A room behind the screen that shows what it is told and remembers what was pressed there."""

    def __init__(self) -> None:
        self._on_admin: Callable[[AdminView], None] = lambda _view: None
        self.signed: list[tuple[str, str]] = []
        self.wishes: list[tuple[str, str]] = []

    def watch(self, on_admin: Callable[[AdminView], None]) -> None:
        self._on_admin = on_admin

    def show(self, view: AdminView) -> None:
        """Tell the window what the room shows."""
        self._on_admin(view)

    def sign(self, number: str, pin: str) -> None:
        self.signed.append((number, pin))

    def wish(self, wish: Wish) -> None:
        self.wishes.append((wish.name, wish.value))


class SampleStation:
    """A station that shows what it is told and remembers the intents it was sent."""

    def __init__(self, *, hospital: str = "Bệnh viện Mẫu", px_per_mm: float = 4.03) -> None:
        self._info = StationInfo(hospital, "Máy 03 · Sảnh A", px_per_mm, information=HOUSE)
        self._on_view: Callable[[View], None] | None = None
        self._on_live: Callable[[Live], None] | None = None
        self.sent: list[Intent] = []
        self.begun: list[str] = []
        self.signed: list[tuple[str, str]] = []
        self.seconds: float | None = None
        self.picture: Preview | None = None
        self.admin = SampleAdmin()

    @property
    def info(self) -> StationInfo:
        return self._info

    def start(self, on_view: Callable[[View], None], on_live: Callable[[Live], None]) -> None:
        self._on_view, self._on_live = on_view, on_live

    def show(self, view: View, live: Live | None = None) -> None:
        """Tell the window a new view, and what moves on it."""
        assert self._on_view is not None
        assert self._on_live is not None
        self._on_view(replace(view, desk=view.desk or "2"))
        if live is not None:
            self._on_live(live)

    def send(self, intent: Intent) -> None:
        self.sent.append(intent)

    def begin(self, language: str) -> None:
        self.begun.append(language)

    def staff(self, number: str, pin: str) -> None:
        self.signed.append((number, pin))

    def preview(self) -> Preview | None:
        return self.picture

    def seconds_left(self, _timer: str) -> float | None:
        return self.seconds

    def close(self) -> None:
        self._on_view = self._on_live = None
