"""Every way to read a statement that a hub knows: standard formats, shipped mappings, and the hospital's own."""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path

from pydantic import ValidationError

from kiosk.cashier.ports import ColumnGuess
from kiosk.files import write_whole
from kiosk.statements.guess import layout_of, propose
from kiosk.statements.headers import fitting, heads, open_table
from kiosk.statements.layout import Layout, LayoutInvalid, Role, parse_layout, render_layout
from kiosk.statements.reading import movements
from kiosk.statements.refusals import FileRefused, Problem
from kiosk.statements.tables import Source, head_of
from kiosk.statements.text import fold

log = logging.getLogger(__name__)

STANDARD = (
    Layout(name="mt940", title="SWIFT MT940", format="mt940"),
    Layout(name="camt053", title="ISO 20022 camt.053", format="camt053"),
    Layout(name="sepay", title="SePay – danh sách giao dịch (JSON)", format="sepay"),
)


class Layouts:
    """The layouts of a hub. A mapping of the hospital's folder goes before a shipped one of the same name.

    `problems` says which of the hospital's files cannot be used and why; they are left out, the others serve.

    :param folder: of the hospital's own mapping files; made when the first one is saved. None: there are none.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self.problems: tuple[str, ...] = ()
        self._own: dict[str, Layout] = {}
        if folder is not None and folder.is_dir():
            self._own, self.problems = _folder(folder)
            for problem in self.problems:
                log.warning("layout_left_out", extra={"reason": problem.partition(":")[0]})
        shipped, _ = _folder(Path(str(files("kiosk.statements") / "layouts")))
        self._shipped = {layout.name: layout for layout in STANDARD} | shipped

    def all(self) -> tuple[Layout, ...]:
        """The hospital's own first."""
        return (*self._own.values(), *(each for name, each in self._shipped.items() if name not in self._own))

    def get(self, name: str) -> Layout | None:
        """By its name, which is its file's without `.toml`."""
        return self._own.get(name) or self._shipped.get(name)

    def find(self, source: Source) -> Layout | None:
        """The layout that fits a file: by its format, else the one with the most of its columns; None for none.

        :raises FileRefused: when the file is no statement of any kind.
        """
        if (standard := standard_format(source)) is not None:
            return self.get(standard)
        found: list[tuple[bool, int, str, Layout]] = []
        tops = heads(source)
        for layout in self.all():
            if layout.format != "table" or layout.by_place:
                continue  # a layout by place fits everything, so it is chosen by a person only
            header = fitting(tops, layout)
            if header is not None:
                found.append((layout.name in self._own, len(header.places), layout.name, layout))
        if not found:
            propose(source)
            return None
        return max(found, key=lambda each: each[:3])[-1]

    def save(self, name: str, title: str, source: Source, columns: Sequence[ColumnGuess]) -> Layout:
        """Keep a mapping made from the columns of an uploaded file, as `<name>.toml` in the hospital's folder.

        What parts thousands, and whether references may be trusted to name a movement, is read from the file itself.
        A mapping of that name is replaced; the old file stays beside it.

        :raises LayoutInvalid: when the columns cannot make a layout, or there is no folder.
        :raises FileRefused: when the file cannot be read, or not with these columns.
        """
        slug = fold(name).replace(" ", "-")[:40]
        if not slug or slug in {layout.name for layout in STANDARD}:
            raise LayoutInvalid("the name of a layout is letters and digits, and not that of a standard format")
        if self._folder is None:
            raise LayoutInvalid("this hub has no folder for layouts")
        try:
            layout = layout_of(columns, propose(source).sample, title.strip() or name)
        except ValidationError as error:
            first = error.errors(include_url=False, include_input=False)[0]
            raise LayoutInvalid(first["msg"].removeprefix("Value error, ")) from None
        except ValueError as error:
            raise LayoutInvalid(str(error)) from None
        open_table(source, layout)
        if Role.REFERENCE in layout.columns and _repeats(source, layout):
            layout = layout.model_copy(update={"identity": "content"})
        text = render_layout(layout)
        saved = parse_layout(text, slug)
        self._write(slug, text)
        self._own[slug] = saved
        return saved

    def _write(self, slug: str, text: str) -> None:
        assert self._folder is not None
        self._folder.mkdir(parents=True, exist_ok=True)
        target = self._folder / f"{slug}.toml"
        if target.exists() and target.read_text(encoding="utf-8") != text:
            before = len(list(self._folder.glob(f"{slug}.toml.*")))
            kept = self._folder / f"{slug}.toml.{before + 1}"
            kept.hardlink_to(target)  # until the new one has its name the old one keeps it, too
        write_whole(target, text.encode(), 0o644)


def standard_format(source: Source) -> str | None:
    """`camt053`, `mt940` or `sepay` where a file's beginning says so."""
    head = head_of(source).replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \r\n\t")
    if head.startswith(b"<") and b"camt.053" in head:
        return "camt053"
    if head.startswith((b"{1:", b":20:")) or re.search(rb"(?m)^:20:.*(?:\r?\n.*){0,12}^:(?:25|28C|60[FM]):", head):
        return "mt940"
    return "sepay" if head.startswith((b"{", b"[")) else None


def _repeats(source: Source, layout: Layout) -> bool:
    """Whether a bank's reference stands at several movements of the same amount, so that it names none of them."""
    seen: Counter[tuple[str, int]] = Counter()
    try:
        for found in movements(source, layout):
            if not isinstance(found, Problem) and found.reference:
                seen[found.reference, found.amount] += 1
    except FileRefused:
        return False
    return any(count > 1 for count in seen.values())


def _folder(folder: Path) -> tuple[dict[str, Layout], tuple[str, ...]]:
    """The layouts of a folder by name, and what is wrong with its other files."""
    good: dict[str, Layout] = {}
    bad: list[str] = []
    for path in sorted(folder.glob("*.toml")):
        try:
            good[path.stem] = parse_layout(path.read_text(encoding="utf-8-sig"), path.stem)
        except LayoutInvalid as error:
            bad.append(str(error))
        except (OSError, UnicodeDecodeError) as error:
            bad.append(f"{path.name}: cannot be read ({type(error).__name__})")
    return good, tuple(bad)
