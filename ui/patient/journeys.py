"""The main journeys as strips of screens with a caption each, for the README: `python -m ui.patient.journeys DIR`."""

from __future__ import annotations

import argparse
import os
import sys
from dataclasses import dataclass, replace
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QImage, QPainter, QPen

from kiosk.visit.view import (
    BillsView,
    CheckView,
    ClinicView,
    Content,
    CoverageView,
    EstimateView,
    InsuranceView,
    KeyView,
    PaymentView,
    PersonView,
    PlaceView,
    TicketView,
)
from ui.patient.gallery import present
from ui.patient.languages import HOME, Languages, load_fonts
from ui.patient.samples import COVERED, NO_COVERAGE, OWED, PAYMENT_TEXT, TILES, Sample, SampleStation, samples
from ui.patient.window import PatientWindow

PANEL = QSize(1080, 1920)
SCREEN, GAP, MARGIN, CAPTION = QSize(306, 544), 26, 26, 84
GROUND, EDGE, INK = QColor("#FFFFFF"), QColor("#C9D8DC"), QColor("#10303A")
COLOURS = 224

HEART = PlaceView("Nội tim mạch", "214", "2", "A", 25, 8)
CHILDREN = PlaceView("Nhi", "105", "1", "B", 10, 3)
HER = PersonView("Nguyễn T** H**", "1950", "Nữ")
FEE = EstimateView(50_600, 40_480, 10_120, 80)
WHOLE = EstimateView(50_600, 0, 50_600, 0)
TICKET = TicketView("A128", HEART, HER, True, 10_120, 10_120, True, False, "senior", "visit", "")
CHECK = CheckView(HER, COVERED, HEART, FEE, pay_later=False, origin_proven=True, face="matched", card_check="visit")
BILL = PaymentView(120_000, 0, PAYMENT_TEXT, "BENH VIEN MAU", "KM7F3K92T", "", errand=True)
UNINSURED = CoverageView("not_asked", "", "", None, None, own_hospital=False)


@dataclass(frozen=True, slots=True)
class Journey:
    """One strip: its file's name, its language, and the screens with what happens on each."""

    name: str
    scenes: tuple[tuple[Sample, str], ...]
    language: str = HOME


def journeys() -> tuple[Journey, ...]:
    """The journeys that the README shows, in its order."""
    known = {sample.name: sample for sample in samples()}

    def one(name: str, content: Content | None = None) -> Sample:
        sample = known[name]
        return sample if content is None else replace(sample, view=replace(sample.view, content=content))

    ticket = replace(TICKET, due=10_120, received=0, settled=False, priority="")
    child = replace(CHECK, person=PersonView("", "2022", "", child=True, number="0456"), place=CHILDREN)
    clinics = ClinicView(False, (*TILES[:3], *TILES[4:]), "K01")
    nursery = replace(TILES[1], id="K08", name="Nhi", icon="baby", people=3, minutes=10)
    guest = PersonView("S. Anna", "1992", "Nữ")
    return (
        Journey(
            "appointment",
            (
                (one("welcome"), "Lay the card down: it starts by itself"),
                (one("reading"), "The chip is read and checked"),
                (one("face"), "The face is compared with the chip's portrait"),
                (one("check", replace(CHECK, appointment="09:30")), "One look: who, insurance, appointment, fee"),
                (one("payment"), "Pay with any bank's app, or later"),
                (one("ticket", TICKET), "Number, room, way and wait"),
            ),
        ),
        Journey(
            "walk-in",
            (
                (one("consent"), "Asked for what is optional, nothing ticked"),
                (one("insurance", InsuranceView(False, HER, COVERED, FEE)), "What insurance pays, and what is left"),
                (one("clinic", clinics), "Last visited first, with queue, wait and price"),
                (
                    one("check", replace(CHECK, options=("priority", "reminders"), add=True)),
                    "The last look before anything is sent",
                ),
                (one("payment"), "Pay here, or at the cashier"),
                (one("ticket", replace(ticket, place=HEART)), "The number, also when paid later"),
            ),
        ),
        Journey(
            "child",
            (
                (one("other"), "“Register a child”, with a parent's card"),
                (one("child-relation"), "Who brings the child"),
                (one("child-scan"), "The code of the child's own or insurance card"),
                (
                    one("clinic-child", ClinicView(False, (nursery, *TILES[1:3], *TILES[4:7]), "K08")),
                    "Clinics that see children",
                ),
                (
                    one(
                        "check-child",
                        replace(
                            child,
                            estimate=replace(FEE, insurer_pays=50_600, patient_pays=0, percent=100),
                            coverage=replace(COVERED, level=100),
                        ),
                    ),
                    "A child is named by its number's end",
                ),
                (
                    one(
                        "ticket",
                        replace(TICKET, number="N031", place=CHILDREN, due=0, received=0, priority="child"),
                    ),
                    "Young children are called first",
                ),
            ),
        ),
        Journey(
            "passport",
            (
                (one("other"), "Another language, one touch away"),
                (one("key-passport"), "The number that opens the passport's chip"),
                (one("lay-card"), "The passport lies on the same reader"),
                (one("clinic", clinics), "The same clinics, in six languages"),
                (
                    one("check", replace(CHECK, person=guest, coverage=UNINSURED, estimate=WHOLE)),
                    "The whole price, said before",
                ),
                (one("ticket", replace(ticket, person=guest, due=50_600)), "The slip speaks the language too"),
            ),
            "en",
        ),
        Journey(
            "no-chip",
            (
                (one("key-qr"), "No chip to be read: the code on the card"),
                (one("key-number", KeyView("number", "", True)), "No code either: the printed number"),
                (one("clinic", clinics), "The clinic is chosen as usual"),
                (
                    one("check", replace(CHECK, coverage=NO_COVERAGE, pay_later=True, origin_proven=False)),
                    "What could not be checked is said",
                ),
                (
                    one("ticket", replace(ticket, card_check="desk", code="THE-02")),
                    "A number; a desk looks at the card first",
                ),
            ),
        ),
        Journey(
            "bill",
            (
                (one("other"), "Everything else stands behind one button"),
                (one("agree-bills"), "What is read and whom it asks"),
                (one("bills", BillsView(False, True, (OWED[1], OWED[0], OWED[3]))), "Bills of ward and laboratory"),
                (
                    replace(one("bill-paid", BILL), seconds=272),
                    "Paid by VietQR",
                ),
                (one("bill-paid"), "The bank's word, not the patient's"),
            ),
        ),
        Journey(
            "where",
            (
                (one("other"), "“Where is my number?”"),
                (one("slip"), "The slip's code, or the card"),
                (one("where"), "How long still, and how many before"),
                (one("info"), "Also without a card: prices, rooms, hours"),
                (one("info-map"), "… and the way there"),
            ),
        ),
        Journey(
            "help",
            (
                (one("face-retry"), "No match is no blame: another try, or a person"),
                (one("help-staff"), "“Get help” stands on every screen"),
                (one("staff-sign"), "A member of staff signs in with a PIN"),
                (one("staff-panel"), "Sees no more than is needed to help"),
                (one("desk-his-away"), "Nobody is sent away: a number at the desk"),
                (one("emergency"), "Emergency needs no registration"),
            ),
        ),
    )


