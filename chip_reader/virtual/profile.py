"""What stands on one virtual card: its texts, MRZ and printed QR, read from a small TOML file."""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from importlib import resources
from pathlib import Path
from typing import Any

from ..mrz import NO_EXPIRY, check_digit

NO_EXPIRY_TEXT = "Không thời hạn"
_SEX_LETTERS = {"Nam": "M", "Nữ": "F"}


class BadProfile(ValueError):
    """A profile file that cannot become a card; the message says why."""


@dataclass(frozen=True, slots=True)
class Profile:
    """The sixteen texts as the chip stores them (dates `dd/MM/yyyy`, or `yyyy`), and how the chip deviates.

    `layout` picks oddities of DG13: `usual`, `flat-parents` or `version-first`. `tampered` names files
    changed after signing (`DG1`, `DG2`, `DG13`). `scheme` names the signature scheme of the SOD.

    `access` lists the ways in: `bac`, `pace-ecdh-gm-aes128-p256` (ecdh or dh; gm, im or cam; 3des, aes128, aes192 or
    aes256; a curve or `modp2048-256`). `active_authentication` is `rsa-sha256-2048`, `ecdsa-p256` or
    `ecdsa-bp256-der`, `chip_authentication` `ecdh-p256-aes128` or `dh-modp2048-256-3des`; empty for none. `can` is
    the access number, by default the last six digits. A `cloned` card has the files but not the private keys;
    `withheld` names files (`DG14`, `DG15`) that were signed and are not there.
    """

    name: str
    id_number: str
    full_name: str
    date_of_birth: str
    sex: str
    nationality: str = "Việt Nam"
    ethnicity: str = ""
    religion: str = ""
    place_of_origin: str = ""
    place_of_residence: str = ""
    identifying_features: str = ""
    issue_date: str = ""
    expiry_date: str = NO_EXPIRY_TEXT
    father: str = ""
    mother: str = ""
    spouse: str = ""
    old_id_number: str = ""
    chip_id: str = ""
    layout: str = "usual"
    tampered: tuple[str, ...] = ()
    scheme: str = "ecdsa-p256"
    access: tuple[str, ...] = ("bac",)
    can: str = ""
    active_authentication: str = ""
    chip_authentication: str = ""
    cloned: bool = False
    withheld: tuple[str, ...] = ()
    extra: Mapping[int, str] = field(default_factory=dict)

    @property
    def document_number(self) -> str:
        """The nine digits the chip's key is made of: the last nine of the twelve."""
        return self.id_number[-9:]

    @property
    def access_number(self) -> str:
        """The CAN printed on the card."""
        return self.can or self.id_number[-6:]

    @property
    def birth(self) -> str:
        """Birth as in the MRZ: YYMMDD, unknown parts as fillers."""
        return _mrz_date(self.date_of_birth)

    @property
    def expiry(self) -> str:
        """Expiry as in the MRZ: YYMMDD, 991231 when the card has none."""
        return NO_EXPIRY if self.expiry_date in {"", NO_EXPIRY_TEXT} else _mrz_date(self.expiry_date)

    @property
    def mrz(self) -> tuple[str, str, str]:
        """The three lines on the back (TD1, ICAO 9303-5, as used on the Vietnamese card)."""
        number = self.document_number
        first = f"IDVNM{number}{check_digit(number)}{self.id_number}<<{check_digit(self.id_number)}"
        second = (
            f"{self.birth}{check_digit(self.birth)}{_SEX_LETTERS.get(self.sex, '<')}"
            f"{self.expiry}{check_digit(self.expiry)}VNM" + "<" * 11
        )
        second += check_digit(first[5:30] + second[0:7] + second[8:15] + second[18:29])
        family, _, given = mrz_name(self.full_name).partition(" ")
        third = f"{family}<<{given.replace(' ', '<')}"
        return first, second, third[:30].ljust(30, "<")

    @property
    def qr_text(self) -> str:
        """The seven fields printed as a QR on the card."""
        parts = (
            self.id_number,
            self.old_id_number if len(self.old_id_number) == 9 else "",
            self.full_name,
            self.date_of_birth.replace("/", ""),
            self.sex,
            self.place_of_residence,
            self.issue_date.replace("/", ""),
        )
        return "|".join(parts)


def mrz_name(name: str) -> str:
    """A Vietnamese name in the letters of the MRZ: no marks, Đ as D, upper case."""
    plain = unicodedata.normalize("NFD", name.replace("Đ", "D").replace("đ", "d"))
    return "".join(c for c in plain if not unicodedata.combining(c)).upper()


def profile_names() -> tuple[str, ...]:
    """The profiles that come with this library."""
    folder = resources.files(__package__) / "profiles"
    return tuple(sorted(entry.name.removesuffix(".toml") for entry in folder.iterdir() if entry.name.endswith(".toml")))


def load_profile(name_or_path: str | Path) -> Profile:
    """A shipped profile by its name, or any TOML file by its path; raises `BadProfile`."""
    path = Path(name_or_path)
    if path.suffix == ".toml":
        name, source = path.stem, path
    elif str(name_or_path) in profile_names():
        name = str(name_or_path)
        with resources.as_file(resources.files(__package__) / "profiles" / f"{name}.toml") as file:
            return _load(name, file)
    else:
        raise BadProfile(f"no profile {name_or_path}; there are: {', '.join(profile_names())}")
    return _load(name, source)


def _load(name: str, path: Path) -> Profile:
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise BadProfile(f"{path} cannot be read: {error}") from error
    values: dict[str, Any] = {**table.get("texts", {}), **table.get("chip", {})}
    unknown = values.keys() - {item.name for item in fields(Profile)}
    if unknown:
        raise BadProfile(f"{path}: unknown keys {', '.join(sorted(unknown))}")
    values = {key: unicodedata.normalize("NFC", v) if isinstance(v, str) else v for key, v in values.items()}
    for key, usual in (("tampered", ()), ("withheld", ()), ("access", ("bac",))):
        values[key] = tuple(values.get(key, usual))
    values["extra"] = {int(number): text for number, text in values.get("extra", {}).items()}
    try:
        profile = Profile(name=name, **values)
    except TypeError as error:
        raise BadProfile(f"{path}: {error}") from error
    if len(profile.id_number) != 12 or not profile.id_number.isdigit():
        raise BadProfile(f"{path}: id_number is not 12 digits")
    return profile


def _mrz_date(text: str) -> str:
    parts = text.split("/")
    year = parts[-1][-2:]
    month = parts[-2] if len(parts) > 1 else "<<"
    day = parts[-3] if len(parts) > 2 else "<<"
    return f"{year}{month}{day}"
