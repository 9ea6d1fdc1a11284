"""How one kind of file is read: a mapping of columns to roles, or a standard format. Kept as TOML, one file a bank."""

from __future__ import annotations

import re
import tomllib
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from kiosk.statements.amounts import Thousands
from kiosk.statements.text import clean
from kiosk.statements.times import DateOrder


class Role(StrEnum):
    """What a column is."""

    BOOKED_AT = "booked_at"
    TIME = "time"
    AMOUNT = "amount"
    CREDIT = "credit"
    DEBIT = "debit"
    SIGN = "sign"
    REFERENCE = "reference"
    MEMO = "memo"
    BALANCE = "balance"
    ACCOUNT = "account"
    VIRTUAL_ACCOUNT = "virtual_account"
    CURRENCY = "currency"
    IGNORE = "ignore"


Place = Annotated[int, Field(ge=0, lt=200)]
Heading = str | Place | tuple[str, ...]
"""A column: its heading, several headings of which one is there, or its place from 0."""


class LayoutInvalid(ValueError):
    """A mapping that cannot be used; the text names the key and what to write there."""


class Layout(BaseModel):
    """A way to read a file. The descriptions of its fields are the documentation of the mapping file."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=False)

    name: str = Field(default="", exclude=True)
    title: str = Field(description="What the accountant sees in the list.", min_length=1, max_length=120)
    format: Literal["table", "mt940", "camt053", "sepay"] = Field(
        default="table",
        description="`table` reads XLSX and CSV; the others are standard formats and need nothing else of this file.",
    )
    columns: dict[Role, Heading] = Field(
        default_factory=dict,
        description="Role = heading (marks and case do not matter), several headings of which one is there, or the "
        "column's place from 0. Needed: `booked_at`, and `amount` or `credit` and/or `debit`.",
    )
    dates: DateOrder = Field(
        default="auto",
        description="Order of a date: `dmy`, `mdy`, `ymd`, or `auto` (year first if it has four digits).",
    )
    dates_from_above: bool = Field(
        default=False,
        description="Whether an empty date means the one above it (cells merged over the movements of a day).",
    )
    thousands: Thousands = Field(
        default="auto",
        description="What parts thousands: `.`, `,`, a space, `none`, or `auto` (before groups of three).",
    )
    amount_is: Literal["signed", "credit", "debit"] = Field(
        default="signed",
        description="What a column `amount` without a `sign` column holds: signed, or only one direction.",
    )
    debits_negative: bool = Field(
        default=False, description="Whether the column `debit` writes money out with a minus."
    )
    credit_marks: tuple[str, ...] = Field(
        default=("+", "C", "CR", "Có", "Ghi có", "Thu", "Vào", "Tiền vào", "Credit", "in"),
        description="Texts of the `sign` column that mean money came in.",
    )
    debit_marks: tuple[str, ...] = Field(
        default=("-", "D", "DR", "Nợ", "Ghi nợ", "Chi", "Ra", "Tiền ra", "Debit", "out"),
        description="Texts of the `sign` column that mean money went out.",
    )
    reference_pattern: str = Field(
        default="",
        max_length=200,
        description="Regular expression that finds the reference in its cell; its first group, if it has one, is the "
        "reference. For cells that hold more than the number.",
    )
    identity: Literal["reference", "content"] = Field(
        default="reference",
        description="`reference`: the bank's reference names a movement for ever. `content`: it does not (it repeats, "
        "or changes between exports), so what stands in the row counts.",
    )
    account: str = Field(
        default="",
        description="The account of the file, where no column tells it; then none is looked for above the table.",
        max_length=40,
    )
    sheet: str = Field(default="", description="Name of the worksheet; empty for the only one that has the columns.")
    header_within: int = Field(
        default=60, ge=1, le=500, description="How many rows from the top are searched for the headings."
    )
    skip: tuple[str, ...] = Field(
        default=(), description="Beginnings of rows that are no movements, besides the usual totals and balances."
    )

    @field_validator("title")
    @classmethod
    def _shown(cls, title: str) -> str:
        if not (shown := clean(title)):
            raise ValueError("a title without a letter")
        return shown

    @model_validator(mode="after")
    def _usable(self) -> Layout:
        if self.format != "table":
            return self
        roles = set(self.columns) - {Role.IGNORE}
        if Role.BOOKED_AT not in roles:
            raise ValueError("columns.booked_at is missing: the heading of the date")
        if not roles & {Role.AMOUNT, Role.CREDIT, Role.DEBIT}:
            raise ValueError("columns.amount or columns.credit is missing: the heading of the amount")
        if Role.AMOUNT in roles and roles & {Role.CREDIT, Role.DEBIT}:
            raise ValueError("columns.amount stands beside credit or debit: one of them")
        if Role.SIGN in roles and Role.AMOUNT not in roles:
            raise ValueError("columns.sign needs columns.amount")
        if len({isinstance(heading, int) for heading in self.columns.values()}) > 1:
            raise ValueError("columns are given by heading or by place, not both")
        try:
            re.compile(self.reference_pattern)
        except re.error:
            raise ValueError("reference_pattern is no regular expression") from None
        return self

    @property
    def by_place(self) -> bool:
        """Whether columns are given by place, for files without headings."""
        return any(isinstance(heading, int) for heading in self.columns.values())

    def headings(self, role: Role) -> tuple[str, ...]:
        """The headings a role may have."""
        match self.columns.get(role):
            case str(one):
                return (one,)
            case tuple(several):
                return several
        return ()


def parse_layout(text: str, name: str) -> Layout:
    """The layout in a TOML text.

    :raises LayoutInvalid: with every problem found.
    """
    try:
        values = tomllib.loads(text)
        return Layout.model_validate({**values, "name": name})
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise LayoutInvalid(f"{name}.toml is not TOML: {error}") from None
    except ValidationError as error:
        found = (
            f"{'.'.join(map(str, each['loc'])) or 'file'}: {each['msg'].removeprefix('Value error, ')}"
            for each in error.errors(include_url=False, include_input=False)
        )
        raise LayoutInvalid(f"{name}.toml: " + "; ".join(found)) from None


def render_layout(layout: Layout) -> str:
    """The TOML text of a layout, only what differs from the defaults."""
    lines = []
    for key, field in Layout.model_fields.items():
        value = getattr(layout, key)
        if key not in {"name", "columns"} and (field.is_required() or value != field.default):
            lines.append(f"{key} = {_toml(value)}")
    lines += ["", "[columns]"]
    lines += [f"{role.value} = {_toml(heading)}" for role, heading in layout.columns.items()]
    return "\n".join(lines) + "\n"


def _toml(value: object) -> str:
    match value:
        case bool():
            return str(value).lower()
        case int():
            return str(value)
        case tuple():
            return "[" + ", ".join(map(_toml, value)) + "]"
    escaped = "".join(
        "\\" + letter if letter in '"\\' else letter if letter.isprintable() else f"\\U{ord(letter):08x}"
        for letter in str(value)
    )
    return f'"{escaped}"'
