"""The rules that may match by themselves, in their order, and what holds a line back that names a payment.

A line *names* payments by the provider's id, by a whole pay code or by a virtual account of one order: that is firm.
A line that names none so may name one by a damaged code. What is automatic has the exact amount, the right account, a
time not before its order, one payment and nothing that speaks for another; all else is a person's to decide.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from kiosk.reconcile.engine.candidates import edits_between, near_pairs
from kiosk.reconcile.engine.nearness import NEAR, is_whole
from kiosk.reconcile.engine.store import Store

NAMES = """
-- every place in a memo where a code may begin; most memos have none or one
CREATE TABLE spots AS
WITH begun AS (
    SELECT l, text, strpos(text, getvariable('prefix')) AS place FROM lines WHERE contains(text, getvariable('prefix'))
), further AS (
    SELECT l, text, unnest(range(place + 1, length(text) + 1)) AS place FROM begun
    WHERE contains(substr(text, place + 1), getvariable('prefix'))
), every AS (
    SELECT l, text, place, FALSE AS again FROM begun
    UNION ALL
    SELECT l, text, place, TRUE FROM further WHERE starts_with(substr(text, place), getvariable('prefix'))
)
SELECT l, place, substr(text, place, getvariable('code_length')) AS code, again FROM every;

CREATE TABLE named AS
WITH ids AS (  -- a reference that several payments of an account claim is no id
    SELECT reference, account, min(p) AS p FROM payments WHERE reference <> ''
    GROUP BY reference, account HAVING count(*) = 1
), own AS (  -- and a virtual account that several payments share is no order's own
    SELECT virtual_account, min(p) AS p, min(account) AS account FROM payments WHERE virtual_account <> ''
    GROUP BY virtual_account HAVING count(*) = 1
), every AS (
    SELECT l, p, 1 AS rank FROM lines JOIN ids USING (reference) WHERE same_account(lines.account, ids.account)
    UNION ALL
    SELECT l, p, 2 FROM spots JOIN payments ON code = pay_code WHERE pay_code <> ''
    UNION ALL
    SELECT l, p, 4 FROM lines JOIN own USING (virtual_account) WHERE same_account(lines.account, own.account)
)
SELECT l, p, min(rank) AS rank FROM every GROUP BY l, p;
"""

UNKNOWN = """
SELECT l, place, code FROM spots
WHERE length(code) = getvariable('code_length') AND NOT EXISTS (FROM payments WHERE pay_code = code)
"""

FIRM = """
-- A whole code that is none of these orders' stands for another order, unless it only overlaps one of theirs.
CREATE TABLE foreign_code AS
SELECT DISTINCT w.l FROM whole w WHERE NOT EXISTS (
    FROM spots s JOIN payments ON s.code = pay_code
    WHERE s.l = w.l AND abs(s.place - w.place) < getvariable('code_length'));

CREATE TABLE firm AS
SELECT l, count(*) AS n, min(rank) AS rank, min(p) AS p, bool_and(rank = 2) AS by_code FROM named GROUP BY l;

-- what would be matched as far as the line itself and its payment go
CREATE TABLE sound AS
SELECT f.l, f.p, f.rank, lines.booked, lines.dated, lines.booked > payments.until AS late
FROM firm f JOIN lines USING (l) JOIN payments USING (p)
WHERE f.n = 1 AND lines.amount = payments.amount AND same_account(lines.account, payments.account)
    AND in_time(lines.booked, lines.dated, payments.opened) AND NOT EXISTS (FROM foreign_code c WHERE c.l = f.l);

CREATE TABLE owned AS SELECT p, count(*) AS n FROM sound GROUP BY p;

-- A whole code is looked at twice where something is odd: it came more than once, or late, or beside another prefix;
-- two edits can make one order's code out of another's. So is a virtual account, which leaves the memo unheard.
CREATE TABLE odd AS
SELECT l, p, rank FROM sound JOIN owned USING (p)
WHERE rank = 4 OR (rank = 2 AND (n > 1 OR late OR EXISTS (FROM spots s WHERE s.l = sound.l AND s.again)));

