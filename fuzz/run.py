"""Fuzz with coverage as the guide: `python fuzz/run.py [TARGET…|all] [--inputs N] [--seconds S] [--jobs J] [--json]`.

N inputs are shared out among the targets. An input that breaks a reader is kept in `build/fuzz/TARGET/`, and the run
goes on; it moves to `tests/fuzzed/found` before the mending. What inputs reached new code is kept beside it and is
where the next run begins. `--json` prints a row for each target (`kiosk.campaign.values`); exit 1 when one broke.
"""

from __future__ import annotations

import argparse
import gc
import hashlib
import json
import logging
import subprocess
import sys
import time
import traceback
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

KEPT = ROOT / "build" / "fuzz"
READERS = ["chip_reader", "his_client", "kiosk.statements", "kiosk.hub", "kiosk.fleet", "kiosk.config", "kiosk.visit"]
"""What is watched for new code; the rest runs at its own speed."""
SECONDS, MEGABYTES = 10, 1_500
"""Of a processor, and of memory; one input may cost no more: nobody's chip, peer or phone may stop a hospital."""
MOST_KINDS = 40
"""Of failures of one target that are kept."""


def fuzz(name: str, inputs: int, seconds: int, *, guided: bool) -> int:
    """Fuzz one target in this process; libFuzzer ends it itself. Without atheris, damage alone is the guide."""
    if not guided:
        return _blind(name, inputs, seconds)
    import atheris

    with atheris.instrument_imports(include=READERS):
        from fuzz.damage import LONGEST, damage
        from fuzz.judge import Kind
        from fuzz.targets import TARGETS

    target, log = TARGETS[name], Log(name)
    corpus = KEPT / name / "corpus"
    corpus.mkdir(parents=True, exist_ok=True)
    seeds = target.seeds()
    for seed in seeds:
        (corpus / hashlib.sha256(seed).hexdigest()[:16]).write_bytes(seed)

    def mutate(data: bytes, most: int, seed: int) -> bytes:
        chance = Random(seed)
        if target.kind is Kind.BYTES and chance.random() < 0.7:
            return bytes(atheris.Mutate(data, most))
        return damage(target, data or seeds[0], seeds, chance)[:most]

    options = [
        f"-rss_limit_mb={MEGABYTES}", f"-timeout={6 * SECONDS}", f"-max_len={LONGEST}", f"-runs={inputs}",
        "-verbosity=0",
        f"-max_total_time={seconds}", f"-artifact_prefix={KEPT / name}/", "-len_control=0", str(corpus),
    ]  # fmt: skip
    atheris.Setup([sys.argv[0], *options], log.watched(target.check), custom_mutator=mutate)
    atheris.Fuzz()
    return 0


def _blind(name: str, inputs: int, seconds: int) -> int:
    """The same damage for the same name, as fast as the reader is."""
    from fuzz.damage import mutations
    from fuzz.targets import TARGETS

    target, log, until = TARGETS[name], Log(name), time.monotonic() + seconds
    check = log.watched(target.check)
    for data in mutations(f"{name} {log.before}", target, inputs):
        began = time.process_time()
        check(data)
        if time.process_time() - began > SECONDS:
            log.keep(data, f"more than {SECONDS} s")
        if time.monotonic() > until:
            break
    log.write()
    return 0


class Log:
    """How many inputs a target has had, in all runs, and what broke it; written as it goes."""

    def __init__(self, name: str) -> None:
        self._folder = KEPT / name
        self._folder.mkdir(parents=True, exist_ok=True)
        self._file = self._folder / "log.json"
        said = json.loads(self._file.read_text(encoding="utf-8")) if self._file.exists() else {}
        self.before: int = said.get("inputs", 0)
        self._broken: dict[str, str] = said.get("broken", {})
        self._count = 0

    def watched(self, check: Callable[[bytes], None]) -> Callable[[bytes], None]:
        """The check, counted; what it raises is kept once for each kind and place, and the run goes on."""

        def run(data: bytes) -> None:
            self._count += 1
            # libFuzzer ends the process itself, before a last word: few inputs are counted as they come.
            if self._count % (1_000 if self._count > 1_000 else 50) == 0:
                self.write()
            try:
                check(data)
            except Exception as error:
                self.keep(data, _kind(error))

        return run

    def keep(self, data: bytes, kind: str) -> None:
        """Keep a failure's first input, or a shorter one."""
        old = self._broken.get(kind)
        if old is None and len(self._broken) >= MOST_KINDS:
            return
        if old is None or len(data) < (self._folder / old).stat().st_size:
            name = f"broken-{hashlib.sha256(data).hexdigest()[:8]}"
            (self._folder / name).write_bytes(data)
            self._broken[kind] = name
            self.write()

    def write(self) -> None:
        """The count so far, over the old one."""
        said = {"inputs": self.before + self._count, "broken": self._broken}
        new = self._file.with_suffix(".new")
        new.write_text(json.dumps(said, ensure_ascii=False), encoding="utf-8")
        new.replace(self._file)


