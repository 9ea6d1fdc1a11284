"""`make campaign`: every campaign in turn, and one table of what held: fault, trials, the bound they allow, seeds.

`python tools/campaign.py [--form short|gate|long] [--jobs J] [NAME...]`. Each campaign is a command of its own that
prints its rows. They are kept in build/campaign/, with a table and a chart of all that lie there: a campaign that is
named is played again, and the others' rows stay as they were.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import parse
from matplotlib.figure import Figure

from kiosk.campaign.values import Broken, Promise, Row, rows_from_json, rows_json, table

ROOT = Path(__file__).parents[1]
OUT = ROOT / "build" / "campaign"
FORMS = ("short", "gate", "long")
INK, MUTED, HELD, BROKE = "#12333B", "#47616A", "#0B7A75", "#B3261E"


@dataclass(frozen=True, slots=True)
class Step:
    """One campaign: its command, and what it is given more in each form (short, gate, long)."""

    name: str
    command: tuple[str, ...]
    more: tuple[tuple[str, ...], ...] = ((), (), ())
    promise: Promise | None = None
    """Set where the command is a run of tests: what its tests are about."""


def kiosk(*words: str) -> tuple[str, ...]:
    """A command of the product, in this environment."""
    return (sys.executable, "-m", "kiosk", *words, "--json")


def tests(*words: str) -> tuple[str, ...]:
    """A run of the project's own tests."""
    return (sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *words)


def counted(option: str, short: int, gate: int, long: int) -> tuple[tuple[str, ...], ...]:
    """How many trials each form asks for."""
    return tuple((option, str(count)) for count in (short, gate, long))


# Kill and stall take 0 for every point of a visit of each kind, about 300 of them.
STEPS = (
    Step("power", kiosk("campaign", "power"), counted("--points", 300, 2_000, 50_000)),
    Step("kill", kiosk("campaign", "kill"), counted("--points", 30, 0, 3_000)),
    Step("stall", kiosk("campaign", "stall"), counted("--points", 20, 0, 3_000)),
    Step("clock", kiosk("campaign", "clock"), counted("--trials", 2, 12, 200)),
    Step("devices", kiosk("campaign", "devices"), counted("--trials", 1, 2, 20)),
    Step(
        "neighbours",
        kiosk("campaign", "neighbours"),
        (("--no-pairs", "--trials", "10"), ("--trials", "300"), ("--trials", "10000")),
    ),
    Step("soak", kiosk("campaign", "soak"), counted("--visits", 250, 2_500, 50_000)),
    Step("input", (sys.executable, "fuzz/run.py", "all", "--json"), counted("--inputs", 20_000, 200_000, 10_000_000)),
    Step("attacks", tests("-m", "attack", "-n", "2", "--dist", "loadgroup", "tests"), promise=Promise.REFUSED),
    Step("privacy", tests("-n", "0", "tests/canary", "tests/life", "--timeout", "1800"), promise=Promise.PRIVATE),
    Step("planted", (sys.executable, "tools/planted.py", "--json")),
    Step("supply", (sys.executable, "packaging/supply_chain.py", "--json")),
)


def rows_of(step: Step, form: str, say: Callable[[str], None]) -> list[Row]:
    """Run one campaign; one that ends otherwise than it should is a failure of its own."""
    told = OUT / f"{step.name}.out"
    results = OUT / f"{step.name}.xml"
    command = [*step.command, *step.more[FORMS.index(form)]]
    if step.promise is not None:
        command.append(f"--junitxml={results}")
    began = time.monotonic()
    say(f"{step.name} ...")
    with told.open("w", encoding="utf-8") as out, (OUT / f"{step.name}.err").open("w", encoding="utf-8") as err:
        ended = subprocess.run(command, cwd=ROOT, stdout=out, stderr=err, check=False, env=dict(os.environ))
    try:
        rows = list(tested(step, results)) if step.promise else rows_from_json(told.read_text("utf-8").splitlines()[-1])
    except (OSError, ValueError, KeyError, IndexError, SyntaxError):
        return [stopped(step, ended.returncode)]
    if ended.returncode and not any(row.broken or row.not_run for row in rows):
        rows.append(stopped(step, ended.returncode))
    say(f"{step.name}: {sum(row.held for row in rows)} of {len(rows)} rows held, {time.monotonic() - began:.0f} s")
    return rows


def stopped(step: Step, code: int) -> Row:
    """A campaign that broke off, or called itself failed without saying what."""
    seen = f"ended with {code}: see {step.name}.out and {step.name}.err in {OUT}"
    return Row(step.name, "the campaign itself", 1, (Promise.ENDED,), (Broken(step.name, Promise.ENDED, seen),))