CREATE TABLE accounts AS
SELECT account, CASE WHEN account = '' THEN 0 ELSE row_number() OVER (ORDER BY account) END AS pool
FROM (SELECT account FROM payments UNION SELECT account FROM lines);
"""

TO_SEARCH = """
WITH unnamed AS (
    SELECT l FROM lines ANTI JOIN firm USING (l) WHERE amount > 0
), wanted AS (
    SELECT l FROM odd UNION ALL SELECT l FROM unnamed ANTI JOIN foreign_code USING (l)
)
SELECT l, text, pool FROM wanted JOIN lines USING (l) JOIN accounts USING (account)
WHERE length(text) >= getvariable('code_length') - 2
"""
CODES = """
SELECT p, pay_code, pool FROM payments JOIN accounts USING (account)
WHERE length(pay_code) = getvariable('code_length') AND regexp_full_match(pay_code, '[A-Z0-9]+')
"""

CLAIMS = """
CREATE TABLE nearest AS
SELECT l, least AS edits, count(*) AS n, min(p) AS p FROM near
JOIN (SELECT l, min(edits) AS least FROM near GROUP BY l) USING (l)
WHERE edits = least AND NOT EXISTS (FROM firm WHERE firm.l = near.l) GROUP BY l, least;

-- Another order that wants exactly this money, has none of its own, and is near as well: which one is meant?
CREATE TABLE rivals AS
SELECT l, p FROM near JOIN lines USING (l) JOIN payments USING (p)
WHERE lines.amount = payments.amount AND NOT EXISTS (FROM owned WHERE owned.p = near.p);

CREATE TABLE doubted AS
SELECT l FROM odd WHERE EXISTS (FROM rivals r WHERE r.l = odd.l AND r.p <> odd.p)
    OR (rank = 4 AND EXISTS (FROM near n WHERE n.l = odd.l)
        AND NOT EXISTS (FROM near n WHERE n.l = odd.l AND n.p = odd.p))
UNION
SELECT l FROM nearest WHERE EXISTS (FROM rivals r WHERE r.l = nearest.l AND r.p <> nearest.p);

-- What two edits left is little to go by: it is taken only while its order's time runs.
CREATE TABLE damaged AS
SELECT l, p, edits, lines.amount, lines.account, text, booked, dated
FROM nearest JOIN lines USING (l) JOIN payments USING (p)
WHERE n = 1 AND lines.amount = payments.amount AND in_time(booked, dated, opened)
    AND (edits < 2 OR dated OR booked <= until) AND NOT EXISTS (FROM doubted d WHERE d.l = nearest.l);

-- After two edits no order that waits for the same money may be three off: the text may be what three left of its code.
-- (After one edit, none may be two off: `rivals`.) Where hundreds wait, chance alone brings one that near.
CREATE TABLE waiting_too AS
WITH open_orders AS (
    SELECT p, amount, account, pay_code, opened FROM payments ANTI JOIN owned USING (p)
    WHERE length(pay_code) = getvariable('code_length') AND regexp_full_match(pay_code, '[A-Z0-9]+')
), pairs AS (
    SELECT d.l, d.p, d.text, d.booked, d.dated, o.p AS other, o.pay_code, o.opened
    FROM damaged d JOIN open_orders o USING (amount, account) WHERE edits = 2
    UNION ALL
    SELECT d.l, d.p, d.text, d.booked, d.dated, o.p, o.pay_code, o.opened
    FROM damaged d JOIN open_orders o USING (amount) WHERE edits = 2 AND (d.account = '') <> (o.account = '')
)
SELECT l, text, pay_code, count(*) OVER (PARTITION BY l) > 300 AS crowded FROM pairs
WHERE p <> other AND in_time(booked, dated, opened);
INSERT INTO doubted SELECT DISTINCT l FROM waiting_too WHERE crowded;
"""

APART = "SELECT l, text, pay_code FROM waiting_too WHERE NOT crowded"

CHOICE = """
INSERT INTO doubted SELECT DISTINCT l FROM too_near ANTI JOIN doubted USING (l);
CREATE TABLE claims AS
SELECT l, p, rank, 0 AS edits FROM sound WHERE NOT EXISTS (FROM doubted d WHERE d.l = sound.l)
UNION ALL
SELECT l, p, 3, edits FROM damaged WHERE NOT EXISTS (FROM doubted d WHERE d.l = damaged.l);
"""

REVERSALS = """
-- Money out that undoes money in: the same account and amount, not earlier, and the same reference or the same code.
CREATE TABLE outgoing AS SELECT * FROM lines WHERE amount < 0;
CREATE TABLE undone AS
WITH back AS (
    SELECT l, account, -amount AS amount, reference, booked, dated,
        row_number() OVER (PARTITION BY account, amount, reference ORDER BY booked DESC, line_id DESC) AS i
    FROM outgoing WHERE reference <> ''
), came AS (
    SELECT l, account, amount, reference, booked, dated,
        row_number() OVER (PARTITION BY account, amount, reference ORDER BY booked DESC, line_id DESC) AS i
    FROM lines SEMI JOIN back USING (account, amount, reference)
)
SELECT back.l AS back, came.l AS came FROM back JOIN came USING (account, amount, reference, i)
WHERE came.booked <= back.booked OR (back.dated AND came.booked < back.booked + 86400000000);

