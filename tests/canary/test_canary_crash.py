"""A program that crashes with a patient in its memory leaves none of it behind, nor does one that it started."""

from __future__ import annotations

import ast
import os
import resource
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from canary_parts import NAME

ROOT = Path(__file__).parents[2]
LIMITED = resource.getrlimit(resource.RLIMIT_CORE)[1] == 0
PATTERN = Path("/proc/sys/kernel/core_pattern")

# As a machine has it that forbids nothing: a station opened in this very process may have handed its own limits on.
FREE = """
import os, resource, signal, sys, time
most = resource.getrlimit(resource.RLIMIT_CORE)[1]
resource.setrlimit(resource.RLIMIT_CORE, (most, most))
open("/proc/self/coredump_filter", "w").write("0x33")
"""

CRASH = f"""{FREE}
held = sys.argv[2] * 1000
if sys.argv[1] == "guarded":
    from kiosk.undumped import leave_no_core_dump
    leave_no_core_dump()
os.kill(os.getpid(), signal.SIGSEGV)
"""

STANDS = f"""{FREE}
held = sys.argv[2] * 1000
if sys.argv[1] == "guarded":
    from kiosk.undumped import leave_no_core_dump
    leave_no_core_dump()
print("stands", flush=True)
time.sleep(60)
"""

LOOKS = """
import ctypes, resource, subprocess, sys
from pathlib import Path
from kiosk.undumped import leave_no_core_dump
leave_no_core_dump()
look = "from pathlib import Path; print(int(Path('/proc/self/coredump_filter').read_text(), 16))"
child = subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, check=True).stdout.strip()
print(resource.getrlimit(resource.RLIMIT_CORE)[0], ctypes.CDLL(None).prctl(3, 0, 0, 0, 0), child)
"""


def crash(how: str, folder: Path) -> list[Path]:
    done = subprocess.run(
        [sys.executable, "-c", CRASH, how, NAME], cwd=folder, check=False, env={"PYTHONPATH": str(ROOT)}
    )
    assert done.returncode == -signal.SIGSEGV
    return sorted(folder.iterdir())


def test_limit_mark_and_filter_are_set_and_the_filter_is_handed_on() -> None:
    done = subprocess.run([sys.executable, "-c", LOOKS], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.strip() == "0 0 0"


@pytest.mark.skipif(
    LIMITED or PATTERN.read_text().strip() != "core", reason="this machine puts cores elsewhere, or writes none"
)
def test_a_crash_leaves_no_core_where_another_program_leaves_its_memory(tmp_path: Path) -> None:
    (tmp_path / "bare").mkdir()
    (tmp_path / "guarded").mkdir()
    assert crash("guarded", tmp_path / "guarded") == []
    [core] = crash("bare", tmp_path / "bare")
    assert NAME.encode() in core.read_bytes(), "the search would see a name in a core"


@pytest.mark.skipif(shutil.which("gcore") is None or os.geteuid() != 0, reason="a debugger and its rights are needed")
@pytest.mark.parametrize(("how", "held"), [("bare", True), ("guarded", False)])
def test_even_a_debugger_with_all_rights_dumps_no_memory_of_it(tmp_path: Path, how: str, held: bool) -> None:
    command = [sys.executable, "-c", STANDS, how, NAME]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) as stands:
        assert stands.stdout is not None
        stands.stdout.readline()
        subprocess.run(["gcore", "-o", tmp_path / "core", str(stands.pid)], capture_output=True, check=True)
        stands.kill()
    [core] = tmp_path.iterdir()
    assert (NAME.encode() in core.read_bytes()) is held


@pytest.mark.parametrize("program", ["kiosk/station/opening.py", "kiosk/cli/hub.py", "ui/cashier/__main__.py"])
def test_every_program_that_holds_people_in_memory_begins_so(program: str) -> None:
    tree = ast.parse((ROOT / program).read_text(encoding="utf-8"))
    calls = [ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)]
    assert calls.count("leave_no_core_dump") >= max(1, calls.count("log_to_stderr"))
