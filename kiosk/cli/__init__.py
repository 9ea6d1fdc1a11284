"""The one command line: `kiosk`, with a group for each job."""

from __future__ import annotations

import sys

import typer

from kiosk.cli import bench, campaign, card, config, demo, doctor, face, hub, insurance, run, sandbox, simulate

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="A reception kiosk for Vietnamese hospitals. Exit codes: 0 done, 1 the answer is no, 2 could not be done.",
)
app.command("demo")(demo.demo)
app.command("run")(run.run)
app.command("simulate")(simulate.simulate)
app.add_typer(card.app, name="card", help="Read chip ID cards; serve virtual ones.")
app.add_typer(face.app, name="face", help="Compare faces.")
app.add_typer(insurance.app, name="insurance", help="Ask the insurance gateway.")
app.add_typer(sandbox.app, name="sandbox", help="A sandbox hospital: HIS, insurance gateway and bank.")
app.add_typer(hub.app, name="hub", help="The hub: insurance, payment orders, money to the HIS.")
app.add_typer(config.app, name="config", help="Check and show a station's configuration.")
app.add_typer(doctor.app, name="doctor", help="Check everything a station depends on.")
app.add_typer(campaign.app, name="campaign", help="Kill a station at every point and look for loss.")
app.add_typer(bench.app, name="bench", help="Measure.")


def main() -> None:
    """Run a command; a failure that is nobody's wish ends with one line on standard error and exit code 2."""
    try:
        app()
    except KeyboardInterrupt:
        sys.stderr.write("kiosk: stopped\n")
        raise SystemExit(2) from None
