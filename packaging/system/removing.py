"""The package goes: removed it keeps what is the hospital's, purged it leaves nothing."""

from __future__ import annotations

import shutil
from pathlib import Path

from system.bench import Bench
from system.devices import PLACE, TRUST
from system.guide import places


def remove(bench: Bench, deb: Path, before: set[str]) -> None:
    """Remove, purge, and once more with the journals."""
    bench.table.step("removed")
    bench.quiet()
    bench.run("apt-get remove --yes kiosk")
    running = bench.run("systemctl list-units --plain --no-legend 'kiosk-[dshrb]*'", check=False).stdout
    bench.table.saw("removed: nothing runs", holds="running" not in running)
    bench.table.saw("removed: settings and journals stay", holds=bench.path("var/lib/kiosk/journal.db").exists())
    bench.table.saw("removed: programs are gone", holds=not bench.path("opt/kiosk").exists())
    bench.run("systemctl stop kiosk-sandbox || true; rm -rf /var/lib/kiosk-sandbox /var/lib/private/kiosk-sandbox")
    bench.run(f"rm -rf /srv/backup {PLACE} {TRUST}.kept")  # the hospital's own, as the guide says
    purged = bench.run("apt-get purge --yes kiosk").stdout
    left = {path.name for path in bench.path("etc/kiosk").iterdir()}
    bench.table.saw(
        f"purged: only journals and keys stay ({', '.join(sorted(left))}), and it is said",
        holds=left == {"secrets"} and "kept" in purged,
    )
    shutil.copy(deb, bench.path("root/last.deb"))
    bench.run("apt-get install --yes --no-install-recommends /root/last.deb")
    bench.run("apt-get purge --yes kiosk", KIOSK_PURGE_JOURNALS="yes")
    after = places(bench) - before
    bench.table.saw(f"purged with its journals: nothing is left {sorted(after) or ''}".rstrip(), holds=not after)
