"""What we ship and where it comes from: licences, advisories that may not be made up, findings, forgotten secrets."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "packaging"))

import leaks
import licences
import supply_chain

from kiosk.campaign.values import Row


def test_every_locked_package_has_a_licence_that_may_be_shipped() -> None:
    assert len(licences.locked(supply_chain.REQUIREMENTS)) > 80
    assert list(licences.problems(supply_chain.REQUIREMENTS)) == []


@pytest.mark.parametrize(
    "said", ["MIT", "Apache-2.0 AND BSD-3-Clause", "GPL-3.0-only OR MIT", "BSD License", "LGPL-3.0-only"]
)
def test_a_licence_of_the_list_is_allowed(said: str) -> None:
    assert licences.allowed(said)


@pytest.mark.parametrize(
    "said",
    ["", "GPL-3.0-only", "MIT AND GPL-2.0-only", "AGPL-3.0-or-later", "GNU General Public License v3", "Free"],
)
def test_any_other_is_not(said: str) -> None:
    assert not licences.allowed(said)


def test_a_package_that_is_not_here_is_told(tmp_path: Path) -> None:
    lock = tmp_path / "base.txt"
    lock.write_text("no-such-package==1.0 \\\n    --hash=sha256:00\nflask==0.1 \\\n    --hash=sha256:00\n")
    assert [name for name, _ in licences.problems(lock)] == ["no-such-package", "flask"]


def test_a_bill_names_every_package_in_its_version_with_its_hash() -> None:
    wanted = licences.locked(supply_chain.REQUIREMENTS)
    parts = [
        {"name": name, "version": version, "purl": f"pkg:pypi/{name}", "hashes": [{"alg": "SHA-256", "content": "0"}]}
        for name, version in wanted
    ]
    bill: dict[str, list[dict[str, object]]] = {"components": list(parts)}
    assert supply_chain.judged_bill(bill) == (len(wanted), [])
    bill["components"] = [*parts[2:], {**parts[0], "hashes": []}]
    assert {name for name, _ in supply_chain.judged_bill(bill)[1]} == {wanted[0][0], wanted[1][0]}


# -- advisories: "none are known" only where somebody could have known


def asked(monkeypatch: pytest.MonkeyPatch, control: object, lock: object) -> Row:
    answers = iter((control, lock))
    monkeypatch.setattr(supply_chain, "environment", lambda _name: Path("/nowhere"))
    monkeypatch.setattr(supply_chain, "_audited", lambda *_: next(answers))
    return supply_chain.advisories()


KNOWN = [{"name": "jinja2", "version": "2.4.1", "vulns": [{"id": "PYSEC-1"}]}]


def of_the_lock(**more: object) -> list[dict[str, object]]:
    return [
        {"name": name, "version": version, "vulns": [], **more}
        for name, version in licences.locked(supply_chain.REQUIREMENTS)
    ]


@pytest.mark.parametrize(
    ("control", "lock"),
    [
        (None, None),
        ([{"name": "jinja2", "version": "2.4.1", "vulns": []}], of_the_lock()),
        (KNOWN, None),
        (KNOWN, of_the_lock(skip_reason="could not be reached")),
        (KNOWN, of_the_lock()[1:]),
    ],
    ids=["no answer", "a bad release passes", "no answer for ours", "passed over", "not all"],
)
def test_advisories_that_could_not_be_asked_for_are_not_run(
    monkeypatch: pytest.MonkeyPatch, control: object, lock: object
) -> None:
    row = asked(monkeypatch, control, lock)
    assert row.not_run
    assert not row.held


def test_advisories_that_were_asked_for_hold_or_name_the_package(monkeypatch: pytest.MonkeyPatch) -> None:
    assert asked(monkeypatch, KNOWN, of_the_lock()).held
    bad = [{**of_the_lock()[0], "vulns": [{"id": "PYSEC-2"}]}, *of_the_lock()[1:]]
    assert [one.seen for one in asked(monkeypatch, KNOWN, bad).broken] == ["PYSEC-2"]


# -- findings of bandit


def test_a_finding_is_explained_at_its_line_or_not_at_all(tmp_path: Path) -> None:
    file = tmp_path / "a.py"
    lines = ("a()  # noqa: S310 - loopback only", "", "b()  # noqa: S310", "", "c()", "# why", "d()  # noqa: S310")
    file.write_text("\n".join(lines))
    assert supply_chain.explained("B310", file, [1])
    assert supply_chain.explained("B310", file, [7])
    assert not supply_chain.explained("B310", file, [3])
    assert not supply_chain.explained("B310", file, [5])
    assert not supply_chain.explained("B608", file, [1])


# -- secrets; each is put together here, or this file would be one


PEM = "-----BEGIN " + "PRIVATE KEY-----\n" + "MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg" + "Zk3vPq8xY1w7"
PLANTED = {
    "a private key": PEM,
    "a key of a cloud": "AKIA" + "Q7ZXW3ERTY9UIOPL",
    "a token of a code host": "ghp_" + "a8Kd93jfLs02mXbVq71NzRtYw5PcEh4GuJi6",
    "a signed token": "eyJhbGciOiJIUzI1NiIsInR5" + ".eyJzdWIiOiIxMjM0NTY3ODkw" + ".dBjftJeZ4CVPmB92K27uhbUJU1p1r",
    "a password in an address": "postgresql://kiosk:" + "x9Kq2-Lw8vTz@db.hospital/kiosk",
    "a secret beside its name": 'merchant_secret = "' + "k9Xw2LqZ8vTn4RbY7mPd" + '"',
    "a payment card's number": "9704" + "0600129" + "48571",
    "a citizen's number": "079185" + "041276",
}


@pytest.mark.parametrize("rule", PLANTED)
def test_a_forgotten_secret_is_found_and_its_value_not_told(rule: str) -> None:
    secret = PLANTED[rule]
    if rule == "a payment card's number":
        secret = next(secret + str(last) for last in range(10) if leaks.luhn(secret + str(last)))
    found = list(leaks.leaks_in(f"first\n{secret}\n", "a.txt"))
    assert [(leak.rule, leak.line) for leak in found] == [(rule, 2)]
    assert secret[-8:] not in str(found[0])


@pytest.mark.parametrize(
    "text",
    [
        "001090000017 and 000123456789", "4111111111111111", "KIOSK_HIS_SECRET = the merchant's", "https://user@host/path",
        'token = "a-token-of-the-test"', "-----BEGIN CERTIFICATE-----", "id = 20261124000007", "sha256:" + "0" * 64,
    ],
)  # fmt: skip
def test_what_is_made_up_is_no_secret(text: str) -> None:
    assert list(leaks.leaks_in(text, "a.txt")) == []


def test_this_repository_holds_none() -> None:
    assert [str(broken.seed) for broken in supply_chain.forgotten_secrets().broken] == []
