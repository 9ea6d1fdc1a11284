"""`make test-system`: docs/install.md followed word by word on a fresh, booted Debian 12, and what must hold there.

A station and a hub come up, the station enrolled and set up from answers; whatever doctor checks is broken and named;
every program is killed and must be back within 10 s; updates are refused, done, rolled back and cut off; the package
goes and leaves nothing. One table says what was seen, in build/test-system. Root's; half an hour or more.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

from booted import Booted, tools  # noqa: E402 - beside this file, which is no package
from system import breaking, guide, kept, killing, locked, removing  # noqa: E402
from system.bench import Bench  # noqa: E402
from system.table import Ended, Table  # noqa: E402
from system.updating import Updates  # noqa: E402

ROOT = HERE.parent
FOLDER = ROOT / "build/test-system"
STEPS = ("guide", "receiver", "backup", "doctor", "locked", "killed", "update", "removed")


def main() -> int:
    """Run everything; 0 when all held in time."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--deb", type=Path, help="a package built by packaging/build.py; else it is built, quickly")
    parser.add_argument("--again", choices=STEPS, help="go on with the machine as the last run left it, from this step")
    options = parser.parse_args()
    tools()
    if options.deb is None:
        subprocess.run(["nice", sys.executable, HERE / "build.py", "--quick"], check=True)
    deb = options.deb or max((ROOT / "build").glob("kiosk_*_amd64.deb"), key=lambda path: path.stat().st_mtime)
    FOLDER.mkdir(parents=True, exist_ok=True)
    table, machine = Table(FOLDER), Booted(FOLDER, anew=options.again is None)
    began = time.monotonic()
    try:
        machine.start()
        _steps(Bench(machine, table, FOLDER), deb, STEPS.index(options.again or STEPS[0]))
    except Ended as ended:
        sys.stderr.write(f"ended: {ended}\n")
    except SystemExit as failed:
        table.saw(f"a command in the machine failed: {failed}", holds=False)
    finally:
        table.step("whole")
        table.saw("the whole run", seconds=time.monotonic() - began)
        sys.stdout.write(f"\n{table.write()}")
        machine.stop()
    return 1 if table.bad else 0


def _steps(bench: Bench, deb: Path, first: int) -> None:
    before = set[str]()
    bench.sandbox = guide.sandbox()
    if first == 0:
        guide.screen_without_a_card(bench)
        before = guide.places(bench)
        guide.follow(bench, deb)
    else:
        bench.run(bench.sandbox)
    for step in STEPS[max(1, first) :]:
        match step:
            case "receiver":
                kept.webhook(bench)
            case "backup":
                kept.backup(bench)
            case "doctor":
                breaking.break_everything(bench)
            case "locked":
                locked.look(bench)
            case "killed":
                killing.kill_everything(bench)
            case "update":
                Updates(bench, deb, FOLDER).all()
            case "removed":
                removing.remove(bench, deb, before)


if __name__ == "__main__":
    sys.exit(main())
