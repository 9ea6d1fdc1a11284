"""`kiosk insurance`: ask about one person, list what is to be looked up later, estimate, and write check-in records."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer

from his_client.clock import system_clock
from his_client.http import InsecureAddress, JsonClient
from his_client.insurance.benefit import provisional_route
from his_client.insurance.codes import result_code
from his_client.insurance.copayment import CoPaymentLookup
from his_client.insurance.his_route import HisInsuranceRoute, HisRouteConfig
from his_client.insurance.ports import Eligibility, EligibilityStatus, InsuranceGateway
from his_client.insurance.token import BodyForm
from his_client.insurance.vss import VssConfig, VssGateway
from his_client.outcome import Done, Outcome, Refused
from kiosk.cli import insurance_papers
from kiosk.config import ConfigError, SecretMissing, StationConfig, load_config, secret
from kiosk.hub.client import HubClient

app = typer.Typer(no_args_is_help=True, help="Ask the insurance gateway.")

PASSWORD_VARIABLE = "KIOSK_INSURANCE_PASSWORD"  # noqa: S105 - the variable's name
WITHOUT_INSURANCE = "9"
_COVERED = {EligibilityStatus.ELIGIBLE, EligibilityStatus.ELIGIBLE_PROVISIONAL}
_SILENT = "the hub does not answer; is `kiosk hub serve` running?"
_NOT_DONE = {EligibilityStatus.UNVERIFIED, EligibilityStatus.CONFIG_ERROR}
_OPEN = {"waiting", "found", "declined", "handed_over"}

IdNumber = Annotated[str, typer.Option("--id", help="ID number (12), card (15) or insurance number (10).")]
Name = Annotated[str, typer.Option("--name", help="Full name, as on the ID card.")]
Birth = Annotated[str, typer.Option("--birth", help="Birth date: YYYY-MM-DD, YYYY-MM or YYYY.")]
AsJson = Annotated[bool, typer.Option("--json", help="Answer as JSON.")]
Config = Annotated[Path | None, typer.Option(help="Station file with a section [insurance].")]
Gateway = Annotated[str | None, typer.Option(help="Address of the gateway, instead of the file's.")]
Username = Annotated[str | None, typer.Option(help="The facility's account.")]
OfficerName = Annotated[str | None, typer.Option(help="The registered officer's name.")]
OfficerId = Annotated[str | None, typer.Option(help="The registered officer's ID number.")]
Hub = Annotated[Path, typer.Option(help="Station file; its [hub] is asked.")]
Visit = Annotated[str, typer.Option("--visit", help="The visit's id, as `kiosk insurance pending` lists it.")]
Deadline = Annotated[float, typer.Option(help="Seconds for the whole answer.")]


@dataclass(frozen=True, slots=True)
class GatewaySettings:
    """Where and as whom to ask; `facility` is this hospital's MA_CSKCB, None when nobody said."""

    facility: str | None
    url: str
    username: str
    password: str = field(repr=False)
    officer_name: str = field(repr=False)
    officer_id: str = field(repr=False)
    session_form: BodyForm = BodyForm.JSON
    check_form: BodyForm = BodyForm.JSON

    def account(self, deadline_s: float) -> VssConfig:
        """The account as the gateway's clients take it."""
        return VssConfig(
            self.username,
            self.password,
            self.officer_name,
            self.officer_id,
            self.session_form,
            self.check_form,
            deadline_s,
        )


class SettingsMissing(Exception):
    """The gateway cannot be asked; the message says what to give."""


_UNUSABLE = (ConfigError, SecretMissing, SettingsMissing, InsecureAddress)


@app.callback()
def group() -> None:
    """Ask the insurance gateway."""


app.command()(insurance_papers.estimate)
app.command()(insurance_papers.tables)
app.command()(insurance_papers.checkin)


