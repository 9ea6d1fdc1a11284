"""Where a secret may lie, which place wins, and that it never shows itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.config import SECRETS, Secret, SecretMissing, find_secret, secret
from kiosk.config.secrets import ALONE


@pytest.fixture(autouse=True)
def _no_secrets_around(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CREDENTIALS_DIRECTORY", raising=False)
    for name in SECRETS:
        monkeypatch.delenv(f"KIOSK_{name.upper()}", raising=False)


def test_systemds_credential_wins_over_the_folder_and_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    systemd, folder = tmp_path / "systemd", tmp_path / "folder"
    systemd.mkdir()
    folder.mkdir()
    monkeypatch.setenv("KIOSK_HIS_SECRET", "environment")
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(systemd))
    assert find_secret("his_secret", folder) == ("environment", "environment")
    (folder / "his_secret").write_text("folder\n")
    assert find_secret("his_secret", folder) == ("folder", "folder")
    (systemd / "his_secret").write_text("systemd\n")
    assert find_secret("his_secret", folder) == ("systemd", "systemd")


def test_only_the_files_line_end_is_dropped(tmp_path: Path) -> None:
    (tmp_path / "his_secret").write_text(" two words \r\n")
    assert secret("his_secret", tmp_path) == " two words "


def test_a_missing_secret_says_where_to_put_it(tmp_path: Path) -> None:
    with pytest.raises(SecretMissing, match="KIOSK_HUB_TOKEN") as caught:
        secret("hub_token", tmp_path)
    assert caught.value.name == "hub_token"
    assert str(tmp_path) in str(caught.value)


def test_an_empty_secret_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "his_secret").write_text("\n")
    monkeypatch.setenv("KIOSK_HIS_SECRET", "")
    with pytest.raises(SecretMissing):
        secret("his_secret", tmp_path)


@pytest.mark.parametrize("name", ["../etc/passwd", "", "A", "a/b", "a.b"])
def test_a_name_cannot_leave_the_folder(name: str, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="lower-case"):
        find_secret(name, tmp_path)


def test_a_secret_never_shows_in_a_repr() -> None:
    value = Secret("Tr0ub4dor")
    assert "Tr0ub4dor" not in repr(value)
    assert "Tr0ub4dor" not in repr([value, {"k": value}])
    assert value.encode() == b"Tr0ub4dor"


def test_a_sandboxs_folder_is_asked_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    machine, sandbox = tmp_path / "machine", tmp_path / "sandbox"
    for folder in (machine, sandbox):
        folder.mkdir()
        (folder / "hub_token").write_text(folder.name)
    (machine / "his_secret").write_text("real")
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(machine))
    monkeypatch.setenv("KIOSK_DESK_TOKEN", "real")
    assert secret("hub_token", sandbox) == "machine"
    (sandbox / ALONE).touch()
    assert secret("hub_token", sandbox) == "sandbox"
    for name in ("his_secret", "desk_token"):
        with pytest.raises(SecretMissing):
            secret(name, sandbox)
