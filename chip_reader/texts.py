"""Texts as cards carry them, made fit to be shown and kept."""

from __future__ import annotations

import re
import unicodedata

_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]+")


def tidy(text: str) -> str:
    """Unicode NFC without space around it; control characters, half surrogates and what turns writing round
    stand as a space."""
    return unicodedata.normalize("NFC", _CONTROLS.sub(" ", text)).strip()
