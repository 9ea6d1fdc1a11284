"""What every printer keeps, the simulated one and the real drivers alike."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from benches import BENCHES, Bench
from PIL import Image, ImageChops, ImageDraw

from kiosk.printing.printer import PrinterError, PrinterState


@pytest.fixture(params=BENCHES, ids=lambda bench: bench.__name__)
def bench(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Bench]:
    with request.param(tmp_path) as bench:
        yield bench
        bench.printer.close()


@pytest.fixture
def slip() -> Image.Image:
    """A picture whose every part differs, longer than one raster fragment."""
    image = Image.new("1", (576, 700), 1)
    draw = ImageDraw.Draw(image)
    for y in range(0, 700, 7):
        draw.line((y % 576, y, (3 * y + 40) % 576, y + 5), 0)
    return image


def same(one: Image.Image, other: Image.Image) -> bool:
    return one.size == other.size and ImageChops.difference(one.convert("L"), other.convert("L")).getbbox() is None


def test_a_slip_comes_out_dot_for_dot(bench: Bench, slip: Image.Image) -> None:
    bench.printer.print(slip)
    (paper,) = bench.slips()
    assert not bench.pixels_kept or same(paper, slip)


def test_slips_come_out_one_by_one(bench: Bench, slip: Image.Image) -> None:
    bench.printer.print(slip)
    bench.printer.print(slip.rotate(180))
    assert len(bench.slips()) == 2
    assert not bench.pixels_kept or same(bench.slips()[1], slip.rotate(180))


def test_a_printer_that_is_well_says_so(bench: Bench) -> None:
    assert bench.printer.status().state is PrinterState.READY


def test_a_fault_is_named_and_nothing_is_printed(bench: Bench, slip: Image.Image) -> None:
    for fault in sorted(bench.faults):
        bench.breaks(fault)
        assert bench.printer.status().state.value == fault
        with pytest.raises(PrinterError) as caught:
            bench.printer.print(slip)
        assert caught.value.reason == fault
        assert not caught.value.maybe_printed
        assert bench.slips() == []


def test_a_closed_printer_is_offline_and_stays_so(bench: Bench, slip: Image.Image) -> None:
    bench.printer.close()
    bench.printer.close()
    assert bench.printer.status().state is PrinterState.OFFLINE
    with pytest.raises(PrinterError, match="offline"):
        bench.printer.print(slip)
    assert bench.slips() == []
