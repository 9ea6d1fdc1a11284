"""The files of a station and a hub beside their journals, each with its writer, its reader and a power cut between."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from random import Random

from cryptography import x509
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from chip_reader import trust_directory
from kiosk.campaign.power.files import Judge, after_cuts, finished
from kiosk.campaign.power.journal import Counted
from kiosk.campaign.values import Broken, Promise
from kiosk.files import put_in_place, write_whole
from kiosk.fleet.identity import Authority, new_key, request_for
from kiosk.fleet.ports import Identity
from kiosk.hub.fleet import opening
from kiosk.hub.turnover import turn
from kiosk.life import backup, orders
from kiosk.life.events import PersonalExported
from kiosk.statements.library import Layouts
from kiosk.station.agent.station_hands import ask_updater
from kiosk.station.agent.store import Store

OLD, NEW = b"old " * 600, b"new " * 900


@dataclass(frozen=True, slots=True)
class Writer:
    """`begin` makes the folder as it was, `write` writes; `usable` judges what any moment leaves, `done` the end."""

    begin: Callable[[Path], None]
    write: Callable[[Path], None]
    usable: Judge
    done: Judge


def files_trial(seed: int) -> tuple[Broken, ...]:
    """One writer, the power cut at each of its calls, and after it."""
    random = Random(seed)
    name = sorted(WRITERS)[seed % len(WRITERS)]
    writer = WRITERS[name]
    at_any = after_cuts(random, writer.write, writer.usable, writer.begin)
    at_end = finished(random, writer.write, writer.done, writer.begin)
    return tuple(
        Broken(f"files:{seed}", Promise.KEPT, f"{name}: {problem}")
        for problem in (at_any, at_end and f"after it was done: {at_end}")
        if problem
    )


def _one_of(name: str, *contents: bytes | None) -> Judge:
    """The file holds one of these, or None: it may be missing."""

    def judge(folder: Path) -> str:
        path = folder / name
        found = path.read_bytes() if path.exists() else None
        return "" if found in contents else f"{name} holds {'nothing' if not found else 'something else'}"

    return judge


def _nothing(_folder: Path) -> None:
    """The folder begins empty."""


def _old(name: str) -> Callable[[Path], None]:
    def begin(folder: Path) -> None:
        (folder / name).write_bytes(OLD)

    return begin


@cache
def _authority() -> Authority:
    return Authority.made("Bệnh viện Mẫu", Counted().now())[0]


@cache
def _identities() -> tuple[tuple[bytes, Identity], ...]:
    """Two identities of one station, and the keys they are for."""
    made: list[tuple[bytes, Identity]] = []
    for _ in range(2):
        key = new_key()
        signed = _authority().sign("K03", request_for("K03", key), Counted().now())
        made.append((key, Identity("K03", signed.pem, _authority().pem, f"{len(made):064x}", Counted().now())))
    return tuple(made)


def _asked(folder: Path) -> None:
    """The key it asks with lies there, safely."""
    folder.joinpath("asking.key").write_bytes(_identities()[0][0])


def _ask(folder: Path) -> None:
    Store(folder).asking_key()


def _enrolled(folder: Path) -> None:
    Store(folder).keep_identity(*_identities()[0], "https://gate")


def _identity(*numbers: int, or_asking: bool) -> Judge:
    def judge(folder: Path) -> str:
        store = Store(folder)
        if not store.enrolled:
            key = folder / "asking.key"
            asking = key.exists() and key.read_bytes() == _identities()[0][0]
            return "" if or_asking and asking else "neither an identity nor the key to ask for one"
        certificate, key = store.pair
        for number in numbers:
            own, identity = _identities()[number]
            if (key.read_bytes(), certificate.read_text()) == (own, identity.certificate):
                return "" if folder.joinpath("hub.key").read_text() == identity.hub_key else "another hub's key"
        return "a certificate and a key that are no pair"

    return judge


def _gate(folder: Path) -> None:
    opening.ensure_gate(folder, _authority(), ("gate.local",), Counted())


def _other_gate(folder: Path) -> None:
    opening.ensure_gate(folder, _authority(), ("gate.local", "10.0.0.5"), Counted())


def _gate_mends(folder: Path) -> str:
    """After the next start the gate has a certificate and its key."""
    _other_gate(folder)
    certificate = x509.load_pem_x509_certificate((folder / opening.GATE).read_bytes())
    key = load_pem_private_key((folder / opening.GATE_KEY).read_bytes(), None)
    return "" if certificate.public_key() == key.public_key() else "the gate's certificate and key are no pair"


def _order(folder: Path) -> None:
    orders.leave(folder / "journal.db", PersonalExported("it", Counted().now(), 1, 2, "d"))


def _order_reads(*, must: bool) -> Judge:
    def judge(folder: Path) -> str:
        path = orders.order_file(folder / "journal.db")
        if not path.exists():
            return "no order" if must else ""
        try:
            orders.read(path)
        except orders.OrderUnreadable:
            return "half an order"
        return ""

    return judge


def _layout(text: bytes) -> Callable[[Path], None]:
    return lambda folder: Layouts(folder)._write("bank", text.decode())


def _archive_or_journal(folder: Path) -> str:
    journal = folder / "hub.db"
    found = journal.read_bytes() if journal.exists() else b""
    if found == OLD:
        return ""
    archived = folder / "hub-until.db"
    if found == NEW and archived.exists() and archived.read_bytes() == OLD:
        return ""
    return "the journal, or the archive of it, is gone"


def _turning(folder: Path) -> None:
    (folder / "hub.db").write_bytes(OLD)


def _turned(folder: Path) -> None:
    new = folder / "hub.db.turning"
    new.write_bytes(NEW)
    turn._swap(folder / "hub.db", new, folder / "hub-until.db")


def _restoring(folder: Path) -> None:
    work = folder / "work"
    work.mkdir()
    (work / backup.JOURNAL).write_bytes(NEW)
    (work / "fleet").mkdir()
    (work / "fleet" / "authority.key").write_bytes(NEW)
    manifest = backup.Manifest("hub", "hub", "", "", 0, 0, "", 0, (), {}, {})
    backup._place(work, folder / "hub.db", manifest, "fleet")
    shutil.rmtree(work)


def _restored(folder: Path) -> str:
    journal = folder / "hub.db"
    if not journal.exists():
        return ""
    fleet = folder / "fleet" / "authority.key"
    whole = journal.read_bytes() == NEW and fleet.exists() and fleet.read_bytes() == NEW
    return "" if whole else "a journal that is not what the backup held"


UPDATE = (*((name, NEW) for name in ("kiosk.deb", "kiosk.deb.release")), ("wanted", b"order-1"))


def _update_asked_for(folder: Path) -> None:
    """As the agent brings a release and leaves it to the machine's updater."""
    for name in ("kiosk.deb", "kiosk.deb.release"):
        part = folder / f"{name}.part"
        part.write_bytes(NEW)
        put_in_place(part, folder / name)
    ask_updater(folder, "order-1")