@app.command()
def check(
    id_number: IdNumber,
    name: Name,
    birth: Birth,
    as_json: AsJson = False,
    config: Config = None,
    gateway: Gateway = None,
    username: Username = None,
    officer_name: OfficerName = None,
    officer_id: OfficerId = None,
    hospital: Annotated[str | None, typer.Option(help="This hospital's facility code (MA_CSKCB).")] = None,
    self_came_route: Annotated[str, typer.Option(help="Route code of a patient registered elsewhere.")] = "1.18",
    deadline: Deadline = 10.0,
) -> None:
    """Exit 0 insured today, 1 not, 2 could not be told. The password comes from a credential or the environment."""
    given = _given(gateway, username, officer_name, officer_id)
    try:
        with _asked(config, hospital, given, deadline) as (asked, facility):
            found = asked.check(id_number, name, birth, asked_at=system_clock()).eligibility
    except _UNUSABLE as error:
        _fail(str(error))
    answer = as_answer(found, facility, self_came_route)
    if as_json:
        typer.echo(json.dumps(answer, ensure_ascii=False))
    else:
        for key, value in answer.items():
            typer.echo(f"{key:12} {'' if value is None else value}")
    note = result_code(found.code).note
    if found.status in _NOT_DONE:
        _fail(f"Could not be verified ({found.code}): register the patient and check again later. {note}")
    if found.status not in _COVERED:
        typer.echo(f"Not usable today ({found.code}). {note}", err=True)
        raise typer.Exit(1)


@app.command()
def copayment(
    id_number: IdNumber,
    name: Name,
    birth: Birth,
    as_json: AsJson = False,
    config: Config = None,
    gateway: Gateway = None,
    username: Username = None,
    officer_name: OfficerName = None,
    officer_id: OfficerId = None,
    deadline: Deadline = 10.0,
    visit: Annotated[
        str | None,
        typer.Option(help="Through the hub, once for this visit at most; it keeps the reply with the visit."),
    ] = None,
    five_years_from: Annotated[
        str | None, typer.Option(help="With --visit: the card's five-years date (YYYY-MM-DD), as the check told it.")
    ] = None,
) -> None:
    """What a person has co-paid this year. Exit 0 a sum, 1 no card or no co-payment, 2 could not be told."""
    if visit is not None:
        _tell(_through_hub(config, visit, (id_number, name, birth), five_years_from), as_json)
        return
    given = _given(gateway, username, officer_name, officer_id)
    try:
        settings = settings_from(config, None, given)
        with JsonClient(settings.url, deadline_s=deadline) as http:
            found = CoPaymentLookup(settings.account(deadline), http, system_clock).accumulated(id_number, name, birth)
    except _UNUSABLE as error:
        _fail(str(error))
    if isinstance(found, Done):
        total = found.value.total
        _tell(Done(None if total is None else str(total)), as_json)
    else:
        _tell(found, as_json)


def _through_hub(
    config: Path | None, visit: str, person: tuple[str, str, str], five_years_from: str | None
) -> Outcome[str | None]:
    try:
        due = date.fromisoformat(five_years_from or "")
    except ValueError:
        _fail("--visit needs --five-years-from YYYY-MM-DD")
    if config is None:
        _fail("--visit needs --config FILE, whose [hub] is asked")
    with _hub(config) as client:
        return client.copayment(visit, *person, due)


def _tell(found: Outcome[str | None], as_json: bool) -> None:
    if not isinstance(found, Done):
        code = found.code if isinstance(found, Refused) else found.reason
        _fail(f"Could not be told ({code}); do not ask again at once, the gateway counts.")
    typer.echo(json.dumps({"co_paid": found.value}) if as_json else f"co_paid      {found.value or ''}")
    if found.value is None:
        raise typer.Exit(1)


@app.command()
def pending(config: Hub, as_json: AsJson = False) -> None:
    """Checks to be made later, without a name. Exit 0 none open, 1 some are or need a person, 2 no answer."""
    with _hub(config) as client:
        outcome = client.pending()
    if not isinstance(outcome, Done):
        _fail(_SILENT)
    if as_json:
        typer.echo(json.dumps({"checks": list(outcome.value)}))
    else:
        for line in outcome.value:
            typer.echo(
                f"{line['visit_id']:38} {line['phase']:12} {line['code']:16} {line['tries']:>3}  {line['since']}"
            )
    if any(line["phase"] in _OPEN for line in outcome.value):
        raise typer.Exit(1)


@app.command()
def seen(
    visit: Visit, config: Hub, by: Annotated[str, typer.Option(help="Who takes it over; kept with the visit.")]
) -> None:
    """Mark a visit's checks that were handed over as taken. Exit 0 done, 1 nothing waits there, 2 no answer."""
    with _hub(config) as client:
        outcome = client.seen(visit, by)
    match outcome:
        case Done(value=count):
            typer.echo(f"{count} taken over.")
        case Refused(code="no_check"):
            typer.echo("Nothing of this visit waits for a person.", err=True)
            raise typer.Exit(1)
        case Refused(code=code):
            _fail(f"the hub refuses ({code})")
        case _:
            _fail(_SILENT)


