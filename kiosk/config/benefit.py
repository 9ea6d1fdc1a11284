"""The benefit tables a configuration names: the hospital's own, or the shipped ones."""

from __future__ import annotations

from his_client.insurance.tables import BenefitTables, TableError, load_tables
from kiosk.config.load import ConfigError, Problem
from kiosk.config.model import StationConfig


def benefit_tables(config: StationConfig) -> BenefitTables:
    """The tables estimates are made from.

    :raises ConfigError: names the file and key of the hospital's own table that cannot be used.
    """
    try:
        return load_tables(config.insurance.tables)
    except TableError as error:
        problem = Problem(None, "insurance.tables", f"not usable ({error})", "the shipped form of that table")
        raise ConfigError((problem,)) from None
