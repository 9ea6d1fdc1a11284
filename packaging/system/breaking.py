"""Everything that doctor checks: broken in the booted machine, named by doctor with what mends it, mended, well again.

Breaks that do not touch each other are made together and looked at with one doctor; so are their mendings.
"""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from system import devices
from system.bench import STATION, Bench, checks
from system.devices import PLACE, READER, TRUST, VPCD

Found = dict[str, dict[str, Any]]
UNWELL = ("warn", "fail")
JOURNAL = "/var/lib/kiosk/journal.db"
BOOKS = "/var/lib/kiosk-hub/hub-books.db"
SITE = "/opt/kiosk/current/lib/python3.11/site-packages"
MODEL = f"{SITE}/face_recognition_models/models/dlib_face_recognition_resnet_model_v1.dat"
SQL = (
    "/usr/bin/python3.11 -c 'import sqlite3, sys; c = sqlite3.connect(sys.argv[1]); c.execute(sys.argv[2]); c.commit()'"
)

ANSWERS = f"""[reader]
kind = "pcsc"
name = "{READER}"
trust = "{TRUST}"

[camera]
source = "{PLACE}/camera"

[audio]
on = true

[printer]
kind = "escpos-network"
host = "127.0.0.1"

[setup]
find = ["screen"]
"""


@dataclass(frozen=True, slots=True)
class Break:
    """One check: what is done to the machine, in words and as a script, what undoes it, and what doctor must say."""

    check: str
    words: str
    script: str = ""
    mend: str = ""
    status: str = "fail"
    says: str = ""
    """A part of the detail."""


def away(path: str) -> tuple[str, str]:
    """Move something away, and back."""
    return f"mv {path} {path}.away", f"mv {path}.away {path}"


AT_REST = (
    Break("hub_configuration", "settings of the hub that do not go with the station's file",
          f"printf '[policy]\\nidle_s = 1\\n' > {devices.OVERLAY}; chown kiosk: {devices.OVERLAY}",
          f"rm {devices.OVERLAY}", "warn"),
    Break("versions", "the package's own description is gone",
          f"mv {SITE}/hospital_kiosk-*.dist-info /root", f"mv /root/hospital_kiosk-*.dist-info {SITE}",
          says="could not be made"),
    Break("fonts", "the slip's typeface is gone", *away(f"{SITE}/ui/fonts"), "warn"),
    Break("letters", "the package with Chinese, Japanese and Korean letters is removed",
          "apt-get remove --yes -qq fonts-noto-cjk",
          "apt-get install --yes -qq fonts-noto-cjk", "warn"),
    Break("voice", "the package espeak-ng lost its program", *away("/usr/bin/espeak-ng")),
    Break("face_models", "one byte more in the model's file",
          f"cp {MODEL} /root/model; printf x >> {MODEL}", f"cp /root/model {MODEL}; rm /root/model"),
    Break("credentials", "the account's secret at the HIS is taken away",
          *away("/etc/kiosk/secrets/station/his_secret.cred"), says="his_secret"),
    Break("sqlite", "the journal is put into WAL mode", f"{SQL} {JOURNAL} 'PRAGMA journal_mode = WAL'",
          f"{SQL} {JOURNAL} 'PRAGMA journal_mode = TRUNCATE'; rm -f {JOURNAL}-wal {JOURNAL}-shm;"
          f" chown kiosk: {JOURNAL}",
          "warn"),
    Break("trust", "a file among the country's certificates is none",
          f"echo nothing > {TRUST}/other.pem; chmod a+r {TRUST}/other.pem", f"rm {TRUST}/other.pem"),
    Break("camera", "the camera is unplugged", *away(f"{PLACE}/camera")),
    Break("services", "the station is stopped", "systemctl stop kiosk-station", "systemctl start kiosk-station",
          says="kiosk-station"),
)  # fmt: skip
"""Made together, beside printer, panel, touch and card; the station is stopped, so that it takes no card."""


def break_everything(bench: Bench) -> None:
    """Plug a station's devices in, set them up from answers, then break one thing after the other."""
    table = bench.table
    table.step("devices")
    devices.plug_in(bench)
    bench.run("systemctl stop kiosk-station")
    devices.card(bench, "id")
    bench.run(f"kiosk card trust import {PLACE}/authority/test-csca.pem --store {TRUST}; chmod -R a+rX {TRUST}")
    bench.path("root/devices.toml").write_text(ANSWERS, encoding="utf-8")
    began = time.monotonic()
    done = bench.run("kiosk setup --answers /root/devices.toml --language en", check=False)
    said = (done.stdout + done.stderr).strip().splitlines()
    bench.ok(
        f"setup from answers tried reader with a card, camera, printer, panel, and saved ({said[-1] if said else ''})",
        holds=done.returncode == 0,
        seconds=time.monotonic() - began,
    )
    devices.card(bench, "")
    bench.run("systemctl start kiosk-station")
    bench.quiet()
    well = bench.doctor()
    unwell = {name: check for name, check in well.items() if check["status"] in UNWELL and name != "clock"}
    bench.ok(f"doctor: nothing is wrong with this station ({_said(unwell.values())})", holds=not unwell)
    table.step("doctor")
    _at_rest(bench)
    _disk(bench)
    _neighbours(bench)
    _accounts(bench)
    _clock(bench)
    _file(bench)
    _journal(bench)
    _hub(bench)
    table.cannot("clock: that a time server keeps it is the kernel's to say, which a container may not tell: it warns")


