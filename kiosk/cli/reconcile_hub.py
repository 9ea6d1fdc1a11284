"""`kiosk reconcile` at a running hub: a statement is brought there and booked, then days are compared and reported."""

from __future__ import annotations

import getpass
import json
import sys
import time
import warnings
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any, TypeVar

from his_client.http import InsecureAddress
from his_client.outcome import Done, Outcome, Refused, Unknown
from kiosk.cashier.ports import Desk, Difference, ImportProgress, Today
from kiosk.clock import Clock, SystemClock
from kiosk.config import ConfigError, SecretMissing, find_secret, load_config, secret
from kiosk.hub.desk.client import HttpDesk
from kiosk.reports.document import Made
from kiosk.reports.reconciliation import reconciliation_report
from kiosk.reports.workbook import as_xlsx
from kiosk.statements.limits import MAX_BROUGHT_BYTES

T = TypeVar("T")

MOST_DAYS = 366
_TRIES = 3
_WORDS = {
    "wrong": "wrong user or PIN",
    "locked": "too many wrong PINs; wait, or ask IT for a new one",
    "no_desk": "the hub knows no such desk; see [hub] desks and --desk",
    "unauthorised": "the hub does not accept this machine's desk_token",
    "forbidden": "this user's role may not, or the first PIN was not changed yet; sign in at a window once",
    "unreadable": "the file is no statement, or has not the columns of this --layout; see docs/statements.md",
    "too_large": f"the file is larger than {MAX_BROUGHT_BYTES // 2**20} MiB; split it by days",
    "no_layout": "the hub knows this layout no more",
}


