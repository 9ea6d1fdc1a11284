"""The reader's PACE and secure messaging against a chip made by somebody else, where that library is installed."""

from __future__ import annotations

import secrets
from contextlib import closing
from dataclasses import replace

import pytest
from libeac import LibeacChip, LibeacDisagrees, LibeacTerminal, load

from chip_reader import CanKey
from chip_reader.apdu import CardChannel, Command
from chip_reader.files import ElementaryFile
from chip_reader.pace import Established, establish
from chip_reader.security_infos import parse_security_infos
from chip_reader.virtual import VirtualCard, load_profile
from chip_reader.virtual.card import AID
from chip_reader.virtual.chip import make_chip

LIBRARY = load()
pytestmark = pytest.mark.skipif(LIBRARY is None, reason="libeac is not installed")
CURVES = ("p192", "p224", "p256", "p384", "p521", "bp192", "bp224", "bp256", "bp320", "bp384", "bp512")
VARIANTS = [
    *(f"pace-ecdh-gm-{suite}-bp256" for suite in ("3des", "aes128", "aes192", "aes256")),
    *(f"pace-ecdh-gm-aes128-{curve}" for curve in CURVES if curve != "bp256"),
    *(f"pace-dh-gm-{suite}-modp2048-256" for suite in ("3des", "aes128", "aes192", "aes256")),
    "pace-dh-gm-aes128-modp1024",
    "pace-dh-gm-aes128-modp2048-224",
]


def attempts(variant: str) -> int:
    """libeac drops a leading zero of a DH shared secret, which PKCS #3 keeps: one conversation in 256 cannot agree."""
    return 3 if variant.startswith("pace-dh") else 1


@pytest.mark.parametrize("variant", VARIANTS)
def test_both_makers_agree_and_understand_each_others_messages(variant: str) -> None:
    assert LIBRARY is not None
    card_access = make_chip(replace(load_profile("adult-2021"), access=(variant,)), secrets.token_bytes).card_access
    info = parse_security_infos(card_access).pace[0]
    for left in reversed(range(attempts(variant))):
        chip = LibeacChip(LIBRARY, info.oid, info.parameter_id or 0, "271828")
        with closing(chip):
            try:
                done = establish(CardChannel(chip), info, CanKey("271828"), secrets.token_bytes, name_parameters=False)
            except LibeacDisagrees:
                assert left
                continue
            assert isinstance(done, Established)
            for text in (b"first", b"a second one, longer than a block"):
                answer = done.channel.send(Command(0x00, 0xA4, 0x04, 0x0C, text, ne=100))
                assert (chip.opened[-1], answer.data) == (text, text[::-1])
            break


@pytest.mark.parametrize("variant", VARIANTS)
def test_the_virtual_card_is_opened_and_read_by_the_other_maker(variant: str) -> None:
    assert LIBRARY is not None
    card = VirtualCard(replace(load_profile("adult-2021"), access=(variant,), can="271828"))
    info = parse_security_infos(card.card_access).pace[0]
    for left in reversed(range(attempts(variant))):
        terminal = LibeacTerminal(LIBRARY, info.oid, info.parameter_id or 0, "271828")
        with closing(terminal):
            try:
                terminal.open(card.transmit, info.oid, info.parameter_id or 0)
            except LibeacDisagrees:
                assert left
                card.reset()
                continue
            assert terminal.send(card.transmit, bytes.fromhex("00A4040C"), AID) == b""
            dg1 = card.files[ElementaryFile.DG1]
            assert terminal.send(card.transmit, bytes.fromhex("00B08100"), le=bytes([len(dg1)])) == dg1
            break
