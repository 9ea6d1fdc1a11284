"""The one logic of setup behind terminal, window and answers file: answers in, trials, all saved at the end."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from chip_reader import ReaderGone
from kiosk.attached import Attached
from kiosk.clock import Clock
from kiosk.config.render import section_model
from kiosk.config.secrets import SECRETS
from kiosk.doctor import Finding, Status
from kiosk.doctor.check import fail, ok, skipped
from kiosk.fleet.identity import token_parts
from kiosk.service.units import SETTINGS, drawn
from kiosk.setup.draft import Change, Draft
from kiosk.setup.errors import BadAnswer, NotEnrolled
from kiosk.setup.keeping import Keeper, keeper_for
from kiosk.setup.pages import ENROL, SECRET, Choice, Page, choices, chosen_now, without_device
from kiosk.setup.trials import Trials
from kiosk.station.agent.enrol import EnrolmentFailed
from kiosk.station.agent.enrol import enrol as get_identity
from kiosk.station.agent.store import Store

Enrol = Callable[[str, str, Store, str], str]
INSTALLED_JOURNAL = "/var/lib/kiosk/journal.db"


@dataclass(frozen=True, slots=True)
class Saved:
    """What saving did. `secrets` are the places of what was kept, by name; `enrolled` the station's id, if it was."""

    file: Path
    backup: Path | None
    changes: tuple[Change, ...]
    secrets: dict[str, str]
    key_drawn: bool
    enrolled: str


