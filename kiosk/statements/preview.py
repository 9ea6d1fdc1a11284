"""What a file would bring if it were imported, before anything is booked."""

from __future__ import annotations

import hashlib
from itertools import islice

from kiosk.cashier.ports import ColumnGuess, Preview, PreviewLine
from kiosk.statements.fingerprints import Fingerprints, Movement, ReferenceReused
from kiosk.statements.guess import SAMPLE, Proposal, columns_of, layout_of, propose
from kiosk.statements.headers import open_table
from kiosk.statements.layout import Layout, Role
from kiosk.statements.library import Layouts
from kiosk.statements.reading import EVERY, Balances, Progress, movements
from kiosk.statements.refusals import NotReadable, Problem, ReadingStopped
from kiosk.statements.tables import Source, open_source

LINES = 40
"""How many lines a preview shows."""
PROBLEMS = 50
"""How many problems it names; the rest is counted."""

CHOOSE = "Chưa rõ cột nào là ngày và cột nào là số tiền: xin chọn trong danh sách cột."
SWAPPED = "Số dư cho thấy tiền vào và tiền ra bị đổi chỗ: xin xem lại các cột."
NOTHING = "Không có giao dịch nào trong tệp."


def sha256_of(source: Source) -> str:
    """The name of a file for ever."""
    digest = hashlib.sha256()
    with open_source(source) as stream:
        while piece := stream.read(2**20):
            digest.update(piece)
    return digest.hexdigest()


def preview(
    source: Source,
    name: str,
    layouts: Layouts,
    layout: str = "",
    *,
    account: str = "",
    known: bool = False,
    progress: Progress | None = None,
) -> Preview:
    """Read a file whole and show its beginning. Without a layout's name the best one is found, or columns proposed.

    `layout` of the answer is empty where only a proposal was found: it is kept with `Layouts.save`. With `problems`
    the file must not be imported.

    :raises FileRefused: when the file is no statement, or has not the named layout's columns.
    :raises ReadingStopped: when `progress` answers no.
    """
    chosen = layouts.get(layout) if layout else layouts.find(source)
    if layout and chosen is None:
        raise NotReadable("mẫu sao kê này không còn")
    columns: tuple[ColumnGuess, ...] = ()
    header_row = 0
    if chosen is None or chosen.format == "table":
        if chosen is None:
            proposal = propose(source)
            columns, header_row = proposal.columns, proposal.header_row
            chosen = _proposed(proposal)
        else:
            columns, header_row = _as_read(source, chosen)
    lines: list[PreviewLine] = []
    problems: list[str] = [] if chosen is not None else [CHOOSE]
    total = 0
    if chosen is not None:
        total = _read(source, chosen, account, lines, problems, progress)
    return Preview(
        file_sha256=sha256_of(source),
        name=name,
        layout=chosen.name if chosen is not None else "",
        columns=columns,
        header_row=header_row,
        lines=tuple(lines),
        total=total,
        problems=tuple(problems),
        known=known,
    )


def _read(
    source: Source,
    layout: Layout,
    account: str,
    lines: list[PreviewLine],
    problems: list[str],
    progress: Progress | None,
) -> int:
    """Fill in lines and problems; how many movements there are."""
    total = bad = 0
    balances = Balances()
    names = Fingerprints(by_content=layout.identity == "content")
    for each in movements(source, layout, account):
        found = _named(names, each)
        if isinstance(found, Movement):
            total += 1
            balances.add(found.amount, found.balance)
        else:
            bad += 1
            if bad <= PROBLEMS:
                problems.append(str(found))
        if len(lines) < LINES:
            lines.append(_line(found))
        if progress is not None and (total + bad) % EVERY == 0 and not progress(total + bad):
            raise ReadingStopped
    if bad > PROBLEMS:
        problems.append(f"… và {bad - PROBLEMS} dòng khác")
    if balances.swapped:
        problems.append(SWAPPED)
    if not total and not bad:
        problems.append(NOTHING)
    return total


def _named(names: Fingerprints, found: Movement | Problem) -> Movement | Problem:
    """What the import will find, too: a reference that cannot name its movement."""
    try:
        if isinstance(found, Movement):
            names.name(found)
    except ReferenceReused:
        return Problem(found.row, "reused")
    return found


def _line(found: Movement | Problem) -> PreviewLine:
    if isinstance(found, Problem):
        return PreviewLine(found.row, None, None, "", "", str(found))
    return PreviewLine(found.row, found.booked_at, found.amount, found.reference, found.memo)


def _proposed(proposal: Proposal) -> Layout | None:
    try:
        return layout_of(proposal.columns, proposal.sample, "…")
    except ValueError:
        return None


def _as_read(source: Source, layout: Layout) -> tuple[tuple[ColumnGuess, ...], int]:
    """The columns with the roles that the layout gives them."""
    table = open_table(source, layout)
    below = [row for row in islice(table.rows, SAMPLE) if not isinstance(row, Problem)]
    headings = table.header.headings or [""] * max((len(row) for _, row in below), default=0)
    roles = [Role.IGNORE] * len(headings)
    for role, place in table.header.places.items():
        if place < len(roles) and roles[place] is Role.IGNORE:
            roles[place] = role
    return columns_of(headings, roles, [row for _, row in below]), table.header.row
