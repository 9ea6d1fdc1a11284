"""Checks of the servers' clocks against this one's, and of every certificate's last day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from cryptography import x509

from chip_reader import BadTrustDirectory, TrustStore
from kiosk.clock import Clock
from kiosk.config import StationConfig
from kiosk.doctor.check import Finding, fail, ok, skipped, warn
from kiosk.doctor.greeting import NotGreeted, NotTrusted, greet
from kiosk.hub.fleet.opening import GATE, fleet_folder
from kiosk.station.agent.store import Store

APART_S, TOO_FAR_S = 5.0, 60.0
"""Seconds between two clocks that are told, and from which on a HIS refuses what was signed with the time."""

SOON = timedelta(days=30)
IDENTITY_SOON = timedelta(days=45)
"""A station renews its own when 60 days are left: with fewer than these it has been failing to for weeks."""


@dataclass(frozen=True, slots=True)
class Server:
    """A server the station or its hub talks to, and with what it is trusted."""

    name: str
    url: str
    authority: Path | None = None
    pair: tuple[Path, Path] | None = None


@dataclass(frozen=True, slots=True)
class Ends:
    """A certificate and its last moment; `renew` is the line that mends it."""

    name: str
    at: datetime
    renew: str
    soon: timedelta = SOON


def servers(config: StationConfig) -> Iterator[Server]:
    """Every web server the file names; an enrolled station's hub is its gate."""
    his, store = config.his, Store.beside(config.station.journal)
    if his.url is not None and his.kind != "hl7v2":
        fhir = config.fhir
        pair = (fhir.certificate, fhir.certificate_key) if fhir.certificate and fhir.certificate_key else None
        yield Server("his", his.url, his.ca_file, pair)
    if his.kind == "hl7v2" and his.host is not None and his.tls:
        yield Server("his", f"mllps://{his.host}:{his.port}", his.ca_file)
    if store.enrolled:
        yield Server("gate", store.gate, store.authority, store.pair)
    else:
        yield Server("hub", config.hub.url)
    if config.hub.journal is None:
        return  # payments and insurance are the hub's to ask
    if config.insurance.enabled and config.insurance.route == "vss" and config.insurance.url:
        yield Server("insurance", config.insurance.url)
    if config.payment.url:
        yield Server("bank", config.payment.url)
    for provider in config.payment.providers:
        yield Server(provider.name or provider.kind, provider.url)
    if config.hub.receiver:
        yield Server("receiver", config.hub.receiver)


def servers_clock(config: StationConfig, clock: Clock) -> Finding:
    """This machine's clock and the servers' agree: a HIS refuses calls that are minutes off."""
    apart: dict[str, float] = {}
    for server in servers(config):
        try:
            theirs = greet(server.url, authority=server.authority, pair=server.pair).at
        except NotGreeted:
            continue
        if theirs is not None:
            # Their header counts whole seconds: half of one is nobody's fault.
            apart[server.name] = (clock.now() - theirs).total_seconds() - 0.5
    if not apart:
        return skipped("no server told its time")
    detail = ", ".join(f"{name} {-off:+.0f} s" for name, off in apart.items())
    worst = max(abs(off) for off in apart.values())
    fix = "set both clocks by a time server: timedatectl set-ntp true"
    if worst > TOO_FAR_S:
        return fail(f"servers' clocks against this one: {detail}", fix)
    return warn(f"servers' clocks against this one: {detail}", fix) if worst > APART_S else ok(detail)


def certificates(config: StationConfig, clock: Clock) -> Finding:
    """Every certificate a connection needs, the servers' and this machine's own, and the country's for cards."""
    now, found = clock.now(), list(_own(config))
    for server in servers(config):
        try:
            until = greet(server.url, authority=server.authority, pair=server.pair).good_until
        except NotTrusted as error:
            return fail(f"{server.name}: {error}", f"renew the certificate of {server.url}, or name its authority")
        except NotGreeted:
            continue  # its own check says so
        if until is not None:
            found.append(Ends(server.name, until, f"renew the certificate of {server.url}"))
    found.sort(key=lambda one: one.at - one.soon)
    over = [one for one in found if one.at <= now]
    if over:
        return fail(f"{over[0].name} ended on {over[0].at:%Y-%m-%d}", over[0].renew)
    soon = [one for one in found if one.at - now < one.soon]
    if soon:
        return warn(f"{soon[0].name} ends on {soon[0].at:%Y-%m-%d}", soon[0].renew)
    old, anchors = _anchors(config, now)
    if anchors and old == anchors:
        return warn(
            f"all {anchors} of the country's certificates have ended",
            f"kiosk card trust import FILE --store {config.reader.trust}",
        )
    cards = f"; {anchors - old} of {anchors} of the country's are in force" if anchors else ""
    if not found:
        return ok(f"no connection here needs one{cards}") if anchors else skipped("no connection here needs one")
    return ok(f"{len(found)}, the first ends on {min(one.at for one in found):%Y-%m-%d} ({_first(found)}){cards}")


def _first(found: list[Ends]) -> str:
    return min(found, key=lambda one: one.at).name


def _own(config: StationConfig) -> Iterator[Ends]:
    store = Store.beside(config.station.journal)
    if store.enrolled:
        fix = "get a token from IT and run: kiosk enroll"
        yield Ends("this station's identity", store.ends_at, fix, IDENTITY_SOON)
        yield Ends("the fleet's authority", _end(store.authority), fix)
    for name, setting, file in (
        ("the client's at the HIS", "fhir.certificate", config.fhir.certificate),
        ("the listener's", "his.listen_certificate", config.his.listen_certificate),
        ("the console's", "hub.console_certificate", config.hub.console_certificate),
    ):
        if file is not None:
            yield Ends(name, _end(file), f"put a new one at {file} ({setting})")
    if config.hub.journal is not None and (gate := fleet_folder(config) / GATE).exists():
        yield Ends("the gate's", _end(gate), "start the hub anew: it makes a new one (systemctl restart kiosk-hub)")


def _end(file: Path) -> datetime:
    return x509.load_pem_x509_certificate(file.read_bytes()).not_valid_after_utc


def _anchors(config: StationConfig, now: datetime) -> tuple[int, int]:
    """How many of the country's certificates have ended, of how many. Cards signed before stay as good as they were."""
    if config.reader.trust is None:
        return 0, 0
    try:
        anchors = TrustStore.from_directory(config.reader.trust).anchors
    except BadTrustDirectory:
        return 0, 0  # its own check says so
    return sum(anchor.not_valid_after <= now for anchor in anchors), len(anchors)