class Guide:
    """See the module. Nothing is written before `save`."""

    def __init__(
        self,
        file: Path,
        attached: Attached,
        trials: Trials,
        clock: Clock,
        *,
        keeper: Keeper | None = None,
        enrol: Enrol = get_identity,
    ) -> None:
        """Begin with the file that is there, or a new one.

        :raises FileUnusable: for a file that cannot be read.
        """
        self.draft = Draft(file)
        self.keeper = keeper or keeper_for(file, self.draft.get("station.credentials"))
        self._attached = attached
        self._trials = trials
        self._clock = clock
        self._enrol = enrol
        self._secrets: dict[str, str] = {}
        self._joining: dict[str, str] = {}
        self.trouble = "nothing"
        if self.draft.get("station.journal") is None:
            installed = file.parent.absolute() == SETTINGS
            self.draft.put("station.journal", INSTALLED_JOURNAL if installed else "journal.db")
        if self.keeper.folder is not None and self.draft.get("station.credentials") is None:
            self.draft.put("station.credentials", self.keeper.folder)

    def choices(self, page: Page) -> tuple[Choice, ...]:
        """The devices of a page as they are attached now. Where there is none, `trouble` names a text that says why."""
        self.trouble = "nothing"
        try:
            return choices(page, self._attached, self.draft)
        except ReaderGone:
            self.trouble = "no_pcsc"
            return without_device(page)

    def chosen(self, page: Page, offered: tuple[Choice, ...]) -> Choice | None:
        """What of these is chosen already."""
        return chosen_now(page, self.draft, offered)

    def choose(self, page: Page, choice: Choice) -> None:
        """Take a device.

        :raises BadAnswer: when its settings are not of their form.
        """
        if choice.settings and chosen_now(page, self.draft, (choice,)) is None:
            replaced = page.settings if page.section != "screen" else frozenset()
            self.draft.put_section(page.section, choice.settings, instead_of=replaced)

    def current(self, path: str) -> str:
        """An answer as it stands, as text; of a secret only whether there is one (`*`)."""
        if path.startswith(SECRET):
            name = path.removeprefix(SECRET)
            return "*" if name in self._secrets or self.keeper.has(name) else ""
        if path.startswith(ENROL):
            held = self._joining.get(path.removeprefix(ENROL), "")
            return "*" if held and path == f"{ENROL}token" else held
        value = self.draft.get(path)
        if value is None:
            section, key = path.split(".")
            value = section_model(section).model_fields[key].get_default()
            return "" if value is None or not isinstance(value, str | int | float) else str(value)
        return str(value)

    def answer(self, path: str, text: str) -> None:
        """Take an answer as it was typed; an empty one changes nothing.

        :raises BadAnswer: with what is expected.
        """
        text = text.strip()
        if not text or text == self.current(path):
            return
        if path.startswith(SECRET):
            name = path.removeprefix(SECRET)
            if name not in SECRETS:
                raise BadAnswer(path, f"one of {', '.join(SECRETS)}")
            self._secrets[name] = text
        elif path.startswith(ENROL):
            self._join(path.removeprefix(ENROL), text)
        else:
            self.draft.put(path, _typed(path, text))

    def _join(self, name: str, text: str) -> None:
        if name == "gate" and not text.startswith("https://"):
            raise BadAnswer("enrol:gate", "an https address, like https://hub.example:8443")
        if name == "token":
            parts = token_parts(text)
            if parts is None:
                raise BadAnswer("enrol:token", "a token like K03.<16 letters>.<26 letters>")
            own = self.draft.get("station.id")
            if own is not None and parts[0] != own:
                raise BadAnswer("enrol:token", f"a token for station {own}; this one is for {parts[0]}")
        self._joining[name] = text

    @property
    def joins(self) -> bool:
        """Whether this machine is to be enrolled when it is saved."""
        return {"gate", "token"} <= self._joining.keys()

    @property
    def source(self) -> str:
        """The chosen camera, for a live picture."""
        return str(self.draft.get("camera.source") or "0")

    @property
    def trials(self) -> Trials:
        """What tries the devices."""
        return self._trials

    def tried(self, page: Page) -> Finding:
        """Try what a page is about, as answered so far. Waits for devices and neighbours.

        :raises Unfinished: when the page's own answers do not go together.
        """
        match page.name:
            case "reader":
                return self._trials.reader(self.draft)
            case "camera":
                return self._trials.camera(self.draft)
            case "printer":
                return self._trials.printer(self.draft)
            case "screen":
                return self._trials.screen(self.draft)
            case "his":
                return self._for_service("his_secret") or self._trials.his(self.draft, self._only("his_secret"))
            case "hub":
                return self._hub_tried()
            case _:
                return ok("nothing to try")

    def _hub_tried(self) -> Finding:
        if self.joins:
            # A token is good once: it is tried by using it, after the file is saved.
            return ok("the token is used when everything is saved")
        if self._joining:
            return fail("gate and token go together", "give both, or neither")
        return self._for_service("hub_token") or self._trials.hub(self.draft, self._only("hub_token"))

    def _for_service(self, name: str) -> Finding | None:
        """Why a neighbour cannot be tried: its secret was encrypted for the service, and nobody typed it now."""
        if self.keeper.folder is None and name not in self._secrets and self.keeper.has(name):
            return skipped(f"{name} is kept for the service alone; kiosk service exec station doctor tries it")
        return None

    def _only(self, name: str) -> dict[str, str]:
        return {name: self._secrets[name]} if name in self._secrets else {}

    def save(self) -> Saved:
        """Write the file and the secrets, then enrol.

        :raises Unfinished: when it is no station yet; nothing is written then.
        :raises SecretNotKept: with why; the file is not written then.
        :raises NotEnrolled: when all is saved, but the hub did not take the token.
        """
        config, changed = self.draft.config(), self.draft.changes()
        secrets = dict(self._secrets)
        key_drawn = "journal_key" not in secrets and not self.keeper.has("journal_key")
        key_drawn = key_drawn and not config.station.journal.exists()
        if key_drawn:
            secrets["journal_key"] = drawn()
        kept = {name: self.keeper.keep(name, value) for name, value in secrets.items()}
        backup = self.draft.save(self._clock.now()) if changed or self.draft.is_new else None
        enrolled = ""
        if self.joins:
            store = Store.beside(config.station.journal)
            try:
                enrolled = self._enrol(self._joining["gate"], self._joining["token"], store, socket.gethostname())
            except (EnrolmentFailed, OSError) as error:
                raise NotEnrolled(str(error)) from error
            _hand_over(store.folder, config.station.journal.parent)
        return Saved(self.draft.file, backup, changed, kept, key_drawn, enrolled)


def _hand_over(folder: Path, beside: Path) -> None:
    """Root sets up, but the service reads its identity: it belongs to whom the journal's folder does."""
    if os.geteuid() != 0 or not folder.is_dir():
        return
    owner = beside.stat()
    for path in (folder, *folder.iterdir()):
        os.chown(path, owner.st_uid, owner.st_gid)


def well(finding: Finding) -> bool:
    """Whether a trial lets setup go on by itself; a warning is told and does not hold."""
    return finding.status is not Status.FAIL


def _typed(path: str, text: str) -> object:
    """What was typed, as the setting has it."""
    section, _, key = path.partition(".")
    try:
        default = section_model(section).model_fields[key].get_default()
    except KeyError:
        return text
    match default:
        case bool():
            return {"true": True, "false": False}.get(text.lower(), text)
        case int() | float():
            try:
                return type(default)(text.replace(",", "."))
            except ValueError:
                return text
        case _:
            return text