def _named(bench: Bench, one: Break, broken: Found) -> None:
    check = broken.get(one.check, {"status": "missing", "detail": str(broken)[:200], "fix": ""})
    holds = check["status"] == one.status and bool(check["fix"]) and one.says in check["detail"]
    bench.table.saw(f"{one.check}: {one.words} -> {check['status']}: {check['detail']} -> {check['fix']}", holds=holds)


def _well(bench: Bench, names: Iterable[str], found: Found, but: Iterable[str] = ()) -> None:
    sick = [name for name in names if found.get(name, {"status": "missing"})["status"] not in ("ok", *but)]
    told = "; ".join(f"{name} {found.get(name)}" for name in sick)
    bench.table.saw(f"mended, and well again: {', '.join(names)}{f' BUT {told}' if sick else ''}", holds=not sick)


def _said(found: Iterable[dict[str, Any]]) -> str:
    return "; ".join(f"{check['name']} {check['status']}: {check['detail']}" for check in found)


def _at_rest(bench: Bench) -> None:
    bench.run("\n".join(one.script for one in reversed(AT_REST)))
    devices.printer(bench, "paper")
    devices.panel(bench, 1280, 1024)
    devices.touch(bench, there=False)
    devices.card(bench, "bank")
    broken = bench.doctor()
    for one in (
        *AT_REST,
        Break("printer", "the roll of paper ends", status="fail", says="paper"),
        Break("screen", "another panel is connected", status="warn", says="1280"),
        Break("touch", "the panel's USB cable is out", status="warn"),
        Break("card", "a bank card lies on the tray", status="warn"),
    ):
        _named(bench, one, broken)
    devices.printer(bench, "cover")
    bench.run("\n".join(one.mend for one in AT_REST if one.check != "services"))
    devices.lit(bench, 20)
    devices.card(bench, "")
    bench.run(f"mkdir -p {TRUST}.kept; mv {TRUST}/* {TRUST}.kept")
    broken = bench.doctor()
    for one in (
        Break("printer", "its cover is open", says="cover"),
        Break("camera", "the lamp is off", status="warn", says="dark"),
        Break("trust", "no certificate of the country's is left", status="warn"),
    ):
        _named(bench, one, broken)
    devices.printer(bench, "")
    devices.lit(bench)
    devices.panel(bench, 1080, 1920)
    devices.touch(bench, there=True)
    bench.run(f"mv {TRUST}.kept/* {TRUST}")
    devices.card(bench, "id")
    names = [one.check for one in AT_REST if one.check != "services"]
    _well(bench, [*names, "printer", "screen", "touch", "card"], bench.doctor())
    devices.card(bench, "")
    bench.run("systemctl start kiosk-station")


def _disk(bench: Bench) -> None:
    """A small disk over the station's folder, with what lies in it, nearly full."""
    bench.run("systemctl stop kiosk-station")
    bench.run(
        "cp -a /var/lib/kiosk /root/of-kiosk; mount -t tmpfs -o size=300m,mode=0700 tmpfs /var/lib/kiosk;"
        " cp -a /root/of-kiosk/. /var/lib/kiosk; chown kiosk: /var/lib/kiosk; dd if=/dev/zero of=/var/lib/kiosk/full"
        " bs=1M count=150 status=none"
    )
    _named(bench, Break("disk", "a small disk of which 150 MiB are left"), bench.doctor())
    bench.run("umount /var/lib/kiosk; rm -r /root/of-kiosk; systemctl start kiosk-station")


def _neighbours(bench: Bench) -> None:
    bench.quiet()
    bench.run("systemctl stop kiosk-sandbox kiosk-hub; systemctl restart kiosk-station")
    # The station's unit starts the smart-card service with it; only one that may not start stays away.
    bench.run("systemctl mask --runtime --quiet --now pcscd.socket pcscd.service")
    bench.until(lambda: "undelivered" in bench.run("kiosk service may-stop", check=False).stderr, 30, 1.0)
    broken = bench.doctor()
    for one in (
        Break("reader", "pcscd is stopped", says="service does not answer"),
        Break("his", "the hospital's system is stopped"),
        Break("hub", "the hub is stopped"),
        Break("delivery", "rows wait, because the hub is stopped", status="warn"),
    ):
        _named(bench, one, broken)
    bench.run("systemctl unmask --runtime --quiet pcscd.socket pcscd.service")
    devices.reader(bench)
    sandbox(bench)
    bench.run("systemctl start kiosk-hub")
    bench.quiet()
    _well(bench, ["disk", "services", "reader", "his", "hub", "delivery"], bench.doctor())


