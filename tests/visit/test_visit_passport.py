"""Foreigners: a passport opens with what its first page says, and its holder pays for themselves."""

from __future__ import annotations

from dataclasses import replace

import pytest
from test_visit_expected import sent
from visit_parts import CITIZEN, CONFIRM, CONSENT, GENEROUS, MATCH, STRANGER, WIDE, Story, at_key, read

from his_client.his.ports import DocumentType
from kiosk.station.card import access_keys
from kiosk.visit import effects as fx
from kiosk.visit import events as ev
from kiosk.visit import wishes as wi
from kiosk.visit.values import MrzKey, PassportKey
from kiosk.visit.view import CheckView, KeyView, Screen

# The specimen of ICAO 9303-4, Appendix B.
MRZ = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10"
TYPED = (ev.KeyTyped("passport", "L898902C3"), ev.KeyTyped("birth", "1974-08-12"), ev.KeyTyped("expiry", "2012-04-15"))
HOLDER = replace(CITIZEN, id_number="L898902C3", full_name="ERIKSSON ANNA MARIA", nationality="UTO", ethnicity="")


def typing() -> Story:
    return at_key(policy=GENEROUS).then(wi.PassportPressed())


def test_the_key_is_typed_field_by_field() -> None:
    story = typing()
    assert story.shows(Screen.KEY_TYPE)
    assert (story.content(KeyView).field, story.content(KeyView).passport) == ("passport", True)
    story.then(*TYPED)
    assert story.visit.facts.key == PassportKey("L898902C3", "1974-08-12", "2012-04-15")
    assert story.shows(Screen.LAY_CARD)


def test_every_passport_expires() -> None:
    assert typing().then(*TYPED[:2], ev.KeyTyped("expiry", None)).content(KeyView).field == "expiry"


def test_the_lines_a_scanner_read_are_the_same_key() -> None:
    story = at_key(policy=GENEROUS).then(wi.MrzSeen(MRZ))
    assert story.visit.facts.key == MrzKey(MRZ)
    assert access_keys(MrzKey(MRZ)) == access_keys(PassportKey("L898902C3", "1974-08-12", "2012-04-15"))
    assert at_key(policy=GENEROUS).then(wi.MrzSeen(MRZ.replace("L898902C3", "L898902C4"))).shows(Screen.KEY_QR)


def test_back_leads_to_the_code_again() -> None:
    assert typing().then(ev.BackPressed()).shows(Screen.KEY_QR)


def test_where_the_hospital_takes_no_passports_none_is_asked_for() -> None:
    assert not at_key().content(KeyView).passports
    assert at_key().then(wi.PassportPressed()).shows(Screen.KEY_QR)


def test_the_holder_registers_under_the_passport_and_pays_for_themselves() -> None:
    story = typing().then(*TYPED, ev.CardInserted(), replace(read(1), citizen=HOLDER))
    assert story.shows(Screen.FACE)
    assert story.all(fx.AskInsurer) == []
    assert CONSENT.insurer, "although they allowed it: there is nobody to ask"
    story.then(WIDE, STRANGER, MATCH)
    assert story.shows(Screen.CLINIC)
    check = story.then(ev.DepartmentChosen("K01"), ev.NextPressed()).content(CheckView)
    assert check.coverage.status == "not_asked"
    assert check.estimate is not None
    assert check.estimate.patient_pays == 50_000
    request = sent(story.then(CONFIRM))
    assert (request.identity.document, request.identity.id_number) == (DocumentType.PASSPORT, "L898902C3")
    assert request.insurance is None


@pytest.mark.parametrize("number", ["001190000123"])
def test_an_id_card_opened_that_way_stays_an_id_card(number: str) -> None:
    story = typing().then(*TYPED, ev.CardInserted(), replace(read(1), citizen=replace(CITIZEN, id_number=number)))
    assert story.all(fx.AskInsurer)
    (search,) = story.all(fx.AskPatient)
    assert search.identity.document is DocumentType.ID_CARD
