"""Secrets of a service: encrypted by systemd-creds, handed over by its unit, never on a command line or replaced."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from kiosk.service.units import CannotKeepSecret, as_service, drawn, keep_secret, known_secret


@pytest.fixture
def creds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A systemd-creds that writes its arguments and what it was given into the file, turned round."""
    program = tmp_path / "bin/systemd-creds"
    program.parent.mkdir()
    program.write_text('#!/bin/sh\n[ "$1" = encrypt ] || exit 1\n{ echo "$@"; rev; } > "$4"\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}:{os.environ['PATH']}")
    return program


def test_a_secret_is_encrypted_and_named_in_the_services_unit(creds: Path, tmp_path: Path) -> None:
    assert creds.exists()
    places = {"settings": tmp_path / "etc", "units": tmp_path / "units"}
    file = keep_secret("station", "hub_token", "abc", **places)
    keep_secret("station", "his_secret", "def", **places)
    said = file.read_text()
    assert "--name=hub_token -" in said
    assert "cba" in said
    assert "abc" not in said
    assert (tmp_path / "etc/secrets/station").stat().st_mode & 0o077 == 0
    unit = (tmp_path / "units/kiosk-station.service.d/secrets.conf").read_text().splitlines()
    folder = tmp_path / "etc/secrets/station"
    assert unit[1:] == [
        "[Service]",
        f"LoadCredentialEncrypted=his_secret:{folder}/his_secret.cred",
        f"LoadCredentialEncrypted=hub_token:{folder}/hub_token.cred",
    ]
    assert not (tmp_path / "units/kiosk-backup.service.d").exists()
    command = as_service("station", ["kiosk", "doctor"], settings=tmp_path / "etc")
    assert f"--property=LoadCredentialEncrypted=hub_token:{folder}/hub_token.cred" in command
    assert command[-2:] == ["kiosk", "doctor"]


def test_a_journals_key_is_never_replaced_and_another_secret_is(creds: Path, tmp_path: Path) -> None:
    assert creds.exists()
    places = {"settings": tmp_path / "etc", "units": tmp_path / "units"}
    keep_secret("hub", "journal_key", drawn(), **places)
    with pytest.raises(CannotKeepSecret, match="journal's personal parts"):
        keep_secret("hub", "journal_key", drawn(), **places)
    keep_secret("hub", "hub_token", "one", **places)
    assert "owt" in keep_secret("hub", "hub_token", "two", **places).read_text()


def test_the_nightly_backup_is_handed_its_own_key_and_no_other_secret_of_the_hub(creds: Path, tmp_path: Path) -> None:
    assert creds.exists()
    for name in ("backup_key", "his_secret", "hub_token"):
        keep_secret("hub", name, "abc", settings=tmp_path / "etc", units=tmp_path / "units")
    unit = (tmp_path / "units/kiosk-backup.service.d/secrets.conf").read_text().splitlines()
    assert unit[2:] == [f"LoadCredentialEncrypted=backup_key:{tmp_path}/etc/secrets/hub/backup_key.cred"]


def test_an_unknown_or_empty_secret_is_refused_and_nothing_is_left_of_one_that_failed(
    creds: Path, tmp_path: Path
) -> None:
    places = {"settings": tmp_path / "etc", "units": tmp_path / "units"}
    for name, value in (("his_secert", "x"), ("hub_token", "")):
        with pytest.raises(CannotKeepSecret):
            keep_secret("hub", name, value, **places)
    creds.write_text("#!/bin/sh\necho 'no host key' >&2\nexit 1\n")
    with pytest.raises(CannotKeepSecret, match="no host key"):
        keep_secret("hub", "hub_token", "x", **places)
    assert not [path for path in tmp_path.rglob("*") if path.suffix in (".cred", ".new", ".conf")]


def test_a_providers_secrets_are_known_by_its_own_name() -> None:
    assert known_secret("payment_sepay_token")
    assert known_secret("payment_motherhouse_checksum_key")
    assert not known_secret("payment_sepay_password")
    assert len(drawn()) == 64
