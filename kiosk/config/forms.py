"""The forms a configured value may take, each with the words that tell a person what is expected."""

from __future__ import annotations

import re
from ipaddress import ip_address
from pathlib import Path
from typing import Annotated
from unicodedata import normalize
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, Field, StringConstraints, ValidationInfo
from pydantic_core import PydanticCustomError


def _fail(form: str) -> PydanticCustomError:
    return PydanticCustomError("form", "{form}", {"form": form})


def _matching(pattern: str, form: str) -> AfterValidator:
    compiled = re.compile(pattern)

    def check(text: str) -> str:
        if not compiled.fullmatch(text):
            raise _fail(form)
        return text

    return AfterValidator(check)


def is_loopback(host: str) -> bool:
    """Whether a host name or address never leaves this machine."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _web_address(text: str) -> str:
    try:
        parts = urlsplit(text)
        parts.port  # noqa: B018  # reading it is the check
    except ValueError as error:
        raise _fail("an address like https://his.example.vn") from error
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.query or parts.fragment:
        raise _fail("an address like https://his.example.vn")
    if parts.scheme == "http" and not is_loopback(parts.hostname):
        raise _fail("https:// (plain http:// only to this machine, like http://127.0.0.1:8080)")
    return text.rstrip("/")


def _listen_address(text: str) -> str:
    host, colon, port = text.rpartition(":")
    if not colon or not host or not port.isdecimal() or not 0 <= int(port) <= 65535:
        raise _fail("host:port, like 127.0.0.1:8090")
    return text


def _time_zone(text: str) -> str:
    try:
        ZoneInfo(text)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise _fail("a time zone's name, like Asia/Ho_Chi_Minh") from error
    return text


def _from_the_file(path: Path, info: ValidationInfo) -> Path:
    if not path.parts:
        raise _fail("a file or folder")
    base: Path = (info.context or {}).get("base", Path())
    return base / path.expanduser()


def _camera_source(text: str, info: ValidationInfo) -> str:
    if text.isdecimal() or "://" in text:
        return text
    return str(_from_the_file(Path(text), info))


Line = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=80),
    _matching(r"[^\x00-\x1f\x7f]+", "one line of text"),
    AfterValidator(lambda text: normalize("NFC", text)),
]
StationId = Annotated[str, _matching(r"[A-Z0-9]{1,4}", "1 to 4 capital letters or digits, like 03")]
DeskNumber = Annotated[str, _matching(r"[A-Z0-9]{1,4}", "1 to 4 capital letters or digits, like 2")]
Facility = Annotated[str, _matching(r"[0-9]{5}", "the 5 digits of MA_CSKCB, like 01001")]
Language = Annotated[str, _matching(r"[a-z]{2,3}", "a language code, like vi or en")]
PayCodePrefix = Annotated[str, _matching(r"[A-Z]{1,4}", "1 to 4 capital letters, like BV")]
AccountNumber = Annotated[str, _matching(r"[A-Z0-9]{4,19}", "4 to 19 digits or capital letters")]
BankBin = Annotated[str, _matching(r"[0-9]{6}", "the bank's 6 digits at NAPAS, like 970415")]
UsbId = Annotated[str, _matching(r"[0-9a-f]{4}:[0-9a-f]{4}", "vendor:product in hexadecimal, like 0416:5011")]
QueueName = Annotated[str, _matching(r"[A-Za-z0-9_.][A-Za-z0-9_.-]{0,126}", "a CUPS queue's name")]
HostName = Annotated[str, _matching(r"[A-Za-z0-9._:-]{1,253}", "a host name or address, like 10.0.3.21")]
OfficerId = Annotated[str, _matching(r"[0-9]{12}", "the officer's 12-digit ID number")]
WebAddress = Annotated[str, AfterValidator(_web_address)]
ListenAddress = Annotated[str, AfterValidator(_listen_address)]
TimeZoneName = Annotated[str, AfterValidator(_time_zone)]
ConfigPath = Annotated[Path, AfterValidator(_from_the_file)]
"""A path; a relative one starts at the configuration file's folder."""
CameraSource = Annotated[str, StringConstraints(min_length=1), AfterValidator(_camera_source)]
Port = Annotated[int, Field(ge=1, le=65535)]
