"""The trust store: what may be imported, what is kept of its origin, and what revocation lists change."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from asn1crypto import cms, x509
from click.testing import Result
from typer.testing import CliRunner

from chip_reader import BadTrustDirectory, Check, CheckStatus, TrustStore
from chip_reader.certificates import fingerprint
from chip_reader.master_list import BadMasterList, parse_master_list
from chip_reader.revocation import BadRevocationList, parse_revocation_list
from chip_reader.trust import check_chain
from chip_reader.trust_directory import BadTrustFile, TrustDirectory
from chip_reader.virtual import SCHEMES, Issuer
from kiosk.cli import card

NOW = datetime(2026, 11, 2, 8, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def issuer() -> Issuer:
    return Issuer.create(NOW)


@pytest.fixture(scope="module")
def explicit() -> Issuer:
    return Issuer.create(NOW, SCHEMES["ecdsa-brainpool-explicit"])


@pytest.fixture(scope="module")
def master_list(issuer: Issuer, explicit: Issuer) -> bytes:
    return issuer.master_list([issuer.csca, explicit.csca, Issuer.create(NOW, country="XX").csca], NOW)


def chain(issuer: Issuer, *lists: bytes, now: datetime = NOW) -> Check:
    store = TrustStore.from_certificates([issuer.csca], lists)
    return check_chain(x509.Certificate.load(issuer.signer), store, now=now)


def test_a_signer_its_country_took_back_fails(issuer: Issuer) -> None:
    check = chain(issuer, issuer.revocation_list([issuer.signer], NOW))
    assert (check.status, "revocation list" in check.evidence) == (CheckStatus.FAILED, True)


def test_a_signer_a_current_list_does_not_name_is_not_revoked(issuer: Issuer) -> None:
    check = chain(issuer, issuer.revocation_list([], NOW))
    assert check.status is CheckStatus.OK
    assert check.evidence.endswith("not revoked")
    assert chain(issuer).evidence.endswith("no revocation list given")


def test_a_list_past_its_date_is_a_finding_but_what_it_revoked_stays_revoked(issuer: Issuer) -> None:
    later = NOW + timedelta(days=91)
    assert chain(issuer, issuer.revocation_list([], NOW), now=later).status is CheckStatus.FINDING
    assert chain(issuer, issuer.revocation_list([issuer.signer], NOW), now=later).status is CheckStatus.FAILED


def test_a_list_by_somebody_else_of_the_same_name_changes_nothing(issuer: Issuer) -> None:
    check = chain(issuer, Issuer.create(NOW).revocation_list([issuer.signer], NOW))
    assert check.status is CheckStatus.OK
    assert check.evidence.endswith("no revocation list given")


@pytest.mark.parametrize("cut", [0, 1, 40, -1])
def test_what_is_no_revocation_list_is_refused(issuer: Issuer, cut: int) -> None:
    with pytest.raises(BadRevocationList):
        parse_revocation_list(issuer.revocation_list([], NOW)[:cut])


def test_a_master_list_gives_its_certificates_and_the_authority_that_vouches(
    issuer: Issuer, explicit: Issuer, master_list: bytes
) -> None:
    found = parse_master_list(master_list)
    assert {issuer.csca, explicit.csca} <= {certificate.dump() for certificate in found.certificates}
    assert (len(found.certificates), found.unreadable) == (3, 0)
    assert found.authority.dump() == issuer.csca


def test_every_changed_byte_of_a_master_list_is_noticed(master_list: bytes) -> None:
    genuine = {c.dump() for c in parse_master_list(master_list).certificates}
    for position in range(0, len(master_list), 11):
        altered = bytearray(master_list)
        altered[position] ^= 0x01
        try:
            found = parse_master_list(bytes(altered))
        except BadMasterList:
            continue
        assert {c.dump() for c in found.certificates} == genuine, position


def test_a_signer_not_meant_for_master_lists_is_refused(issuer: Issuer) -> None:
    with pytest.raises(BadMasterList, match="not certified for master lists"):
        parse_master_list(issuer.master_list([issuer.csca], NOW, purpose="1.3.6.1.5.5.7.3.1"))


def test_a_master_list_without_its_authority_is_refused(issuer: Issuer) -> None:
    info = cms.ContentInfo.load(issuer.master_list([Issuer.create(NOW, country="XX").csca], NOW))
    info["content"]["certificates"] = list(info["content"]["certificates"])[:1]
    with pytest.raises(BadMasterList, match="authority"):
        parse_master_list(info.dump(force=True))


def test_a_list_of_another_kind_is_refused(issuer: Issuer) -> None:
    info = cms.ContentInfo.load(issuer.master_list([issuer.csca], NOW))
    info["content"]["encap_content_info"]["content_type"] = "2.23.136.1.1.1"
    with pytest.raises(BadMasterList, match="not a list of country signing certificates"):
        parse_master_list(info.dump(force=True))


def test_certificates_master_lists_and_revocation_lists_of_a_directory_are_used(
    tmp_path: Path, issuer: Issuer, explicit: Issuer, master_list: bytes
) -> None:
    (tmp_path / "countries.ml").write_bytes(master_list)
    (tmp_path / "vn.crl").write_bytes(explicit.revocation_list([explicit.signer], NOW))
    store = TrustStore.from_directory(tmp_path)
    assert check_chain(x509.Certificate.load(issuer.signer), store, now=NOW).status is CheckStatus.OK
    assert check_chain(x509.Certificate.load(explicit.signer), store, now=NOW).status is CheckStatus.FAILED


@pytest.mark.parametrize("name", ["bad.ml", "bad.crl", "bad.pem"])
def test_a_file_of_the_directory_that_does_not_read_is_named(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"nothing")
    with pytest.raises(BadTrustDirectory, match=name):
        TrustStore.from_directory(tmp_path)


def test_an_import_keeps_fingerprint_and_origin_and_a_second_one_adds_nothing(
    tmp_path: Path, issuer: Issuer, master_list: bytes
) -> None:
    file, store = tmp_path / "countries.ml", TrustDirectory(tmp_path / "store")
    file.write_bytes(master_list)
    done = store.add(file, NOW)
    assert (len(done.added), done.known) == (3, 0)
    mine = next(e for e in store.entries() if e.fingerprint == fingerprint(x509.Certificate.load(issuer.csca)))
    assert (mine.origin.kind, mine.origin.file, mine.origin.imported) == (
        "master list", "countries.ml", "2026-11-02T08:00:00+00:00",
    )  # fmt: skip
    assert mine.origin.authority == mine.fingerprint
    again = store.add(file, NOW)
    assert (again.added, again.known) == ((), 3)
    assert len(TrustStore.from_directory(tmp_path / "store").anchors) == 3


def test_a_master_list_can_be_bound_to_its_publisher(tmp_path: Path, issuer: Issuer, master_list: bytes) -> None:
    file, store = tmp_path / "countries.ml", TrustDirectory(tmp_path / "store")
    file.write_bytes(master_list)
    with pytest.raises(BadTrustFile, match="is signed under authority"):
        store.add(file, NOW, authority="00" * 32)
    assert store.entries() == ()
    right = fingerprint(x509.Certificate.load(issuer.csca)).upper()
    colons = ":".join(right[i : i + 2] for i in range(0, 64, 2))
    assert len(store.add(file, NOW, authority=colons).added) == 3


def test_removing_needs_enough_of_one_fingerprint(tmp_path: Path, issuer: Issuer, explicit: Issuer) -> None:
    store = TrustDirectory(tmp_path)
    for index, one in enumerate((issuer, explicit)):
        file = tmp_path / f"csca-{index}.txt"
        file.write_bytes(one.csca_pem)
        store.add(file, NOW)
    wanted = fingerprint(x509.Certificate.load(explicit.csca))
    for bad in (wanted[:7], "00000000", "not hex at all"):
        with pytest.raises(BadTrustFile):
            store.remove(bad)
    assert store.remove(wanted[:12]).fingerprint == wanted
    assert [anchor.dump() for anchor in TrustStore.from_directory(tmp_path).anchors] == [issuer.csca]
    assert not list(tmp_path.glob(f"{wanted}*"))


def test_what_was_laid_into_the_directory_by_hand_is_listed_with_an_unknown_origin(
    tmp_path: Path, issuer: Issuer
) -> None:
    (tmp_path / "mine.pem").write_bytes(issuer.csca_pem)
    [entry] = TrustDirectory(tmp_path).entries()
    assert entry.origin.kind == "unknown"
    with pytest.raises(BadTrustFile, match="by hand"):
        TrustDirectory(tmp_path).remove(entry.fingerprint)


def command(*arguments: str) -> Result:
    return CliRunner().invoke(card.app, ["trust", *arguments])


def test_the_command_imports_lists_and_removes(tmp_path: Path, issuer: Issuer) -> None:
    file, store = tmp_path / "csca.pem", str(tmp_path / "store")
    file.write_bytes(issuer.csca_pem)
    assert command("import", str(file), "--store", store).exit_code == 0
    [row] = json.loads(command("list", "--store", store, "--json").stdout)
    assert row["fingerprint"] == fingerprint(x509.Certificate.load(issuer.csca))
    assert row["origin"]["file"] == "csca.pem"
    assert command("remove", row["fingerprint"], "--store", store).exit_code == 0
    assert command("list", "--store", store, "--json").stdout.strip() == "[]"


def test_what_cannot_be_imported_or_removed_exits_2_with_one_line(tmp_path: Path) -> None:
    file = tmp_path / "x.pem"
    file.write_text("nothing")
    for arguments in (("import", str(file)), ("import", str(tmp_path / "none")), ("remove", "0011223344")):
        result = command(*arguments, "--store", str(tmp_path / "store"))
        assert (result.exit_code, len(result.stderr.splitlines())) == (2, 1)
