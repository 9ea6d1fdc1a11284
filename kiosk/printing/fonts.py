"""Where the slip's typefaces lie: the window's own Be Vietnam Pro, else the system's Noto Sans.

Letters of other scripts come from the typeface that the language's own file names.
"""

from __future__ import annotations

import importlib.util
from dataclasses import dataclass
from enum import Enum
from functools import cache
from pathlib import Path

from PIL import ImageFont, features

SYSTEM = Path("/usr/share/fonts/truetype/noto")
SYSTEM_OPENTYPE = Path("/usr/share/fonts/opentype/noto")


class Weight(Enum):
    """A weight of the typeface, as (bundled file, system file)."""

    REGULAR = ("BeVietnamPro_400Regular.ttf", "NotoSans-Regular.ttf")
    SEMIBOLD = ("BeVietnamPro_600SemiBold.ttf", "NotoSans-Bold.ttf")
    BOLD = ("BeVietnamPro_700Bold.ttf", "NotoSans-Bold.ttf")


@dataclass(frozen=True, slots=True)
class Typeface:
    """A further script's files in the system's folders; `face` is its place in a collection.

    `shaped`: its letters change with their neighbours, or stack (Khmer, Lao, Thai), so that they must be shaped.
    """

    regular: str
    bold: str
    face: int = 0
    shaped: bool = False

    @property
    def here(self) -> bool:
        """Whether both files are installed."""
        return all(_system_file(name) is not None for name in (self.regular, self.bold))


class FontsMissing(Exception):
    """No typeface for Vietnamese was found; reinstall the application or the package fonts-noto-core."""

    def __init__(self) -> None:
        super().__init__("no typeface found: reinstall the application, or install the package fonts-noto-core")


def font_folders() -> tuple[Path, ...]:
    """The folders looked through, best first. The window's package is found, not imported."""
    spec = importlib.util.find_spec("ui")
    packages = (spec.submodule_search_locations or ()) if spec else ()
    return (*(Path(package) / "fonts" for package in packages), SYSTEM)


def font_file(weight: Weight) -> Path:
    """The file of a weight.

    :raises FontsMissing: when neither typeface is installed.
    """
    for folder in font_folders():
        for name in weight.value:
            if (folder / name).is_file():
                return folder / name
    raise FontsMissing


def _system_file(name: str) -> Path | None:
    return next((folder / name for folder in (SYSTEM_OPENTYPE, SYSTEM) if (folder / name).is_file()), None)


@cache
def font(weight: Weight, size: int) -> ImageFont.FreeTypeFont:
    """A weight at `size` pixels per em; composed Vietnamese (NFC) needs no shaping.

    :raises FontsMissing: when neither typeface is installed.
    """
    return ImageFont.truetype(font_file(weight), size, layout_engine=ImageFont.Layout.BASIC)


@cache
def further_font(typeface: Typeface, weight: Weight, size: int) -> ImageFont.FreeTypeFont:
    """The same for the letters of a further script; a typeface that is not installed gives the slip's own."""
    file = _system_file(typeface.regular if weight is Weight.REGULAR else typeface.bold)
    if file is None:
        return font(weight, size)
    shaped = typeface.shaped and bool(features.check("raqm"))
    layout = ImageFont.Layout.RAQM if shaped else ImageFont.Layout.BASIC
    return ImageFont.truetype(file, size, index=typeface.face, layout_engine=layout)
