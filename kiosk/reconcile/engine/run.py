"""One whole matching, from filled books to matches, suggestions and differences."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from kiosk.reconcile.engine.compare import run_differences, run_told
from kiosk.reconcile.engine.rules import run_rules
from kiosk.reconcile.engine.store import Store
from kiosk.reconcile.engine.suggest import run_suggestions
from kiosk.reconcile.engine.values import (
    Between,
    Discrepancy,
    Kind,
    Line,
    Match,
    Payment,
    Receipt,
    Result,
    Rule,
    Settings,
)

DEFAULTS = Settings()

Tell = Callable[[str], None]

MATCHES = """
CREATE VIEW matches AS
WITH every AS (
    SELECT l, p, CASE rank WHEN 1 THEN 'provider_id' WHEN 2 THEN 'pay_code' WHEN 3 THEN 'near_code'
        ELSE 'virtual_account' END AS rule, TRUE AS auto, edits, '' AS grp
    FROM automatic UNION ALL SELECT l, p, rule, FALSE, edits, grp FROM suggested
)
SELECT payment_id, line_id, rule, auto, CASE rule
    WHEN 'provider_id' THEN 'reference ' || lines.reference
    WHEN 'pay_code' THEN 'code ' || pay_code
    WHEN 'near_code' THEN 'code ' || pay_code || ', edits ' || edits
    WHEN 'virtual_account' THEN 'virtual account ' || lines.virtual_account
    WHEN 'amount_time' THEN 'amount, minutes after the order ' || (booked - opened) // 60000000
    ELSE 'sum' END AS evidence, grp
FROM every JOIN lines USING (l) JOIN payments USING (p)
"""

COUNTS = """
SELECT (SELECT count(*) FROM payments) AS payments, (SELECT count(*) FROM lines) AS lines,
    (SELECT count(*) FROM receipts) AS receipts, (SELECT count(*) FROM automatic) AS automatic,
    (SELECT count(*) FROM suggested) AS suggested
"""


def match(
    payments: Iterable[Payment],
    lines: Iterable[Line],
    receipts: Iterable[Receipt] | None = None,
    settings: Settings = DEFAULTS,
) -> Result:
    """Match small sets (some ten thousand) of plain values; the same rules as for files.

    Ids (`payment_id`, `line_id`, `number`) must be unique, ValueError otherwise. Without `receipts` (None, not an
    empty set) the HIS is left out of the comparison. Negative amounts are money out on both sides.
    """
    payments, lines = tuple(payments), tuple(lines)
    receipts = None if receipts is None else tuple(receipts)
    for name, ids in (
        ("payment_id", [payment.payment_id for payment in payments]),
        ("line_id", [line.line_id for line in lines]),
        ("number", [receipt.number for receipt in receipts or ()]),
    ):
        if len(set(ids)) != len(ids):
            raise ValueError(f"{name} is not unique; give every row an id of its own")
    with Store(settings) as store:
        store.take(payments, lines, receipts)
        run(store)
        return result(store)


def run(store: Store, tell: Tell = lambda _: None) -> None:
    """Match what the store holds; leaves the view `matches` and the table `differences`. `tell` hears of each step."""
    tell("rules")
    run_rules(store)
    tell("differences")
    run_told(store)
    tell("suggestions")
    run_suggestions(store)
    run_differences(store)
    store.con.execute(MATCHES)


def counts(store: Store) -> dict[str, int]:
    """How many there are of each."""
    asked = store.con.execute(COUNTS)
    return dict(zip([column[0] for column in asked.description or ()], asked.fetchall()[0], strict=True))


def result(store: Store) -> Result:
    """What was found, as plain values sorted by their content."""
    rows = store.con.execute("SELECT * FROM matches ORDER BY auto, payment_id, line_id, rule, grp").fetchall()
    matches = [Match(payment, line, Rule(rule), auto, why, group) for payment, line, rule, auto, why, group in rows]
    differences = store.con.execute("SELECT * FROM differences ORDER BY ALL").fetchall()
    return Result(
        automatic=tuple(each for each in matches if each.auto),
        suggested=tuple(each for each in matches if not each.auto),
        discrepancies=tuple(Discrepancy(Between(row[0]), Kind(row[1]), *row[2:]) for row in differences),
        counts=counts(store),
    )
