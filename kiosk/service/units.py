"""The services of this machine, their secrets, and commands run as they run: the same user, the same secrets."""

from __future__ import annotations

import re
import secrets
import subprocess
from collections.abc import Iterator
from pathlib import Path

from kiosk.config.secrets import SECRETS, provider_secrets

SERVICES = {"station": "kiosk", "hub": "kiosk-hub", "receiver": "kiosk-receiver"}
"""Each service and its user."""

SETTINGS = Path("/etc/kiosk")
UNITS = Path("/etc/systemd/system")
_KINDS = ("bank", "sepay", "payos", "vnpay")
_BESIDE = {"hub": ("backup", ("backup_key", "database_password"))}
"""A unit that does a service's work beside it, and which of the service's secrets it needs."""

NEVER_REPLACED = frozenset({"journal_key"})
"""Without the key it was begun with, a journal's personal parts are lost."""


class CannotKeepSecret(Exception):
    """A secret was not kept; the message says why."""


def known_secret(name: str) -> bool:
    """Whether any configuration could ask for a secret of this name."""
    own = re.fullmatch(r"payment_([a-z][a-z0-9]*)_[a-z_]+", name)
    return name in SECRETS or (own is not None and any(name in provider_secrets(kind, own[1]) for kind in _KINDS))


def drawn() -> str:
    """A new secret: 64 hexadecimal digits."""
    return secrets.token_hex(32)


def keep_secret(service: str, name: str, value: str, *, settings: Path = SETTINGS, units: Path = UNITS) -> Path:
    """Encrypt a secret to this machine (its TPM, where it has one) and hand it to the service from its next start on.

    :raises CannotKeepSecret: for an unknown or empty one, for a journal's key that would replace another, or when
        systemd-creds cannot encrypt here.
    """
    if not known_secret(name):
        raise CannotKeepSecret(f"no setting asks for a secret {name!r}; known are {', '.join(SECRETS)}")
    if not value:
        raise CannotKeepSecret("an empty secret is none")
    folder = settings / "secrets" / service
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    file = folder / f"{name}.cred"
    if file.exists() and name in NEVER_REPLACED:
        raise CannotKeepSecret(f"{file} is there: with another key its journal's personal parts would be lost")
    new = folder / f"{name}.new"
    command = ["systemd-creds", "encrypt", f"--name={name}", "-", str(new)]
    done = subprocess.run(command, input=value.encode(), capture_output=True, check=False)
    if done.returncode:
        new.unlink(missing_ok=True)
        raise CannotKeepSecret(f"systemd-creds: {done.stderr.decode(errors='replace').strip()}")
    new.replace(file)
    hand_over(service, settings=settings, units=units)
    return file


def hand_over(service: str, *, settings: Path = SETTINGS, units: Path = UNITS) -> Path:
    """Write the part of the service's unit that names its secrets, and that of a unit beside it."""
    held = dict(one.split(":", 1) for one in loads(service, settings=settings))
    if service in _BESIDE:
        beside, needed = _BESIDE[service]
        _name_secrets(units, beside, {name: file for name, file in held.items() if name in needed})
    return _name_secrets(units, service, held)


def _name_secrets(units: Path, name: str, held: dict[str, str]) -> Path:
    lines = "".join(f"LoadCredentialEncrypted={secret}:{file}\n" for secret, file in held.items())
    file = units / f"kiosk-{name}.service.d" / "secrets.conf"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"# Written by `kiosk service secret`.\n[Service]\n{lines}", encoding="ascii")
    return file


def loads(service: str, *, settings: Path = SETTINGS) -> Iterator[str]:
    """`name:file` of each secret kept for the service."""
    for path in sorted((settings / "secrets" / service).glob("*.cred")):
        yield f"{path.stem}:{path}"


def as_service(service: str, command: list[str], *, settings: Path = SETTINGS) -> list[str]:
    """`command`, to be run by root as the service would run it: its user, its secrets, no way to gain privileges."""
    properties = [f"--property=LoadCredentialEncrypted={one}" for one in loads(service, settings=settings)]
    user = SERVICES[service]
    return [
        *("systemd-run", "--quiet", "--pipe", "--wait", "--collect", f"--uid={user}", f"--gid={user}"),
        *("--property=NoNewPrivileges=yes", "--property=PrivateTmp=yes", "--property=ProtectSystem=strict"),
        *(f"--property=ReadWritePaths=-/var/lib/{user}", "--setenv=LANG=C.UTF-8", f"--setenv=HOME=/var/lib/{user}"),
        *(f"--property=WorkingDirectory=-/var/lib/{user}", *properties, *command),
    ]


def manager_runs() -> bool:
    """Whether systemd manages this machine."""
    return Path("/run/systemd/system").is_dir()


def reload_manager() -> None:
    """Let systemd read its units again."""
    if manager_runs():
        subprocess.run(["systemctl", "daemon-reload"], check=True)
