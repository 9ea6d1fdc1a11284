"""The counter's papers: what stands on them, nothing clipped, copies marked, and never the word for an invoice."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import numpy as np
import pytest
from PIL import Image

from kiosk.cashier.values import Buyer, CashBook, MethodSum, ShiftReport, Slip
from kiosk.cashier.words import in_words
from kiosk.printing import drawing, receipt

NOW = datetime(2026, 11, 24, 0, 5, tzinfo=UTC)
SLIP = Slip(
    "Phiếu thu",
    "Bệnh viện Mẫu",
    "PT-1-261124-088",
    "BL00000091",
    NOW,
    "Quầy 1",
    "Lê Thị Lan",
    "Nguyễn Thị Ánh Tuyết",
    "Viện phí khám bệnh: Nội tim mạch",
    1_050_005,
    in_words(1_050_005),
    "cash",
    1_100_000,
    49_995,
    "HD261124000001",
)
BOOK = CashBook(2_000_000, 167, 6_268_000, 2, 101_000, 1, 5_000_000, 3_167_000, 3_162_000, -5_000)
REPORT = ShiftReport(
    "Z-2026-0328",
    "shift-1",
    "desk-1",
    "lan",
    NOW,
    NOW,
    NOW,
    (MethodSum("cash", 167, 6_268_000), MethodSum("card", 196, 7_232_460)),
    (MethodSum("cash", 1, 50_600),),
    BOOK,
    ((500_000, 4), (1_000, 0)),
    "change",
    "Thối dư một tờ 5.000 cho phiếu PT-1-261124-088",
    "duc",
    "PT-1-261124-001",
    "PT-1-261124-363",
)


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every text that is put on paper, in order."""
    texts: list[str] = []
    for name in ("text", "left"):
        whole = getattr(drawing.Strip, name)

        def noted(strip: drawing.Strip, text: str, *rest: object, whole: object = whole) -> None:
            texts.append(text)
            whole(strip, text, *rest)  # type: ignore[operator]

        monkeypatch.setattr(drawing.Strip, name, noted)
    pair = drawing.Strip.pair

    def paired(strip: drawing.Strip, name: str, value: str, *rest: object) -> None:
        texts.append(f"{name}: {value}")
        pair(strip, name, value, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(drawing.Strip, "pair", paired)
    return texts


def edges(picture: Image.Image) -> tuple[int, int]:
    """The columns between which anything is black."""
    dark = np.flatnonzero((~np.array(picture)).any(axis=0))
    return int(dark[0]), int(dark[-1])


def test_a_receipt_has_both_numbers_the_sum_in_words_and_the_change(said: list[str]) -> None:
    picture = receipt.render_slip(SLIP)
    assert (picture.mode, picture.width) == ("1", 576)
    paper = "\n".join(said).replace("\N{NO-BREAK SPACE}", " ")
    for part in (
        "PHIẾU THU",
        "Số phiếu: PT-1-261124-088",
        "Số biên lai viện phí: BL00000091",
        "24/11/2026 07:05",
        "Số tiền: 1.050.005 đ",
        "Bằng chữ: Một triệu không trăm năm mươi nghìn không trăm linh năm đồng.",
        "Tiền trả lại: 49.995 đ",
        "Thu ngân: Lê Thị Lan",
    ):
        assert part in paper
    assert "BẢN SAO" not in paper
    assert "hóa đơn" not in paper.casefold()
    assert "hoá đơn" not in paper.casefold()


def test_a_copy_says_which_one_it_is(said: list[str]) -> None:
    receipt.render_slip(replace(SLIP, copy=2))
    assert "BẢN SAO 2" in said


def test_an_advance_without_its_receipt_number_yet_says_so(said: list[str]) -> None:
    receipt.render_slip(replace(SLIP, title="Phiếu tạm ứng", receipt_number="", method="card"))
    assert "PHIẾU TẠM ỨNG" in said
    assert "Số biên lai viện phí: chờ hệ thống" in said
    assert not any(text.startswith("Tiền khách đưa") for text in said)


def test_a_payout_is_signed_by_who_receives_it(said: list[str]) -> None:
    receipt.render_slip(replace(SLIP, title="Phiếu chi", payer="", method="transfer"))
    assert "Người nhận tiền: Thu ngân" in said
    assert "Hình thức: Chuyển khoản" in said


def test_a_z_report_shows_the_book_the_count_and_the_reason(said: list[str]) -> None:
    receipt.render_report(REPORT, "Bệnh viện Mẫu", "Quầy 1", {"lan": "Lê Thị Lan", "duc": "Trần Minh Đức"})
    paper = "\n".join(said).replace("\N{NO-BREAK SPACE}", " ")
    for part in (
        "BÁO CÁO Z CHỐT CA",
        "Số: Z-2026-0328",
        "Phải có: 3.167.000 đ",
        "Tổng đếm: 3.162.000 đ",
        "Thiếu: −5.000 đ",
        "Nộp thủ quỹ · 1 phiếu: −5.000.000 đ",
        "Tổng thu: 13.500.460 đ",
        "Lý do: Trả nhầm tiền thừa",
        "Giao tiền cho: Trần Minh Đức",
        "Phiếu đã hủy (không tính ở trên)",
    ):
        assert part in paper


def test_an_x_report_says_that_it_is_none_and_gives_no_cash_away(said: list[str]) -> None:
    x = replace(
        REPORT, z_number="", closed_at=None, book=None, counts=(), sums=REPORT.sums[1:], voided=(), reason="", note=""
    )
    receipt.render_report(x, "Bệnh viện Mẫu", "Quầy 1")
    paper = "\n".join(said)
    assert "BÁO CÁO X GIỮA CA" in said
    assert "Tiền mặt ·" not in paper
    assert "Tổng thu" not in paper


@pytest.mark.parametrize("width", [384, 576])
def test_nothing_is_clipped_at_either_width(width: int) -> None:
    long = "Trung tâm Chẩn đoán Hình ảnh và Xét nghiệm Kỹ thuật cao khu vực miền Tây Nam Bộ"
    buyer = Buyer(f"Công ty {long}", "0101234567-001", long, "mot.dia.chi.thu.dien.tu.rat.dai@benhvien.example.vn")
    pictures = (
        receipt.render_slip(replace(SLIP, hospital=long, what=long, payer=long, buyer=buyer, copy=1), width),
        receipt.render_report(replace(REPORT, note=long * 2), long, long, {}, width),
    )
    for picture in pictures:
        left, right = edges(picture)
        assert left >= drawing.MARGIN_PX - 2
        assert right < width - drawing.MARGIN_PX + 3