def tested(step: Step, results: Path) -> Iterator[Row]:
    """A row for each module of tests: its first sentence, its tests, and those that failed."""
    assert step.promise is not None
    modules: dict[str, list[Element]] = {}
    root = parse(results).getroot()
    for case in root.iter("testcase") if root is not None else ():
        modules.setdefault(str(case.get("classname")), []).append(case)
    for module, cases in modules.items():
        run = [case for case in cases if case.find("skipped") is None]
        failed = [case for case in run if case.find("failure") is not None or case.find("error") is not None]
        broken = tuple(Broken(str(case.get("name")), step.promise, module) for case in failed)
        yield Row(step.name, sentence(module), len(run), (step.promise,), broken, "" if run else "every test skipped")


def sentence(module: str) -> str:
    """What a module of tests says it is about."""
    parts = module.split(".")
    file = next(
        (
            path
            for end in (len(parts), len(parts) - 1)
            if (path := ROOT.joinpath(*parts[:end]).with_suffix(".py")).is_file()
        ),
        None,
    )
    first = file.read_text(encoding="utf-8").split('"""')[1].split("\n")[0] if file else module
    return first if len(first) <= 90 else f"{first[:88]} …"


def chart(rows: Sequence[Row], out: Path) -> None:
    """Every fault as a dot: how often it was tried, on a logarithmic scale, and whether all held."""
    names = list(dict.fromkeys(row.campaign for row in rows))
    figure = Figure(figsize=(10, 1.4 + 0.42 * len(names)), layout="constrained")
    axes = figure.add_subplot()
    kinds: tuple[tuple[str, str, Callable[[Row], bool]], ...] = (
        ("every promise held", HELD, lambda row: row.held),
        ("a promise broke", BROKE, lambda row: bool(row.broken)),
        ("not run", MUTED, lambda row: bool(row.not_run)),
    )
    for label, colour, of in kinds:
        some = [row for row in rows if of(row)]
        x, y = [max(row.trials, 1) for row in some], [names.index(row.campaign) for row in some]
        axes.scatter(x, y, s=34, color=colour, alpha=0.55, linewidths=0, label=f"{label}: {len(some)}", clip_on=False)
    far = 1.6 * max((row.trials for row in rows), default=1)
    for at, name in enumerate(names):
        own = [row for row in rows if row.campaign == name]
        said = f"{len(own)} faults, {sum(row.trials for row in own):,} trials"
        axes.text(far, at, said, va="center", color=MUTED, fontsize=9)
    axes.set_yticks(range(len(names)), names, color=INK)
    axes.set_xscale("log")
    axes.set_xlim(0.8, far)
    axes.xaxis.set_major_formatter(lambda trials, _at: f"{trials:,.0f}")
    axes.minorticks_off()
    axes.invert_yaxis()
    axes.grid(axis="x", color="#C9D8DC", linewidth=0.6)
    axes.tick_params(length=0, labelcolor=INK)
    axes.set_xlabel("trials of one fault; none failed: at 95 % fewer than 3 / trials fail", color=MUTED, fontsize=9)
    axes.spines[:].set_visible(False)
    axes.legend(frameon=False, labelcolor=INK, fontsize=9, loc="lower left", bbox_to_anchor=(0, 1), ncols=3)
    figure.savefig(out, metadata={"Date": None})


def kept(step: Step) -> Path:
    """Where a campaign's rows lie."""
    return OUT / f"{step.name}.json"


def main() -> int:
    """The command line: 1 when a promise broke or a campaign could not be run."""
    words = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    words.add_argument("names", nargs="*", help=f"of {', '.join(step.name for step in STEPS)}; all when none")
    words.add_argument("--form", choices=FORMS, default="gate")
    words.add_argument("--jobs", type=int, default=1, help="campaigns at a time; more than one on more than two cores")
    given = words.parse_args()
    if unknown := set(given.names) - {step.name for step in STEPS}:
        words.error(f"no such campaign: {', '.join(sorted(unknown))}")
    OUT.mkdir(parents=True, exist_ok=True)
    chosen = [step for step in STEPS if not given.names or step.name in given.names]
    for step in chosen:
        kept(step).unlink(missing_ok=True)

    def play(step: Step) -> None:
        rows = rows_of(step, given.form, lambda line: print(line, file=sys.stderr, flush=True))  # noqa: T201
        kept(step).write_text(rows_json(rows), encoding="utf-8")

    with ThreadPoolExecutor(given.jobs) as pool:
        list(pool.map(play, chosen))
    found = [row for step in STEPS if kept(step).exists() for row in rows_from_json(kept(step).read_text("utf-8"))]
    (OUT / "campaign.json").write_text(rows_json(found), encoding="utf-8")
    (OUT / "campaign.txt").write_text(table(found) + "\n", encoding="utf-8")
    chart(found, OUT / "campaign.svg")
    print(table(found))  # noqa: T201
    print(f"kept in {OUT}", file=sys.stderr)  # noqa: T201
    return int(any(row.broken for row in found))


if __name__ == "__main__":
    raise SystemExit(main())
