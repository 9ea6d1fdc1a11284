"""The sandbox insurance gateway over HTTP: token and card check in the documented shape, on the registry's rules."""

import hashlib
import hmac
import secrets
import threading
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from flask import Flask, Response, jsonify, request

from his_client.clock import Clock
from his_client.sandbox.insured import CardAnswer, InsuredRegistry, Officer, officer_code


@dataclass(frozen=True, slots=True)
class GatewayAccount:
    """The account the sandbox gateway accepts, and its registered officer."""

    username: str
    password: str = field(repr=False)
    officer: Officer

    @property
    def digest(self) -> str:
        """The password as callers send it: MD5, upper-case hex."""
        return hashlib.md5(self.password.encode(), usedforsecurity=False).hexdigest().upper()


class Sessions:
    """Tokens given out: each is bound to the caller's address and ends at an instant. Thread-safe."""

    def __init__(self, clock: Clock, life: timedelta = timedelta(minutes=10)) -> None:
        self._clock = clock
        self._life = life
        self._lock = threading.Lock()
        self._open: dict[str, tuple[str, str, datetime]] = {}
        self.taken = 0

    def take(self, address: str) -> tuple[str, str, datetime]:
        """A new access token, id token and the instant both end."""
        expires = self._clock().astimezone(UTC) + self._life
        access, identity = secrets.token_urlsafe(24), secrets.token_urlsafe(24)
        with self._lock:
            self.taken += 1
            self._open[access] = (identity, address, expires)
        return access, identity, expires

    def good(self, access: str, identity: str, address: str) -> bool:
        """Whether this pair was given to this address and has not ended."""
        with self._lock:
            held = self._open.get(access)
        return held is not None and held[:2] == (identity, address) and held[2] > self._clock()

    def revoke(self) -> None:
        """Ends every session, as a restart of the gateway does."""
        with self._lock:
            self._open.clear()


def insurance_app(registry: InsuredRegistry, account: GatewayAccount, sessions: Sessions) -> Flask:
    """The gateway as a Flask app. Bodies may be JSON or form fields, as at the real one."""
    app = Flask("his_client.sandbox")

    @app.post("/api/token/take")
    def take() -> Response:
        body = _body()
        good = body.get("username") == account.username
        if not (good and hmac.compare_digest(str(body.get("password", "")).encode(), account.digest.encode())):
            return jsonify({"maKetQua": "401"})
        access, identity, expires = sessions.take(request.remote_addr or "")
        return jsonify(
            {
                "maKetQua": "200",
                "APIKey": {
                    "access_token": access,
                    "id_token": identity,
                    "token_type": "Bearer",
                    "username": account.username,
                    "expires_in": f"{expires:%Y-%m-%dT%H:%M:%S}.{expires.microsecond:06d}7Z",
                },
            }
        )

    @app.post("/api/egw/KQNhanLichSuKCB2024")
    def check() -> Response:
        arguments = request.args
        if not sessions.good(arguments.get("token", ""), arguments.get("id_token", ""), request.remote_addr or ""):
            return jsonify({"maKetQua": "501", "ghiChu": "token không đúng"})
        if (arguments.get("username"), arguments.get("password")) != (account.username, account.digest):
            return jsonify({"maKetQua": "401", "ghiChu": "Sai tài khoản"})
        body = _body()
        wrong_officer = officer_code(account.officer, str(body.get("hoTenCb", "")), str(body.get("cccdCb", "")))
        if wrong_officer is not None:
            return jsonify({"maKetQua": wrong_officer, "ghiChu": ""})
        asked = [str(body.get(name) or "") for name in ("maThe", "hoTen", "ngaySinh")]
        return jsonify(card_reply(registry.ask(*asked)))

    return app


def _body() -> dict[str, Any]:
    content = request.get_json(silent=True)
    return content if isinstance(content, dict) else request.form.to_dict()


def card_reply(answer: CardAnswer) -> dict[str, Any]:
    """The reply's fields as the appendix of letter 1923/BHXH-CNTT names them; history lists are null since 2026."""
    row = answer.row
    if row is None:
        return {"maKetQua": answer.code, "ghiChu": "", "dsLichSuKCB2018": None, "dsLichSuKT2018": None}
    new = answer.about_new_card
    return {
        "maKetQua": answer.code,
        "ghiChu": f"{row.full_name} - {_day(row.birth_date)} - {row.card}",
        "maThe": row.new_card if new else row.card,
        "hoTen": row.full_name.upper(),
        "ngaySinh": _day(row.birth_date),
        "gioiTinh": row.sex,
        "diaChi": "",
        "maDKBD": row.new_first_registration if new else row.first_registration,
        "cqBHXH": "",
        "gtTheTu": _day(row.new_valid_from if new else row.valid_from),
        "gtTheDen": _day(row.new_valid_to if new else row.valid_to),
        "maKV": row.region,
        "ngayDu5Nam": _day(row.five_years_from),
        "maSoBHXH": row.card[-10:],
        "maTheCu": row.card if new else None,
        "maTheMoi": None if new else row.new_card or None,
        "gtTheTuMoi": None if new else _day(row.new_valid_from) or None,
        "gtTheDenMoi": None if new else _day(row.new_valid_to) or None,
        "maDKBDMoi": None if new else row.new_first_registration or None,
        "tenDKBDMoi": None,
        "dsLichSuKCB2018": None,
        "dsLichSuKT2018": None,
    }


def _day(text: str) -> str:
    """ISO 8601 as dd/MM/yyyy, or as much of it as there is."""
    return "/".join(reversed(text.split("-"))) if text else ""
