"""MT940, camt.053 and SePay's list give the same lines as their texts say, and tell what they cannot read."""

from __future__ import annotations

import json
from datetime import datetime

import pytest
from files import camt, entry, found, told

from kiosk.clock import VIETNAM
from kiosk.statements.library import STANDARD
from kiosk.statements.reading import Statement, read
from kiosk.statements.refusals import NotReadable

MT940, CAMT, SEPAY = STANDARD
DAY = datetime(2026, 11, 24, tzinfo=VIETNAM)

STATEMENT = """\
{1:F01BFTVVNVXAXXX0000000000}{2:O9400100261125BFTVVNVXAXXX00000000002611250100N}{4:
:20:2611240001
:25:19036789000012
:28C:00328/001
:60F:C261123VND1000000,
:61:2611241124C10120,00NTRFNONREF//FT26328000001
:86:?00CHUYEN KHOAN?20KM7F3K92T NOP VIEN?21 PHI?32NGUYEN VAN A
:61:261124D50000,NCHG2026//FT26328000002
PHI DICH VU
:61:2611241125C199880,NTRFKM7F3
:86:CT DEN:0123456789 KM7F3
K92T VIEN PHI
:61:2611241124RC10120,00NTRFNONREF//FT26328000003
:86:HOAN TRA
:61:2611241124RD50000,NCHGNONREF//FT26328000004
:86:HOAN PHI
:62F:C261124VND1199880,
-}
"""


def mt940(text: str = STATEMENT, **more: str) -> Statement:
    return read(text.encode(), MT940, **more)  # type: ignore[arg-type]


def test_an_mt940_statement_is_read_with_references_memos_and_reversals() -> None:
    statement = mt940()
    assert statement.problems == ()
    assert found(statement) == [
        (10_120, "KM7F3K92T NOP VIEN PHI"),
        (-50_000, "PHI DICH VU"),
        (199_880, "CT DEN:0123456789 KM7F3K92T VIEN PHI"),
        (-10_120, "HOAN TRA"),
        (50_000, "HOAN PHI"),
    ]
    assert [line.reference for line in statement.lines] == [
        "FT26328000001", "FT26328000002", "KM7F3", "FT26328000003", "FT26328000004",
    ]  # fmt: skip
    assert {line.account for line in statement.lines} == {"19036789000012"}
    assert [line.booked_at for line in statement.lines][:3] == [DAY, DAY, DAY.replace(day=25)]


def test_an_entry_in_january_of_a_value_in_december_is_next_years() -> None:
    text = ":20:X\n:25:1903678900\n:60F:C261230VND0,\n:61:2612310101C5,NTRFNONREF//FT1\n:86:a\n:62F:C270101VND5,\n"
    assert mt940(text).lines[0].booked_at == datetime(2027, 1, 1, tzinfo=VIETNAM)


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (":61:2611241124C10120,50NTRFNONREF//FT9", "fraction"),
        (":61:2613241124C10120,NTRFNONREF//FT9", "row"),
        (":61:nothing", "row"),
        (":61:2611241124C0,NTRFNONREF//FT9", "amount"),
    ],
)
def test_a_movement_that_mt940_cannot_say_costs_no_other(line: str, code: str) -> None:
    broken = STATEMENT.replace(":61:261124D50000,NCHG2026//FT26328000002", line)
    statement = mt940(broken)
    assert told(statement) == [(8, code)]
    assert len(statement.lines) == 4


def test_mt940_of_another_account_or_money_is_told() -> None:
    assert {problem.code for problem in mt940(account="5555555555").problems} == {"account"}
    assert {problem.code for problem in mt940(STATEMENT.replace("VND", "USD")).problems} == {"currency"}
    assert mt940(account="19036789000012").problems == ()
    assert mt940("SWIFT/" + STATEMENT.replace(":25:", ":25:BFTVVNVX/"), account="19036789000012").problems == ()


def test_several_statements_of_one_mt940_file_are_read_in_turn() -> None:
    other = STATEMENT.replace("19036789000012", "5555555555").replace("FT263", "FU263")
    lines = mt940(STATEMENT + other).lines
    assert len(lines) == 10
    assert [line.account for line in lines[4:6]] == ["19036789000012", "5555555555"]


