"""A report as a finished file, in the form asked for."""

from __future__ import annotations

import re

from kiosk.cashier.ports import Export
from kiosk.reports.document import Report

FORMS = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf",
}


def exported(report: Report, form: str) -> Export:
    """The file of a report.

    :raises KeyError: for a form other than `xlsx` and `pdf`.
    """
    media_type = FORMS[form]
    name = re.sub(r"[^\w.-]", "-", report.file)
    # What draws is loaded by the first report: a hub starts sooner without it.
    if form == "pdf":
        from kiosk.reports.paper import as_pdf as made  # noqa: PLC0415
    else:
        from kiosk.reports.workbook import as_xlsx as made  # noqa: PLC0415
    return Export(f"{name}.{form}", media_type, made(report))
