"""The settings explain themselves: every one is described, rendered, and in the page for hospital IT."""

from __future__ import annotations

from pathlib import Path

import pytest
from config_samples import BEGIN, END, LEAST, PAGE

from kiosk.config import parse_config
from kiosk.config.effective import effective, reference, tables
from kiosk.config.model import NEEDED, StationConfig
from kiosk.config.policy import visit_policy
from kiosk.config.render import render_toml, section_model
from kiosk.visit.values import Policy


@pytest.mark.parametrize("section", StationConfig.model_fields)
def test_every_setting_is_described_in_a_sentence(section: str) -> None:
    model = section_model(section)
    assert (model.__doc__ or "").strip().endswith(".")
    for key, field in model.model_fields.items():
        assert (field.description or "").endswith("."), f"{section}.{key} has no description"
    for key, item in tables(model):
        assert (item.__doc__ or "").strip().endswith(".")
        for name, field in item.model_fields.items():
            assert (field.description or "").endswith("."), f"{section}.{key}.{name} has no description"


def test_the_page_for_hospital_it_carries_the_reference_as_it_is_now() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert page.partition(BEGIN)[2].partition(END)[0] == reference(), (
        "run: python tests/config/write_config_reference.py"
    )


def test_every_choice_that_needs_more_names_settings_that_exist() -> None:
    for (section, key, _), names in NEEDED.items():
        assert {key, *names} <= section_model(section).model_fields.keys()


@pytest.mark.parametrize("comments", [True, False])
def test_a_written_file_reads_back_as_the_same_configuration(comments: bool) -> None:
    values = LEAST | {"policy": {"idle_s": 12.5}, "camera": {"on": False}, "screen": {"width": 1440}}
    config = parse_config(render_toml(values, comments=comments), base=Path("/srv"))
    assert config.policy.idle_s == 12.5
    assert config.camera.on is False
    assert config == parse_config(render_toml(values, comments=not comments), base=Path("/srv"))


def test_a_commented_file_shows_every_setting() -> None:
    text = render_toml(LEAST)
    for section in StationConfig.model_fields:
        for key in section_model(section).model_fields:
            assert f"\n# {key} =" in text or f"\n{key} =" in text


def test_defaults_are_themselves_allowed_values() -> None:
    for section in StationConfig.model_fields:
        model = section_model(section)
        for key, field in model.model_fields.items():
            if not field.is_required() and field.default is not None:
                text = render_toml(LEAST | {section: {**LEAST.get(section, {}), key: field.default}}, comments=False)
                parse_config(text, base=Path("/srv"))


@pytest.mark.parametrize("values", [{"station": {"idd": 1}}, {"nowhere": {"id": 1}}])
def test_writing_a_setting_that_does_not_exist_is_refused(values: dict[str, dict[str, int]]) -> None:
    with pytest.raises(KeyError):
        render_toml(values)


def test_each_effective_value_says_where_it_comes_from() -> None:
    settings = {s.path: s for s in effective(parse_config(render_toml(LEAST), base=Path("/srv")))}
    assert (settings["station.id"].value, settings["station.id"].origin) == ("03", "file")
    assert (settings["policy.idle_s"].value, settings["policy.idle_s"].origin) == (50.0, "default")
    assert settings["station.journal"].value == "/srv/journal.db"


def test_the_configured_rules_become_the_visits_policy() -> None:
    config = parse_config(render_toml(LEAST | {"policy": {"face_tries": 5}}), base=Path("/srv"))
    policy = visit_policy(config)
    assert policy.face_tries == 5
    assert (policy.desk, policy.facility) == ("2", "01001")


def test_the_settings_defaults_are_the_visits_defaults() -> None:
    policy = visit_policy(parse_config(render_toml(LEAST), base=Path("/srv")))
    assert policy == Policy(desk="2", facility="01001", consent_version=policy.consent_version)