def test_an_mt940_statement_with_movements_missing_or_without_its_end_is_told() -> None:
    lacking = STATEMENT.replace(":61:2611241124RD50000,NCHGNONREF//FT26328000004\n:86:HOAN PHI\n", "")
    assert told(mt940(lacking)) == [(15, "sum")]
    assert told(mt940(STATEMENT.partition(":62F:")[0])) == [(15, "torn")]
    assert told(mt940(STATEMENT.partition(":62F:")[0] + STATEMENT))[0][1] == "torn"
    debit = ":20:X\n:60F:D261123VND10,\n:61:2611241124C5,NTRFNONREF//F\n:62F:D261124VND5,\n"
    assert mt940(debit).problems == ()


def test_a_payers_own_reference_is_shown_and_names_no_movement() -> None:
    """Somebody writes RENT every month: the next month's line must not be taken for this one's."""
    november = ":20:X\n:25:1903678900\n:60F:C261123VND0,\n:61:2611241124C5,NTRFRENT\n:86:a\n:62F:C261124VND5,\n"
    december = november.replace("2611", "2612").replace("1124C", "1224C")
    (first,), (second,) = mt940(november).lines, mt940(december).lines
    assert first.reference == second.reference == "RENT"
    assert first.fingerprint != second.fingerprint
    monthly = details("<Refs><EndToEndId>RENT</EndToEndId></Refs>")
    one, other = (read(camt(entry(booked=f"<Dt>2026-{m}-24</Dt>", more=monthly)), CAMT).lines[0] for m in (11, 12))
    assert one.reference == other.reference == "RENT"
    assert one.fingerprint != other.fingerprint


@pytest.mark.parametrize("content", [b":86:a", b"words", b":20:X\n" + b"more\n" * 300])
def test_what_is_no_mt940_is_refused(content: bytes) -> None:
    with pytest.raises(NotReadable):
        read(content, MT940)


# -- camt.053


def details(*each: str) -> str:
    return "<NtryDtls>" + "".join(f"<TxDtls>{one}</TxDtls>" for one in each) + "</NtryDtls>"


def remitted(reference: str, memo: str, amount: str = "") -> str:
    return f"<Refs><AcctSvcrRef>{reference}</AcctSvcrRef></Refs>{amount}<RmtInf><Ustrd>{memo}</Ustrd></RmtInf>"


@pytest.mark.parametrize("version", ["02", "04", "06", "08", "12"])
def test_camt_is_read_in_its_versions(version: str) -> None:
    status = "<Sts>BOOK</Sts>" if version < "08" else "<Sts><Cd>BOOK</Cd></Sts>"
    moment = "<DtTm>2026-11-24T03:05:30Z</DtTm>"
    entries = entry(booked=moment, status=status, more=details(remitted("FT1", "KM7F3K92T viện phí")))
    statement = read(camt(entries + entry("50000", "DBIT", status=status), version), CAMT)
    assert found(statement) == [(10_120, "KM7F3K92T viện phí"), (-50_000, "")]
    assert statement.lines[0].reference == "FT1"
    assert statement.lines[0].booked_at == datetime(2026, 11, 24, 10, 5, 30, tzinfo=VIETNAM)
    assert {line.account for line in statement.lines} == {"19036789000012"}


def test_a_batch_gives_one_line_each_where_they_add_up() -> None:
    def of(amount: int) -> str:
        return f'<AmtDtls><TxAmt><Amt Ccy="VND">{amount}</Amt></TxAmt></AmtDtls>'

    reference = "<AcctSvcrRef>LO1</AcctSvcrRef>"
    good = entry("30000", more=reference + details(remitted("FT1", "a", of(10_000)), remitted("FT2", "b", of(20_000))))
    assert found(read(camt(good), CAMT)) == [(10_000, "a"), (20_000, "b")]
    short = entry("30000", more=reference + details(remitted("FT1", "a", of(10_000)), remitted("FT2", "b", of(10_000))))
    bare = entry("30000", more=reference + details(remitted("FT1", "a"), remitted("FT2", "b")))
    assert told(read(camt(entry() + short + bare), CAMT)) == [(2, "batch"), (3, "batch")]


def test_a_reversal_goes_where_its_direction_says_and_what_is_not_booked_is_left_out() -> None:
    entries = [
        entry(direction="DBIT", before="<RvslInd>true</RvslInd>"),
        entry(direction="CRDT", before="<RvslInd>true</RvslInd>"),
        entry(status="<Sts>PDNG</Sts>"),
        entry(status="<Sts>INFO</Sts>"),
    ]
    assert [line.amount for line in read(camt("".join(entries)), CAMT).lines] == [-10_120, 10_120]


