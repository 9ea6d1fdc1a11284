"""Where a station's secrets are put: encrypted for its service where that is installed, else files for it alone."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from kiosk.files import write_whole
from kiosk.service.units import NEVER_REPLACED, SETTINGS, CannotKeepSecret, keep_secret, manager_runs
from kiosk.setup.errors import SecretNotKept


class Keeper(Protocol):
    """Keeps secrets so that the station finds them, and nobody else does."""

    folder: str | None
    """What `station.credentials` has to say for it; None where the service manager hands them over."""

    def keep(self, name: str, value: str) -> str:
        """Keep one; where it is.

        :raises SecretNotKept: with why.
        """
        ...

    def has(self, name: str) -> bool:
        """Whether one of this name is kept already."""
        ...


class FolderKeeper:
    """Files of mode 0600 in a folder of mode 0700; `base` is where a relative folder starts, the file's own folder."""

    def __init__(self, base: Path, folder: str) -> None:
        self.folder: str | None = folder
        self._place = base / folder

    def keep(self, name: str, value: str) -> str:
        """See `Keeper`."""
        path = self._place / name
        if name in NEVER_REPLACED and self.has(name) and path.read_text(encoding="utf-8").strip() != value:
            raise SecretNotKept(f"{path} is there: with another key its journal's personal parts would be lost")
        try:
            self._place.mkdir(mode=0o700, parents=True, exist_ok=True)
            write_whole(path, f"{value}\n".encode(), 0o600)
        except OSError as error:
            raise SecretNotKept(f"{path} cannot be written ({error.strerror}); are you root?") from error
        return str(path)

    def has(self, name: str) -> bool:
        """See `Keeper`."""
        return (self._place / name).exists()


class ServiceKeeper:
    """Encrypted to this machine and handed to the package's service, as `kiosk service secret` does."""

    folder: str | None = None

    def __init__(self, service: str = "station", settings: Path = SETTINGS) -> None:
        self._service = service
        self._settings = settings

    def keep(self, name: str, value: str) -> str:
        """See `Keeper`."""
        try:
            return str(keep_secret(self._service, name, value, settings=self._settings))
        except (CannotKeepSecret, OSError) as error:
            raise SecretNotKept(f"{name}: {error}") from error

    def has(self, name: str) -> bool:
        """See `Keeper`."""
        return (self._settings / "secrets" / self._service / f"{name}.cred").exists()


def keeper_for(file: Path, credentials: str | None) -> Keeper:
    """The keeper of the station with this file.

    :param credentials: `station.credentials` of the file that is there, or None.
    """
    if credentials is None and file.parent == SETTINGS and manager_runs():
        return ServiceKeeper()
    return FolderKeeper(file.parent.absolute(), credentials or "secrets")