def _kind(error: Exception) -> str:
    """A failure by its type and where in the product it arose: what of a person stood in it is not told."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if str(ROOT) in frame.filename]
    ours = [frame for frame in frames if "/fuzz/" not in frame.filename and "/.venv/" not in frame.filename]
    last = (ours or frames)[-1]
    place = f"{Path(last.filename).relative_to(ROOT)}:{last.lineno}"
    said = str(error) if isinstance(error, AssertionError) else ""
    return " ".join(part for part in (type(error).__name__, place, said[:100]) if part)


def told(names: list[str]) -> list[Any]:
    """A row for each target, from what is kept."""
    from fuzz.targets import GROUPS
    from kiosk.campaign.values import Broken, Promise, Row

    rows = []
    for group, targets in GROUPS.items():
        for name in targets:
            if name not in names:
                continue
            file = KEPT / name / "log.json"
            said = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
            broken = [Broken(f"{name}/{kept}", Promise.REFUSED, kind) for kind, kept in said.get("broken", {}).items()]
            # libFuzzer's own: an input that took too long, or too much memory.
            limits = [*(KEPT / name).glob("timeout-*"), *(KEPT / name).glob("oom-*"), *(KEPT / name).glob("crash-*")]
            broken += [Broken(f"{name}/{path.name}", Promise.BOUNDED, path.name.partition("-")[0]) for path in limits]
            trials = said.get("inputs", 0)
            promises = (Promise.REFUSED, Promise.BOUNDED)
            why = "" if trials else "no input was tried"
            rows.append(Row("input", f"{group}: {name}", trials, promises, tuple(broken), why))
    return rows


def main() -> int:
    """The command line; 1 when an input broke a reader, 2 when nothing could be run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("targets", nargs="*", default=["all"])
    parser.add_argument("--inputs", type=int, default=1_000_000, help="in all, shared out among the targets")
    parser.add_argument("--seconds", type=int, default=6 * 3_600, help="the longest one target may take")
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--json", action="store_true", help="rows as JSON in the last line")
    parser.add_argument("--blind", action="store_true", help="without coverage: faster, and knows less")
    parser.add_argument("--one", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        logging.disable(logging.CRITICAL)
        gc.freeze()
        return fuzz(options.one, options.inputs, options.seconds, guided=not options.blind)
    from fuzz.targets import TARGETS

    names = [*TARGETS] if "all" in options.targets else options.targets
    if unknown := [name for name in names if name not in TARGETS]:
        sys.stderr.write(f"no such target: {', '.join(unknown)}; there are {', '.join(TARGETS)}\n")
        return 2
    whole = sum(TARGETS[name].share for name in names)

    def run(name: str) -> None:
        share = max(1, round(options.inputs * TARGETS[name].share / whole))
        command = [sys.executable, __file__, "--one", name, "--inputs", str(share), "--seconds", str(options.seconds)]
        KEPT.joinpath(name).mkdir(parents=True, exist_ok=True)
        with (KEPT / name / "output.txt").open("wb") as output:
            done = subprocess.run(
                [*command, *(["--blind"] if options.blind else [])], stdout=output, stderr=output, check=False
            )
        sys.stderr.write(f"{name}: ended with {done.returncode}\n")

    with ThreadPoolExecutor(options.jobs) as pool:
        list(pool.map(run, names))
    from kiosk.campaign.values import rows_json, table

    rows = told(names)
    sys.stdout.write(f"{rows_json(rows) if options.json else table(rows)}\n")
    if not any(row.trials for row in rows):
        return 2
    return int(any(row.broken for row in rows))


if __name__ == "__main__":
    raise SystemExit(main())
