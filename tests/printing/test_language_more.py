"""A language more is files more and no line of Python: slip, estimate and voice take theirs from beside the others."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import numpy as np
import pytest

from his_client.insurance import explain
from his_client.insurance.benefit import Cover, Service, estimate_visit
from his_client.insurance.tables import tables
from kiosk.audio import wording as voice
from kiosk.audio.script import Said
from kiosk.printing import Ticket, render, words
from kiosk.printing.fonts import Weight
from kiosk.printing.lettering import BREAK, Lettering

LAO_NUMBER = "ເລກຄິວຂອງທ່ານ"
LAO_DESK = f"ກະລຸນາໄປທີ່{BREAK}ໂຕະ {{desk}} {BREAK}ແລະລໍຖ້າ{BREAK}ເອີ້ນເລກຄິວ"
SLIP = f"""number = "{LAO_NUMBER}"
go_to_desk = "{LAO_DESK}"
[typeface]
regular = "NotoSansLao-Regular.ttf"
bold = "NotoSansLao-Bold.ttf"
shaped = true
"""
ESTIMATE = 'expected = "ນີ້ແມ່ນການປະເມີນ"\n'
VOICE = '"voice" = ""\n[clips]\n"number" = "ເລກຂອງທ່ານແມ່ນ {0}."\n'
SLIP_OF_ONE = Ticket(
    "desk", "Bệnh viện Mẫu", "Máy 03", "Q012", datetime(2026, 11, 24, tzinfo=UTC), desk="2", language="lo"
)


@pytest.fixture(autouse=True)
def lao(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The folders of words as a hospital leaves them: each with one file more."""
    caches = (words.words_of, explain._words_of, voice.wording)
    for number, (module, text) in enumerate(((words, SLIP), (explain, ESTIMATE), (voice, VOICE))):
        folder = tmp_path / str(number)
        shutil.copytree(module.WORDS, folder)
        (folder / "lo.toml").write_text(text, encoding="utf-8")
        monkeypatch.setattr(module, "WORDS", folder)
    for cached in caches:
        cached.cache_clear()
    yield
    for cached in caches:
        cached.cache_clear()


def test_the_slip_is_printed_in_it_with_its_own_letters_and_english_where_a_word_is_missing() -> None:
    told = words.words_of("lo")
    assert "lo" in words.languages()
    assert (told.number, told.paid) == (LAO_NUMBER, words.words_of("en").paid)
    letters = Lettering(Weight.REGULAR, 34, told.typeface)
    strange = Lettering(Weight.REGULAR, 34)
    assert letters.length(LAO_NUMBER) != strange.length(LAO_NUMBER), "the letters are the typeface's own"
    assert all(letters.length(line) <= 544 for line in letters.balanced(words.next_step(SLIP_OF_ONE), 544))
    dots = np.asarray(render(SLIP_OF_ONE).convert("L")) < 128
    assert not dots[:, :8].any()
    assert not dots[:, -8:].any()


def test_the_estimate_and_the_voice_speak_it_too() -> None:
    found = estimate_visit((Service(50_600, 50_600),), Cover(80, "1.1"), date(2026, 11, 24), tables())
    lines, english = explain.explain(found, "lo"), explain.explain(found, "en")
    assert (lines[-1], lines[:-1]) == ("ນີ້ແມ່ນການປະເມີນ", english[:-1])
    spoken = voice.wording("lo")
    assert spoken is not None
    said = spoken.sentence(Said("number", ("A12",)))
    assert said is not None
    assert said.text == "ເລກຂອງທ່ານແມ່ນ A 1 2."
    assert said.parts[:2] == ("number.1", "n.A")
