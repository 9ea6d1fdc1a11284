"""The forms a configured value may take, each with the words that tell a person what is expected."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path
from typing import Annotated, Any
from unicodedata import normalize
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    StringConstraints,
    ValidationInfo,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError, core_schema


@dataclass(frozen=True, slots=True)
class Form:
    """What a text must look like: in words for people, as a test for the machine, and both in the JSON schema."""

    words: str
    fits: Callable[[str], object]
    pattern: str = ""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_after_validator_function(self._check, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {**handler(schema), "form": self.words, **({"pattern": f"^{self.pattern}$"} if self.pattern else {})}

    def _check(self, text: str) -> str:
        if not self.fits(text):
            raise PydanticCustomError("form", "{form}", {"form": self.words})
        return text


def _matching(pattern: str, words: str) -> Form:
    return Form(words, re.compile(pattern).fullmatch, pattern)


def is_loopback(host: str) -> bool:
    """Whether a host name or address never leaves this machine."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _is_web_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
        host, _port = parts.hostname, parts.port
    except ValueError:
        return False
    if not host or parts.query or parts.fragment:
        return False
    return parts.scheme == "https" or (parts.scheme == "http" and is_loopback(host))


def _is_listen_address(text: str) -> bool:
    host, _, port = text.rpartition(":")
    return bool(host) and port.isascii() and port.isdecimal() and int(port) <= 65535


def _is_loopback_address(text: str) -> bool:
    return _is_listen_address(text) and is_loopback(text.rpartition(":")[0].strip("[]"))


def _from_the_file(path: Path, info: ValidationInfo) -> Path:
    base: Path = (info.context or {}).get("base", Path())
    return base / path


def _camera_source(text: str, info: ValidationInfo) -> str:
    return text if text.isdecimal() or "://" in text else str(_from_the_file(Path(text), info))


Line = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=80),
    _matching(r"[^\x00-\x1f\x7f]+", "one line of text"),
    AfterValidator(lambda text: normalize("NFC", text)),
]
StationId = Annotated[str, _matching(r"[A-Z0-9]{1,4}", "1 to 4 capital letters or digits, like 03")]
StaffNumber = Annotated[str, _matching(r"[0-9]{3,8}", "3 to 8 digits, like 417")]
UserName = Annotated[str, _matching(r"[a-z][a-z0-9._-]{1,31}", "a user's name in small letters, like hoa")]
PinHash = Annotated[str, _matching(r"\$argon2id\$[A-Za-z0-9+/=,$]{20,200}", "a line that kiosk staff hash printed")]
HourOfDay = Annotated[str, _matching(r"([01][0-9]|2[0-3]):[0-5][0-9]", "a time of day like 23:00")]
DeskNumber = Annotated[str, _matching(r"[A-Z0-9]{1,4}", "1 to 4 capital letters or digits, like 2")]
Facility = Annotated[str, _matching(r"[0-9]{5}", "the 5 digits of MA_CSKCB, like 01001")]
Language = Annotated[str, _matching(r"[a-z]{2,3}", "a language code, like vi or en")]
AccountNumber = Annotated[str, _matching(r"[A-Z0-9]{4,19}", "4 to 19 digits or capital letters")]
DevicePath = Annotated[str, _matching(r"/dev/\S{1,200}", "a device, like /dev/input/by-id/usb-scanner-event-kbd")]
BankBin = Annotated[str, _matching(r"[0-9]{6}", "the bank's 6 digits at NAPAS, like 970415")]
Sha256 = Annotated[str, _matching(r"[0-9a-f]{64}", "a SHA-256 as 64 hexadecimal digits, as sha256sum prints it")]
SecondCamera = Annotated[str, _matching(r"(depth|infra_red):[0-9]{1,2}", "depth:N or infra_red:N, N the device")]
RouteCode = Annotated[str, _matching(r"[0-9]\.[0-9]{1,2}", "a code of MA_DOITUONG_KCB, like 1.18")]
Uri = Annotated[str, _matching(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s|,$\\]{1,200}", "a URI, like https://his.example.vn/id")]
UsbId = Annotated[str, _matching(r"[0-9a-f]{4}:[0-9a-f]{4}", "vendor:product in hexadecimal, like 0416:5011")]
QueueName = Annotated[str, _matching(r"[A-Za-z0-9_.][A-Za-z0-9_.-]{0,126}", "a CUPS queue's name")]
HostName = Annotated[str, _matching(r"[A-Za-z0-9._:-]{1,253}", "a host name or address, like 10.0.3.21")]
OfficerId = Annotated[str, _matching(r"[0-9]{12}", "the officer's 12-digit ID number")]
WebAddress = Annotated[
    str,
    Form("an https address, like https://his.example.vn (http only to this machine)", _is_web_address),
    AfterValidator(lambda text: text.rstrip("/")),
]
Name = Annotated[str, _matching(r"[a-z][a-z0-9_]{0,19}", "a short name of small letters, digits and underscores")]
Word = Annotated[str, _matching(r"[A-Za-z0-9._-]{1,80}", "letters, digits, dots, hyphens and underscores")]
KeyName = Annotated[str, _matching(r"[A-Za-z0-9+ ]{0,30}", "a key as Qt names it, like Up or F15, or nothing")]
ListenAddress = Annotated[str, Form("host:port, like 127.0.0.1:8090", _is_listen_address)]
LoopbackAddress = Annotated[str, Form("an address of this machine only, like 127.0.0.1:9464", _is_loopback_address)]
DatabaseAddress = Annotated[
    str,
    _matching(
        r"postgresql://[^\s:@/?#]+@[^\s@/?#]*/[^\s/?#]+(\?\S*)?",
        "postgresql://user@host/database, without a password",
    ),
]
ConfigPath = Annotated[Path, AfterValidator(_from_the_file)]
"""A path; a relative one starts at the configuration file's folder."""
CameraSource = Annotated[
    str,
    StringConstraints(min_length=1),
    _matching(r"[^\x00-\x1f]+", "a number, a path or an address"),
    AfterValidator(_camera_source),
]
Port = Annotated[int, Field(ge=1, le=65535)]
Point = Annotated[
    str, _matching(r"(0(\.[0-9]{1,4})?|1),(0(\.[0-9]{1,4})?|1)", "across and down from 0 to 1, like 0.25,0.8")
]
"""A place on a picture."""