@pytest.mark.parametrize(
    ("bad", "code"),
    [
        (entry("10120.50"), "fraction"),
        (entry("x"), "amount"),
        (entry("-1"), "amount"),
        (entry(currency="USD"), "currency"),
        (entry(direction="?"), "sign"),
        (entry(booked="<Dt>2026-02-31</Dt>"), "date"),
        (entry(booked=""), "date"),
    ],
)
def test_an_entry_that_cannot_be_read_costs_no_other(bad: str, code: str) -> None:
    statement = read(camt(entry() + bad + entry("7")), CAMT)
    assert told(statement) == [(2, code)]
    assert [line.amount for line in statement.lines] == [10_120, 7]


@pytest.mark.parametrize(
    ("closing", "pages", "problems"),
    [
        (1_010_127, "", []),
        (1_010_120, "", [(2, "sum")]),
        (1_010_120, "<StmtPgntn><PgNb>1</PgNb><LastPgInd>true</LastPgInd></StmtPgntn>", [(2, "sum")]),
        (1_010_120, "<StmtPgntn><PgNb>1</PgNb><LastPgInd>false</LastPgInd></StmtPgntn>", []),
    ],
)
def test_a_camt_statement_leads_from_its_opening_to_its_closing_balance(
    closing: int, pages: str, problems: list[tuple[int, str]]
) -> None:
    balance = (
        f'{pages}<Bal><Tp><CdOrPrtry><Cd>CLBD</Cd></CdOrPrtry></Tp><Amt Ccy="VND">{closing}</Amt>'
        "<CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2026-11-24</Dt></Dt></Bal>"
    )
    assert told(read(camt(balance + entry() + entry("7")), CAMT)) == problems


@pytest.mark.attack
def test_camt_with_entities_or_damage_is_refused() -> None:
    laughs = b'<!DOCTYPE Document [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'
    good = camt(entry())
    head, mark, rest = good.partition(b"?>")
    for content in (head + mark + laughs + rest, good[:-40], b"<Document/>", good.replace(b"camt.053", b"camt.054")):
        with pytest.raises(NotReadable):
            read(content, CAMT)


# -- SePay's list


def item(**more: object) -> dict[str, object]:
    return {
        "id": "49682",
        "transaction_date": "2026-11-24 10:05:30",
        "account_number": "19036789000012",
        "sub_account": "VA001",
        "amount_in": "10120.00",
        "amount_out": "0.00",
        "accumulated": "19077000.00",
        "transaction_content": "KM7F3K92T nop vien phi",
        "reference_number": "MBVCB.3278907687",
        **more,
    }


def sepay(*items: object) -> Statement:
    return read(json.dumps({"status": 200, "transactions": list(items)}).encode(), SEPAY)


def test_sepays_list_is_read_in_and_out() -> None:
    line, out = sepay(item(), item(amount_in="0.00", amount_out="50000.00")).lines
    assert (line.amount, line.reference, line.memo) == (10_120, "MBVCB.3278907687", "KM7F3K92T nop vien phi")
    assert (line.account, line.virtual_account, line.balance) == ("19036789000012", "VA001", 19_077_000)
    assert line.booked_at == datetime(2026, 11, 24, 10, 5, 30, tzinfo=VIETNAM)
    assert out.amount == -50_000
    assert read(json.dumps([item(amount_in=10120)]).encode(), SEPAY).lines[0].amount == 10_120


@pytest.mark.parametrize(
    ("bad", "code"),
    [
        ({"amount_in": "10120.50"}, "fraction"),
        ({"amount_in": 10120.5}, "fraction"),
        ({"amount_in": "5", "amount_out": "5"}, "sign"),
        ({"amount_in": "-5"}, "sign"),
        ({"amount_in": []}, "amount"),
        ({"transaction_date": "24 tháng 11"}, "date"),
        ({"transaction_date": None}, "date"),
    ],
)
def test_an_item_of_the_list_that_cannot_be_read_is_told(bad: dict[str, object], code: str) -> None:
    assert told(sepay(item(), item(**bad))) == [(2, code)]
    assert told(sepay("x")) == [(1, "row")]


@pytest.mark.parametrize("content", [b"{", b'{"status": 200}', b"[" * 100_000, b'"x"', b"\xff\x00"])
def test_what_is_no_list_is_refused(content: bytes) -> None:
    with pytest.raises(NotReadable):
        read(content, SEPAY)
