"""Every screen of the desk as a picture, drawn without a display: `python -m ui.cashier.shots DIR`."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QApplication

from his_client.outcome import Refused, Unknown
from ui.cashier.hand import Hand
from ui.cashier.sample_counter import SHORT_CODE, UNKNOWN_BILL
from ui.cashier.samples import COUNTED, PIN, SampleDesk, at
from ui.cashier.theme import Theme, use
from ui.cashier.window import CashierWindow
from ui.patient.languages import Languages, load_fonts

Scene = Callable[[Hand, SampleDesk], None]
DESK = "Quầy 1"


def printed(_picture: Image.Image) -> None:
    """A printer that takes everything."""


@contextmanager
def window(
    desk: SampleDesk, languages: Languages, *, language: str = "vi", size: tuple[int, int] = (1920, 1080)
) -> Iterator[Hand]:
    """A window over a sample desk, and the hand that uses it."""
    made = CashierWindow(
        desk, desk.clock, printed, languages, desk_name=DESK, language=language, poll_ms=10, idle_ms=3_600_000
    )
    made.resize(*size)
    made.show()
    made.activateWindow()
    QApplication.processEvents()
    try:
        yield Hand(made)
    finally:
        made.close_desk()
        made.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _in(user: str, place: str = "today") -> Scene:
    def scene(hand: Hand, desk: SampleDesk) -> None:
        desk.morning()
        hand.sign_in(user, PIN)
        if place != "today":
            hand.go(place)

    return scene


def _after(first: Scene, *then: Callable[[Hand, SampleDesk], object]) -> Scene:
    def scene(hand: Hand, desk: SampleDesk) -> None:
        first(hand, desk)
        for step in then:
            step(hand, desk)

    return scene


def _wrong(hand: Hand, desk: SampleDesk) -> None:
    desk.fail_next("sign_in", Refused("wrong"))
    hand.write("user", "lan")
    hand.write("pin", "111111")
    hand.key(Qt.Key.Key_Return)
    hand.settle()


def _unknown(hand: Hand, desk: SampleDesk) -> None:
    desk.fail_next("today", Unknown("timeout"))
    hand.key(Qt.Key.Key_F5)
    hand.settle()


def _begin(method: str, **more: int) -> Scene:
    def scene(hand: Hand, _desk: SampleDesk) -> None:
        hand.begin_payment("KM7F3K92T", method, **more)  # type: ignore[arg-type]

    return scene


def _bill(hand: Hand, _desk: SampleDesk) -> None:
    hand.write("counter.scan", "KM7F3K92T")
    hand.key(Qt.Key.Key_Return)
    hand.settle()
    hand.write("counter.tendered", "100000")


def _invoice(hand: Hand, _desk: SampleDesk) -> None:
    hand.key(Qt.Key.Key_F4)
    hand.write("counter.buyer.name", "Công ty TNHH Hoa Mai")
    hand.write("counter.buyer.tax_code", "0101243150")


def _unclear(hand: Hand, desk: SampleDesk) -> None:
    payment = hand.begin_payment("KM7F3K92T", "card")
    desk.make_unclear(payment.payment_id)
    hand.wait(lambda: hand.window.shell.recent[0].state == "unclear", "the lost answer")


def _paid(hand: Hand, _desk: SampleDesk) -> None:
    hand.take_payment("KM7F3K92T", tendered=100_000, payer="Nguyễn Văn An")
    hand.wait(lambda: bool(hand.window.shell.recent[0].receipt_number), "the HIS receipt")
    hand.settle()


def _story(code: str) -> Scene:
    return lambda hand, _desk: (hand.open_story(code), None)[1]


def _scan(code: str) -> Scene:
    def scene(hand: Hand, _desk: SampleDesk) -> None:
        hand.write("counter.scan", code)
        hand.key(Qt.Key.Key_Return)
        hand.settle()

    return scene


def _void_waits(hand: Hand, _desk: SampleDesk) -> None:
    payment = hand.window.shell.recent[0]
    hand.ask_void(payment.payment_id, note="quét nhầm phiếu của người sau")
    hand.sign_out()
    hand.sign_in("ha", PIN)
    hand.go("refunds")
    hand.window.place("refunds").voids.setFocus()  # type: ignore[attr-defined]


def _orphan(hand: Hand, desk: SampleDesk) -> None:
    key = next(key for key in desk.open if "orphan" in key)
    hand.open_difference(key)


def _press(key: Qt.Key) -> Scene:
    def scene(hand: Hand, _desk: SampleDesk) -> None:
        hand.key(key)
        hand.settle()

    return scene


def _preview(hand: Hand, _desk: SampleDesk) -> None:
    page = hand.window.place("statements")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "VCB-sao-ke-24-11-2026.xlsx"
        path.write_bytes(b"sample")
        page.take_file(path)  # type: ignore[attr-defined]
    hand.settle()
    hand.write("statements.account", "1012345678001")


def _importing(hand: Hand, desk: SampleDesk) -> None:
    desk.step = 0
    hand.write("statements.provider", "vcb")
    hand.key(Qt.Key.Key_F10)
    hand.settle()
    desk.step = 3_140
    hand.key(Qt.Key.Key_F5)
    hand.settle()
    desk.step = 0


def _counting(hand: Hand, _desk: SampleDesk) -> None:
    hand.key(Qt.Key.Key_F10)
    for value, pieces in COUNTED[:6]:
        hand.write(f"shift.drawer.{value}", str(pieces))


def _counted(hand: Hand, desk: SampleDesk) -> None:
    desk.clock.at = at(11, 32)
    hand.count(COUNTED)
    hand.key(Qt.Key.Key_1)
    hand.write("shift.note", "Thối dư một tờ 5.000 cho phiếu PT-1124-088")


def _hand_over(hand: Hand, _desk: SampleDesk) -> None:
    hand.key(Qt.Key.Key_F10)
    hand.press("shift.receiver.duc")


def _no_shift(hand: Hand, desk: SampleDesk) -> None:
    desk.shift_now = None
    hand.go("shift")
    hand.write("shift.drawer.500000", "2")
    hand.write("shift.drawer.100000", "10")


def _accepting(hand: Hand, _desk: SampleDesk) -> None:
    hand.key(Qt.Key.Key_F10)
    hand.settle()
    hand.sign_out()
    hand.sign_in("duc", PIN)
    hand.go("shift")
    hand.write("shift.drawer.500000", "4")


def _every_cause(hand: Hand, desk: SampleDesk) -> None:
    desk.open = SampleDesk(every_cause=True).open
    hand.key(Qt.Key.Key_F5)
    hand.settle()


def _change_pin(hand: Hand, _desk: SampleDesk) -> None:
    hand.press("changePin")


def _closed_refunds(hand: Hand, _desk: SampleDesk) -> None:
    hand.key(Qt.Key.Key_F7)
    hand.settle()


SCENES: dict[str, Scene] = {
    "sign-in": lambda _hand, _desk: None,
    "sign-in-wrong": _wrong,
    "new-pin": _after(_in("lan"), _change_pin),
    "locked": _after(_in("lan"), lambda hand, _desk: hand.lock()),
    "today": _after(_in("lan"), _press(Qt.Key.Key_Down)),
    "today-unknown": _after(_in("lan"), _unknown),
    "today-takings": _after(_in("lan"), lambda hand, _d: hand.window.place("today").show_takings()),  # type: ignore[attr-defined]
    "today-rows": _after(_in("lan"), lambda hand, _d: (hand.open_rows("kiosk"), None)[1]),
    "counter": _in("lan", "counter"),
    "counter-cash": _after(_in("lan", "counter"), _bill),
    "counter-invoice": _after(_in("lan", "counter"), _bill, _invoice),
    "counter-qr": _after(_in("lan", "counter"), _begin("qr")),
    "counter-card": _after(_in("lan", "counter"), _begin("card")),
    "counter-unclear": _after(_in("lan", "counter"), _unclear),
    "counter-taken": _after(_in("lan", "counter"), _paid),
    "counter-rest": _after(_in("lan", "counter"), _scan(SHORT_CODE)),
    "counter-unasked": _after(_in("lan", "counter"), _scan(UNKNOWN_BILL), _press(Qt.Key.Key_F10)),
    "counter-void": _after(_in("lan", "counter"), _paid, _press(Qt.Key.Key_V)),
    "differences": _after(_in("lan", "differences"), _every_cause),
    "differences-settle": _after(_in("lan", "differences"), _every_cause, _press(Qt.Key.Key_S)),
    "search": _after(_in("lan"), _story("KM7F3K92T"), _press(Qt.Key.Key_Escape)),
    "story": _after(_in("lan"), _story("KM9D1C7ZR")),
    "story-his-missing": _after(_in("lan"), _story("KM7F3K92T")),
    "story-orphan": _after(_in("minh"), _orphan),
    "story-match": _after(_in("minh"), _orphan, _press(Qt.Key.Key_G)),
    "story-refund": _after(_in("lan"), _story("KM9D1C7ZR"), _press(Qt.Key.Key_R)),
    "statements": _in("minh", "statements"),
    "statements-preview": _after(_in("minh", "statements"), _preview),
    "statements-importing": _after(_in("minh", "statements"), _preview, _importing),
    "refunds": _in("ha", "refunds"),
    "refunds-void": _after(_in("lan", "counter"), _paid, _void_waits),
    "shift-open": _after(_in("lan"), _no_shift),
    "shift-running": _in("lan", "shift"),
    "shift-x": _after(_in("lan", "shift"), _press(Qt.Key.Key_F9)),
    "shift-count": _after(_in("lan", "shift"), _counting),
    "shift-compare": _after(_in("lan", "shift"), _counted),
    "shift-hand-over": _after(_in("lan", "shift"), _counted, _hand_over),
    "shift-sign": _after(_in("lan", "shift"), _counted, _hand_over, _press(Qt.Key.Key_F10)),
    "shift-z": _after(_in("lan", "shift"), _counted, _hand_over, _press(Qt.Key.Key_F10), _press(Qt.Key.Key_F10)),
    "shift-accept": _after(_in("lan", "shift"), _counted, _hand_over, _press(Qt.Key.Key_F10), _accepting),
    "z-list": _after(_in("lan", "shift"), _press(Qt.Key.Key_F6)),
}
"""Screens by name, and how a person comes to them."""

LOOKS = {
    "vi": ("vi", Theme()),
    "en": ("en", Theme()),
    "vi-large": ("vi", Theme(large=True)),
    "en-contrast": ("en", Theme(contrast=True)),
    "vi-large-contrast": ("vi", Theme(large=True, contrast=True)),
}


def main(arguments: list[str] | None = None) -> int:
    """Write one PNG a screen and look."""
    parser = argparse.ArgumentParser(prog="python -m ui.cashier.shots", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--look", choices=sorted(LOOKS), action="append", help="one look only; may be repeated")
    parser.add_argument("--only", default="", help="screens whose name begins with this")
    options = parser.parse_args(arguments)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication(sys.argv[:1])
    load_fonts(app)
    app.setStyle("Fusion")
    languages = Languages("cashier")
    for look in options.look or LOOKS:
        language, theme = LOOKS[look]
        use(theme)
        folder = options.folder / look
        folder.mkdir(parents=True, exist_ok=True)
        for number, (name, scene) in enumerate(SCENES.items(), 1):
            if not name.startswith(options.only):
                continue
            desk = SampleDesk()
            with window(desk, languages, language=language) as hand:
                scene(hand, desk)
                QApplication.processEvents()
                hand.window.grab().save(str(folder / f"{number:02}-{name}.png"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
