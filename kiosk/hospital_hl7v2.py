"""A HIS that speaks HL7 v2, as a station's file names it: its line, what it offers, its departments, its listener."""

from __future__ import annotations

import socket
import ssl
from contextlib import ExitStack
from urllib.parse import urlsplit

from his_client.his.capability import Capability
from his_client.hl7v2 import (
    Address,
    AppointmentBook,
    DepartmentList,
    DepartmentsInvalid,
    Hl7v2His,
    Inbox,
    Listener,
    Mode,
    Parties,
    Receiver,
    load_departments,
)
from kiosk.clock import Clock
from kiosk.config import ConfigError, Problem, StationConfig
from kiosk.config.model import His


def open_hl7v2(
    config: StationConfig, clock: Clock, stack: ExitStack, *, deadline_s: float = 10.0, listening: bool = False
) -> Hl7v2His:
    """The client for the HIS; its listener, where the file names one, ends with `stack`.

    :param listening: whether appointments are listened for: by one process on a machine, the station.
    :raises ConfigError: when the departments file, a certificate or the listener's address cannot be used.
    """
    his = config.his
    parties = Parties(
        his.sending_application, config.station.facility, his.receiving_application or "", his.receiving_facility or ""
    )
    offers = dict.fromkeys((offer for offer in his.offers if offer not in his.lacks), True)
    receiver = Receiver(parties, Mode(his.acknowledge), **offers, lacks=frozenset(map(Capability, his.lacks)))
    address = Address(his.host or "", his.port, deadline_s, _trusting(his) if his.tls else None)
    book = AppointmentBook(clock.now) if listening and his.listen and "appointments" not in his.lacks else None
    hospital = Hl7v2His(address, receiver, _departments(his), clock.now, book)
    if book is not None:
        stack.callback(_listener(his, clock, book).stop)
    return hospital


def _departments(his: His) -> DepartmentList:
    if his.departments is None:
        raise _unusable("departments", "missing")
    try:
        return load_departments(his.departments)
    except DepartmentsInvalid as invalid:
        raise _unusable("departments", str(invalid)) from invalid


def _trusting(his: His) -> ssl.SSLContext:
    try:
        return ssl.create_default_context(cafile=his.ca_file)
    except OSError as error:
        raise _unusable("ca_file", "not a file of certificates") from error


def _listener(his: His, clock: Clock, book: AppointmentBook) -> Listener:
    listen = urlsplit(f"//{his.listen}")
    if not his.listen_from:
        raise _unusable("listen_from", "missing")
    peers = {address for name in his.listen_from for address in _addresses(name)}
    try:
        listener = Listener((listen.hostname or "", listen.port or 0), peers, Inbox(book, clock.now), _own(his))
    except OSError as error:
        raise _unusable("listen", "not to be listened on") from error
    listener.start()
    return listener


def _own(his: His) -> ssl.SSLContext | None:
    """The listener's TLS. One setting, `tls`, stands for both directions."""
    if not his.tls:
        return None
    if his.listen_certificate is None:
        raise _unusable("listen_certificate", "missing")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    try:
        context.load_cert_chain(his.listen_certificate)
    except OSError as error:
        raise _unusable("listen_certificate", "not a certificate with its key") from error
    return context


def _addresses(name: str) -> set[str]:
    try:
        return {str(found[4][0]) for found in socket.getaddrinfo(name, None)}
    except OSError as error:
        raise _unusable("listen_from", "a name without an address") from error


def _unusable(key: str, why: str) -> ConfigError:
    return ConfigError((Problem(None, f"his.{key}", why, "what docs/hl7v2.md says of it"),))
