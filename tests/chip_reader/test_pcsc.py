"""The PC/SC reader against a real pcscd with a virtual card in its virtual slot."""

from __future__ import annotations

from pathlib import Path

from pcscd import needs_root, run_isolated


def test_the_pcsc_reader_keeps_the_contract_over_a_real_pcscd() -> None:
    needs_root()
    result = run_isolated(str(Path(__file__).with_name("pcsc_inside.py")))
    assert result.returncode == 0, result.stdout + result.stderr


def test_every_protocol_works_over_a_real_pcscd() -> None:
    needs_root()
    result = run_isolated(str(Path(__file__).with_name("pcsc_protocols_inside.py")))
    assert result.returncode == 0, result.stdout + result.stderr