class CannotReconcile(Exception):
    """What was asked cannot be done; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class DaysAsked:
    """Days to compare, and the statement to bring before; an empty layout is guessed by the hub."""

    first: date
    last: date
    statement: Path | None
    layout: str
    account: str
    provider: str

    @property
    def days(self) -> Iterator[date]:
        """Each of them."""
        for number in range((self.last - self.first).days + 1):
            yield self.first + timedelta(days=number)


@dataclass(frozen=True, slots=True)
class Place:
    """Which hub, who signs in, at which desk. What is empty comes from the configuration or the credentials."""

    config: Path | None
    hub: str
    ca: Path | None
    user: str
    desk: str


@dataclass(frozen=True, slots=True)
class Compared:
    """The days and their differences as the hub tells them, and how the import went."""

    days: tuple[Today, ...]
    differences: tuple[Difference, ...]
    imported: ImportProgress | None

    @property
    def open(self) -> int:
        """Differences nobody has settled."""
        return sum(not difference.settled for difference in self.differences)


def days_asked(
    first: str, last: str, statement: Path | None, layout: str, account: str, provider: str, today: date
) -> DaysAsked:
    """What the command line asks for; without --from it is today, without --to one day.

    :raises CannotReconcile: for what is no day, or no range of days.
    """
    try:
        begin = date.fromisoformat(first) if first else date.fromisoformat(last) if last else today
        end = date.fromisoformat(last) if last else begin
    except ValueError:
        raise CannotReconcile("--from and --to are days like 2026-11-24") from None
    if not 0 <= (end - begin).days < MOST_DAYS:
        raise CannotReconcile(f"--to is not before --from, and at most {MOST_DAYS} days are compared at once")
    return DaysAsked(begin, end, statement, layout, account, provider)


def reconcile_at_hub(place: Place, asked: DaysAsked, out: Path, clock: Clock | None = None) -> dict[str, Any]:
    """Sign in, bring the statement, compare, write the report; answers the figures of `--json`.

    The user is named or is the credential `desk_user`; the PIN is the credential `desk_pin`, or asked on the terminal.

    :raises CannotReconcile: when it cannot be done.
    """
    hub, credentials, hospital = place.hub, None, ""
    if place.config is not None:
        try:
            loaded = load_config(place.config)
        except ConfigError as error:
            raise CannotReconcile(f"{place.config}: " + "; ".join(map(str, error.problems))) from None
        hub, credentials, hospital = hub or loaded.hub.url, loaded.station.credentials, loaded.station.hospital
    if not hub:
        raise CannotReconcile("which hub? give --hub URL, or --config with a file that has [hub]")
    try:
        line = HttpDesk(hub, secret("desk_token", credentials), ca_file=place.ca)
    except (SecretMissing, InsecureAddress) as error:
        raise CannotReconcile(str(error)) from None
    except OSError:
        raise CannotReconcile(f"{place.ca} cannot be read as a file of authorities") from None
    user = place.user or _credential("desk_user", credentials)
    if not user:
        raise CannotReconcile("who signs in? give --user, or the credential desk_user")
    pin = _credential("desk_pin", credentials) or _asked_pin(user)
    with closing(line):
        desk = line.desk
        session = answered(lambda: desk.sign_in(user, pin, place.desk))
        try:
            compared = compare(desk, asked, pause=lambda: time.sleep(0.3))
        finally:
            desk.sign_out()
    made = Made(hospital, (clock or SystemClock()).now(), session.full_name)
    try:
        out.write_bytes(as_xlsx(reconciliation_report(compared.days, compared.differences, made)))
    except OSError as error:
        raise CannotReconcile(f"{out} cannot be written ({error.strerror})") from None
    return figures(asked, compared, out)


def _asked_pin(user: str) -> str:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", getpass.GetPassWarning)  # it would be shown while it is typed
            return getpass.getpass(f"PIN of {user}: ")
    except (EOFError, OSError, getpass.GetPassWarning):
        raise CannotReconcile("the PIN is asked for on a terminal; without one, give the credential desk_pin") from None


def _credential(name: str, credentials: Path | None) -> str:
    found = find_secret(name, credentials)
    return found[0] if found else ""


def compare(desk: Desk, asked: DaysAsked, pause: Callable[[], None]) -> Compared:
    """Bring the statement, if there is one, then ask for each day. `pause` waits between two looks at the import.

    :raises CannotReconcile: when the hub refuses or does not answer.
    """
    imported = _brought(desk, asked, pause) if asked.statement is not None else None
    days: list[Today] = []
    differences: list[Difference] = []
    for day in asked.days:
        days.append(answered(lambda day=day: desk.today(day)))  # type: ignore[misc]
        differences += answered(lambda day=day: desk.differences(day, settled=True))  # type: ignore[misc]
    return Compared(tuple(days), tuple(differences), imported)


def _brought(desk: Desk, asked: DaysAsked, pause: Callable[[], None]) -> ImportProgress:
    """Upload, begin, and wait for the end; what was imported before is known by the hub and books nothing twice."""
    assert asked.statement is not None
    try:
        content = asked.statement.read_bytes()
    except OSError as error:
        raise CannotReconcile(f"{asked.statement} cannot be read ({error.strerror})") from None
    known = ", ".join(layout.name for layout in answered(desk.layouts))
    if asked.layout and asked.layout not in known.split(", "):
        raise CannotReconcile(f"the hub knows no layout {asked.layout}; it knows {known}")
    preview = answered(lambda: desk.upload(asked.statement.name, content, asked.layout))  # type: ignore[union-attr]
    if not preview.layout:
        raise CannotReconcile(
            f"{asked.statement} fits no layout the hub knows: save one for it in the cashier's window "
            f"(Sao kê ngân hàng), or give --layout with one of {known}"
        )
    if preview.problems:
        raise CannotReconcile(f"{asked.statement}: {preview.problems[0]}")
    progress = answered(lambda: desk.begin_import(preview.file_sha256, preview.layout, asked.account, asked.provider))
    while progress.state == "reading":
        if sys.stderr.isatty():
            sys.stderr.write(f"\rkiosk reconcile: {progress.done} of {progress.total or '?'} lines")
        pause()
        progress = answered(lambda: desk.import_progress(preview.file_sha256))
    if sys.stderr.isatty():
        sys.stderr.write("\n")
    if progress.state != "done":
        raise CannotReconcile(f"{asked.statement}: the import ended as {progress.state}; {progress.problem or 'again'}")
    return progress


def answered(call: Callable[[], Outcome[T]]) -> T:
    """The value of a call; one whose answer was lost is made again, which the port allows.

    :raises CannotReconcile: when it is refused, or never answered.
    """
    for _ in range(_TRIES):
        match call():
            case Done(value=value):
                return value
            case Refused(code=code, detail=detail):
                raise CannotReconcile(_WORDS.get(code, f"the hub refuses: {code} {detail}".strip()))
            case Unknown():
                continue
    raise CannotReconcile("the hub does not answer; is `kiosk hub serve` running, and the address right?")


def figures(asked: DaysAsked, compared: Compared, out: Path) -> dict[str, Any]:
    """What `--json` prints."""
    groups: dict[str, dict[str, dict[str, int]]] = {}
    for each in compared.differences:
        group = groups.setdefault(each.pair, {}).setdefault(each.cause, {"count": 0, "amount": 0, "open": 0})
        group["count"] += 1
        group["amount"] += each.amount
        group["open"] += not each.settled
    imported = compared.imported
    return {
        "from": asked.first.isoformat(),
        "to": asked.last.isoformat(),
        "statement": imported
        and {
            "name": imported.name,
            "lines": imported.total,
            "new": imported.new,
            "known": imported.known,
            "matched": imported.matched,
        },
        "days": [
            {
                "day": day.day.isoformat(),
                **{
                    book: {"count": total.count, "amount": total.amount}
                    for book, total in (("kiosk", day.kiosk), ("his", day.his), ("bank", day.bank))
                },
                "automatic": day.automatic,
                "automatic_of": day.automatic_of,
                "closed": day.closed,
            }
            for day in compared.days
        ],
        "differences": groups,
        "open": compared.open,
        "report": str(out),
    }


def told(found: dict[str, Any]) -> Iterator[str]:
    """The figures for people, line by line."""
    if found["statement"]:
        yield "statement      " + json.dumps(found["statement"], ensure_ascii=False)
    for day in found["days"]:
        sums = "  ".join(f"{book} {day[book]['amount']} ({day[book]['count']})" for book in ("kiosk", "his", "bank"))
        yield f"{day['day']}  {sums}"
    for pair, causes in found["differences"].items():
        for cause, group in causes.items():
            yield f"  {pair:12} {cause:20} {group['count']:6} {group['amount']:14}  open {group['open']}"
    yield f"open           {found['open']}"
    yield f"report         {found['report']}"
