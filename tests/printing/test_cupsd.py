"""The printer behind CUPS against a real cupsd that is killed, and started anew, in the middle of a slip."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterator

import pytest
from PIL import Image

from kiosk.campaign.devices.print_queue import QUEUE_NAME, PrintQueue, obstacle
from kiosk.printing import PrinterError, PrinterState
from kiosk.printing.cups import POLL_S, CupsPrinter

SLIP = Image.effect_noise((576, 300), 90).convert("1")


@pytest.fixture(scope="module")
def queue() -> Iterator[PrintQueue]:
    if reason := obstacle():
        if os.environ.get("CI"):
            pytest.fail(f"the build server must be able to run cupsd: {reason}")
        pytest.skip(reason)
    queue = PrintQueue()
    yield queue
    queue.close()


def in_mid_slip(
    queue: PrintQueue, blow: Callable[[], None], away_s: float = 0.5, poll_s: float = POLL_S
) -> PrinterError | None:
    """Print, strike when the slip begins to come out, start the scheduler again a moment later; what print said."""
    before = len(queue.begun)

    def strike() -> None:
        queue.wait(lambda: len(queue.begun) > before, 30)
        blow()
        time.sleep(away_s)
        queue.start()

    striking = threading.Thread(target=strike)
    striking.start()
    try:
        CupsPrinter(QUEUE_NAME, poll_s=poll_s).print(SLIP)
    except PrinterError as error:
        return error
    finally:
        striking.join()
    return None


def test_a_scheduler_killed_in_mid_slip_is_told_and_no_slip_comes_twice(queue: PrintQueue) -> None:
    """Whether its silence is noticed or falls between two looks."""
    for away_s, poll_s in ((0.5, POLL_S), (0.0, 1.0)):
        told = in_mid_slip(queue, queue.kill, away_s, poll_s)
        assert told is not None
        assert (told.reason, told.maybe_printed) == ("unknown", True)
    CupsPrinter(QUEUE_NAME).print(SLIP)
    assert len(queue.begun) == 3


def test_a_scheduler_started_anew_in_mid_slip_prints_it_while_its_patient_waits(queue: PrintQueue) -> None:
    """Stopped as for an update, it prints on from the beginning: nobody is told of a slip that then comes out."""
    ended = len(queue.ended)
    assert in_mid_slip(queue, queue.stop) is None
    assert len(queue.ended) == ended + 1


def test_a_scheduler_that_stays_away_is_offline_and_soon(queue: PrintQueue) -> None:
    printer = CupsPrinter(QUEUE_NAME, silent_s=0.5)
    queue.stop()
    assert printer.status().state is PrinterState.OFFLINE
    with pytest.raises(PrinterError) as told:
        printer.print(SLIP)
    assert (told.value.reason, told.value.maybe_printed) == ("offline", False)
    queue.start()
    printer.print(SLIP)
