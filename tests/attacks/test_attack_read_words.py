"""Hostile words where texts of others are first read: an answer, a QR, a log line, a mask; what passes on is plain."""

from __future__ import annotations

import io
import json
import logging
import unicodedata

import pytest
from hostile import WORDS

from chip_reader import NotACardQr, parse_card_qr
from his_client.fields import MOST_LETTERS, BadShape, optional_text, text
from kiosk.logs import AllowList
from kiosk.privacy import masked_name
from kiosk.visit.insurance_qr import is_insurance_qr, parse_insurance_qr

pytestmark = pytest.mark.attack

TURNS = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\ufeff")


def plain(word: str) -> bool:
    """Whether a disk, a printer and a screen can meet it."""
    return not [one for one in word if one in TURNS or (unicodedata.category(one) in ("Cc", "Cs") and one != "\n")]


@pytest.mark.parametrize("attack", WORDS)
def test_an_answers_text_is_plain_and_no_longer_than_any_that_is_meant(attack: str) -> None:
    answered = json.loads(json.dumps({"HO_TEN": WORDS[attack]}))
    for read in (text(answered, "HO_TEN"), optional_text(answered, "HO_TEN")):
        assert read
        assert plain(read)
        assert len(read) <= MOST_LETTERS
        assert len(read.encode()) > 0


@pytest.mark.parametrize("nothing", ["", " ", "\x00", "\u202e\u202c", "\ud800", "\ufeff", "\r\t"])
def test_what_is_made_of_nothing_is_no_text(nothing: str) -> None:
    with pytest.raises(BadShape):
        text({"HO_TEN": nothing}, "HO_TEN")
    assert optional_text({"HO_TEN": nothing}, "HO_TEN") is None


@pytest.mark.parametrize("attack", [name for name in WORDS if name != "half surrogate"])
def test_a_name_in_a_qr_is_plain_or_the_qr_is_none(attack: str) -> None:
    word = WORDS[attack][:800]
    try:
        card = parse_card_qr(f"001062000777||{word}|14031962|Nữ|{word}|15062021")
    except NotACardQr:
        pass
    else:
        assert plain(card.full_name)
        assert plain(card.residence)
    claimed = f"GD4010123452345|{word}|14/03/1962|2|01999"
    if is_insurance_qr(claimed):
        assert plain(parse_insurance_qr(claimed).full_name)


@pytest.mark.parametrize("attack", WORDS)
def test_a_word_in_a_log_call_is_one_line_without_the_word(attack: str) -> None:
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(AllowList())
    log = logging.getLogger("kiosk.attacked")
    log.addHandler(handler)
    log.propagate = False
    try:
        fields = dict.fromkeys(("reason", "code", "station", "name", "error"), WORDS[attack])
        log.warning("refused", extra={key: value for key, value in fields.items() if key != "name"})
    finally:
        log.removeHandler(handler)
    [line] = stream.getvalue().splitlines()
    said = json.loads(line)
    assert said["what"] == "refused"
    # A short run of code letters, as a path is one, may stand in a line; it is what is logged.
    assert attack == "path" or WORDS[attack] not in said.values()


@pytest.mark.parametrize("attack", WORDS)
def test_a_masked_name_hides_all_but_what_may_be_seen(attack: str) -> None:
    word = " ".join(WORDS[attack].split())
    hidden = masked_name(f"Nguyễn {word} Bình")
    assert "Bình" not in hidden
    assert word not in hidden or len(word) <= 1
