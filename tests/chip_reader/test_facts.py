"""What may be said about a card, and which procedures go on without staff: a function of the checks alone."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chip_reader import BacKey, Check, CheckStatus, TrustStore, read_card
from chip_reader.facts import Fact, FactPolicy, Standing, assess
from chip_reader.virtual import VirtualCard, VirtualReader, load_profile

NOW = datetime(2026, 11, 2, 8, 0, tzinfo=UTC)
OK, FAILED, WEAK = CheckStatus.OK, CheckStatus.FAILED, CheckStatus.WEAK
FINDING, NOT_POSSIBLE, NOT_SUPPORTED = CheckStatus.FINDING, CheckStatus.NOT_POSSIBLE, CheckStatus.NOT_SUPPORTED

USUAL = {
    "hash:DG1": OK, "hash:DG2": OK, "hash:DG13": OK, "hash:DG14": OK, "hash:DG15": OK, "sod_lists": OK,
    "sod_signature": OK, "chain": NOT_POSSIBLE, "active_authentication": OK, "chip_authentication": OK,
    "consistency": OK,
}  # fmt: skip
NAMES = [*USUAL, "outside_confirmation"]


def checks(**changes: CheckStatus) -> list[Check]:
    return [Check(name, status, "") for name, status in {**USUAL, **changes}.items()]


def checks_of(table: dict[str, CheckStatus]) -> list[Check]:
    return [Check(name, status, "") for name, status in table.items()]


def test_the_usual_card_of_today_is_intact_and_original_and_its_issuer_not_verified() -> None:
    found = assess(checks())
    assert found.standing is Standing.ISSUER_NOT_VERIFIED
    assert found.established == {Fact.INTACT, Fact.ORIGINAL, Fact.CONSISTENT}
    assert not found.contradicted


@pytest.mark.parametrize(
    ("changes", "standing"),
    [
        ({"chain": OK}, Standing.VERIFIED),
        ({"outside_confirmation": OK}, Standing.VERIFIED),
        ({"chain": OK, "active_authentication": NOT_SUPPORTED, "chip_authentication": NOT_SUPPORTED},
         Standing.ISSUER_VERIFIED),
        ({"chain": OK, "active_authentication": NOT_SUPPORTED}, Standing.VERIFIED),
        ({"chain": FAILED}, Standing.ISSUER_REJECTED),
        ({"chain": OK, "outside_confirmation": FAILED}, Standing.ISSUER_REJECTED),
        ({"chain": OK, "hash:DG13": FAILED}, Standing.ALTERED),
        ({"chain": OK, "sod_signature": FAILED}, Standing.ALTERED),
        ({"chain": OK, "sod_lists": FAILED}, Standing.ALTERED),
        ({"chain": OK, "active_authentication": FAILED}, Standing.COPY_SUSPECTED),
        ({"chain": OK, "chip_authentication": FAILED}, Standing.COPY_SUSPECTED),
        ({"chain": OK, "hash:DG15": FAILED, "active_authentication": NOT_POSSIBLE}, Standing.COPY_SUSPECTED),
        ({"chain": OK, "hash:DG14": FAILED}, Standing.COPY_SUSPECTED),
        ({"chain": OK, "consistency": FINDING}, Standing.CONTRADICTORY),
        ({"hash:DG1": FAILED, "active_authentication": FAILED}, Standing.ALTERED),
        ({"chain": OK, "hash:DG2": NOT_POSSIBLE}, Standing.ISSUER_NOT_VERIFIED),
    ],
)  # fmt: skip
def test_what_the_screen_says(changes: dict[str, CheckStatus], standing: Standing) -> None:
    assert assess(checks_of({**USUAL, **changes})).standing is standing


@pytest.mark.parametrize(
    ("name", "trusted", "standing"),
    [
        ("adult-2021", False, Standing.ISSUER_NOT_VERIFIED),
        ("adult-2021", True, Standing.ISSUER_VERIFIED),
        ("complete", False, Standing.ISSUER_NOT_VERIFIED),
        ("complete", True, Standing.VERIFIED),
        ("active-rsa", True, Standing.VERIFIED),
        ("pace-chip", True, Standing.VERIFIED),
        ("tampered-dg13", True, Standing.ALTERED),
        ("cloned", True, Standing.COPY_SUSPECTED),
        ("stripped", True, Standing.COPY_SUSPECTED),
        ("stripped", False, Standing.COPY_SUSPECTED),
    ],
)
def test_what_the_screen_says_of_whole_cards(name: str, trusted: bool, standing: Standing) -> None:
    card, reader = VirtualCard(load_profile(name), now=NOW), VirtualReader()
    reader.insert(card)
    trust = TrustStore.from_certificates([card.issuer.csca]) if trusted else None
    reading = read_card(reader.connect(), [BacKey.from_mrz(card.profile.mrz)], trust=trust, now=NOW)
    found = assess(reading.checks)
    assert found.standing is standing
    assert FactPolicy().admit(found).self_service is not bool(found.contradicted)


def test_weak_signatures_and_weak_chip_proofs_are_weak_facts() -> None:
    for name, fact in (("signed-sha1", Fact.INTACT), ("chip-dh", Fact.ORIGINAL)):
        card, reader = VirtualCard(load_profile(name), now=NOW), VirtualReader()
        reader.insert(card)
        found = assess(read_card(reader.connect(), [BacKey.from_mrz(card.profile.mrz)], now=NOW).checks)
        assert found.weak == {fact}


def test_a_proof_under_a_key_nobody_signed_proves_nothing() -> None:
    found = assess(checks_of({**USUAL, "hash:DG15": NOT_POSSIBLE, "chip_authentication": NOT_SUPPORTED}))
    assert Fact.ORIGINAL not in found.established | found.contradicted


def test_fingerprints_nobody_may_read_leave_no_gap() -> None:
    assert Fact.INTACT in assess(checks_of({**USUAL, "hash:DG3": NOT_POSSIBLE})).established
    assert assess(checks_of({**USUAL, "hash:DG3": FAILED})).standing is Standing.ALTERED


def test_no_check_at_all_establishes_nothing() -> None:
    found = assess([])
    assert (found.standing, found.established) == (Standing.ISSUER_NOT_VERIFIED, frozenset())


def test_the_default_policy_leads_today_s_card_on_and_a_strict_one_to_the_desk() -> None:
    usual = assess(checks())
    assert FactPolicy().admit(usual).self_service
    strict = FactPolicy.from_texts(["intact", "issuer", "original"])
    assert strict.admit(usual).missing == (Fact.ISSUER,)
    assert strict.admit(assess(checks(chain=OK))).self_service


def test_weak_means_count_only_where_the_policy_says_so() -> None:
    weak = assess(checks(chain=OK, sod_signature=WEAK))
    assert weak.weak == {Fact.INTACT}
    assert FactPolicy().admit(weak).missing == (Fact.INTACT,)
    assert FactPolicy(accept_weak=True).admit(weak).self_service


def test_a_strong_proof_outweighs_a_weak_one_and_a_weak_one_alone_stays_weak() -> None:
    assert Fact.ORIGINAL not in assess(checks(chip_authentication=WEAK)).weak
    assert Fact.ORIGINAL in assess(checks(chip_authentication=WEAK, active_authentication=NOT_SUPPORTED)).weak


def test_an_unknown_fact_in_a_configuration_is_refused() -> None:
    with pytest.raises(ValueError, match="genuine"):
        FactPolicy.from_texts(["genuine"])


STATUSES = st.sampled_from(list(CheckStatus))


@given(st.dictionaries(st.sampled_from(NAMES), STATUSES))
def test_whatever_the_checks_say_verified_needs_every_proof_and_no_failure(table: dict[str, CheckStatus]) -> None:
    found = assess(checks_of(table))
    if found.standing in {Standing.VERIFIED, Standing.ISSUER_VERIFIED}:
        assert FAILED not in table.values()
        assert table["sod_signature"] in {OK, WEAK, FINDING}
        assert {table.get("chain"), table.get("outside_confirmation")} & {OK, WEAK, FINDING}
    if FAILED in table.values():
        assert found.contradicted
        assert not FactPolicy(frozenset(), accept_weak=True).admit(found).self_service


@given(st.dictionaries(st.sampled_from(NAMES), STATUSES), st.sampled_from(NAMES))
def test_a_check_that_fails_never_makes_a_card_look_better(table: dict[str, CheckStatus], name: str) -> None:
    # Altered and copied are equally bad: which of them is said only tells staff where to look.
    badness = {standing: place for place, standing in enumerate(Standing)} | {Standing.COPY_SUSPECTED: 0}
    before, after = assess(checks_of(table)), assess(checks_of({**table, name: FAILED}))
    assert badness[after.standing] <= badness[before.standing]
    assert after.established <= before.established


def test_asking_for_more_never_admits_more() -> None:
    for chain, proof in product((OK, WEAK, NOT_POSSIBLE, FAILED), repeat=2):
        found = assess(checks(chain=chain, active_authentication=proof, chip_authentication=NOT_SUPPORTED))
        if not FactPolicy().admit(found).self_service:
            assert not FactPolicy.from_texts(["intact", "issuer"]).admit(found).self_service
