"""An adult registers a child: the adult is known by chip, the child by a code of its own or as typed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from test_visit_expected import sent
from visit_parts import (
    CHILD_CARD,
    CHILD_QR,
    CITIZEN,
    CONFIRM,
    COVERED,
    ELIGIBLE,
    ELSEWHERE,
    FULL_NAME,
    GENEROUS,
    GOOD,
    ID_NUMBER,
    MATCH,
    MISMATCH,
    NOT_INSURED,
    QR_TEXT,
    REGULAR,
    SILENT_INSURER,
    WIDE,
    Story,
    at_clinics,
    at_reading,
    for_child,
    read,
    registered,
    wide,
    wide_check,
)

from his_client.his.ports import Declaration, DeclarationKind, IdentitySource, Relation
from kiosk.visit import effects as fx
from kiosk.visit import events as ev
from kiosk.visit import wishes as wi
from kiosk.visit.insurance_qr import NotAnInsuranceQr, parse_insurance_qr
from kiosk.visit.values import Reason
from kiosk.visit.view import CheckView, ChildView, ChoiceView, ClinicView, InsuranceView, Screen

NUMBER, BIRTH = "001220000456", "2022-02-03"
CHILD_COVERED = ev.CoverageKnown(replace(ELIGIBLE, level=100), about="child")


def typed() -> Story:
    story = for_child(ev.TypeKeyPressed()).then(wi.ChildPaperChosen("id"), ev.KeyTyped("number", NUMBER))
    return story.then(ev.KeyTyped("birth", BIRTH), ev.KeyTyped("name", " NGUYỄN  VĂN BÉ "))


def at_check(story: Story) -> Story:
    return story.then(CHILD_COVERED, ev.NextPressed(), ev.DepartmentChosen("K03"), ev.NextPressed())


class TestAsking:
    def test_only_an_adult_read_by_chip_is_offered_to_bring_a_child(self) -> None:
        assert wide().content(ClinicView).child
        assert not at_clinics().content(ClinicView).child, "where the HIS takes no guardian"
        young = replace(read(1), citizen=replace(CITIZEN, date_of_birth="2010-01-01"))
        consent = ev.ConsentGiven(face=False, insurer=False, wording="", language="vi")
        story = Story(policy=GENEROUS).then(consent, ev.QrSeen(QR_TEXT), ev.CardInserted(), young, WIDE, REGULAR)
        assert not story.content(ClinicView).child
        assert story.then(wi.ChildPressed()).shows(Screen.CLINIC)

    def test_the_straight_way_is_as_short_as_before(self) -> None:
        story = wide().then(ev.DepartmentChosen("K01"), ev.NextPressed())
        assert story.shows(Screen.CHECK)

    def test_going_back_makes_the_adult_the_patient_again(self) -> None:
        story = for_child().then(ev.BackPressed())
        assert story.shows(Screen.CHILD_RELATION)
        assert fx.StopCamera() in story.last
        story.then(ev.BackPressed())
        assert story.content(ClinicView).selected == "K02"
        assert sent(story.then(ev.NextPressed(), CONFIRM)).identity.id_number == ID_NUMBER

    def test_a_code_is_looked_for_and_the_camera_is_dark_afterwards(self) -> None:
        assert fx.ScanQr() in for_child().last
        assert fx.StopCamera() in for_child(ev.QrSeen(CHILD_QR)).last
        assert fx.StopCamera() in for_child(ev.TypeKeyPressed()).last
        away = for_child(ev.CameraAway())
        assert (away.view.screen, away.content(ChildView).notice) == (Screen.CHILD_PAPER, "camera_away")

    @pytest.mark.parametrize(
        ("shown", "notice"),
        [
            (ev.OtherQrSeen(), "other_qr"),
            (ev.QrSeen(QR_TEXT), "own_card"),
            (ev.QrSeen(CHILD_QR.replace("03022022", "03021990")), "no_child"),
            (wi.InsuranceQrSeen(f"DN4010123456789|{FULL_NAME}|17/05/1990|2|01 - 999"), "own_card"),
            (wi.InsuranceQrSeen("nonsense"), "other_qr"),
        ],
    )
    def test_what_is_not_the_childs_is_told_apart(self, shown: ev.Event, notice: str) -> None:
        story = for_child(shown)
        assert (story.view.screen, story.content(ChildView).notice) == (Screen.CHILD_SCAN, notice)
        assert story.visit.facts.child is None


class TestByCode:
    def test_the_childs_id_card_says_all_and_the_adult_travels_as_guardian(self) -> None:
        story = for_child(ev.QrSeen(CHILD_QR))
        assert fx.AskInsurer(NUMBER, "Nguyễn Văn Bé", BIRTH, about="child") in story.last
        assert story.content(InsuranceView).waiting
        request = sent(at_check(story).then(CONFIRM))
        child, guardian = request.identity, request.guardian
        assert (child.id_number, child.full_name, child.date_of_birth, child.sex) == (
            NUMBER,
            "Nguyễn Văn Bé",
            BIRTH,
            "Nam",
        )
        assert child.identity_source is IdentitySource.QR
        assert guardian is not None
        assert (guardian.identity.id_number, guardian.relation) == (ID_NUMBER, Relation.MOTHER)
        assert guardian.identity.identity_source is IdentitySource.CHIP_AND_FACE
        assert request.priority == "child"
        assert request.insurance is not None
        assert request.insurance.level == 100

    def test_the_insurance_card_says_all_and_no_number_of_the_child_is_asked_for(self) -> None:
        story = for_child(wi.InsuranceQrSeen(CHILD_CARD))
        assert fx.AskInsurer("TE1010000000456", "Nguyễn Văn Bé", BIRTH, about="child") in story.last
        child = sent(at_check(story).then(CONFIRM)).identity
        assert (child.id_number, child.insurance_number) == ("", "TE1010000000456")
        assert (child.full_name, child.identity_source) == ("Nguyễn Văn Bé", IdentitySource.QR)

    def test_the_clinics_are_the_childs_and_nothing_of_the_adults_counts_for_it(self) -> None:
        known = ev.PatientKnown(REGULAR.patient, (registered(key="earlier"),))
        story = wide(known).then(wi.OtherClinicPressed(), wi.ChildPressed(), wi.RelationChosen("father"))
        story.then(ev.QrSeen(CHILD_QR), CHILD_COVERED, ev.NextPressed())
        view = story.content(ClinicView)
        assert {tile.id: tile.closed for tile in view.tiles}["K03"] == ""
        assert {tile.id: tile.closed for tile in view.tiles}["K01"] == ""
        assert (view.selected, view.child) == ("", False)

    def test_an_answer_about_the_adult_is_not_taken_for_the_childs(self) -> None:
        story = for_child(ev.QrSeen(CHILD_QR)).then(COVERED)
        assert story.content(InsuranceView).waiting
        assert story.then(REGULAR).visit.facts.patient is None
        story.then(CHILD_COVERED)
        assert story.shows(Screen.CLINIC)
        assert story.visit.facts.coverage == CHILD_COVERED.eligibility

    def test_a_child_under_24_months_may_be_reminded_of_its_vaccinations(self) -> None:
        infant = for_child(ev.QrSeen(CHILD_QR.replace("03022022", "03022026")))
        story = at_check(infant).then(wi.OptionOpened("reminders"))
        assert story.content(ChoiceView).offered == ("follow_up", "vaccination")


class TestTyped:
    def test_the_insurer_is_asked_under_the_name_typed_and_the_hospital_about_nobody(self) -> None:
        before = len(for_child().all(fx.AskPatient))
        story = typed()
        assert fx.AskInsurer(NUMBER, "NGUYỄN VĂN BÉ", BIRTH, about="child") in story.last
        assert len(story.all(fx.AskPatient)) == before
        request = sent(at_check(story).then(CONFIRM))
        assert (request.identity.full_name, request.identity.identity_source) == (
            "NGUYỄN VĂN BÉ",
            IdentitySource.TYPED,
        )

    def test_the_adults_own_number_and_a_grown_ups_birth_date_are_not_taken(self) -> None:
        story = for_child(ev.TypeKeyPressed()).then(wi.ChildPaperChosen("id"), ev.KeyTyped("number", ID_NUMBER))
        assert story.content(ChildView).notice == "own_card"
        story.then(ev.KeyTyped("number", NUMBER), ev.KeyTyped("birth", "1990-01-01"))
        assert (story.content(ChildView).field, story.content(ChildView).notice) == ("birth", "no_child")

    @pytest.mark.parametrize("number", ["TE1010000000456", "te1010000000456", "0123456789"])
    def test_the_insurance_cards_number_will_do(self, number: str) -> None:
        story = for_child(ev.TypeKeyPressed()).then(wi.ChildPaperChosen("insurance"))
        story.then(ev.KeyTyped("insurance", "TE10100"))
        assert story.content(ChildView).notice == "no_card_number"
        story.then(ev.KeyTyped("insurance", number), ev.KeyTyped("birth", BIRTH), ev.KeyTyped("name", "BÉ"))
        child = sent(at_check(story).then(CONFIRM)).identity
        assert (child.id_number, child.insurance_number) == ("", number.upper())

    def test_a_child_under_six_needs_no_number_and_the_insurer_cannot_be_asked(self) -> None:
        story = for_child(ev.TypeKeyPressed()).then(wi.ChildPaperChosen("none"), ev.KeyTyped("birth", "2018-01-01"))
        assert (story.view.screen, story.content(ChildView).notice) == (Screen.CHILD_PAPER, "number_needed")
        asked = len(story.all(fx.AskInsurer))
        story.then(wi.ChildPaperChosen("none"), ev.KeyTyped("birth", BIRTH), ev.KeyTyped("name", "BÉ"))
        assert story.shows(Screen.CLINIC)
        assert len(story.all(fx.AskInsurer)) == asked
        request = sent(story.then(ev.DepartmentChosen("K03"), ev.NextPressed(), CONFIRM))
        assert (request.identity.id_number, request.identity.insurance_number, request.insurance) == ("", "", None)
        assert request.guardian is not None

    def test_each_step_can_be_gone_back(self) -> None:
        story = for_child(ev.TypeKeyPressed()).then(wi.ChildPaperChosen("insurance"))
        story.then(ev.KeyTyped("insurance", "0123456789"), ev.KeyTyped("birth", BIRTH))
        for field in ("name", "birth", "insurance", "paper", "scan", "relation"):
            assert story.content(ChildView).field == field
            story.then(ev.BackPressed())
        assert story.shows(Screen.CLINIC)

    def test_a_guardian_the_hospital_does_not_take_goes_to_the_desk_with_the_child(self) -> None:
        story = at_check(for_child(ev.QrSeen(CHILD_QR))).then(CONFIRM, ev.RegistrationRefused("guardian"))
        assert fx.TakeDeskNumber(Reason.GUARDIAN_REFUSED) in story.last

    def test_being_registered_already_is_not_told_of_a_child(self) -> None:
        story = at_check(for_child(ev.QrSeen(CHILD_QR))).then(CONFIRM, ev.RegistrationRefused("already"))
        assert fx.TakeDeskNumber(Reason.HIS_REFUSED) in story.last

    def test_staff_see_the_childs_papers_even_where_the_adults_face_matched(self) -> None:
        assert at_check(for_child(ev.QrSeen(CHILD_QR))).content(CheckView).card_check == "visit"


class TestTheSameForAll:
    """What is seen of a child does not tell whether anybody knows it, or how it is insured."""

    @pytest.mark.parametrize(
        "begun", [typed, lambda: for_child(ev.QrSeen(CHILD_QR)), lambda: for_child(wi.InsuranceQrSeen(CHILD_CARD))]
    )
    def test_whatever_the_insurer_says_the_screens_are_the_same(self, begun: Callable[[], Story]) -> None:
        answers = [COVERED, MISMATCH, NOT_INSURED, SILENT_INSURER, ELSEWHERE, COVERED]
        answered: list[ev.Event] = [replace(one, about="child") for one in answers]
        seen = set()
        for answer in (*answered, ev.TimerFired(fx.Timer.INSURER)):
            story = begun().then(answer)
            clinics = repr(story.view)
            story.then(ev.DepartmentChosen("K03"), ev.NextPressed())
            check = story.content(CheckView)
            assert (check.coverage.card, check.coverage.level, check.estimate) == ("", None, None)
            seen.add((clinics, repr(story.view), repr(story.then(CONFIRM).view)))
        assert len(seen) == 1

    def test_from_the_clinics_one_goes_on_or_back_to_what_was_allowed(self) -> None:
        story = typed().then(CHILD_COVERED)
        assert story.view.back == "back"
        assert story.then(ev.BackPressed()).shows(Screen.CONSENT)

    @pytest.mark.parametrize("begun", [typed, lambda: for_child(ev.QrSeen(CHILD_QR))])
    def test_an_age_that_no_chip_proves_is_declared(self, begun: Callable[[], Story]) -> None:
        request = sent(at_check(begun()).then(CONFIRM))
        assert request.priority == "child"
        assert Declaration(DeclarationKind.PRIORITY, "child") in request.declarations

    def test_an_age_from_the_chip_is_proven(self) -> None:
        old = ev.CardRead(replace(CITIZEN, date_of_birth="1940-01-01"), "BAC", GOOD, has_portrait=True, attempt=1)
        story = at_reading(policy=GENEROUS).then(old, WIDE, REGULAR, COVERED, MATCH, ev.NextPressed())
        request = sent(story.then(ev.DepartmentChosen("K01"), ev.NextPressed(), CONFIRM))
        assert (request.priority, request.declarations) == ("senior", ())


AGAIN = Screen.CLINIC


class TestRefusals:
    @pytest.mark.parametrize(
        ("code", "adult", "child"),
        [
            ("sex", AGAIN, AGAIN),
            ("age", AGAIN, AGAIN),
            ("twice", AGAIN, AGAIN),
            ("no_appointment", AGAIN, AGAIN),
            ("conflict", Reason.PATIENT_DIFFERS, Reason.HIS_REFUSED),
            ("already", None, Reason.HIS_REFUSED),
            ("guardian", Reason.GUARDIAN_REFUSED, Reason.GUARDIAN_REFUSED),
            ("cancelled", Reason.HIS_REFUSED, Reason.HIS_REFUSED),
            ("assurance", Reason.HIS_REFUSED, Reason.HIS_REFUSED),
            ("not_supported", Reason.HIS_REFUSED, Reason.GUARDIAN_REFUSED),
            ("never heard of", Reason.HIS_REFUSED, Reason.HIS_REFUSED),
        ],
    )
    @pytest.mark.parametrize("brought", [False, True])
    def test_each_leads_to_a_choice_or_to_a_person(
        self, code: str, adult: Screen | Reason | None, child: Screen | Reason | None, *, brought: bool
    ) -> None:
        story = at_check(typed()) if brought else wide_check()
        story.then(CONFIRM, ev.RegistrationRefused(code))
        expected = child if brought else adult
        if isinstance(expected, Reason):
            assert fx.TakeDeskNumber(expected) in story.last
            assert story.shows(Screen.DESK)
        else:
            story.then(WIDE, *(() if expected else (REGULAR,)))
            assert story.shows(Screen.CLINIC)
            assert story.then(ev.DepartmentChosen("K03" if brought else "K01"), ev.NextPressed()).shows(Screen.CHECK)


class TestInsuranceQr:
    @pytest.mark.parametrize(
        ("text", "found"),
        [
            (CHILD_CARD, ("TE1010000000456", "Nguyễn Văn Bé", BIRTH, "Nam")),
            (f"0123456789|{'Lê Bé'.encode().hex()}|2022|Nữ|x", ("0123456789", "Lê Bé", "2022", "Nữ")),
            ("te1010000000456|A|03022022||", ("TE1010000000456", "A", BIRTH, "")),
        ],
    )
    def test_the_forms_in_use_are_read(self, text: str, found: tuple[str, ...]) -> None:
        card = parse_insurance_qr(text)
        assert (card.number, card.full_name, card.birth, card.sex) == found

    @pytest.mark.parametrize(
        "text", ["", QR_TEXT, "TE1010000000456", "TE1010000000456||2022|1|", "TE1010000000456|A|31022022||"]
    )
    def test_anything_else_is_another_code(self, text: str) -> None:
        with pytest.raises(NotAnInsuranceQr):
            parse_insurance_qr(text)
