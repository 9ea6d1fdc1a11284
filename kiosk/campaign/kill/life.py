"""One life of the station under test, in a process of its own, over real journal files and HTTP.

Only devices and waiting are simulated. A point is each journal write (before and after its commit), each outside call
(before and after it) and each HTTP answer. At the point it is struck the process kills itself, stands still for 30 s
as under SIGSTOP, or its hub alone dies and is started again.
"""

from __future__ import annotations

import json
import logging
import os
import signal
import time
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from random import Random
from typing import Any

from his_client.his.medipay import MediPayConfig, MediPayHis
from his_client.his.ports import Feedback, RegistrationRequest
from his_client.http import JsonClient, JsonReply
from his_client.insurance.vss import VssConfig, VssGateway
from his_client.outcome import Unknown
from his_client.payments import vietqr
from his_client.payments.bank import StatementConfig, StatementFeed
from kiosk.campaign.kill.hospital import Hospital
from kiosk.campaign.kill.scenes import Visitor, patient_of
from kiosk.clock import SystemClock
from kiosk.delivery.machine import DeliveryEvent, DeliveryRequested
from kiosk.money.order import CreditHandedOver
from kiosk.simulation.devices import FaultRates
from kiosk.simulation.people import Person
from kiosk.simulation.time import SimProcess, SimTime
from kiosk.simulation.world import HubKilled, Machine
from kiosk.visit import events as ev
from kiosk.visit.events import VisitStarted
from kiosk.visit.view import BillsView, PaymentView, TicketView, View

SETTLE_S = 45.0
LONGEST_S = 900.0
STOPPED_S = 30.0
HUB_AWAY_S = 3.0
OF_THE_HUB = ("hub:", "bank:", "insurer:", "his-payment:")

Told = dict[str, Any]
"""A line the child told: a number shown, a transfer made, and at its end how its journals stand."""
Tell = Callable[[Mapping[str, object]], None]


class Blow(StrEnum):
    """What is done at the point."""

    KILL = "kill"
    STOP = "stop"
    HUB = "hub"


@dataclass(frozen=True, slots=True)
class Life:
    """Whose visit, whether they are there, and where the blow falls; 0: nowhere."""

    visitor: Visitor
    arrives: bool
    at: int = 0
    blow: Blow = Blow.KILL


def live(folder: Path, hospital: Hospital, life: Life, stopped_s: float = 0.0) -> list[Told]:
    """Fork the child, let it live or die, and give back what it told; `stopped_s` real seconds it is left standing.

    The fork starts with everything imported, which is what most of a start is.
    """
    folder.mkdir(exist_ok=True)
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(reading)
        _be(folder, hospital, life, lambda line: _tell(writing, line))
    os.close(writing)
    status = 0
    while os.WIFSTOPPED(status := os.waitpid(pid, os.WUNTRACED)[1]):
        time.sleep(stopped_s)
        os.kill(pid, signal.SIGCONT)
    with os.fdopen(reading, encoding="utf-8") as pipe:
        told = [json.loads(line) for line in pipe if line.endswith("\n")]
    killed = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
    return told if killed or status == 0 else [*told, {"crashed": True}]


def points_of(folder: Path, hospital: Hospital, life: Life) -> tuple[str, ...]:
    """The names of the points of this life where its blow may fall, in order."""
    return tuple(next(line["points"] for line in live(folder, hospital, life) if "points" in line))


def _tell(pipe: int, line: Mapping[str, object]) -> None:
    os.write(pipe, (json.dumps(line) + "\n").encode())


def _be(folder: Path, hospital: Hospital, life: Life, tell: Tell) -> None:
    """The child's whole life; never returns."""
    code = 1
    try:
        logging.disable(logging.CRITICAL)
        Station(folder, hospital, life, tell).live()
        code = 0
    except BaseException:
        traceback.print_exc()
        raise
    finally:
        os._exit(code)