def sandbox(bench: Bench) -> None:
    """The guide's own line that starts the sandbox hospital, again."""
    bench.run(bench.sandbox)
    bench.until(lambda: bench.run("kiosk sandbox show --db /var/lib/kiosk-sandbox/his.db --visit x", check=False)
                .returncode == 1, 20, 0.5)  # fmt: skip


def _accounts(bench: Bench) -> None:
    """Wrong secrets, as a person types them, and the reader unplugged."""
    for service, name in (("station", "his_secret"), ("hub", "payment_secret"), ("hub", "insurance_password")):
        bench.run(f"echo wrong | kiosk service secret {service} {name}")
    bench.run(f"mv {VPCD} /root/vpcd; systemctl restart pcscd.service; systemctl restart kiosk-hub")
    time.sleep(8)
    broken = bench.doctor()
    for one in (
        Break("reader", "the reader is unplugged", says="no reader"),
        Break("his", "a wrong secret for the HIS"),
        Break("payment", "a wrong secret for the bank"),
        Break("insurance", "a wrong password for the insurer's gateway"),
    ):
        _named(bench, one, broken)
    for service, name in (("station", "his_secret"), ("hub", "payment_secret"), ("hub", "insurance_password")):
        bench.run(f"echo trial | kiosk service secret {service} {name}")
    bench.run(f"mv /root/vpcd {VPCD}")
    devices.reader(bench)
    bench.run("systemctl restart kiosk-hub kiosk-station")
    bench.quiet()
    time.sleep(5)
    _well(bench, ["reader", "his", "payment", "insurance"], bench.doctor())


def _clock(bench: Bench) -> None:
    for offset, one in (
        ("-200d", Break("clock", "the clock's battery is empty: 200 days ago")),
        ("+10m", Break("servers_clock", "the clock is ten minutes fast")),
        ("+365d", Break("certificates", "in a year's time", status="warn", says="ends on")),
        ("+420d", Break("certificates", "in 14 months", says="")),
    ):
        done = bench.run(devices.at_another_time(offset), check=False)
        _named(bench, one, checks(done))
    _well(bench, ["servers_clock", "certificates", "clock"], bench.doctor(), but=("warn",))


def _file(bench: Bench) -> None:
    bench.run(f"cp -p {STATION} /root/station.kept; echo 'idle = 5' >> {STATION}")
    _named(bench, Break("configuration", "a setting that does not exist"), bench.doctor())
    bench.run(f"mv /root/station.kept {STATION}")


def _journal(bench: Bench) -> None:
    """A copy of the journal is damaged while the station stands; then the real one takes its place again."""
    bench.quiet()
    bench.run(f"systemctl stop kiosk-station; cp -p {JOURNAL} /root/journal.kept")
    bench.run(f"{SQL} {JOURNAL} 'DROP TRIGGER journal_is_not_changed'")
    change = "UPDATE journal SET body = replace(body, char(34), char(32)) WHERE seq = 1"
    bench.run(f"{SQL} {JOURNAL} '{change}'")
    _named(bench, Break("journal", "somebody changed a row of it", says="chain breaks"), bench.doctor())
    bench.run(f"cp -p /root/journal.kept {JOURNAL}; rm -f {JOURNAL}-journal; systemctl start kiosk-station")
    bench.quiet()
    _well(bench, ["configuration", "journal", "services"], bench.doctor())


def _hub(bench: Bench) -> None:
    """What only a hub's file has: its books, and their nightly copy."""
    bench.run("systemctl stop kiosk-hub; mkdir /root/books; cp -p /var/lib/kiosk-hub/hub-books.db* /root/books")
    spoil = f"printf 'spoilt spoilt spoilt' | dd of={BOOKS} bs=1 seek=4096 conv=notrunc status=none"
    bench.run(f"{spoil}; mv /srv/backup /srv/backup.away")
    broken = bench.doctor("hub")
    for one in (
        Break("database", "a page of the hub's books is overwritten", says="damaged"),
        Break("backup", "the disk with the backups is away", status="warn"),
        Break("services", "the hub is stopped", says="kiosk-hub"),
    ):
        _named(bench, one, broken)
    bench.run(
        f"rm -f {BOOKS}-journal; cp -p /root/books/* /var/lib/kiosk-hub; mv /srv/backup.away /srv/backup;"
        " systemctl start kiosk-hub; rm -r /root/books"
    )
    bench.quiet()
    _well(bench, ["database", "backup", "services"], bench.doctor("hub"))
