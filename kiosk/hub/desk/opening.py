"""A hub's cashiers' desks as its configuration says: the counter, the books, and the service that windows call."""

from __future__ import annotations

import hmac
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import time
from secrets import token_urlsafe

from flask import Flask

from his_client.his.ports import HospitalSystem
from his_client.payments.nexo.messages import Parties
from his_client.payments.nexo.terminal import NexoTerminal, TerminalAddress
from his_client.payments.terminal import CardTerminal
from kiosk.cashier.desk import CashierDesk
from kiosk.cashier.state import CashierSettings, DeskPlace
from kiosk.clock import Clock
from kiosk.config import StationConfig, secret
from kiosk.hub.books.desk import BooksDesk
from kiosk.hub.books.settings import BooksSettings
from kiosk.hub.desk.doors import add_desk_doors
from kiosk.hub.desk.service import DeskService
from kiosk.hub.money.desk import MoneyDesk
from kiosk.hub.owner import Via
from kiosk.hub.record import HubRecord
from kiosk.loop import Loop


@dataclass(frozen=True, slots=True)
class Desks:
    """What serves the cashiers of one hub."""

    cashier: CashierDesk
    books: BooksDesk
    service: DeskService
    token: str
    """What cashiers' machines are known by."""

    def add_doors(self, app: Flask, clock: Clock, came: Callable[[str], None]) -> None:
        """Let windows in, and stations that ask who helps there; `came` is told the station where somebody does."""
        add_desk_doors(app, self.service, self.token, clock.monotonic, came)


class DeskOpening:
    """Makes the desks once the hub has its record and its money, and before the record is replayed.

    :raises SecretMissing: without `desk_token`.
    """

    def __init__(self, config: StationConfig, his: HospitalSystem, loop: Loop, clock: Clock, via: Via) -> None:
        self._his, self._loop, self._clock, self._via = his, loop, clock, via
        # A hub without desks has users all the same, for its console; a token nobody has opens no desk.
        self._token = secret("desk_token", config.station.credentials) if config.hub.desks else token_urlsafe(32)
        self._settings = cashier_settings(config)
        key = bytes.fromhex(secret("journal_key", config.station.credentials))
        # The names of statement lines must not be guessable from memos, and are the same for as long as the journal.
        fingerprint_key = hmac.digest(key, b"statement fingerprints", "sha256")
        layouts = config.hub.journal.parent / "statement-layouts" if config.hub.journal else None
        self._books = BooksSettings(
            cut_off=time.fromisoformat(config.hub.bank_cut_off),
            hospital=config.station.hospital,
            fingerprint_key=fingerprint_key,
            layouts=layouts,
            desks=tuple((desk.id, desk.name) for desk in self._settings.desks),
        )
        self._terminals = card_terminals(config, clock)
        self.desks: Desks | None = None

    def __call__(self, record: HubRecord, money: MoneyDesk) -> tuple[CashierDesk, BooksDesk]:
        """See `HubCore`'s `sections`."""
        cashier = CashierDesk(record, money, self._loop, self._clock, self._settings, self._terminals)
        books = BooksDesk(
            record, money, self._his, self._loop, self._clock, self._books, self._via, cashier.drawers.z_report
        )
        cashier.drawers.open_differences = books.open_differences
        service = DeskService(cashier, books, self._his, self._via, self._clock)
        self.desks = Desks(cashier, books, service, self._token)
        return cashier, books


def cashier_settings(config: StationConfig) -> CashierSettings:
    """The desks of `[hub] desks`, each with every card terminal there is; refunds leave the first account named."""
    names = tuple(terminal.name for terminal in config.hub.terminals)
    desks = tuple(DeskPlace(f"desk-{number}", f"Quầy {number}", names) for number in config.hub.desks)
    accounts = [config.payment.account, *(provider.account for provider in config.payment.providers)]
    payout = next((account for account in accounts if account), "")
    return CashierSettings(config.station.hospital, desks, config.hub.even_words, payout)


def card_terminals(config: StationConfig, clock: Clock) -> Mapping[str, CardTerminal]:
    """The card terminals of `[[hub.terminals]]`, by name; none is reached before it is used."""
    return {
        terminal.name: NexoTerminal(
            TerminalAddress(terminal.host, terminal.port, Parties(terminal.pos, terminal.poi or terminal.name)),
            clock.now,
        )
        for terminal in config.hub.terminals
    }
