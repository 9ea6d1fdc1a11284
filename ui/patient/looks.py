"""Every way a screen can look: language, theme, and how the panel is mounted; for the gallery and the tests."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QSize


class Theme(Enum):
    """What a patient can set beside the language: larger letters, high contrast, a lowered screen."""

    LIGHT = "light"
    CONTRAST = "contrast"
    LARGE = "large"
    LARGE_CONTRAST = "large-contrast"
    LOW = "low"

    @property
    def set(self) -> dict[str, bool]:
        """What is set: `large`, `contrast` and `low`."""
        return {
            "large": self in (Theme.LARGE, Theme.LARGE_CONTRAST),
            "contrast": self in (Theme.CONTRAST, Theme.LARGE_CONTRAST),
            "low": self is Theme.LOW,
        }


class Mount(Enum):
    """How the panel is mounted, with its pixels."""

    PORTRAIT = (1080, 1920)
    LANDSCAPE = (1920, 1080)

    @property
    def size(self) -> QSize:
        """The window's size."""
        return QSize(*self.value)

    @property
    def word(self) -> str:
        """The name in paths and pages."""
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class Look:
    """One way a screen can look."""

    language: str = "vi"
    theme: Theme = Theme.LIGHT
    mount: Mount = Mount.PORTRAIT

    def __str__(self) -> str:
        return f"{self.language}-{self.theme.value}-{self.mount.word}"


def every_look(languages: tuple[str, ...]) -> tuple[Look, ...]:
    """All of them, those of one window after one another."""
    return tuple(Look(language, theme, mount) for mount in Mount for theme in Theme for language in languages)
