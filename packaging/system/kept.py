"""What is kept beside the visits: a webhook that a provider signs, and the hub's nightly backup."""

from __future__ import annotations

import json
import time

from system.bench import HUB, Bench

# As SePay signs (developer.sepay.vn, xac-thuc): HMAC-SHA256 over time, a dot, and the body as it goes.
WEBHOOK = """import hashlib, hmac, json, sys, time, urllib.error, urllib.request
secret, number, amount = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
body = json.dumps({"id": number, "gateway": "Vietcombank", "transactionDate": "2026-11-26 09:12:00",
    "accountNumber": "0011009999997", "code": None, "content": "khong ro noi dung", "transferType": "in",
    "transferAmount": amount, "accumulated": 0, "subAccount": None, "referenceCode": f"FT{number}"}).encode()
at = str(int(time.time()))
mac = hmac.new(secret.encode(), at.encode() + b"." + body, hashlib.sha256).hexdigest()
asked = urllib.request.Request("http://127.0.0.1:8092/notices/sepay", body, {"Content-Type": "application/json",
    "X-SePay-Timestamp": at, "X-SePay-Signature": f"sha256={mac}"})
try:
    answer = urllib.request.urlopen(asked, timeout=10)
    print(answer.status, answer.read().decode())
except urllib.error.HTTPError as refused:
    print(refused.code, refused.read().decode())
"""
HEALTH = (
    "import urllib.request; print(urllib.request.urlopen('http://127.0.0.1:8092/health', timeout=10).read().decode())"
)


def webhook(bench: Bench) -> None:
    """Post a forged one and a signed one of money that never came: it pays nothing, and waits until SePay lists it."""
    bench.table.step("receiver")
    bench.path("root/webhook.py").write_text(WEBHOOK, encoding="utf-8")
    before = _health(bench)
    work = _hub(bench)["for_cashier"]
    forged = bench.run("python3.11 /root/webhook.py forged 7001 10120").stdout
    bench.table.saw(f"a webhook signed with another secret: {forged.strip()}", holds=forged.startswith("401"))
    bench.table.saw("and nothing of it is kept", holds=_health(bench) == before)
    taken = bench.run("python3.11 /root/webhook.py trial 7002 10120").stdout
    bench.ok(f"a signed webhook of 10.120 đ: {taken.strip()}", holds=taken.startswith("200"))
    time.sleep(12)
    unpaid = _hub(bench)["for_cashier"] == work
    bench.table.saw("the hub asked SePay, whose list does not show it: it is no money", holds=unpaid)
    bench.table.saw(f"and the receiver keeps it until the list does ({_health(bench)})", holds=_waiting(bench) == 1)
    again = bench.run("python3.11 /root/webhook.py trial 7002 10120").stdout
    time.sleep(6)
    same = _waiting(bench) == 1 and _hub(bench)["for_cashier"] == work
    bench.table.saw(f"the same webhook once more: {again.strip()}; it waits once", holds=same)
    receiver = bench.run("kiosk service exec receiver doctor --json --config /etc/kiosk/receiver.toml", check=False)
    unwell = [one["name"] for one in json.loads(receiver.stdout)["checks"] if one["status"] == "fail"]
    bench.table.saw(f"doctor finds nothing wrong with the receiver {unwell or ''}", holds=not unwell)


def backup(bench: Bench) -> None:
    """The timer's own service, now; doctor knows of it; and it opens and holds what the hub has."""
    bench.table.step("backup")
    state = bench.run("systemctl is-active kiosk-backup.timer; systemctl list-timers --no-legend kiosk-backup.timer")
    bench.table.saw(f"the timer is set ({' '.join(state.stdout.split()[:5])})", holds=state.stdout.startswith("active"))
    none = bench.doctor("hub")["backup"]
    bench.table.saw(
        f"doctor before the first night: {none['status']}: {none['detail']}", holds=none["status"] == "warn"
    )
    began = time.monotonic()
    bench.run("systemctl start kiosk-backup.service")
    made = bench.run("ls -l /srv/backup | tail -1").stdout.split()
    bench.ok(f"a sealed backup is made ({made[-1]}, {made[0]})", holds=made[0] == "-rw-------",
             seconds=time.monotonic() - began)  # fmt: skip
    well = bench.doctor("hub")["backup"]
    bench.table.saw(f"doctor: {well['status']}: {well['detail']}", holds=well["status"] == "ok")
    bench.run("touch -d '3 days ago' /srv/backup/*; for file in /srv/backup/hub-*; do"
              " mv $file $(echo $file | sed 's/hub-2026..../hub-20260901/'); done")  # fmt: skip
    old = bench.doctor("hub")["backup"]
    bench.table.saw(
        f"an old one alone: {old['status']}: {old['detail']} -> {old['fix']}", holds=old["status"] == "warn"
    )
    bench.run("systemctl start kiosk-backup.service")
    _restored(bench)


def _restored(bench: Bench) -> None:
    """Put back where no journal is: the hub is stopped, its folder moved away, and everything comes out of the file."""
    rows = _rows(bench)
    began = time.monotonic()
    bench.run(
        "systemctl stop kiosk-hub; mv /var/lib/kiosk-hub /root/hub-away;"
        " install -d -m 0700 -o kiosk-hub -g kiosk-hub /var/lib/kiosk-hub; cd /var/lib/kiosk-hub;"
        " cp $(ls /srv/backup/*.kiosk-backup | tail -1) hub.kiosk-backup; chown kiosk-hub: hub.kiosk-backup;"
        f" kiosk service exec hub data restore /var/lib/kiosk-hub/hub.kiosk-backup --config {HUB}"
    )
    bench.run("rm /var/lib/kiosk-hub/*.kiosk-backup; systemctl start kiosk-hub")
    bench.table.saw(
        f"restored to an empty folder, the hub serves with {_rows(bench)} rows of {rows}, fleet's keys and all",
        holds=_rows(bench) >= rows - 1,
        seconds=time.monotonic() - began,
    )
    bench.run("rm -r /root/hub-away")
    bench.table.saw("the station hands over again what the restored hub lacks", holds=bench.quiet())


def _rows(bench: Bench) -> int:
    script = (
        "import sqlite3; c = sqlite3.connect('file:/var/lib/kiosk-hub/hub.db?mode=ro', uri=True);"
        " print(c.execute('SELECT count(*) FROM journal').fetchone()[0])"
    )
    return int(bench.run(f'python3.11 -c "{script}"').stdout)


def _waiting(bench: Bench) -> object:
    return _health(bench).get("waiting")


def _health(bench: Bench) -> dict[str, int]:
    return dict(json.loads(bench.run(f'python3.11 -c "{HEALTH}"').stdout))


def _hub(bench: Bench) -> dict[str, int]:
    done = bench.run(f"kiosk service exec hub hub status --json --config {HUB}", check=False)
    return dict(json.loads(done.stdout))
