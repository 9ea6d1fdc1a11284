"""Fonts and languages of the windows: bundled fonts, and the Linguist files compiled to what Qt loads."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QTranslator
from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication

from ui.patient.forms import know, read_form

ROOM = Path(__file__).parent.parent
FONTS = ROOM / "fonts"
TRANSLATIONS = ROOM / "translations"
FAMILY = "Be Vietnam Pro"
FIGURES = "Noto Sans"
HOME = "vi"
STAFF_BOOK = "admin"
"""The words of the room behind the patient's screen: Vietnamese, and English as they are written."""


def available(book: str = "kiosk", folder: Path = TRANSLATIONS) -> tuple[str, ...]:
    """Every language a window has words for: one translation file each, Vietnamese first, then English."""
    found = {path.stem.removeprefix(f"{book}_") for kind in ("ts", "qm") for path in folder.glob(f"{book}_*.{kind}")}
    return tuple(sorted(found, key=lambda language: (language != HOME, language != "en", language)))


LANGUAGES = available()


def load_fonts(app: QGuiApplication) -> None:
    """Register the bundled fonts and make them the application's; Noto Sans stands in for letters they lack."""
    for path in sorted(FONTS.glob("*.ttf")):
        if QFontDatabase.addApplicationFont(str(path)) < 0:
            raise FileNotFoundError(f"the font {path.name} cannot be read: install the package again")
    font = QFont([FAMILY, FIGURES])
    app.setFont(font)


def compiled(language: str, folder: Path, book: str = "kiosk", words: Path = TRANSLATIONS) -> Path:
    """The packaged .qm of a language, or one compiled into `folder` from its .ts by the lrelease in Qt's own wheel."""
    packaged = words / f"{book}_{language}.qm"
    if packaged.is_file():
        return packaged
    target = folder / packaged.name
    if not target.is_file():
        compile_all(folder, book, words)
    return target


def compile_all(folder: Path, book: str, words: Path = TRANSLATIONS) -> None:
    """Compile every .ts of a book into `folder`; one run for all, since each takes as long to begin as to do."""
    lrelease = Path(sys.modules["PySide6"].__path__[0]) / "lrelease"
    copies = [Path(shutil.copy(path, folder)) for path in sorted(words.glob(f"{book}_*.ts"))]
    subprocess.run([str(lrelease), "-silent", *map(str, copies)], check=True, timeout=60)


class Languages:
    """The translators of a window; `use` changes the language of the running application.

    :param book: whose words: `kiosk` the patient's window, `cashier` the desk's.
    :param words: the folder with the translation files; a file more is a language more.
    """

    def __init__(self, book: str = "kiosk", words: Path = TRANSLATIONS) -> None:
        self._translators: dict[str, QTranslator] = {}
        self.offered = available(book, words)
        with tempfile.TemporaryDirectory(prefix="kiosk-words-") as folder:
            for language in self.offered:
                translator = QTranslator()
                # The file is mapped into memory, so that nothing depends on the folder once it is gone.
                if not translator.load(str(compiled(language, Path(folder), book, words))):
                    raise FileNotFoundError(f"the words for {language!r} cannot be read: install the package again")
                self._translators[language] = translator
                if book == "kiosk":
                    know(language, read_form(partial(translator.translate, "Forms")))
            self._staff = _staff_words(Path(folder), words) if book == "kiosk" else None
        self.current = ""

    def use(self, language: str) -> None:
        """Translate into `language`; an unknown one falls back to Vietnamese."""
        language = language if language in self._translators else HOME
        if language == self.current:
            return
        if self.current:
            QCoreApplication.removeTranslator(self._translators[self.current])
        QCoreApplication.installTranslator(self._translators[language])
        if self._staff is not None:
            QCoreApplication.removeTranslator(self._staff)
            if language == HOME:
                QCoreApplication.installTranslator(self._staff)
        self.current = language

    def withdraw(self) -> None:
        """Take the words out of the running application."""
        if self.current:
            QCoreApplication.removeTranslator(self._translators[self.current])
            if self._staff is not None:
                QCoreApplication.removeTranslator(self._staff)
        self.current = ""


def _staff_words(folder: Path, words: Path) -> QTranslator | None:
    """What stands behind the screen, in Vietnamese; all other languages meet the English of the sources there."""
    if HOME not in available(STAFF_BOOK, words):
        return None
    translator = QTranslator()
    if not translator.load(str(compiled(HOME, folder, STAFF_BOOK, words))):
        raise FileNotFoundError("the words for staff cannot be read: install the package again")
    return translator
