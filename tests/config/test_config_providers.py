"""Further payment providers and card terminals are tables of their own, checked like everything else."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from config_samples import LEAST

from kiosk.config import ConfigError, StationConfig, parse_config
from kiosk.config.render import render_toml

PAYOS = {"kind": "payos", "url": "https://api.payos.example.vn", "client_id": "c-1", "return_url": "https://bv.vn/x"}
BANK = {
    "kind": "bank",
    "name": "pharmacy",
    "url": "https://bank.example.vn",
    "account": "0011",
    "bank_bin": "970436",
    "payee": "NHA THUOC",
    "kinds": ["services"],
}


def parsed(*providers: dict[str, Any]) -> StationConfig:
    return parse_config(render_toml(LEAST | {"payment": {"providers": list(providers)}}), base=Path("/srv"))


def told(*providers: dict[str, Any]) -> list[tuple[str, str]]:
    with pytest.raises(ConfigError) as caught:
        parsed(*providers)
    return [(problem.path, problem.expected) for problem in caught.value.problems]


def test_providers_stand_in_their_order_with_what_they_open() -> None:
    first, second = parsed(PAYOS, BANK).payment.providers
    assert (first.kind, first.kinds) == ("payos", ("fee", "advance", "services", "balance"))
    assert (second.name, second.kinds) == ("pharmacy", ("services",))


def test_what_a_kind_needs_is_asked_for() -> None:
    assert told({"kind": "payos", "url": "https://a.vn"}) == [
        ("payment.providers.0.client_id", "a value, because its kind is payos"),
        ("payment.providers.0.return_url", "a value, because its kind is payos"),
    ]
    assert told(BANK | {"payee": None}) == [("payment.providers.0.payee", "a value, because bank_bin is given")]


def test_two_providers_of_one_name_would_mix_their_money() -> None:
    assert told(PAYOS, PAYOS) == [("payment.providers.1.name", "a name that no other provider has")]


def test_an_account_is_told_of_by_one_provider_since_each_transfer_would_look_like_two() -> None:
    again = BANK | {"kind": "sepay", "name": "again"}
    assert told(BANK, again) == [("payment.providers.1.account", "an account that no other provider tells of")]


def test_an_unknown_key_of_a_provider_is_named_with_those_it_knows() -> None:
    assert told(PAYOS | {"client": "x"}) == [("payment.providers.0.client", "client_id, perhaps")]


def test_a_secret_in_a_provider_is_refused_without_being_shown() -> None:
    with pytest.raises(ConfigError) as caught:
        parsed(PAYOS | {"checksum_key": "Tr0ub4dor", "api_key": "Tr0ub4dor"})
    assert "Tr0ub4dor" not in str(caught.value)
    assert "payment.providers.api_key" in {problem.path for problem in caught.value.problems}


def test_card_terminals_are_listed_by_name() -> None:
    values = {"desks": ["1", "2"], "terminals": [{"name": "POS1", "host": "10.0.0.9", "port": 6001}]}
    hub = parse_config(render_toml(LEAST | {"hub": values}), base=Path("/srv")).hub
    assert hub.desks == ("1", "2")
    assert [(item.name, item.kind) for item in hub.terminals] == [("POS1", "nexo")]
