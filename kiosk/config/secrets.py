"""Secrets come from a credential file or the environment, never from the station's TOML, and never show themselves."""

from __future__ import annotations

import os
import re
from pathlib import Path

SECRETS: dict[str, str] = {
    "his_secret": "the merchant's signing secret at the HIS, or the FHIR client's",
    "insurance_password": "the facility's password at the insurance gateway",
    "payment_secret": "the payment provider's signing secret",
    "hub_token": "the token stations and the hub's page are known by",
    "desk_token": "the token cashiers' machines are known to the hub by; their people sign in with a PIN of their own",
    "journal_key": "the key of the journal's personal parts: 64 hexadecimal digits; without it they are lost",
    "backup_key": "what backups are sealed with: 64 hexadecimal digits, also kept where the backups are not",
    "database_password": "the password of the hub's user at its PostgreSQL",
    "confirmation_key": "the private key (PEM, the whole file) for the service that confirms a card's signer",
    "oidc_secret": "the console's client secret at the hospital's OpenID provider",
    "receiver_token": "the token the hub fetches from its webhook receiver with",
    "receiver_key": "what the receiver's inbox is encrypted with: 32 characters or more, drawn at random",
    "room_key": "on a machine that only calls numbers: the room's own key, in place of hub_token",
}
"""The secrets the kiosk uses, and what each one is."""

PROVIDER_SECRETS: dict[str, dict[str, str]] = {
    "bank": {"token": "the token its list is read with"},
    "sepay": {
        "token": "the token its list is read with",
        "secret": "the secret its webhooks are signed with; used by the receiver and the hub",
    },
    "payos": {"api_key": "the channel's API key", "checksum_key": "the channel's checksum key"},
    "vnpay": {"secret": "the terminal's hash secret"},
}
"""The secrets of each kind of provider: `payment_<name>_` goes before each."""

VERIFIES = {"sepay": "secret", "payos": "checksum_key", "vnpay": "secret"}
"""Of each kind that sends webhooks, the secret they are verified with: all that a receiver holds of it."""

ALONE = ".alone"
"""A file in a folder of secrets that is asked alone: a sandbox's must never meet those of the machine it runs on."""

_SECRET_LIKE = re.compile(r"pass(word|wd|phrase)|secret|token|api_?key|private_?key|signing_?key|^pin$", re.IGNORECASE)
_NAME = re.compile(r"[a-z][a-z0-9_]*")


class Secret(str):
    """A secret text. Only its use shows it; `repr`, and so a traceback, a log of values or a dataclass, does not."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "Secret(…)"


class SecretMissing(Exception):
    """A secret is nowhere; `name` says which, the message where to put it."""

    def __init__(self, name: str, credentials: Path | None = None) -> None:
        folder = f"{credentials}/{name}, or " if credentials else ""
        super().__init__(
            f"the secret {name} ({SECRETS.get(name, 'not listed')}) is missing: add "
            f"LoadCredentialEncrypted={name} to the service, or write it to {folder}"
            f"the environment variable KIOSK_{name.upper()}"
        )
        self.name = name


def provider_secrets(kind: str, name: str) -> dict[str, str]:
    """The secrets of one provider by their full names, and what each is."""
    return {f"payment_{name}_{suffix}": meaning for suffix, meaning in PROVIDER_SECRETS[kind].items()}


def secret_like(key: str) -> bool:
    """Whether a setting's name says that its value is a secret."""
    return _SECRET_LIKE.search(key) is not None


def secret(name: str, credentials: Path | None = None) -> Secret:
    """The secret `name`, without the line end of its file.

    Looked for in `$CREDENTIALS_DIRECTORY/name` (systemd), then the folder `credentials`, then the environment variable
    `KIOSK_NAME`; an empty file or variable counts as missing.

    :param credentials: `[station] credentials` of the configuration.
    :raises SecretMissing: when none of them has it.
    """
    found = find_secret(name, credentials)
    if found is None:
        raise SecretMissing(name, credentials)
    return found[0]


def find_secret(name: str, credentials: Path | None = None) -> tuple[Secret, str] | None:
    """The secret and where it was found (`systemd`, `folder` or `environment`); None when it is nowhere."""
    if not _NAME.fullmatch(name):
        raise ValueError("a secret's name is lower-case letters, digits and underscores")
    if credentials is not None and (credentials / ALONE).exists():
        text = _read(credentials / name)
        return (Secret(text), "folder") if text else None
    systemd = os.environ.get("CREDENTIALS_DIRECTORY")
    for folder, place in ((Path(systemd) if systemd else None, "systemd"), (credentials, "folder")):
        if folder is not None and (text := _read(folder / name)):
            return Secret(text), place
    text = os.environ.get(f"KIOSK_{name.upper()}", "")
    return (Secret(text), "environment") if text else None


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8").rstrip("\r\n")
    except (OSError, UnicodeDecodeError):
        return ""
