"""Colours, sizes and the style sheet of the desk's windows; the tokens are the patient window's, quieter and denser."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QColor, QFont

WORDS, FIGURES = "Be Vietnam Pro", "Noto Sans"
LARGE = 1.25
WIDE, LEAST = 1920, 0.71
"""The design's width in pixels, and the smallest scale at which its notes are still read."""


@dataclass(frozen=True, slots=True)
class Theme:
    """One look: colours as the design measured them (visual language, tokens), sizes in pixels at 1920×1080."""

    contrast: bool = False
    large: bool = False
    scale: float = 1.0
    """Below 1 on a panel of fewer pixels than the design's."""

    def px(self, size: float) -> int:
        """A length in pixels, larger in the large-text look."""
        return round(size * (LARGE if self.large else 1) * self.scale)

    def colour(self, role: str) -> str:
        """The colour of a role, as `#RRGGBB`."""
        return (CONTRAST if self.contrast else LIGHT)[role]

    def ink(self, role: str) -> QColor:
        """The same for a painter."""
        return QColor(self.colour(role))

    def font(self, size: float, weight: int = 400, *, figures: bool = False) -> QFont:
        """A font for a painter; figures are set in Noto Sans, whose digits are all of one width."""
        font = QFont([FIGURES, WORDS] if figures else [WORDS, FIGURES])
        font.setPixelSize(self.px(size))
        font.setWeight(QFont.Weight(weight))
        return font


LIGHT = {
    "background": "#F4F8F9",
    "surface": "#FFFFFF",
    "ink": "#10303A",
    "muted": "#47616A",
    "primary": "#0A5A70",
    "inverse": "#FFFFFF",
    "pressed": "#084C5F",
    "tint": "#DDECF0",
    "row": "#EEF4F5",
    "chosen": "#EAF3F6",
    "bar": "#9CC3CF",
    "success": "#1B6E43",
    "successGround": "#E2F2E9",
    "caution": "#8A5200",
    "cautionGround": "#FDF1DC",
    "danger": "#9B2318",
    "dangerGround": "#FBE7E4",
    "divider": "#C9D8DC",
    "edge": "#718D96",
    "rest": "#E9EFF1",
    "side": "#0B3F4F",
    "sideText": "#DCEBEF",
    "sideHover": "#155061",
    "sideChosen": "#FFFFFF",
    "sideChosenText": "#10303A",
}

CONTRAST = {
    "background": "#000000",
    "surface": "#000000",
    "ink": "#FFFFFF",
    "muted": "#FFFFFF",
    "primary": "#FFD400",
    "inverse": "#000000",
    "pressed": "#E0BA00",
    "tint": "#262200",
    "row": "#262200",
    "chosen": "#262200",
    "bar": "#8A7300",
    "success": "#7CFFB0",
    "successGround": "#00210F",
    "caution": "#FFD400",
    "cautionGround": "#000000",
    "danger": "#FFFFFF",
    "dangerGround": "#000000",
    "divider": "#FFD400",
    "edge": "#FFD400",
    "rest": "#000000",
    "side": "#000000",
    "sideText": "#FFFFFF",
    "sideHover": "#262200",
    "sideChosen": "#FFD400",
    "sideChosenText": "#000000",
}

_now = [Theme()]


def theme() -> Theme:
    """The look in use."""
    return _now[0]


def fitting(width: int) -> float:
    """The scale for a screen this many pixels wide."""
    return min(max(width / WIDE, LEAST), 1.0)


def use(chosen: Theme) -> None:
    """Change the look; windows made afterwards have it."""
    _now[0] = chosen


# role: (pixels, weight, family, colour)
TEXTS: dict[str, tuple[float, int, str, str]] = {
    "title": (36, 700, WORDS, "ink"),
    "sub": (20, 400, WORDS, "muted"),
    "heading": (24, 700, WORDS, "ink"),
    "panel": (17, 600, WORDS, "muted"),
    "text": (20, 400, WORDS, "ink"),
    "strong": (20, 600, WORDS, "ink"),
    "note": (17, 400, WORDS, "muted"),
    "caution": (18, 500, WORDS, "caution"),
    "wrong": (18, 500, WORDS, "danger"),
    "good": (18, 500, WORDS, "success"),
    "figure": (19, 400, FIGURES, "ink"),
    "figureNote": (17, 400, FIGURES, "muted"),
    "figureStrong": (19, 700, FIGURES, "ink"),
    "big": (35, 700, FIGURES, "ink"),
    "bigDanger": (35, 700, FIGURES, "danger"),
    "huge": (64, 700, FIGURES, "ink"),
    "code": (20, 600, FIGURES, "ink"),
    "brand": (22, 700, WORDS, "sideText"),
    "brandNote": (17, 400, WORDS, "sideText"),
}


LESS = {"title": 1.1, "big": 1.05, "bigDanger": 1.05, "huge": 1.0, "heading": 1.15, "brand": 1.1, "brandNote": 1.1}
"""What is large already grows less in the large-text look, so that a line still holds it."""


def _size(of: Theme, role: str, size: float) -> int:
    return round(size * LESS[role] * of.scale) if of.large and role in LESS else of.px(size)


