"""docs/install.md followed word by word: the script has no command of its own, it reads them out of the page."""

from __future__ import annotations

import re
import shutil
import time
from pathlib import Path

from system.bench import Bench

ROOT = Path(__file__).resolve().parents[2]
GUIDE = ROOT / "docs/install.md"
ENROLLED = ("configuration", "credentials", "journal", "hub", "his", "insurance", "payment", "certificates")

# A screen without a graphics card: weston as a window of an X server in the machine.
NESTED = """[Service]
PAMName=
TTYPath=
TTYReset=no
TTYVHangup=no
TTYVTDisallocate=no
StandardInput=null
UtmpIdentifier=
Environment=DISPLAY=:9
ExecStart=
ExecStart=/usr/bin/env XDG_RUNTIME_DIR=/run/kiosk-display /usr/bin/weston --config=/etc/kiosk/weston.ini \
--socket=kiosk --backend=x11-backend.so --width=1080 --height=1920
"""
SCREEN = "[Service]\nExecStart=/usr/bin/Xvfb :9 -screen 0 1080x1920x24 -ac -nolisten tcp\nRestart=always\n"


def screen_without_a_card(bench: Bench) -> None:
    """The X server that stands in for a graphics card."""
    bench.run("apt-get update -qq; apt-get install --yes -qq --no-install-recommends xvfb x11-apps")
    # In /usr/local, which survives a restart and is none of the package's.
    for unit, text in (("kiosk-display.service.d/nested.conf", NESTED), ("xvfb.service", SCREEN)):
        path = bench.path("usr/local/lib/systemd/system") / unit
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="ascii")
    bench.run("systemctl daemon-reload; systemctl start xvfb; mkdir -p /etc/systemd/system/multi-user.target.wants")
    bench.run("ln -s /usr/local/lib/systemd/system/xvfb.service /etc/systemd/system/multi-user.target.wants/")


def blocks() -> list[tuple[bool, str]]:
    """The guide's blocks that are typed; True for the one whose exit code says what doctor found."""
    text = GUIDE.read_text(encoding="utf-8")
    found = re.findall(r"^```sh( doctor)?\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    return [(bool(doctor), block) for doctor, block in found]


def sandbox() -> str:
    """The guide's command that starts the sandbox hospital."""
    block = next(block for _, block in blocks() if block.startswith("systemd-run --unit=kiosk-sandbox"))
    return block.partition("\ncat >")[0]


def follow(bench: Bench, deb: Path) -> None:
    """Type everything, as it stands."""
    bench.table.step("guide")
    for name in (deb, Path(f"{deb}.sha256")):
        shutil.copy(name, bench.path("root"))
    page = blocks()
    bench.ok(f"{GUIDE.name} has {len(page)} blocks to follow", holds=len(page) >= 10)
    whole = time.monotonic()
    for doctor, block in page:
        last, began = block.splitlines()[-1], time.monotonic()
        done = bench.run(f"umask 022; cd /root\n{block}", check=not doctor)
        seconds = time.monotonic() - began
        if doctor:
            named = {line.split()[1] for line in done.stdout.splitlines() if line.startswith("FAIL")}
            well = {line.split()[1] for line in done.stdout.splitlines() if line.startswith("ok")}
            bench.ok(f"doctor names what is not plugged in yet: {', '.join(sorted(named))}", holds="printer" in named)
            missing = set(ENROLLED) - well
            bench.ok(f"and finds well what was set up{f', BUT {missing}' if missing else ''}", holds=not missing)
        else:
            bench.ok(f"… {last[:90]}", seconds=seconds)
        if "kiosk setup --answers" in block:
            bench.ok("set up from answers and enrolled by a one-time token", holds="enrolled: 03" in done.stdout)
    bench.ok("the guide was followed to its end", seconds=time.monotonic() - whole)
    _enrolled(bench)


def _enrolled(bench: Bench) -> None:
    """It speaks over mutual TLS, with an identity of its own that the hub knows."""
    listed = bench.run("kiosk service exec hub hub station list --config /etc/kiosk/hub.toml", check=False).stdout
    bench.ok(f"the hub hears station 03 at its gate ({' '.join(listed.split())})", holds=listed.startswith("03 "))
    identity = "/var/lib/kiosk/identity"
    ask = (
        "openssl s_client -connect localhost:8443 -CAfile {0}/authority.pem -verify_return_error {1} -quiet 2>/dev/null"
        " <<'HTTP' | head -1\nGET /configuration HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n\nHTTP"
    )
    shown = f"-cert {identity}/station.pem -key {identity}/station.key"
    known = bench.run(ask.format(identity, shown), check=False).stdout
    stranger = bench.run(ask.format(identity, ""), check=False).stdout
    bench.table.saw(
        "mTLS: with the station's certificate the gate answers", holds=" 401" not in known and "HTTP" in known
    )
    bench.table.saw(f"mTLS: without one it refuses ({stranger.strip()[:60]})", holds="HTTP/1.1 401" in stranger)
    used = bench.run("ls /root/station-token", check=False).returncode
    bench.table.saw("the plain copies of secrets and token are gone", holds=used != 0)


def places(bench: Bench) -> set[str]:
    """Whatever in the machine is called after the product."""
    found = bench.run(
        "find / -xdev -iname '*kiosk*' -not -path '/proc/*' -not -path '/sys/*' -not -path '/run/*'"
        " -not -path '/var/log/*' -not -path '/root/*' -not -path '/var/cache/apt/*' -not -path '/tmp/*'"
        " -not -path '/usr/local/*'; getent passwd | grep -i 'kiosk' || true"
    )
    return {line for line in found.stdout.splitlines() if "kiosk-shell.so" not in line}