def main(arguments: list[str] | None = None) -> int:
    """Write one PNG a journey; exit code 1 when QML complained."""
    parser = argparse.ArgumentParser(prog="python -m ui.patient.journeys", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--only", default="", help="names that begin with this")
    options = parser.parse_args(arguments)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ.setdefault("QT_QUICK_BACKEND", "software")
    app = QGuiApplication(sys.argv[:1])
    load_fonts(app)
    station = SampleStation()
    window = PatientWindow(station, Languages(), size=PANEL, motion=False)
    window.show(full_screen=False)
    window.bridge.start()
    options.folder.mkdir(parents=True, exist_ok=True)
    for journey in journeys():
        if journey.name.startswith(options.only):
            path = options.folder / f"journey-{journey.name}.png"
            _few_colours(_strip(window, station, journey)).save(path, optimize=True)
            sys.stdout.write(f"journeys: {path}, {path.stat().st_size // 1000} kB\n")
    window.close()
    for problem in dict.fromkeys(window.problems):
        sys.stderr.write(f"journeys: {problem}\n")
    return 1 if window.problems else 0


def _strip(window: PatientWindow, station: SampleStation, journey: Journey) -> QImage:
    across = len(journey.scenes)
    strip = QImage(
        2 * MARGIN + across * SCREEN.width() + (across - 1) * GAP,
        MARGIN + SCREEN.height() + CAPTION,
        QImage.Format.Format_RGB888,
    )
    strip.fill(GROUND)
    painter = QPainter(strip)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    font = QFont("Be Vietnam Pro")
    font.setPixelSize(22)
    font.setWeight(QFont.Weight.Medium)
    painter.setFont(font)
    for place, (sample, caption) in enumerate(journey.scenes):
        present(window, station, sample, journey.language)
        shot = window.window.grabWindow().scaled(
            SCREEN, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
        frame = QRect(MARGIN + place * (SCREEN.width() + GAP), MARGIN, SCREEN.width(), SCREEN.height())
        painter.drawImage(frame.topLeft(), shot)
        painter.setPen(QPen(EDGE, 2))
        painter.drawRect(frame)
        painter.setPen(INK)
        painter.drawText(
            frame.adjusted(0, SCREEN.height() + 12, 0, CAPTION - 8),
            int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap),
            f"{place + 1}. {caption}",
        )
    painter.end()
    return strip


def _few_colours(picture: QImage) -> Image.Image:
    """The same with a palette: a page of a repository is not to be heavy."""
    held = Image.frombytes(
        "RGB", (picture.width(), picture.height()), bytes(picture.constBits()), "raw", "RGB", picture.bytesPerLine()
    )
    return held.quantize(COLOURS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)


if __name__ == "__main__":
    sys.exit(main())
