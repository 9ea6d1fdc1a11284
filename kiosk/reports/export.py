"""A report as a finished file, in the form asked for."""

from __future__ import annotations

import re

from kiosk.cashier.ports import Export
from kiosk.reports.document import Report
from kiosk.reports.paper import as_pdf
from kiosk.reports.workbook import as_xlsx

FORMS = {
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", as_xlsx),
    "pdf": ("application/pdf", as_pdf),
}


def exported(report: Report, form: str) -> Export:
    """The file of a report.

    :raises KeyError: for a form other than `xlsx` and `pdf`.
    """
    media_type, made = FORMS[form]
    name = re.sub(r"[^\w.-]", "-", report.file)
    return Export(f"{name}.{form}", media_type, made(report))