class Station:
    """The station and hub under test and their patient, in the child process."""

    def __init__(self, folder: Path, hospital: Hospital, life: Life, tell: Tell) -> None:
        self._hospital = hospital
        self._life = life
        self._tell = tell
        self._points: list[str] = []
        self._up = False
        clock = SystemClock()
        self._time = SimTime(clock.now())
        visitor, ready = life.visitor, hospital.ready
        random = Random(visitor.seed)
        self._lobby = SimProcess(self._time, random)
        accounts = ready["accounts"]
        his = MediPayConfig(accounts["merchant_id"], accounts["merchant_secret"], accounts["facility_code"])
        vss = VssConfig(
            accounts["gateway_username"],
            accounts["gateway_password"],
            accounts["officer_name"],
            accounts["officer_id"],
        )
        self._patient = patient_of(visitor, self, random, self._time.monotonic) if life.arrives else None
        self._began = False
        self._machine = Machine(
            self._time,
            random,
            MediPayHis(his, self._line("his"), clock.now),
            VssGateway(vss, self._line("insurance"), clock.now),
            StatementFeed(StatementConfig(visitor.account, accounts["bank_token"]), self._line("bank")),
            FaultRates(),
            folder,
            strike=self._struck,
            on_view=self._seen,
            account=visitor.account,
        )
        self._up = True

    def live(self) -> None:
        """Play the visit, or recover; then let everything under way settle, and say how it stands."""
        machine = self._machine
        if self._patient is not None:
            person = self._patient.person
            machine.camera.present = person
            if self._patient.errand:
                machine.process.post(lambda: machine.station.begin_by_touch("vi"))
            else:
                machine.tray.lay(person)
            self._until(lambda: self._began and machine.station.visit is None, LONGEST_S)
            machine.tray.take()
        waited: list[bool] = []
        self._lobby.later(SETTLE_S, lambda: waited.append(True))
        self._until(lambda: bool(waited) and self._settled(), LONGEST_S)
        self._tell({"points": self._points, **_journals(machine)})

    def _settled(self) -> bool:
        hub_lives = self._machine.local is not None
        return hub_lives and self._machine.station.unsettled == 0 and not self._machine.hub.unposted

    def _until(self, done: Callable[[], bool], limit_s: float) -> None:
        until = self._time.monotonic() + limit_s
        while not done() and self._time.monotonic() < until:
            try:
                if not self._time.run_next():
                    return
            except HubKilled:
                self._machine.kill_hub()

    def _line(self, peer: str) -> _Line:
        return _Line(self._hospital.ready[peer], f"{peer}:answer", self._pass)

    def _pass(self, name: str) -> bool:
        """One point; whether the process stood still there."""
        life = self._life
        if life.blow is Blow.HUB and not (self._up and name.startswith(OF_THE_HUB)):
            return False
        self._points.append(name)
        if len(self._points) != life.at:
            return False
        match life.blow:
            case Blow.KILL:
                os.kill(os.getpid(), signal.SIGKILL)
            case Blow.STOP:
                began = time.monotonic()
                os.kill(os.getpid(), signal.SIGSTOP)
                self._time.stand_still(max(STOPPED_S, time.monotonic() - began))
                return True
            case Blow.HUB:
                self._lobby.later(HUB_AWAY_S, self._machine.boot_hub)
                raise HubKilled
        return False

    def _struck(self, _point: int, name: str) -> None:
        self._pass(name)

    def _seen(self, view: View) -> None:
        patient = self._patient
        if patient is None or not view.visit_id:
            return
        self._began = True
        match view.content:
            case TicketView(number=number) if number:
                self._tell({"number": number})
            case PaymentView(notice="paid"):
                self._tell({"paid": True})
            case BillsView(notice=notice) if notice.startswith("paid"):
                self._tell({"paid": True})
            case _:
                pass
        action = patient.act(view)
        if action is not None:
            self._lobby.later(1.0, action)

    # -- the patient's hands

    def press(self, intent: ev.Intent) -> None:
        """See `Hands`."""
        self._machine.process.post(lambda: self._machine.station.intend(intent))

    def lay_card(self, person: Person) -> None:
        """See `Hands`."""
        if self._machine.tray.holder is None:
            self._machine.tray.lay(person)

    def take_card(self) -> None:
        """See `Hands`."""
        self._machine.tray.take()

    def show_qr(self, text: str) -> None:
        """See `Hands`."""
        self._machine.camera.show(text)

    def transfer(self, payment: PaymentView, amount: int, times: int, delay_s: float) -> None:  # noqa: ARG002
        """See `Hands`; the bank books at once, because its clock is the real one."""
        memo = f"MBVCB.1.{vietqr.parse(payment.qr).purpose}.CT tu 0011"
        self._tell({"transfer": memo, "amount": amount, "times": times})
        account = self._life.visitor.account
        self._hospital.control("transfer", {"account": account, "amount": amount, "memo": memo, "times": times})


class _Line(JsonClient):
    """The line to one neighbour; whoever stood still before its answer was read finds its deadline over."""

    def __init__(self, url: str, name: str, passed: Callable[[str], bool]) -> None:
        super().__init__(url)
        self._name = name
        self._passed = passed

    def call(self, *args: Any, **kwargs: Any) -> JsonReply | Unknown:
        """See `JsonClient.call`."""
        reply = super().call(*args, **kwargs)
        return Unknown("timeout", "no whole answer in time") if self._passed(self._name) else reply


def _journals(machine: Machine) -> dict[str, object]:
    """How the journals stand: visits, registrations and words sent, open deliveries, money handed on, the chains."""
    asked: list[str] = []
    still_open: set[str] = set()
    said: list[str] = []
    handed: list[str] = []
    visits: list[str] = []
    for journal in (machine.journal, machine.hub_journal):
        for row in journal.rows():
            match row.event:
                case VisitStarted():
                    visits.append(row.subject)
                case DeliveryRequested(delivery_id=delivery_id, payload=payload):
                    still_open.add(delivery_id)
                    if isinstance(payload, RegistrationRequest):
                        asked.append(delivery_id)
                    elif isinstance(payload, Feedback):
                        said.append(delivery_id)
                case DeliveryEvent(delivery_id=delivery_id):
                    still_open.discard(delivery_id)
                case CreditHandedOver(reference=reference):
                    handed.append(reference)
                case _:
                    pass
    return {
        "visits": visits,
        "asked": asked,
        "said": said,
        "open": sorted(still_open),
        "handed": handed,
        "under_way": machine.station.visit is not None,
        "whole": machine.journal.verify().whole and machine.hub_journal.verify().whole,
    }
