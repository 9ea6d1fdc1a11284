"""Random mixes by seed: visits while every line fails at rates of its own, and lines are cut and heal in random order.

Then all lines are good again and what is under way may end; the books are judged from outside. A seed plays the same
people, rates and partitions again; what a thread does first is the machine's own.
"""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path
from random import Random

from his_client.sandbox.departments import load_departments
from his_client.sandbox.run import Sandbox
from kiosk.campaign.certificates import Certificate, Certificates, make_certificates
from kiosk.campaign.neighbours.books import gather
from kiosk.campaign.neighbours.hospital import MANY
from kiosk.campaign.neighbours.hybrid import HybridTime, Stuck
from kiosk.campaign.neighbours.judge import Finding, judge
from kiosk.campaign.neighbours.lobby import LINES, Lobby, template_database
from kiosk.campaign.values import Broken, Promise, Row
from kiosk.campaign.wire import Fault
from kiosk.clock import SystemClock
from kiosk.simulation.comers import person_row
from kiosk.simulation.people import make_person

PROMISES = (Promise.KEPT, Promise.ONCE, Promise.ENDED, Promise.AGREED, Promise.PRIVATE)
RATES = (0.0, 0.0, 0.05, 0.2, 0.5)
"""How often a call meets a fault, drawn for each line of a trial."""
VISIT_S, SETTLE_S, AFTER_S = 1_200.0, 3_600.0, 90.0
"""Virtual seconds: the longest visit, the longest settling, and how long the lines are good before it is looked."""
MOST_PATIENTS = 3
FORMS = ("faults", "partitions", "both")


@dataclass(frozen=True, slots=True)
class Mixed:
    """One trial: its seed, what form it had, and what was wrong."""

    seed: int
    form: str
    found: tuple[Finding, ...]


class Mixes:
    """The neighbours that all trials share, and the trials.

    :param own: keeps two runs' people apart where they share a folder.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._stack = ExitStack()
        self._pool = ThreadPoolExecutor(12, thread_name_prefix="mixes")
        self._stack.callback(self._pool.shutdown)
        self._time = HybridTime(self._pool)
        rules = tuple(replace(rule, quota=MANY) for rule in load_departments())
        sandbox = Sandbox(folder / "his.db", clock=self._now, departments=rules)
        self._sandbox = self._stack.enter_context(sandbox)
        self._template = template_database(folder / "template.db")
        self._certificates = make_certificates(folder, SystemClock().now())  # by which OpenSSL judges them

    def close(self) -> None:
        """End the neighbours."""
        self._stack.close()

    def play(self, seed: int) -> Mixed:
        """One trial."""
        random = Random(seed)
        form = FORMS[seed % len(FORMS)]
        calm: list[bool] = []
        rules = {name: _rule(random, calm, spoils=form != "partitions") for name in LINES}
        account = f"0011{seed:09d}"
        with tempfile.TemporaryDirectory(prefix=f"mix-{seed}-", dir=self._folder) as name:
            folder = Path(name)
            lobby = Lobby(folder, self._sandbox, account, self._template, self._certificates, rules, random, self._pool)
            self._time = lobby.time
            try:
                found = list(self._run(lobby, random, seed, form, calm))
                shown = [seen.shown() for seen in lobby.seen]
                people = [one.id_number for one in shown]
            except Stuck as stuck:
                return Mixed(seed, form, ((Promise.BOUNDED, str(stuck)),))
            finally:
                lobby.close()
            books = gather(
                self._sandbox.urls["his"],
                account,
                people,
                folder / "station.db",
                folder / "hub.db",
                folder / "books.db",
                shown,
            )
        return Mixed(seed, form, (*found, *judge(books)))

    def _run(self, lobby: Lobby, random: Random, seed: int, form: str, calm: list[bool]) -> Iterator[Finding]:
        if form != "faults":
            _swizzle(lobby, random, self._certificates)
        for place in range(random.randint(1, MOST_PATIENTS)):
            person = make_person(seed * MOST_PATIENTS + place, random)
            self._sandbox.registry.put(person_row(person, random))
            if not lobby.visit(person, VISIT_S):
                yield Promise.BACK, "the station did not come back to its welcome"
        calm.append(True)
        for line in lobby.lines.values():
            line.heal()
        lobby.wait(AFTER_S)
        if not lobby.until(lobby.settled, SETTLE_S):
            yield Promise.ENDED, "something is under way an hour after all lines were good again"
        lobby.wait(AFTER_S)  # late money is read, and settled as well
        lobby.until(lobby.settled, SETTLE_S)
        for name, line in lobby.lines.items():
            if line.trapped:
                yield Promise.PRIVATE, f"{name}: a redirect was followed, or a bad certificate believed"

    def _now(self) -> datetime:
        return self._time.now()


def _rule(random: Random, calm: list[bool], *, spoils: bool) -> Callable[[], Fault | None]:
    rate = random.choice(RATES) if spoils else 0.0
    own = Random(random.getrandbits(64))
    faults = tuple(Fault)

    def rule() -> Fault | None:
        return own.choice(faults) if not calm and own.random() < rate else None

    return rule


def _swizzle(lobby: Lobby, random: Random, certificates: Certificates) -> None:
    """Lines stop one by one, cut, clogged or with a certificate that must not be believed, and come back in another
    order; up to three times in a trial."""
    bad = [certificates.contexts[kind] for kind in Certificate if kind is not Certificate.GOOD]
    at = 0.0
    for _ in range(random.randint(1, 3)):
        lines = random.sample(LINES, random.randint(1, len(LINES)))
        at += random.uniform(0, 90)
        for name in lines:
            at += random.uniform(0, 8)
            line = lobby.lines[name]
            lobby.later(at, random.choice((line.cut, line.clog, partial(line.show, random.choice(bad)))))
        for name in random.sample(lines, len(lines)):
            at += random.uniform(0, 20)
            lobby.later(at, lobby.lines[name].heal)


def play_mixes(trials: int, seed: int, say: Callable[[str], None]) -> list[Mixed]:
    """So many trials, from `seed` on."""
    mixed: list[Mixed] = []
    with tempfile.TemporaryDirectory(prefix="kiosk-neighbours-") as name:
        mixes = Mixes(Path(name))
        try:
            for number in range(trials):
                mixed.append(mixes.play(seed + number))
                if mixed[-1].found:
                    say(f"seed {seed + number}: {'; '.join(seen for _, seen in mixed[-1].found)}")
                if (number + 1) % 50 == 0:
                    say(f"{number + 1} of {trials} mixes, {sum(bool(one.found) for one in mixed)} broken")
        finally:
            mixes.close()
    return mixed


def mix_rows(mixed: list[Mixed]) -> list[Row]:
    """A row for each form."""
    counted = Counter(one.form for one in mixed)
    return [
        Row(
            "neighbours",
            f"random_{form}",
            counted[form],
            PROMISES,
            tuple(
                Broken(f"seed {one.seed}", promise, seen)
                for one in mixed
                if one.form == form
                for promise, seen in one.found
            ),
        )
        for form in FORMS
        if counted[form]
    ]
