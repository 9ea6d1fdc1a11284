"""What a station's file may say, and what a person is told when it says something else."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from config_samples import LEAST
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from kiosk.config import ConfigError, ConfigUnreadable, Problem, load_config, parse_config
from kiosk.config.lines import key_lines
from kiosk.config.model import NEEDED, TOGETHER, StationConfig
from kiosk.config.render import render_toml, section_model

BASE = Path("/srv/kiosk")


def station(**changes: Any) -> str:
    """A file's text with `section__key` values added to the least a station needs."""
    values = {name: dict(table) for name, table in LEAST.items()}
    for name, value in changes.items():
        section, key = name.split("__")
        values.setdefault(section, {})[key] = value
    return render_toml(values, comments=False)


def problems(text: str) -> tuple[Problem, ...]:
    with pytest.raises(ConfigError) as caught:
        parse_config(text, base=BASE)
    return caught.value.problems


def only(text: str) -> Problem:
    (problem,) = problems(text)
    return problem


def test_the_least_a_station_needs_is_its_name_its_journal_and_its_printer() -> None:
    config = parse_config(station(), base=BASE)
    assert config.station.id == "03"
    assert config.station.languages == ("vi", "en", "zh", "ko", "ja", "fr")
    assert config.printer.width_px == 576
    assert config.policy.idle_s == 50


def test_relative_paths_start_at_the_files_folder(tmp_path: Path) -> None:
    file = tmp_path / "station.toml"
    file.write_text(station(camera__source="faces", station__credentials="/etc/kiosk"), encoding="utf-8")
    config = load_config(file)
    assert config.station.journal == tmp_path / "journal.db"
    assert config.camera.source == str(tmp_path / "faces")
    assert config.station.credentials == Path("/etc/kiosk")


@pytest.mark.parametrize("source", ["0", "12", "http://127.0.0.1:8000/stream.mjpg"])
def test_a_device_index_or_address_is_no_path(source: str) -> None:
    assert parse_config(station(camera__source=source), base=BASE).camera.source == source


def test_nothing_changes_after_reading() -> None:
    config = parse_config(station(), base=BASE)
    with pytest.raises(ValidationError):
        config.station.id = "04"


def test_vietnamese_names_are_composed() -> None:
    decomposed = station(station__hospital="Be\u0323\u0302nh vie\u0323\u0302n")
    assert parse_config(decomposed, base=BASE).station.hospital == "Bệnh viện"


@pytest.mark.parametrize(
    ("key", "value", "expected"),
    [
        ("station__id", "sảnh-a", "1 to 4 capital letters or digits, like 03"),
        ("station__facility", "1001", "the 5 digits of MA_CSKCB, like 01001"),
        ("station__hospital", "two\nlines", "one line of text"),
        ("station__language", "de", "one of station.languages"),
        ("screen__width", 10.5, "a whole number without quotes"),
        ("screen__width", "1080", "a whole number without quotes"),
        ("screen__fullscreen", 1, "true or false"),
        ("policy__idle_s", 0, "at least 10"),
        ("policy__face_tries", 99, "at most 10"),
        ("his__url", "http://his.vn", "an https address, like https://his.example.vn (http only to this machine)"),
        ("hub__listen", "127.0.0.1", "host:port, like 127.0.0.1:8090"),
        ("payment__bank_bin", "VCB", "the bank's 6 digits at NAPAS, like 970415"),
        ("printer__kind", "fax", "one of: 'escpos-network', 'escpos-file', 'escpos-usb', 'cups' or 'picture'"),
        ("printer__queue", "-o raw", "a CUPS queue's name"),
        ("printer__path", 3, "a text in quotes"),
        ("face__engine", "facenet", "one of: 'dlib', 'sface' or 'arcface'"),
        ("face__input_mean", [127.5], "at least 3 entries"),
        ("face__input_mean", [1, 2, 3, 4], "at most 3 entries"),
        ("station__languages", [], "at least one entry"),
    ],
)  # fmt: skip
def test_a_wrong_value_is_named_with_its_line_and_the_expected_form(key: str, value: Any, expected: str) -> None:
    text = station(**{key: value})
    problem = only(text)
    section, name = key.split("__")
    assert problem.path == f"{section}.{name}"
    assert text.splitlines()[(problem.line or 0) - 1].startswith(f"{name} =")
    assert problem.expected == expected
    assert "\n" not in str(problem)