INSERT INTO undone
WITH back AS (
    SELECT l, account, -amount AS amount, p, booked, dated,
        row_number() OVER (PARTITION BY account, amount, p ORDER BY booked DESC, line_id DESC) AS i
    FROM outgoing JOIN firm USING (l) WHERE n = 1 AND NOT EXISTS (FROM undone WHERE back = l)
), came AS (
    SELECT l, account, amount, p, booked, dated,
        row_number() OVER (PARTITION BY account, amount, p ORDER BY booked DESC, line_id DESC) AS i
    FROM lines JOIN firm USING (l) SEMI JOIN back USING (account, amount, p)
    WHERE n = 1 AND NOT EXISTS (FROM undone u WHERE u.came = lines.l)
)
SELECT back.l, came.l FROM back JOIN came USING (account, amount, p, i)
WHERE came.booked <= back.booked OR (back.dated AND came.booked < back.booked + 86400000000);
"""

CHOSEN = """
-- One line for each payment: standing money before what went back, then by rule, edits, time and the line's own text.
CREATE TABLE automatic AS
WITH many AS (SELECT p FROM claims GROUP BY p HAVING count(*) > 1), ranked AS (
    SELECT l, p, claims.rank, edits, row_number() OVER (PARTITION BY p
        ORDER BY EXISTS (FROM undone WHERE came = l), claims.rank, edits, booked, reference, line_id, account) AS i
    FROM claims JOIN lines USING (l) WHERE p IN (FROM many)
)
SELECT l, p, rank, edits FROM claims WHERE p NOT IN (FROM many)
UNION ALL
SELECT l, p, rank, edits FROM ranked WHERE i = 1;
"""


def run_rules(store: Store) -> None:
    """Leave `automatic (l, p, rank, edits)` and the tables that say why the other lines were not taken."""
    con = store.con
    con.execute(NAMES)
    rows = con.execute(UNKNOWN).fetchall()
    whole = [(line, place) for line, place, code in rows if is_whole(code, store.settings.prefix)]
    spots = np.array(whole, dtype=np.int64).reshape(-1, 2)
    store.fill("whole", {"l": spots[:, 0].copy(), "place": spots[:, 1].copy()})
    con.execute(FIRM)
    _search(store)
    con.execute(CLAIMS)
    pairs = con.execute(APART).fetchnumpy()
    far = edits_between(_texts(pairs["text"]), _texts(pairs["pay_code"]))
    store.fill("too_near", {"l": np.asarray(pairs["l"], dtype=np.int64)[far <= NEAR + 1]})
    con.execute(CHOICE)
    con.execute(REVERSALS)
    con.execute(CHOSEN)


def _search(store: Store) -> None:
    """Leave `near (l, p, edits)`: every pair within two edits of the lines that need it."""
    lines = store.con.execute(TO_SEARCH).fetchnumpy()
    codes = store.con.execute(CODES).fetchnumpy() if len(lines["l"]) else lines
    if codes is lines:
        empty = np.zeros(0, dtype=np.int64)
        store.fill("near", {"l": empty, "p": empty, "edits": empty})
        return
    found = near_pairs(
        _texts(lines["text"]), lines["pool"], _texts(codes["pay_code"]), codes["pool"], store.settings.prefix
    )
    store.fill("near", {"l": lines["l"][found.memo], "p": codes["p"][found.code], "edits": found.edits})


def _texts(column: Any) -> list[str]:
    return list(column)
