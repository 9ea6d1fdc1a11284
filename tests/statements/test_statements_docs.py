"""The page on statements says what the code does, and its examples are read as it says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kiosk.statements import limits
from kiosk.statements.layout import Layout, Role, parse_layout
from kiosk.statements.library import STANDARD, Layouts
from kiosk.statements.preview import preview
from kiosk.statements.reading import read
from kiosk.statements.refusals import SENTENCES

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/statements.md").read_text(encoding="utf-8")
EXAMPLES = ROOT / "examples/statements"


def keys() -> str:
    rows = ["| key | default | meaning |", "|---|---|---|"]
    for name, field in Layout.model_fields.items():
        if name != "name":
            default = "needed" if field.is_required() else _shown(field.get_default(call_default_factory=True))
            rows.append(f"| `{name}` | {default} | {field.description} |")
    return "\n".join(rows)


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return f"`{str(value).lower()}`"
    if isinstance(value, tuple):
        return " ".join(f"`{each}`" for each in value) or "none"
    return f"`{value}`" if value not in ("", {}) else "none"


def shipped() -> str:
    rows = ["| name | what it reads |", "|---|---|"]
    return "\n".join([*rows, *(f"| `{layout.name}` | {layout.title} |" for layout in Layouts().all())])


def limits_table() -> str:
    mib = 2**20
    return "\n".join(
        [
            "| of a file | at most |",
            "|---|---|",
            f"| size, brought to the hub by the window or `kiosk reconcile` | {limits.MAX_BROUGHT_BYTES // mib} MiB |",
            f"| size, read by the library | {limits.MAX_BYTES // mib} MiB |",
            f"| size of an XLSX file, packed | {limits.MAX_PACKED_BYTES // mib} MiB |",
            f"| the same, unpacked | {limits.MAX_UNPACKED_BYTES // mib} MiB |",
            f"| its table of texts | {limits.MAX_STRINGS_BYTES // mib} MiB |",
            f"| rows | {limits.MAX_ROWS:,} |",
            f"| columns | {limits.MAX_COLUMNS} |",
            f"| characters in a cell | {limits.MAX_CELL:,} |",
        ]
    )


def problems() -> str:
    rows = ["| code | what the window says |", "|---|---|"]
    return "\n".join([*rows, *(f"| `{code}` | {sentence} |" for code, sentence in SENTENCES.items())])


TABLES = {"keys": keys, "shipped": shipped, "limits": limits_table, "problems": problems}


@pytest.mark.parametrize("name", TABLES)
def test_a_table_of_the_page_is_the_codes_own(name: str) -> None:
    found = re.search(rf"<!-- {name} -->\n((?:\|.*\n)+)", PAGE)
    assert found is not None
    assert found[1].rstrip("\n") == TABLES[name]()


def test_every_role_is_explained() -> None:
    table = PAGE.partition("Roles under")[2].partition("Shipped:")[0]
    assert {role.value for role in Role} == set(re.findall(r"`(\w+)`", "".join(re.findall(r"(?m)^\|([^|]*)\|", table))))


@pytest.mark.parametrize("name", ["hai-cot.csv", "phat-sinh.xlsx", "mt940.sta", "camt053.xml", "sepay.json"])
def test_each_example_lists_the_same_movements_under_the_same_names(name: str) -> None:
    """One movement has one name, whichever file lists it."""
    layouts = Layouts()
    content = (EXAMPLES / name).read_bytes()
    shown = preview(content, name, layouts)
    assert shown.problems == ()
    assert shown.layout
    layout = layouts.get(shown.layout)
    assert layout is not None
    lines = read(content, layout, account="190367890012").lines
    first = read(EXAMPLES / "mt940.sta", STANDARD[0]).lines
    assert [line.amount for line in lines] == [10_120, 50_600, -10_120]
    assert [line.fingerprint for line in lines] == [line.fingerprint for line in first]


def test_the_example_of_a_mapping_reads_its_file() -> None:
    layout = parse_layout((EXAMPLES / "ngan-hang-mau.toml").read_text(encoding="utf-8"), "ngan-hang-mau")
    lines = read(EXAMPLES / "ngan-hang-mau.csv", layout, account="190367890012").lines
    assert [(line.amount, line.reference) for line in lines] == [
        (10_120, "FT26328000001"), (50_600, "FT26328000002"), (-10_120, "FT26328000003"),
    ]  # fmt: skip
