"""The sandbox insurance gateway over HTTP: token, card check and co-payments in the documented shape.

Its moods (`POST /_control/gateway` on its own port) show what the real one was seen to do: a declined token in each
disguise, an empty body, names in another Unicode form, an account restricted for asking too much.
"""

import hashlib
import hmac
import secrets
import threading
import unicodedata
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

from flask import Flask, Response, jsonify, make_response, request

from his_client.clock import Clock
from his_client.sandbox.copaid import CoPaymentBook
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


@dataclass(frozen=True, slots=True)
class Mood:
    """How the gateway answers just now.

    `declines_as`: the disguise of a declined token: maKetQua 401, 501 or 999 with HTTP 200, or `http401`, HTTP 401
    without a body. `empty`: that many next answers have no body. `decomposed`: names come in NFD and with double
    spaces. `most_questions`: how many questions about people the account may ask before it is restricted (then 500);
    None: as many as it likes.
    """

    declines_as: str = "501"
    empty: int = 0
    decomposed: bool = False
    most_questions: int | None = None


class Gateway:
    """The gateway's state between requests. Thread-safe. `questions` counts those about people."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.mood = Mood()
        self.questions = 0

    def change(self, **changes: Any) -> Mood:
        """Another mood. Raises TypeError for a name and ValueError for a value that is none."""
        with self._lock:
            mood = replace(self.mood, **changes)
            if mood.declines_as not in {"401", "501", "999", "http401"}:
                raise ValueError("declines_as")
            self.mood = mood
            return mood

    def admit(self) -> bool:
        """Counts a question; False when the account has asked too much."""
        with self._lock:
            self.questions += 1
            most = self.mood.most_questions
            return most is None or self.questions <= most

    def swallow(self) -> bool:
        """Whether this answer comes without a body."""
        with self._lock:
            if self.mood.empty <= 0:
                return False
            self.mood = replace(self.mood, empty=self.mood.empty - 1)
            return True


def insurance_app(
    registry: InsuredRegistry, account: GatewayAccount, sessions: Sessions, co_payments: CoPaymentBook | None = None
) -> Flask:
    """The gateway as a Flask app. Bodies may be JSON or form fields, as at the real one."""
    app = Flask("his_client.sandbox")
    gateway = Gateway()
    co_paid = co_payments or CoPaymentBook(registry.store, registry)

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
            return _declined(gateway.mood)
        if (arguments.get("username"), arguments.get("password")) != (account.username, account.digest):
            return jsonify({"maKetQua": "401", "ghiChu": "Sai tài khoản"})
        if not gateway.admit():
            return jsonify({"maKetQua": "500", "ghiChu": "Tài khoản bị hạn chế tra cứu"})
        if gateway.swallow():
            return make_response(b"")
        body = _body()
        wrong_officer = officer_code(account.officer, str(body.get("hoTenCb", "")), str(body.get("cccdCb", "")))
        if wrong_officer is not None:
            return jsonify({"maKetQua": wrong_officer, "ghiChu": ""})
        asked = [str(body.get(name) or "") for name in ("maThe", "hoTen", "ngaySinh")]
        return jsonify(_named(card_reply(registry.ask(*asked)), gateway.mood))

    @app.post("/api/TraCuuCCT/TraCuuTienMCCT")
    def co_payment() -> Response:
        given = request.headers
        if not sessions.good(given.get("accessToken", ""), given.get("tokenId", ""), request.remote_addr or ""):
            return make_response(b"", 401)
        body = request.get_json(silent=True)
        if not isinstance(body, dict) or body.get("username") != account.username:
            return make_response(b"", 401)
        if not gateway.admit() or given.get("passwordHash") != account.digest:
            return jsonify({"MaKetQua": "500", "GhiChu": "", "DataCCT": None, "ThongTinSoThe": None})
        if gateway.swallow():
            return make_response(b"")
        return jsonify(co_paid.answer(*[str(body.get(name) or "") for name in ("maThe", "hoTen", "ngaySinh")]))

    @app.post("/_control/gateway")
    def mood() -> Response:
        try:
            return jsonify({**asdict(gateway.change(**_body())), "questions": gateway.questions})
        except (TypeError, ValueError):
            return make_response(jsonify({"ok": False, "do": "read docs/his-and-insurance.md, section Sandbox"}), 400)

    @app.post("/_control/copayment")
    def co_pay() -> Response:
        wanted = _body()
        try:
            co_paid.co_pay(str(wanted["id_number"]), Decimal(str(wanted["amount"])), came=str(wanted.get("came", "")))
        except (KeyError, ValueError, ArithmeticError):
            return make_response(jsonify({"ok": False, "do": "give id_number and amount"}), 400)
        return jsonify({"ok": True})

    return app


def _declined(mood: Mood) -> Response:
    if mood.declines_as == "http401":
        return make_response(b"", 401)
    return jsonify({"maKetQua": mood.declines_as, "ghiChu": "token không đúng"})


def _named(reply: dict[str, Any], mood: Mood) -> dict[str, Any]:
    """The reply with its name as some databases hold it: NFD, two spaces between words."""
    if mood.decomposed and reply.get("hoTen"):
        return {**reply, "hoTen": unicodedata.normalize("NFD", reply["hoTen"]).replace(" ", "  ")}
    return reply


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
