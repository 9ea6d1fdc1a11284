"""The matching as a process of its own, so that its time and memory are its own: files in, matches out.

`python -m kiosk.reconcile.engine.bench.worker PAYMENTS LINES RECEIPTS OUT` prints `{"peak_rss_mib": …}`.
"""

from __future__ import annotations

import json
import re
import resource
import sys
from pathlib import Path

from kiosk.reconcile.csv_files import read_books, write_matches
from kiosk.reconcile.engine.run import run
from kiosk.reconcile.engine.store import Store
from kiosk.reconcile.engine.values import Settings


def main() -> None:
    """Match the files named on the command line."""
    payments, lines, receipts, out = map(Path, sys.argv[1:5])
    with Store(Settings()) as store:
        read_books(store, payments, lines, receipts)
        run(store)
        write_matches(store, out)
    sys.stdout.write(json.dumps({"peak_rss_mib": peak_rss_mib()}) + "\n")


def peak_rss_mib() -> float:
    """The most memory this process had resident, in MiB (Linux tells it since its start; elsewhere getrusage does)."""
    status = Path("/proc/self/status")
    if status.exists():
        found = re.search(r"VmHWM:\s+(\d+) kB", status.read_text(encoding="ascii"))
        if found:
            return round(int(found[1]) / 1024, 1)
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1)


if __name__ == "__main__":
    main()