@pytest.mark.parametrize("value", ["nan", "inf", "-inf"])
def test_a_waiting_time_is_a_finite_number(value: str) -> None:
    assert only(station() + f"\n[policy]\nidle_s = {value}\n").path == "policy.idle_s"


def test_every_problem_is_told_at_once_in_the_order_of_the_file() -> None:
    text = station(station__id="?", station__facility="x", printer__width_px=1, policy__key_tries=0)
    told = problems(text)
    assert [p.path for p in told] == ["station.id", "station.facility", "printer.width_px", "policy.key_tries"]
    assert [p.line for p in told] == sorted(p.line or 0 for p in told)


def test_an_unknown_key_is_an_error_and_the_nearest_known_one_is_offered() -> None:
    problem = only(station() + "\n[policy]\nidle_secs = 3\n")
    assert (problem.path, problem.got, problem.expected) == ("policy.idle_secs", "unknown", "idle_s, perhaps")


def test_an_unknown_table_is_an_error() -> None:
    assert only(station() + "\n[polcy]\n").expected == "policy, perhaps"


def test_the_face_threshold_is_no_setting() -> None:
    assert only(station() + "\n[face]\nthreshold = 0.9\n").got == "unknown"


def test_a_missing_value_points_at_its_table_and_says_what_it_is() -> None:
    problem = only("\n# a station without a name\n" + station().replace('name = "Máy 03 · Sảnh A"\n', ""))
    assert (problem.line, problem.path, problem.got) == (3, "station.name", "missing")
    assert "as patients and staff call it" in problem.expected


@pytest.mark.parametrize("sha256", ["", "AB" * 32, "ab" * 31, "zz" * 32])
def test_a_models_hash_is_written_as_sha256sum_prints_it(sha256: str) -> None:
    told = problems(station(face__model="m", face__model_sha256=sha256, face__model_licence="MIT"))
    assert [(p.path, p.expected) for p in told] == [
        ("face.model_sha256", "a SHA-256 as 64 hexadecimal digits, as sha256sum prints it")
    ]


@pytest.mark.parametrize(("section", "group"), [(s, g) for s, groups in TOGETHER.items() for g in groups])
def test_settings_that_mean_nothing_alone_are_asked_for_together(section: str, group: tuple[str, ...]) -> None:
    for given_one in group:
        value: object = 0.5 if given_one.endswith("threshold") else "ab" * 32
        text = station(**{f"{section}__{given_one}": value})
        told = problems(text)
        assert {p.path for p in told} == {f"{section}.{name}" for name in group if name != given_one}
        for problem in told:
            assert f"because {section}.{given_one} is given" in problem.expected
            assert text.splitlines()[(problem.line or 0) - 1].startswith(f"{given_one} =")


def test_an_engine_that_has_some_of_its_files_is_asked_for_the_rest_once() -> None:
    told = problems(station(face__engine="arcface", face__model="m.onnx"))
    wanted = ["model_sha256", "model_licence", "detector", "detector_sha256", "detector_licence"]
    assert sorted(p.path for p in told) == sorted(f"face.{name}" for name in wanted)


@pytest.mark.parametrize(("choice", "needed"), NEEDED.items(), ids=str)
def test_a_choice_says_what_else_it_needs(choice: tuple[str, str, object], needed: tuple[str, ...]) -> None:
    section, key, value = choice
    values = LEAST | {section: {key: value}}
    told = problems(render_toml(values, comments=False))
    assert {p.path for p in told} == {f"{section}.{name}" for name in needed}
    assert all(f"because {section}.{key} is" in p.expected and p.line for p in told)


