"""Fuzz one parser, or all of them in turn: `python fuzz/run.py TARGET|all [SECONDS]` (needs atheris).

An input that breaks a parser is kept in `build/fuzz/TARGET/`; it moves to the tests with the mending.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

import atheris

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE.parent), str(HERE)]

with atheris.instrument_imports(include=["chip_reader"]):
    from targets import TARGETS


def fuzz(name: str, seconds: int) -> None:
    """Fuzz in this process, which libFuzzer ends itself."""
    target = TARGETS[name]
    found = HERE.parent / "build" / "fuzz" / name
    found.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="fuzz-") as corpus:
        for index, seed in enumerate(target.seeds()):
            (Path(corpus) / str(index)).write_bytes(seed)
        # Memory and time for one input are limits of the product: a chip may cost neither.
        limits = ["-rss_limit_mb=1024", "-timeout=5", "-max_len=65536", f"-max_total_time={seconds}"]
        atheris.Setup([sys.argv[0], *limits, f"-artifact_prefix={found}/", corpus], target.check)
        atheris.Fuzz()


def main() -> int:
    """The command line; 1 when an input was found."""
    name, seconds = (*sys.argv[1:], "60")[:2] if len(sys.argv) > 1 else ("all", "60")
    if name != "all":
        fuzz(name, int(seconds))
        return 0
    results = [subprocess.run([sys.executable, __file__, one, seconds], check=False) for one in TARGETS]
    return int(any(result.returncode for result in results))


if __name__ == "__main__":
    raise SystemExit(main())
