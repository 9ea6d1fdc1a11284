"""What we ship and where it comes from, looked through: `python packaging/supply_chain.py [--json] [LOOK…]`.

Each look is a row (`kiosk.campaign.values`): the bill of materials of the locked set, its licences, the package's
content, our own code under bandit, known advisories, how far systemd shuts each service in, and forgotten secrets.
What cannot be looked at here says so and never counts as well. Papers and reports lie in build/supply-chain.
Exit 0 when all is well, 1 when something was found, 2 when something could not be run and nothing was found.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "packaging"), str(ROOT)]

import contents  # noqa: E402 - beside this file, which is no package
import leaks  # noqa: E402
import licences  # noqa: E402

from kiosk.campaign.values import Broken, Promise, Row, rows_json, table  # noqa: E402

OUT = ROOT / "build" / "supply-chain"
REQUIREMENTS = ROOT / "requirements/base.txt"
CAMPAIGN = "supply chain"
CODE = ("kiosk", "chip_reader", "face_match", "his_client", "ui", "packaging", "tools")
MOST_EXPOSED = 3.0
KNOWN_BAD = "jinja2==2.4.1"
"""A release with advisories (CVE-2016-10745 among them): where it is found well, nothing was looked up."""

BANDIT_EXPLAINED = {
    "B101": "assertions state what a type cannot; nothing that protects anybody rests on one",
    "B311": "seeded randomness drives simulations and retries; keys and challenges come from `secrets`",
    "B403": "pickle is imported nowhere but where multiprocessing needs its error",
    "B404": "children are needed: the decoder, the hub's gate, systemd; how they are started is B602 to B607",
    "B603": "children are started from argument lists that hold no word of a stranger, never through a shell",
    "B607": "the package's units set PATH, and only root may write where it leads",
    "B105": "ruff's S105 looks at the same words, and each exception has its reason at its line",
    "B106": "ruff's S106 looks at the same words, and each exception has its reason at its line",
    "B107": "ruff's S107 looks at the same words, and each exception has its reason at its line",
    "B405": "Element is a type and a writer here; what comes from outside is parsed by defusedxml (B313 to B319)",
    "B406": "only xml.sax.saxutils.escape, which parses nothing",
}  # fmt: skip
"""Checks of bandit that say too much here, with why; every other finding needs `# noqa: S…  - why` at its line."""

Look = Callable[[], Row]


def row(what: str, trials: int, broken: Iterable[tuple[str, str]] = (), not_run: str = "") -> Row:
    """A row of this campaign; `broken` are names and what was seen."""
    found = tuple(Broken(name, Promise.REFUSED, seen) for name, seen in broken)
    return Row(CAMPAIGN, what, trials, (Promise.REFUSED,), found, not_run)


def environment(lock: str) -> Path | str:
    """The programs of a lock of their own, or why they cannot be had."""
    home, uv = OUT / lock, ROOT / ".venv/bin/uv"
    made = _quietly(uv, "venv", "--quiet", "--allow-existing", "--python", sys.executable, home)
    if made.returncode == 0:
        python, lock_file = home / "bin/python", ROOT / f"packaging/{lock}.txt"
        made = _quietly(uv, "pip", "sync", "--quiet", "--python", python, "--require-hashes", lock_file)
    return home / "bin" if made.returncode == 0 else f"packaging/{lock}.txt cannot be installed here"


def bill_of_materials() -> Row:
    """CycloneDX over the lock: every package once, in its version, with its hashes."""
    what, programs = "bill of materials", environment("tools")
    if isinstance(programs, str):
        return row(what, 0, not_run=programs)
    bill = OUT / "kiosk.cdx.json"
    done = _quietly(
        programs / "cyclonedx-py", "requirements", "--output-reproducible", "--of", "JSON", "-o", bill, REQUIREMENTS
    )
    if done.returncode:
        return row(what, 1, [("cyclonedx-py", done.stderr[-200:])])
    return row(what, *judged_bill(json.loads(bill.read_text(encoding="utf-8"))))


def judged_bill(bill: dict[str, list[dict[str, object]]]) -> tuple[int, list[tuple[str, str]]]:
    """How many packages the lock has, and which of them a bill does not name as it should."""
    named = {str(part["name"]).lower().replace("_", "-"): part for part in bill.get("components", [])}
    wanted = licences.locked(REQUIREMENTS)
    found = []
    for name, version in wanted:
        part = named.get(name, {})
        if part.get("version") != version or not part.get("purl"):
            found.append((name, "is missing in the bill"))
        elif not re.search(r'"alg": "SHA-256"', json.dumps(part)):
            found.append((name, "has no hash in the bill"))
    return len(wanted), found


def licence_list() -> Row:
    """Every locked package under a licence of the list."""
    return row("licences of the locked set", len(licences.locked(REQUIREMENTS)), licences.problems(REQUIREMENTS))


def package() -> Row:
    """The built package: no model that excludes a product, no module of Qt under the GPL alone, no secret in it."""
    what = "content of the package"
    built = sorted((ROOT / "build").glob("kiosk_*_amd64.deb"), key=lambda path: path.stat().st_mtime)
    if not built:
        return row(what, 0, not_run="no package in build/: make deb")
    with tempfile.TemporaryDirectory(prefix="kiosk-deb-") as folder:
        root = Path(folder)
        subprocess.run(["dpkg-deb", "--extract", str(built[-1]), folder], check=True)
        files = [path for path in root.rglob("*") if path.is_file() and not path.is_symlink()]
        broken = [tuple(line.split(": ", 1)) for line in contents.problems(root)]
        ours = re.compile(r"/site-packages/(kiosk|chip_reader|face_match|his_client|ui)/|^(etc|usr)/")
        for path in files:
            name = path.relative_to(root).as_posix()
            if ours.search(name):  # what others publish is theirs, and their hashes are locked
                broken += [(str(leak), leak.rule) for leak in leaks.leaks_in_file(path, name)]
    return row(f"{what} {built[-1].name}", len(files), [(name, seen) for name, seen in broken])


def code() -> Row:
    """Bandit over everything that is ours; what it finds is explained here, or at its line."""
    done = subprocess.run(
        [sys.executable, "-m", "bandit", "-q", "-r", *(str(ROOT / room) for room in CODE), "-f", "json"],
        capture_output=True, text=True, check=False, cwd=ROOT,
    )  # fmt: skip
    if not done.stdout.startswith("{"):
        return row("own code under bandit", 0, not_run="bandit did not run")
    said = json.loads(done.stdout)
    broken = [
        (f"{Path(one['filename']).relative_to(ROOT)}:{one['line_number']}", f"{one['test_id']} {one['issue_text']}")
        for one in said["results"]
        if not explained(one["test_id"], Path(one["filename"]), one["line_range"])
    ]
    broken += [(str(error["filename"]), str(error["reason"])) for error in said["errors"]]
    return row("own code under bandit", len(said["metrics"]) - 1, broken)


def explained(test: str, path: Path, lines: list[int]) -> bool:
    """Whether a finding stands in the list, or is excepted where it is, by the number ruff knows it by, with a reason.

    The reason stands behind the exception, or is the comment above it.
    """
    if test in BANDIT_EXPLAINED:
        return True
    text = ["", *path.read_text(encoding="utf-8").splitlines()]
    for number in range(max(1, min(lines) - 1), max(lines) + 1):
        excepted = re.search(rf"# noqa: [A-Z0-9, ]*\bS{test[1:]}\b(.*)", text[number])
        if excepted and (re.search(r"\w", excepted[1]) or text[number - 1].lstrip().startswith("#")):
            return True
    return False


def advisories() -> Row:
    """Known advisories against the lock. Where the data cannot be reached this was not run, whatever the tool says."""
    what, programs = "known advisories", environment("audit")
    if isinstance(programs, str):
        return row(what, 0, not_run=programs)
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as control:
        control.write(f"{KNOWN_BAD}\n")
        control.flush()
        seen = _audited(programs, Path(control.name))
    if not seen or not any(one.get("vulns") for one in seen):
        return row(what, 0, not_run="the advisories cannot be reached from here")
    found = _audited(programs, REQUIREMENTS)
    wanted = licences.locked(REQUIREMENTS)
    if found is None or any("skip_reason" in one for one in found) or len(found) < len(wanted):
        return row(what, 0, not_run="the advisories were reached for a part of the packages only")
    broken = [(f"{one['name']} {one['version']}", str(vuln["id"])) for one in found for vuln in one["vulns"]]
    return row(what, len(found), broken)


def _audited(programs: Path, requirements: Path) -> list[dict[str, list[dict[str, str]]]] | None:
    """What pip-audit says of each package; None where it says nothing."""
    asked = ("--strict", "--disable-pip", "--no-deps", "--progress-spinner", "off", "--timeout", "20", "-f", "json")
    done = _quietly(programs / "pip-audit", *asked, "-r", requirements)
    try:
        found: list[dict[str, list[dict[str, str]]]] = json.loads(done.stdout)["dependencies"]
    except (ValueError, KeyError):
        return None
    return found


def services() -> Row:
    """How much each service could still do, as systemd reckons: 0 is nothing, 10 everything."""
    what = f"services shut in (exposure {MOST_EXPOSED} at most)"
    if shutil.which("systemd-analyze") is None:
        return row(what, 0, not_run="no systemd here: make test-system boots one")
    units = sorted((ROOT / "packaging/systemd").glob("*.service"))
    exposed = exposures(units)
    broken = [
        (unit.name, f"exposure {exposed.get(unit.name, 'unknown')}")
        for unit in units
        if exposed.get(unit.name, 10.0) > MOST_EXPOSED
    ]
    return row(what, len(units), broken)


def exposures(units: Iterable[Path]) -> dict[str, float]:
    """The score of each unit, looked at without a running systemd."""
    found = {}
    with tempfile.TemporaryDirectory(prefix="kiosk-units-") as folder:
        here = Path(folder) / "usr/lib/systemd/system"
        here.mkdir(parents=True)
        for unit in units:
            shutil.copy(unit, here)
        for unit in units:
            done = _quietly(
                "systemd-analyze", "security", "--offline=true", f"--root={folder}", "--no-pager", unit.name
            )
            if said := re.search(r"Overall exposure level for \S+: ([0-9.]+)", done.stdout):
                found[unit.name] = float(said[1])
    return found


def forgotten_secrets() -> Row:
    """The repository's files under the rules of `leaks`."""
    names = leaks.tracked(ROOT)
    broken = [(str(leak), leak.rule) for name in names for leak in leaks.leaks_in_file(ROOT / name, name)]
    return row("secrets in the repository", len(names), broken)


LOOKS: dict[str, Look] = {
    "sbom": bill_of_materials,
    "licences": licence_list,
    "package": package,
    "bandit": code,
    "advisories": advisories,
    "services": services,
    "secrets": forgotten_secrets,
}


def _quietly(*command: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*map(str, command)], capture_output=True, text=True, check=False)


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("looks", nargs="*", metavar="LOOK", help=f"of {', '.join(LOOKS)}; all without any")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    if unknown := [name for name in options.looks if name not in LOOKS]:
        parser.error(f"no such look: {', '.join(unknown)}")
    OUT.mkdir(parents=True, exist_ok=True)
    rows = []
    for name in options.looks or LOOKS:
        sys.stderr.write(f"{name} …\n")
        rows.append(LOOKS[name]())
    (OUT / "rows.json").write_text(rows_json(rows), encoding="utf-8")
    sys.stdout.write(f"{rows_json(rows) if options.json else table(rows)}\n")
    if any(one.broken for one in rows):
        return 1
    return 2 if any(one.not_run for one in rows) else 0


if __name__ == "__main__":
    sys.exit(main())