@app.command()
def erase(visit: Visit, config: Hub) -> None:
    """Erase whom a visit's checks were about and what the gateway said; times and codes stay. Exit 0 done, 2 not."""
    with _hub(config) as client:
        outcome = client.erase(visit)
    match outcome:
        case Done():
            typer.echo("Nothing personal of this visit's checks is left at the hub.")
        case Refused(code=code):
            _fail(f"the hub refuses ({code})")
        case _:
            _fail(_SILENT)


@contextmanager
def _hub(config: Path) -> Iterator[HubClient]:
    try:
        settings = load_config(config)
        client = HubClient(settings.hub.url, secret("hub_token", settings.station.credentials))
    except _UNUSABLE as error:
        _fail(str(error))
    try:
        yield client
    finally:
        client.close()


def as_answer(found: Eligibility, hospital: str | None, self_came_route: str) -> dict[str, Any]:
    """The answer of the interface: status, code, card, level, valid_from, valid_to, route.

    The route is provisional, and null for an insured patient when this hospital's code is not known.
    """
    route: str | None = WITHOUT_INSURANCE
    if found.status in _COVERED:
        route = hospital and provisional_route(found.first_registration, hospital, self_came_route, found.route)
    return {
        "status": str(found.status),
        "code": found.code,
        "card": found.card,
        "level": found.level,
        "valid_from": found.valid_from and found.valid_from.isoformat(),
        "valid_to": found.valid_to and found.valid_to.isoformat(),
        "route": route,
    }


@contextmanager
def _asked(
    config: Path | None, hospital: str | None, given: dict[str, str], deadline_s: float
) -> Iterator[tuple[InsuranceGateway, str | None]]:
    """Whoever this hospital asks, and its facility code: the HIS where the file says so, else the gateway."""
    loaded = load_config(config) if config is not None else None
    if loaded is not None and loaded.insurance.route == "his" and not given:
        if loaded.his.url is None or loaded.his.merchant_id is None:
            raise SettingsMissing("Missing for the HIS that asks: his.url, his.merchant_id.")
        account = HisRouteConfig(
            loaded.his.merchant_id, secret("his_secret", loaded.station.credentials), deadline_s=deadline_s
        )
        with JsonClient(loaded.his.url, deadline_s=deadline_s, ca_file=loaded.his.ca_file) as http:
            yield HisInsuranceRoute(account, http, system_clock), hospital or loaded.station.facility
        return
    settings = settings_from(loaded, hospital, given)
    with JsonClient(settings.url, deadline_s=deadline_s) as http:
        yield VssGateway(settings.account(deadline_s), http, system_clock), settings.facility


def settings_from(config: Path | StationConfig | None, hospital: str | None, given: dict[str, str]) -> GatewaySettings:
    """The gateway's settings: options first, then the file; the password from a credential or the environment.

    Raises ConfigError for a bad file, SecretMissing or SettingsMissing for what is not there.
    """
    loaded = load_config(config) if isinstance(config, Path) else config
    values: dict[str, str | None] = {}
    if loaded is not None:
        values = {key: getattr(loaded.insurance, key) for key in ("url", "username", "officer_name", "officer_id")}
        hospital = hospital or loaded.station.facility
    values.update(given)
    missing = [key for key in ("url", "username", "officer_name", "officer_id") if not values.get(key)]
    if missing:
        raise SettingsMissing(f"Missing for the gateway: {', '.join(missing)}; give --config FILE or the options.")
    credentials = loaded.station.credentials if loaded is not None else None
    password = os.environ.get(PASSWORD_VARIABLE) or secret("insurance_password", credentials)
    forms = loaded.insurance if loaded is not None else None
    return GatewaySettings(
        hospital,
        str(values["url"]),
        str(values["username"]),
        password,
        str(values["officer_name"]),
        str(values["officer_id"]),
        BodyForm(forms.session_form) if forms else BodyForm.JSON,
        BodyForm(forms.check_form) if forms else BodyForm.JSON,
    )


def _given(url: str | None, username: str | None, officer_name: str | None, officer_id: str | None) -> dict[str, str]:
    given = {"url": url, "username": username, "officer_name": officer_name, "officer_id": officer_id}
    return {key: value for key, value in given.items() if value}


def _fail(why: str) -> NoReturn:
    typer.echo(why, err=True)
    raise typer.Exit(2)
