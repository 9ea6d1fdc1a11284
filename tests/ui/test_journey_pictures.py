"""The README shows every journey that the command draws, from pictures that are not heavy."""

from __future__ import annotations

from pathlib import Path

from ui.patient.journeys import journeys

ROOT = Path(__file__).parents[2]
HEAVIEST = 250_000


def test_every_journey_stands_in_the_readme_as_a_light_picture() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    pictures = {path.name for path in (ROOT / "docs/images").glob("journey-*.png")}
    assert pictures == {f"journey-{journey.name}.png" for journey in journeys()}
    for name in pictures:
        assert f"docs/images/{name}" in readme
        assert (ROOT / "docs/images" / name).stat().st_size <= HEAVIEST
