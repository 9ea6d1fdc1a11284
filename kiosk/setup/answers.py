"""Setup without anybody there: a file answers, and whatever is not well stops it with nothing saved."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kiosk.service.units import drawn
from kiosk.setup.errors import BadAnswer, FileUnusable, NothingFound, SeveralFound, TrialFailed
from kiosk.setup.guide import Guide, Saved, well
from kiosk.setup.pages import ENROL, PAGE, PAGES, SECRET

DEVICES = ("reader", "camera", "printer", "screen")
DRAW = "draw"
_OWN = {"find", "without_trials"}


@dataclass(frozen=True, slots=True)
class Answers:
    """What a file answers. `find` are devices to be found by themselves; `untried` pages whose trial may fail."""

    settings: Mapping[str, Mapping[str, Any]]
    secrets: Mapping[str, str]
    enrol: Mapping[str, str]
    find: tuple[str, ...]
    untried: tuple[str, ...]


def read_answers(file: Path) -> Answers:
    """The answers in a TOML file: the station's own tables, and `[secrets]`, `[enrol]`, `[setup]`.

    A secret is `draw`, or the path of a file that holds it: the answers themselves hold none. So is `enrol.token`.

    :raises FileUnusable: when it cannot be read, or names what does not exist.
    """
    try:
        values = tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        raise FileUnusable(file, f"it cannot be read ({error})") from error
    own = {name: values.pop(name, {}) for name in ("secrets", "enrol", "setup")}
    for name, table in (*own.items(), *values.items()):
        if not isinstance(table, dict):
            raise FileUnusable(file, f"{name} is to be a table, [{name}]")
    if unknown := own["setup"].keys() - _OWN:
        raise FileUnusable(file, f"setup.{min(unknown)} is unknown; there are {', '.join(sorted(_OWN))}")
    find, untried = (tuple(map(str, own["setup"].get(name, ()))) for name in ("find", "without_trials"))
    if wrong := set(find) - set(DEVICES):
        raise FileUnusable(file, f"setup.find names {min(wrong)}; there are {', '.join(DEVICES)}")
    if wrong := set(untried) - PAGE.keys():
        raise FileUnusable(file, f"setup.without_trials names {min(wrong)}; there are {', '.join(PAGE)}")
    base = file.parent
    secrets = {name: _secret(base, name, str(where)) for name, where in own["secrets"].items()}
    joining = {name: str(value) for name, value in own["enrol"].items()}
    if "token" in joining:
        joining["token"] = _held(base, "enrol.token", joining["token"])
    return Answers(values, secrets, joining, find, untried)


def set_up(guide: Guide, answers: Answers) -> Saved:
    """Answer everything, try it, and save.

    :raises SetupError: for the first thing that is not well; nothing is saved then.
    """
    for section, table in answers.settings.items():
        for key, value in table.items():
            guide.draft.put(f"{section}.{key}", value)
    for what in answers.find:
        _find(guide, what)
    for name, value in answers.secrets.items():
        guide.answer(f"{SECRET}{name}", value)
    for name, value in answers.enrol.items():
        if name not in {"gate", "token"}:
            raise BadAnswer(f"{ENROL}{name}", "gate or token")
        guide.answer(f"{ENROL}{name}", value)
    guide.draft.config()
    for page in PAGES:
        if page.tries and page.name not in answers.untried:
            finding = guide.tried(page)
            if not well(finding):
                raise TrialFailed(page.name, finding)
    return guide.save()


def _find(guide: Guide, what: str) -> None:
    """Take the only one there is."""
    page = PAGE[what]
    found = [choice for choice in guide.choices(page) if choice.device]
    if not found:
        raise NothingFound(what)
    if len(found) > 1:
        held = guide.chosen(page, tuple(found))
        if held is None:
            raise SeveralFound(what, (choice.words for choice in found))
        found = [held]
    guide.choose(page, found[0])


def _secret(base: Path, name: str, where: str) -> str:
    return drawn() if where == DRAW else _held(base, f"secrets.{name}", where)


def _held(base: Path, path: str, where: str) -> str:
    try:
        return (base / where).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise BadAnswer(path, f"draw, or a file that holds it; {where} cannot be read") from error
