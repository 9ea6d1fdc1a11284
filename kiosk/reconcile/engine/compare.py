"""Where the three books differ, pair by pair, once it is known which line is which payment's."""

from __future__ import annotations

from kiosk.reconcile.engine.store import Store

TOLD = """
-- One reason for each line that is not matched (for each payment it names, where it names several). No payment: NULL.
CREATE TABLE told AS
WITH open_lines AS (SELECT * FROM lines WHERE NOT EXISTS (FROM automatic WHERE automatic.l = lines.l)
    AND NOT EXISTS (FROM undone WHERE back = lines.l OR came = lines.l)),
read AS (
    SELECT l, line.amount, line.account, line.booked, line.dated, firm.n, firm.by_code, firm.rank,
        coalesce(firm.p, CASE WHEN nearest.n = 1 THEN nearest.p END) AS p, nearest.n AS as_near,
        EXISTS (FROM foreign_code c WHERE c.l = line.l) AS other_code,
        EXISTS (FROM doubted d WHERE d.l = line.l) AS doubt
    FROM open_lines line LEFT JOIN firm USING (l) LEFT JOIN nearest USING (l)
), seen AS (
    SELECT read.*, payments.amount AS due, same_account(read.account, payments.account) AS here,
        in_time(booked, dated, opened) AS soon, EXISTS (FROM automatic a WHERE a.p = read.p) AS has_money
    FROM read LEFT JOIN payments USING (p)
)
SELECT l, CASE WHEN n > 1 THEN NULL ELSE p END AS p, CASE
    WHEN n > 1 AND by_code THEN 'two_codes'
    WHEN n > 1 THEN 'unsure'
    WHEN n = 1 AND other_code THEN 'two_codes'
    WHEN as_near > 1 THEN 'unsure'
    WHEN p IS NULL THEN 'unmatched_line'
    WHEN NOT here THEN 'other_account'
    WHEN has_money THEN 'duplicate'
    WHEN NOT soon THEN 'before_order'
    WHEN amount <> due THEN 'amount_differs'
    ELSE 'unsure' END AS kind, CASE
    WHEN n > 1 AND NOT by_code THEN 'names_differ'
    WHEN n IS NULL AND as_near > 1 THEN 'as_near'
    WHEN p IS NULL AND other_code THEN 'unknown_code'
    WHEN p IS NULL AND amount < 0 THEN 'money_out'
    WHEN p IS NULL OR n > 1 THEN ''
    WHEN doubt THEN 'rival_order'
    WHEN n IS NULL THEN 'near_code'
    ELSE '' END AS detail
FROM seen;

CREATE TABLE differences (
    between_books VARCHAR, kind VARCHAR, payment_id VARCHAR, line_id VARCHAR, receipt VARCHAR, amount BIGINT,
    detail VARCHAR);
"""

BANK = """
INSERT INTO differences
SELECT 'kiosk_bank', kind, coalesce(payment_id, ''), line_id, '',
    CASE WHEN kind = 'amount_differs' THEN abs(lines.amount - payments.amount) ELSE abs(lines.amount) END, detail
FROM told JOIN lines USING (l) LEFT JOIN payments USING (p) WHERE NOT (told.p IS NULL AND kind = 'two_codes')
UNION ALL
SELECT 'kiosk_bank', kind, payment_id, line_id, '', lines.amount, detail
FROM told JOIN lines USING (l) JOIN named USING (l) JOIN payments ON payments.p = named.p
WHERE told.p IS NULL AND kind = 'two_codes';

-- What went back: with the payment it was for. It differs by nothing where the money came again.
INSERT INTO differences
WITH by_line AS (SELECT l, p FROM automatic UNION SELECT l, p FROM firm WHERE n = 1 UNION
    SELECT l, p FROM nearest WHERE n = 1 AND NOT EXISTS (FROM automatic a WHERE a.l = nearest.l))
SELECT 'kiosk_bank', 'reversed', coalesce(payment_id, ''), b.line_id, '',
    CASE WHEN EXISTS (FROM automatic a WHERE a.p = by_line.p AND a.l <> c.l) THEN 0 ELSE c.amount END, c.line_id
FROM undone JOIN lines b ON b.l = back JOIN lines c ON c.l = came
LEFT JOIN by_line ON by_line.l = came LEFT JOIN payments USING (p);

INSERT INTO differences
SELECT 'kiosk_bank', 'late', payment_id, line_id, '', 0, ''
FROM automatic JOIN lines USING (l) JOIN payments USING (p) WHERE booked > until;

INSERT INTO differences
SELECT 'kiosk_bank', 'unmatched_payment', payment_id, '', '', amount, '' FROM payments
WHERE NOT EXISTS (FROM automatic a WHERE a.p = payments.p) AND NOT EXISTS (FROM told WHERE told.p = payments.p)
    AND NOT EXISTS (FROM told JOIN named USING (l) WHERE kind = 'two_codes' AND named.p = payments.p)
    AND NOT EXISTS (FROM undone JOIN firm ON firm.l = came WHERE n = 1 AND firm.p = payments.p);
"""

HIS = """
CREATE TABLE receipted AS
SELECT p, r.payment_id, number, r.amount, row_number() OVER (PARTITION BY r.payment_id ORDER BY paid, number) AS i
FROM receipts r LEFT JOIN payments USING (payment_id) WHERE r.payment_id <> '';

INSERT INTO differences
SELECT 'kiosk_his', 'his_missing', payment_id, '', '', amount, '' FROM payments
WHERE NOT EXISTS (FROM receipted r WHERE r.p = payments.p)
UNION ALL
SELECT 'kiosk_his', 'his_without_money', payment_id, '', number, amount, '' FROM receipted WHERE p IS NULL
UNION ALL
SELECT 'kiosk_his', 'his_twice', payment_id, '', number, amount, '' FROM receipted WHERE p IS NOT NULL AND i > 1
UNION ALL
SELECT 'kiosk_his', 'his_amount', r.payment_id, '', number, abs(r.amount - payments.amount), ''
FROM receipted r JOIN payments USING (p) WHERE i = 1 AND r.amount <> payments.amount
UNION ALL
SELECT 'his_bank', 'his_missing', payment_id, line_id, '', lines.amount, ''
FROM automatic JOIN lines USING (l) JOIN payments USING (p) WHERE NOT EXISTS (FROM receipted r WHERE r.p = automatic.p)
UNION ALL
SELECT 'his_bank', 'his_without_money', payment_id, '', number, amount, '' FROM receipted r
WHERE i = 1 AND NOT EXISTS (FROM automatic a WHERE a.p = r.p)
UNION ALL
SELECT 'his_bank', 'his_twice', payment_id, '', number, amount, '' FROM receipted WHERE i > 1
UNION ALL
SELECT 'his_bank', 'his_amount', r.payment_id, line_id, number, abs(r.amount - lines.amount), ''
FROM receipted r JOIN automatic USING (p) JOIN lines USING (l) WHERE i = 1 AND r.amount <> lines.amount;
"""


def run_told(store: Store) -> None:
    """Leave `told (l, p, kind, detail)`: why each unmatched line is so."""
    store.con.execute(TOLD)


def run_differences(store: Store) -> None:
    """Leave `differences`, a row for each pairwise difference."""
    store.con.execute(BANK)
    if store.receipts_given:
        store.con.execute(HIS)
