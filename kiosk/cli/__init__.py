"""The one command line: `kiosk`, with a group for each job."""

from __future__ import annotations

import sys

import typer

from kiosk.cli.bench import app as bench_app
from kiosk.cli.campaign import app as campaign_app
from kiosk.cli.card import app as card_app
from kiosk.cli.config import app as config_app
from kiosk.cli.demo import demo
from kiosk.cli.doctor import app as doctor_app
from kiosk.cli.face import app as face_app
from kiosk.cli.hub import app as hub_app
from kiosk.cli.insurance import app as insurance_app
from kiosk.cli.run import run
from kiosk.cli.sandbox import app as sandbox_app
from kiosk.cli.simulate import simulate

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="A reception kiosk for Vietnamese hospitals. Exit codes: 0 done, 1 the answer is no, 2 could not be done.",
)
app.command("demo")(demo)
app.command("run")(run)
app.command("simulate")(simulate)
app.add_typer(card_app, name="card", help="Read chip ID cards; serve virtual ones.")
app.add_typer(face_app, name="face", help="Compare faces.")
app.add_typer(insurance_app, name="insurance", help="Ask the insurance gateway.")
app.add_typer(sandbox_app, name="sandbox", help="A sandbox hospital: HIS, insurance gateway and bank.")
app.add_typer(hub_app, name="hub", help="The hub: insurance, payment orders, money to the HIS.")
app.add_typer(config_app, name="config", help="Check and show a station's configuration.")
app.add_typer(doctor_app, name="doctor", help="Check everything a station depends on.")
app.add_typer(campaign_app, name="campaign", help="Kill a station at every point and look for loss.")
app.add_typer(bench_app, name="bench", help="Measure.")


def main() -> None:
    """Run a command; a failure that is nobody's wish ends with one line on standard error and exit code 2."""
    try:
        app()
    except KeyboardInterrupt:
        sys.stderr.write("kiosk: stopped\n")
        raise SystemExit(2) from None