@pytest.mark.parametrize("key", ["merchant_secret", "password", "apikey", "hub_token", "PIN", "private_key"])
def test_a_secret_in_the_file_is_refused_and_never_repeated(key: str) -> None:
    told = only(station() + f'\n[his]\n{key} = "Tr0ub4dor"\n')
    assert "credential file" in told.expected
    assert "Tr0ub4dor" not in str(told)


def test_a_login_inside_an_address_is_refused_and_never_repeated() -> None:
    told = only(station(his__url="https://kiosk:Tr0ub4dor@his.example.vn"))
    assert (told.path, told.got) == ("his.url", "(hidden)")


def test_a_text_that_is_no_toml_names_the_line_and_repeats_nothing_of_it() -> None:
    told = only('[station]\nid = "03"\npassword = Tr0ub4dor\n')
    assert told.line == 3
    assert "Tr0ub4dor" not in str(told)


def test_a_text_that_breaks_off_names_its_last_line() -> None:
    assert only('[station]\nid = "03').line == 2


def test_brackets_without_end_are_a_problem_and_no_crash() -> None:
    assert only("a = " + "[" * 100_000).got == "not TOML"


def test_a_file_that_cannot_be_read_is_an_error_of_its_own(tmp_path: Path) -> None:
    with pytest.raises(ConfigUnreadable, match="no such file"):
        load_config(tmp_path / "absent.toml")
    (tmp_path / "latin.toml").write_bytes(b"# B\xe9nh")
    with pytest.raises(ConfigUnreadable, match="not utf-8"):
        load_config(tmp_path / "latin.toml")


def test_lines_are_found_through_strings_arrays_comments_and_inline_tables() -> None:
    text = "\n".join(
        [
            'a = """',  # 1
            "[not.a.table]",
            'b = 1"""',  # 3
            "c = [ # ] no end",
            "  '''",
            "]''',",
            "]",  # 7
            "[t.'quoted key']  # comment",
            'x.y = {z = "}", w = [1]}',  # 9
            '"u\\u1ec7" = 2',
            "[[list]]",
            "k = 1979-05-27",  # 12
        ]
    )
    tomllib.loads(text)
    assert key_lines(text) == {
        ("a",): 1,
        ("c",): 4,
        ("t",): 8,
        ("t", "quoted key"): 8,
        ("t", "quoted key", "x"): 9,
        ("t", "quoted key", "x", "y"): 9,
        ("t", "quoted key", "uệ"): 10,
        ("list",): 11,
        ("list", "k"): 12,
    }


def _sections() -> st.SearchStrategy[str]:
    known = [f"{s}.{k}" for s in StationConfig.model_fields for k in section_model(s).model_fields]
    return st.sampled_from(known)


@given(_sections(), st.one_of(st.text(), st.integers(), st.floats(), st.booleans(), st.lists(st.text())))
def test_any_value_anywhere_is_either_good_or_named_at_its_own_line(path: str, value: Any) -> None:
    section, key = path.split(".")
    values = {name: dict(table) for name, table in LEAST.items()}
    values.setdefault(section, {})[key] = value
    text = render_toml(values, comments=False)
    try:
        parse_config(text, base=BASE)
    except ConfigError as error:
        named = [p for p in error.problems if p.path.startswith(path)]
        wanted = [p for p in error.problems if "because" in p.expected or "one of station.languages" in p.expected]
        assert named or wanted
        assert all(text.splitlines()[(p.line or 0) - 1].startswith(f"{key} =") for p in named)


@given(st.text(max_size=200))
def test_any_text_is_a_configuration_or_a_list_of_problems(text: str) -> None:
    assert problems(text)
