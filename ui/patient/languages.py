"""Fonts and languages of the windows: bundled fonts, and the Linguist files compiled to what Qt loads."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QTranslator
from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication

ROOM = Path(__file__).parent.parent
FONTS = ROOM / "fonts"
TRANSLATIONS = ROOM / "translations"
FAMILY = "Be Vietnam Pro"
FIGURES = "Noto Sans"
LANGUAGES = ("vi", "en")


def load_fonts(app: QGuiApplication) -> None:
    """Register the bundled fonts and make them the application's; Noto Sans stands in for letters they lack."""
    for path in sorted(FONTS.glob("*.ttf")):
        if QFontDatabase.addApplicationFont(str(path)) < 0:
            raise FileNotFoundError(f"the font {path.name} cannot be read: install the package again")
    font = QFont([FAMILY, FIGURES])
    app.setFont(font)


def compiled(language: str, folder: Path, book: str = "kiosk") -> Path:
    """The packaged .qm of a language, or one compiled into `folder` from its .ts by the lrelease in Qt's own wheel."""
    packaged = TRANSLATIONS / f"{book}_{language}.qm"
    if packaged.is_file():
        return packaged
    target = folder / packaged.name
    lrelease = Path(sys.modules["PySide6"].__path__[0]) / "lrelease"
    source = packaged.with_suffix(".ts")
    subprocess.run([str(lrelease), "-silent", str(source), "-qm", str(target)], check=True, timeout=30)
    return target


class Languages:
    """The translators of a window; `use` changes the language of the running application.

    :param book: whose words: `kiosk` the patient's window, `cashier` the desk's.
    """

    def __init__(self, book: str = "kiosk") -> None:
        self._translators: dict[str, QTranslator] = {}
        with tempfile.TemporaryDirectory(prefix="kiosk-words-") as folder:
            for language in LANGUAGES:
                translator = QTranslator()
                # The file is mapped into memory, so that nothing depends on the folder once it is gone.
                if not translator.load(str(compiled(language, Path(folder), book))):
                    raise FileNotFoundError(f"the words for {language!r} cannot be read: install the package again")
                self._translators[language] = translator
        self.current = ""

    def use(self, language: str) -> None:
        """Translate into `language`; an unknown one falls back to Vietnamese."""
        language = language if language in self._translators else "vi"
        if language == self.current:
            return
        if self.current:
            QCoreApplication.removeTranslator(self._translators[self.current])
        QCoreApplication.installTranslator(self._translators[language])
        self.current = language