def _updater_finds(*, must: bool) -> Judge:
    """What is wanted lies there whole: its file is what starts the updater."""

    def judge(folder: Path) -> str:
        if not (folder / "wanted").exists():
            return "nothing is wanted" if must else ""
        for name, content in UPDATE:
            path = folder / name
            if not path.exists() or path.read_bytes() != content:
                return f"the updater was asked, and {name} is not whole"
        return ""

    return judge


def _handing(at: datetime | None) -> Callable[[Path], None]:
    return lambda folder: Store(folder).keep_handed_over("order-1", at)


def _handed(*moments: datetime | None) -> Judge:
    return lambda folder: "" if Store(folder).handed_over("order-1") in moments else "handed over at another time"


def _ending(folder: Path) -> None:
    Store(folder).keep_done("order-1", "done")


def _ended(*, must: bool) -> Judge:
    def judge(folder: Path) -> str:
        done = Store(folder).done()
        if done.get("order-0") != "done":
            return "what was carried out before would be carried out again"
        return "" if "order-1" in done or not must else "what was carried out would be carried out again"

    return judge


AT = Counted().now()

WRITERS: Mapping[str, Writer] = {
    "configuration": Writer(
        _old("station.toml"),
        lambda folder: write_whole(folder / "station.toml", NEW, 0o644),
        _one_of("station.toml", OLD, NEW),
        _one_of("station.toml", NEW),
    ),
    "secret": Writer(
        _nothing,
        lambda folder: write_whole(folder / "hub_token", NEW, 0o600),
        _one_of("hub_token", None, NEW),
        _one_of("hub_token", NEW),
    ),
    "hub's configuration": Writer(
        _old("configuration.toml"),
        lambda folder: Store(folder).keep_configuration(NEW),
        _one_of("configuration.toml", OLD, NEW),
        _one_of("configuration.toml", NEW),
    ),
    "hub's configuration taken back": Writer(
        _old("configuration.toml"),
        lambda folder: Store(folder).keep_configuration(None),
        _one_of("configuration.toml", OLD, None),
        _one_of("configuration.toml", None),
    ),
    "first identity": Writer(
        _asked,
        lambda folder: Store(folder).keep_identity(*_identities()[0], "https://gate"),
        _identity(0, or_asking=True),
        _identity(0, or_asking=False),
    ),
    "key to ask with": Writer(
        _nothing,
        _ask,
        lambda _folder: "",
        lambda folder: "" if (folder / "asking.key").exists() else "the key it asked with is gone",
    ),
    "renewed certificate": Writer(
        _enrolled,
        lambda folder: Store(folder).keep_certificate(_identities()[0][1].certificate),
        _identity(0, or_asking=False),
        _identity(0, or_asking=False),
    ),
    "update asked for": Writer(_nothing, _update_asked_for, _updater_finds(must=False), _updater_finds(must=True)),
    "update handed over": Writer(_nothing, _handing(AT), _handed(None, AT), _handed(AT)),
    "update handed back": Writer(_handing(AT), _handing(None), _handed(None, AT), _handed(None)),
    "order carried out": Writer(
        lambda folder: Store(folder).keep_done("order-0", "done"), _ending, _ended(must=False), _ended(must=True)
    ),
    "gate's certificate": Writer(_gate, _other_gate, _gate_mends, _gate_mends),
    "order beside the journal": Writer(_nothing, _order, _order_reads(must=False), _order_reads(must=True)),
    "statement layout": Writer(_layout(OLD), _layout(NEW), _one_of("bank.toml", OLD, NEW), _one_of("bank.toml", NEW)),
    "trust anchor": Writer(
        _old("anchor.pem"),
        lambda folder: trust_directory._write(folder / "anchor.pem", NEW),
        _one_of("anchor.pem", OLD, NEW),
        _one_of("anchor.pem", NEW),
    ),
    "turned-over journal": Writer(_turning, _turned, _archive_or_journal, _archive_or_journal),
    "restored journal": Writer(_nothing, _restoring, _restored, _restored),
}
