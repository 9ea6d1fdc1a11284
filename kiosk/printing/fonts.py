"""Where the slip's typefaces lie: the window's own Be Vietnam Pro, else the system's Noto Sans."""

from __future__ import annotations

import importlib.util
from enum import Enum
from functools import cache
from pathlib import Path

from PIL import ImageFont

SYSTEM = Path("/usr/share/fonts/truetype/noto")


class Weight(Enum):
    """A weight of the typeface, as (bundled file, system file)."""

    REGULAR = ("BeVietnamPro_400Regular.ttf", "NotoSans-Regular.ttf")
    SEMIBOLD = ("BeVietnamPro_600SemiBold.ttf", "NotoSans-Bold.ttf")
    BOLD = ("BeVietnamPro_700Bold.ttf", "NotoSans-Bold.ttf")


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


@cache
def font(weight: Weight, size: int) -> ImageFont.FreeTypeFont:
    """A weight at `size` pixels per em; composed Vietnamese (NFC) needs no shaping.

    :raises FontsMissing: when neither typeface is installed.
    """
    return ImageFont.truetype(font_file(weight), size, layout_engine=ImageFont.Layout.BASIC)
