"""What a person might accept: named but not certain, the only amount in its time, and sums. Never automatic."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

import numpy as np

from kiosk.reconcile.engine.store import Store
from kiosk.reconcile.engine.sums import in_windows, only_sum
from kiosk.reconcile.engine.values import Rule

NAMED = """
CREATE TABLE suggested (l BIGINT, p BIGINT, rule VARCHAR, edits BIGINT, grp VARCHAR);

CREATE TABLE waiting AS SELECT * FROM payments WHERE NOT EXISTS (FROM automatic WHERE automatic.p = payments.p);

INSERT INTO suggested
SELECT l, p, CASE rank WHEN 1 THEN 'provider_id' WHEN 2 THEN 'pay_code' ELSE 'virtual_account' END, 0, ''
FROM named JOIN lines USING (l) JOIN waiting USING (p)
WHERE lines.amount = waiting.amount AND l IN (FROM (SELECT l FROM told WHERE kind IN (
    'two_codes', 'unsure', 'other_account', 'before_order')));

INSERT INTO suggested
SELECT l, p, 'near_code', edits, '' FROM near JOIN lines USING (l) JOIN waiting USING (p)
WHERE lines.amount = waiting.amount AND l IN (FROM (SELECT l FROM told WHERE kind IN ('unsure', 'before_order')))
    AND NOT EXISTS (FROM suggested s WHERE s.l = near.l AND s.p = near.p)
QUALIFY row_number() OVER (PARTITION BY l ORDER BY edits, payment_id) <= 5;
"""

PARTS = """
SELECT p, list(l ORDER BY line_id), list(lines.amount ORDER BY line_id), min(waiting.amount)
FROM told JOIN lines USING (l) JOIN waiting USING (p) WHERE kind = 'amount_differs' AND lines.amount > 0
GROUP BY p HAVING count(*) > 1 ORDER BY p
"""
SHARES = """
SELECT l, list(p ORDER BY payment_id), list(waiting.amount ORDER BY payment_id), min(lines.amount)
FROM named JOIN lines USING (l) JOIN waiting USING (p)
WHERE l IN (FROM (SELECT l FROM told WHERE kind = 'two_codes')) GROUP BY l HAVING count(*) > 1 ORDER BY l
"""

UNNAMED = """
CREATE TABLE loose_lines AS SELECT lines.*, pool FROM told JOIN lines USING (l) JOIN accounts USING (account)
WHERE kind = 'unmatched_line' AND detail = '' AND amount > 0;
CREATE TABLE loose_payments AS SELECT waiting.*, pool FROM waiting JOIN accounts USING (account)
WHERE NOT EXISTS (FROM told WHERE told.p = waiting.p) AND NOT EXISTS (FROM suggested s WHERE s.p = waiting.p);

INSERT INTO suggested
WITH pairs AS (
    SELECT l, p, count(*) OVER (PARTITION BY l) AS of_line, count(*) OVER (PARTITION BY p) AS of_payment
    FROM loose_lines JOIN loose_payments USING (amount)
    WHERE same_account(loose_lines.account, loose_payments.account) AND in_time(booked, dated, opened)
        AND booked <= opened + getvariable('within')
)
SELECT l, p, 'amount_time', 0, '' FROM pairs WHERE of_line = 1 AND of_payment = 1;
DELETE FROM loose_lines WHERE l IN (SELECT l FROM suggested);
DELETE FROM loose_payments WHERE p IN (SELECT p FROM suggested);
"""


def run_suggestions(store: Store) -> None:
    """Leave `suggested (l, p, rule, edits, grp)`; rows of one sum have the same `grp`."""
    con, most = store.con, store.settings.parts
    con.execute(NAMED)
    sums: list[tuple[int, int, str]] = []
    for payment, line_list, amounts, due in con.execute(PARTS).fetchall():
        sums += _rows(((line, payment) for line in _taken(line_list, amounts, due, most)), Rule.ONE_TO_MANY)
    for line, payment_list, amounts, brought in con.execute(SHARES).fetchall():
        sums += _rows(((line, payment) for payment in _taken(payment_list, amounts, brought, most)), Rule.MANY_TO_ONE)
    _keep(store, sums)
    con.execute(UNNAMED)
    _keep(store, _loose_sums(store))


def _taken(places: list[int], amounts: list[int], target: int, most: int) -> Iterable[int]:
    """All of them where they make the sum together, else the only few that do."""
    if sum(amounts) == target:
        return places
    way = only_sum(amounts, target, most) or ()
    return [places[place] for place in way]


def _rows(pairs: Iterable[tuple[int, int]], rule: Rule) -> list[tuple[int, int, str]]:
    return [(line, payment, rule) for line, payment in pairs]


def _loose_sums(store: Store) -> list[tuple[int, int, str]]:
    """Sums of money and orders that name nothing; only those in which nothing is used twice."""
    lines = store.con.execute("SELECT l, pool, booked, amount FROM loose_lines ORDER BY l").fetchnumpy()
    payments = store.con.execute("SELECT p, pool, opened, amount FROM loose_payments ORDER BY p").fetchnumpy()
    money = tuple(np.asarray(lines[name], dtype=np.int64) for name in ("pool", "booked", "amount"))
    orders = tuple(np.asarray(payments[name], dtype=np.int64) for name in ("pool", "opened", "amount"))
    within = int(store.con.execute("SELECT getvariable('within')").fetchall()[0][0])
    apart = int(store.con.execute("SELECT getvariable('apart')").fetchall()[0][0])
    most = store.settings.parts
    ways: dict[tuple[str, int], list[tuple[int, int]]] = defaultdict(list)
    for order, parts in in_windows(orders, money, apart, within, most):  # type: ignore[arg-type]
        p = int(payments["p"][order])
        ways[Rule.ONE_TO_MANY, p] = [(int(lines["l"][part]), p) for part in parts]
    for line, parts in in_windows(money, orders, within, apart, most):  # type: ignore[arg-type]
        l_ = int(lines["l"][line])
        ways[Rule.MANY_TO_ONE, l_] = [(l_, int(payments["p"][part])) for part in parts]
    used_lines = Counter(line for way in ways.values() for line in {pair[0] for pair in way})
    used_payments = Counter(payment for way in ways.values() for payment in {pair[1] for pair in way})
    return [
        (line, payment, rule)
        for (rule, _), way in ways.items()
        if all(used_lines[pair[0]] == 1 and used_payments[pair[1]] == 1 for pair in way)
        for line, payment in way
    ]


def _keep(store: Store, sums: list[tuple[int, int, str]]) -> None:
    if not sums:
        return
    lines, payments, rules = zip(*sums, strict=True)
    store.fill("sums", {"l": np.array(lines), "p": np.array(payments), "rule": rules})
    store.con.execute("""
        INSERT INTO suggested SELECT l, p, rule, 0, CASE rule WHEN 'one_to_many' THEN payment_id ELSE line_id END
        FROM sums JOIN lines USING (l) JOIN payments USING (p);
        DROP TABLE sums;
    """)