def style(of: Theme) -> str:
    """The style sheet of a look."""
    c, px = of.colour, of.px
    texts = "\n".join(
        f'QLabel[role="{role}"] {{ font-family: "{family}"; font-size: {_size(of, role, size)}px;'
        f" font-weight: {weight};"
        f" color: {c(colour)}; background: transparent; }}"
        for role, (size, weight, family, colour) in TEXTS.items()
    )
    thick = 2
    return f"""
* {{ font-family: "{WORDS}"; font-size: {px(20)}px; color: {c("ink")}; outline: none; }}
QWidget#window, QWidget#content, QWidget#page, QScrollArea, QWidget#body {{ background: {c("background")}; }}
QScrollArea {{ border: none; }}
QWidget#side {{ background: {c("side")}; border-right: {1 if of.contrast else 0}px solid {c("divider")}; }}
QWidget#foot {{ background: {c("surface")}; border-top: 1px solid {c("divider")}; }}
QFrame#card {{ background: {c("surface")}; border: 1px solid {c("divider")}; border-radius: 12px; }}
QFrame#card[chosen="true"] {{ border: 2px solid {c("primary")}; }}
QFrame#totalRow {{ background: {c("row")}; border: none; }}
QFrame#line {{ background: {c("divider")}; border: none; }}
QFrame#shortage {{ background: {c("dangerGround")}; border: none; border-top: 3px solid {c("danger")};
  border-bottom-left-radius: 11px; border-bottom-right-radius: 11px; }}
QFrame#excess {{ background: {c("cautionGround")}; border: none; border-top: 3px solid {c("caution")};
  border-bottom-left-radius: 11px; border-bottom-right-radius: 11px; }}
QFrame#equal {{ background: {c("successGround")}; border: none; border-top: 3px solid {c("success")};
  border-bottom-left-radius: 11px; border-bottom-right-radius: 11px; }}
QFrame#caution {{ background: {c("cautionGround")}; border: {thick if of.contrast else 0}px solid {c("caution")};
  border-radius: 12px; }}
QFrame#danger {{ background: {c("dangerGround")}; border: {thick if of.contrast else 0}px solid {c("danger")};
  border-radius: 12px; }}
QFrame#success {{ background: {c("successGround")}; border: {thick if of.contrast else 0}px solid {c("success")};
  border-radius: 12px; }}
QLineEdit {{ background: {c("surface")}; border: 1px solid {c("edge")}; border-radius: 10px; color: {c("ink")};
  placeholder-text-color: {c("muted")}; padding: {px(9)}px {px(14)}px; font-size: {px(20)}px; min-height: {px(30)}px;
  selection-background-color: {c("primary")}; selection-color: {c("inverse")}; }}
QLineEdit:focus {{ border: 2px solid {c("primary")}; padding: {px(8)}px {px(13)}px; }}
QLineEdit[figures="true"] {{ font-family: "{FIGURES}"; }}
QLineEdit[huge="true"] {{ font-family: "{FIGURES}"; font-size: {px(40)}px; font-weight: 700; min-height: {px(56)}px; }}
QLineEdit[cell="true"] {{ font-family: "{FIGURES}"; font-size: {px(19)}px; padding: {px(2)}px {px(10)}px;
  min-height: {px(26)}px; border-radius: 8px; }}
QComboBox {{ background: {c("surface")}; border: 1px solid {c("edge")}; border-radius: 10px; color: {c("ink")};
  padding: {px(6)}px {px(14)}px; min-height: {px(30)}px; font-size: {px(18)}px; }}
QComboBox:focus {{ border: 2px solid {c("primary")}; }}
QComboBox::drop-down {{ border: none; width: {px(28)}px; }}
QComboBox QAbstractItemView {{ background: {c("surface")}; color: {c("ink")}; border: 1px solid {c("edge")};
  selection-background-color: {c("tint")}; selection-color: {c("ink")}; }}
QTableView {{ background: {c("surface")}; border: 1px solid {c("divider")}; border-radius: 2px;
  gridline-color: transparent;
  selection-background-color: transparent; }}
QHeaderView {{ background: {c("row")}; border: none; }}
QHeaderView::section {{ background: {c("row")}; border: none; border-bottom: 1px solid {c("divider")}; }}
QTableCornerButton::section {{ background: {c("row")}; }}
QScrollBar:vertical {{ background: transparent; width: 12px; margin: 0; }}
QScrollBar::handle:vertical {{ background: {c("edge")}; border-radius: 6px; min-height: 40px; }}
QScrollBar:horizontal {{ background: transparent; height: 12px; margin: 0; }}
QScrollBar::handle:horizontal {{ background: {c("edge")}; border-radius: 6px; min-width: 40px; }}
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent;
  height: 0; width: 0; }}
QProgressBar {{ background: {c("rest")}; border: {1 if of.contrast else 0}px solid {c("edge")}; border-radius: 8px;
  min-height: {px(16)}px; max-height: {px(16)}px; }}
QProgressBar::chunk {{ background: {c("primary")}; border-radius: 8px; }}
QDialog {{ background: {c("surface")}; border: 1px solid {c("edge")}; }}
QToolTip {{ background: {c("surface")}; color: {c("ink")}; border: 1px solid {c("edge")}; }}
{texts}
"""
