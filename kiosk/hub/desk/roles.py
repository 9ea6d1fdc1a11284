"""Who may do what at a desk: one row for each call of the port."""

from __future__ import annotations

from collections.abc import Mapping

from kiosk.cashier.values import Role

EVERYBODY = frozenset(Role)
CONSOLE = frozenset({Role.IT, Role.MANAGER})
"""Whose place is the console in the browser."""
ALL = EVERYBODY - {Role.RECEPTION} - CONSOLE
"""Whoever works at the desks."""
AT_STATIONS = frozenset({Role.IT, Role.RECEPTION})
"""Who may go behind a station's screen."""
TILL = frozenset({Role.CASHIER, Role.SUPERVISOR})
"""Who may hold a drawer."""
BOOKS = frozenset({Role.ACCOUNTANT, Role.SUPERVISOR})
CHECKER = frozenset({Role.SUPERVISOR})
"""Who decides what another person asked for; that it is another one, the machines see to."""

MAY: Mapping[str, frozenset[Role]] = {
    # who sits there
    "sign_out": EVERYBODY,
    "change_pin": EVERYBODY,
    # looking
    "today": ALL,
    "rows": ALL,
    "waiting": ALL,
    "differences": ALL,
    "story": ALL,
    "search": ALL,
    "export": ALL,
    # settling differences
    "take": ALL,
    "post_again": ALL,
    "settle": BOOKS,
    "match": BOOKS,
    "undo_match": BOOKS,
    "close_day": CHECKER,
    # the counter
    "bills": TILL,
    "terminals": TILL,
    "pay": TILL,
    "payment": TILL,
    "abort": TILL,
    "slip": TILL,
    # money back
    "refunds": ALL,
    "ask_refund": ALL,
    "decide_refund": CHECKER,
    "pay_refund": ALL,
    "refund_slip": ALL,
    "voids": ALL,
    "ask_void": TILL,
    "decide_void": CHECKER,
    # shifts
    "shift": ALL,
    "open_shift": TILL,
    "drop": TILL,
    "count": TILL,
    "x_report": TILL,
    "close_shift": TILL,
    "accept": TILL,
    "z_reports": ALL,
    "z_report": ALL,
    # statements
    "layouts": ALL,
    "imports": ALL,
    "import_progress": ALL,
    "upload": BOOKS,
    "save_layout": BOOKS,
    "begin_import": BOOKS,
    "stop_import": BOOKS,
}
"""The roles of which one is enough. `sign_in` is for everybody who has a PIN."""

WATCHES = frozenset(
    {"today", "waiting", "differences", "refunds", "voids", "payment", "shift", "terminals", "imports"}
    | {"import_progress"}
)
"""Calls that a window makes by itself: they keep nobody signed in."""
