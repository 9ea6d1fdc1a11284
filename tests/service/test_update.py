"""An update: only what the pinned key vouches for, only when nothing is interrupted or lost, and back when it fails."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from his_client.his.ports import Feedback, FeedbackTaken
from kiosk.cli.update import _take
from kiosk.clock import SystemClock
from kiosk.delivery.machine import DeliveryDone, DeliveryHandedOver, DeliveryRefused, DeliveryRequested
from kiosk.journal import Journal, MasterKey
from kiosk.service import machine as this
from kiosk.service.control import Standing
from kiosk.service.machine import _control
from kiosk.service.release import SUFFIX, Release, ReleaseInvalid, verified, word
from kiosk.service.standstill import MayStop, judged, open_deliveries
from kiosk.service.update import Failed, Result, update
from kiosk.station.records import station_codec

NEW = Release("kiosk", "0.2.0", "0" * 64, 1)


class Made:
    """A machine that remembers what was done to it; `breaks` names the calls that fail."""

    def __init__(
        self, *breaks: str, may: MayStop | None = None, worse: Callable[[int], set[str]] | None = None
    ) -> None:
        self.breaks = set(breaks)
        self.may = may or MayStop()
        self.worse = worse or (lambda _call: set())
        self.release, self.asked = "0.1.0", 0
        self.done: list[str] = []

    def _do(self, what: str) -> None:
        self.done.append(what)
        if what in self.breaks:
            raise Failed(what)

    def installed(self) -> str:
        return self.release

    def newer(self, version: str, than: str) -> bool:
        return version > than

    def may_stop(self, hold_s: float = 0.0) -> MayStop:
        self.done.append("hold" if hold_s else "may stop")
        return self.may if "held" not in self.breaks or hold_s else MayStop()

    def books_saved(self) -> bool:
        return "books" not in self.breaks

    def unpack(self, deb: Path) -> Path:
        self._do("unpack")
        return deb.parent / "trial"

    def failing(self, release: Path | None) -> frozenset[str]:
        self.asked += 1
        return frozenset({"station: printer"} | self.worse(self.asked))

    def tried(self, release: Path) -> None:
        self._do("tried")

    def keep(self) -> Path:
        self._do("keep")
        return Path("kept.deb")

    def serving(self) -> tuple[str, ...]:
        return ("kiosk-display", "kiosk-station")

    def begin(self, kept: Path) -> None:
        self._do("begin")

    def stop(self, services: tuple[str, ...]) -> None:
        self._do("stop")

    def install(self, deb: Path) -> None:
        self._do(f"install {deb.name}")
        self.release = "0.2.0" if deb.name == "new.deb" else "0.1.0"

    def start(self, services: tuple[str, ...]) -> None:
        self._do(f"start {self.release}")

    def watch(self, services: tuple[str, ...], seconds: float) -> None:
        self._do("watch")

    def put_books_back(self) -> None:
        self._do("put books back")

    def finish(self, deb: Path) -> None:
        self._do(f"finish {deb.name}")


def bring(machine: Made, release: Release = NEW, *, only_check: bool = False, older: bool = False) -> Result:
    return update(machine, Path("new.deb"), release, only_check=only_check, older=older)


def test_a_release_is_tried_first_then_installed_watched_and_kept() -> None:
    machine = Made()
    assert bring(machine).end == "updated"
    tried = ["may stop", "unpack", "tried", "keep", "hold"]
    switched = ["begin", "stop", "install new.deb", "start 0.2.0", "watch", "finish new.deb"]
    assert machine.done == tried + switched


@pytest.mark.parametrize("broken", ["install new.deb", "start 0.2.0", "watch"])
def test_a_release_that_does_not_serve_is_rolled_back(broken: str) -> None:
    machine = Made(broken)
    result = bring(machine)
    assert (result.end, result.why, machine.release) == ("rolled_back", broken, "0.1.0")
    assert machine.done[-5:] == ["stop", "install kept.deb", "put books back", "start 0.1.0", "finish kept.deb"]


def test_a_release_whose_doctor_finds_more_wrong_once_installed_is_rolled_back() -> None:
    machine = Made(worse=lambda call: {"station: camera"} if call == 3 else set())
    result = bring(machine)
    assert (result.end, machine.release) == ("rolled_back", "0.1.0")
    assert "station: camera" in result.why
    assert "printer" not in result.why


def test_a_machine_that_cannot_go_back_says_so_and_tries_again_when_it_starts() -> None:
    machine = Made("watch", "install kept.deb")
    assert bring(machine).end == "stuck"
    assert not any(step.startswith("finish") for step in machine.done)


@pytest.mark.parametrize(
    ("machine", "code"),
    [
        (Made(may=MayStop("in_visit", "a patient stands at the station")), "in_visit"),
        (Made(may=MayStop("undelivered", "undelivered: 3 messages")), "undelivered"),
        (Made("held", may=MayStop("in_visit", "somebody came meanwhile")), "in_visit"),
        (Made("books"), "books"),
        (Made("unpack"), "failed"),
        (Made("tried"), "failed"),
        (Made("keep"), "failed"),
        (Made(worse=lambda call: {"hub: journal"} if call == 2 else set()), "doctor"),
    ],
)
def test_nothing_is_stopped_for_an_update_that_is_refused(machine: Made, code: str) -> None:
    result = bring(machine)
    assert (result.end, result.code) == ("refused", code)
    assert "stop" not in machine.done
    assert machine.release == "0.1.0"


def test_the_same_release_is_refused_and_an_earlier_one_unless_it_is_meant() -> None:
    assert bring(Made(), Release("kiosk", "0.1.0", "", 0)).code == "same"
    assert bring(Made(), Release("kiosk", "0.0.9", "", 0)).code == "older"
    assert bring(Made(), Release("kiosk", "0.0.9", "", 0), older=True).end == "updated"


def test_a_check_changes_nothing() -> None:
    machine = Made()
    assert bring(machine, only_check=True).end == "ready"
    assert machine.done == ["may stop", "unpack", "tried"]


@pytest.fixture
def key() -> Ed25519PrivateKey:
    return Ed25519PrivateKey.generate()


def private(key: Ed25519PrivateKey) -> bytes:
    return key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )


@pytest.fixture
def offered(tmp_path: Path, key: Ed25519PrivateKey) -> Path:
    deb = tmp_path / "kiosk_0.2.0_amd64.deb"
    deb.write_bytes(b"a package" * 1000)
    deb.with_name(deb.name + SUFFIX).write_bytes(word(private(key), deb, "0.2.0"))
    public = key.public_key().public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    (tmp_path / "pinned.pem").write_bytes(public)
    return deb


@pytest.mark.attack
def test_a_package_is_what_the_pinned_key_says(offered: Path) -> None:
    release = verified(offered.parent / "pinned.pem", offered)
    assert (release.version, release.size) == ("0.2.0", 9000)


@pytest.mark.attack
def test_a_changed_renamed_unsigned_or_foreign_package_is_no_release(offered: Path, key: Ed25519PrivateKey) -> None:
    pinned, signed = offered.parent / "pinned.pem", offered.with_name(offered.name + SUFFIX)
    whole, good = offered.read_bytes(), signed.read_bytes()
    offered.write_bytes(whole[:-1] + b"x")
    with pytest.raises(ReleaseInvalid, match="not the file that was signed"):
        verified(pinned, offered)
    offered.write_bytes(whole)
    signed.write_bytes(word(private(Ed25519PrivateKey.generate()), offered, "0.2.0"))
    with pytest.raises(ReleaseInvalid, match="signature"):
        verified(pinned, offered)
    changed = json.loads(good)
    changed["purpose"] = "kiosk-configuration-1"
    signed.write_text(json.dumps(changed))
    with pytest.raises(ReleaseInvalid, match="another purpose"):
        verified(pinned, offered)
    signed.unlink()
    with pytest.raises(ReleaseInvalid, match="missing"):
        verified(pinned, offered)
    pinned.write_text("no key")
    with pytest.raises(ReleaseInvalid, match="no key for releases"):
        verified(pinned, offered)


@pytest.mark.parametrize(
    ("standing", "code"),
    [
        (Standing(visit=True, unsettled=1, behind=1), "in_visit"),
        (Standing(visit=False, unsettled=2, behind=0), "undelivered"),
        (Standing(visit=False, unsettled=0, behind=7), "undelivered"),
        (Standing(visit=False, unsettled=0, behind=0), ""),
    ],
)
def test_a_running_station_says_itself_whether_it_may_be_stopped(standing: Standing, code: str) -> None:
    assert judged(standing, None).code == code


def test_of_a_station_that_does_not_run_its_journal_says_what_was_not_delivered(tmp_path: Path) -> None:
    path = tmp_path / "journal.db"
    assert judged(None, path) == MayStop()
    journal = Journal.open(path, station_codec(), MasterKey(bytes(32)), SystemClock())
    ends = [
        DeliveryDone("a", FeedbackTaken("a")),
        DeliveryRefused("b", "no"),
        DeliveryHandedOver("c", "too long"),
        None,
    ]
    for key, end in zip("abcd", ends, strict=True):
        journal.append([(f"visit-{key}", DeliveryRequested(key, Feedback(key, "03", 5, SystemClock().now())))])
        if end is not None:
            journal.append([(f"visit-{key}", end)])
    journal.close()
    assert open_deliveries(path) == 1
    found = judged(None, path)
    assert found.code == "undelivered"
    assert "undelivered: 1 " in found.why
    path.write_bytes(b"no journal" * 100)
    assert judged(None, path).code == "unclear"


def test_root_takes_a_file_and_nothing_that_only_looks_like_one(tmp_path: Path) -> None:
    (tmp_path / "kiosk.deb").write_bytes(b"a package")
    _take(tmp_path / "kiosk.deb", tmp_path / "ours")
    assert (tmp_path / "ours").read_bytes() == b"a package"
    (tmp_path / "link.deb").symlink_to("/etc/shadow")
    os.mkfifo(tmp_path / "pipe.deb")
    for name in ("link.deb", "pipe.deb", "absent.deb"):
        with pytest.raises(OSError, match=name):
            _take(tmp_path / name, tmp_path / "theirs")
    assert not (tmp_path / "theirs").exists()


def test_an_installed_package_is_packed_again_with_the_control_file_it_had() -> None:
    status = (
        "Package: kiosk\nStatus: install ok installed\nVersion: 0.1.0\nConffiles:\n /etc/kiosk/weston.ini 0f3\n"
        " /etc/pam.d/kiosk-display a1b\nDescription: reception kiosk\n A patient lays the card on the tray.\n"
    )
    assert _control(status) == (
        "Package: kiosk\nVersion: 0.1.0\nDescription: reception kiosk\n A patient lays the card on the tray.\n"
    )


def test_of_a_release_that_was_half_unpacked_when_power_failed_nothing_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("0.1.0", "0.2.0/bin"):
        (tmp_path / "releases" / name).mkdir(parents=True)
    (tmp_path / "releases/0.2.0/bin/kiosk.dpkg-new").touch()
    (tmp_path / "current").symlink_to("releases/0.1.0")
    monkeypatch.setattr(this, "CURRENT", tmp_path / "current")
    monkeypatch.setattr(this.ThisMachine, "installed", lambda _self: "0.1.0")
    this.ThisMachine().drop_halves()
    assert [path.name for path in (tmp_path / "releases").iterdir()] == ["0.1.0"]
