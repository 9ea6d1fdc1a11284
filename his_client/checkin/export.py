"""The check-in record as XML: what a HIS takes, signs and sends to the gateway's `checkInKcbQd3176`.

CHUKYDONVI, the signature of the organisation (mandatory since 1 Jan 2026), stands empty: it is the hospital's to make.
"""

from collections.abc import Iterable
from dataclasses import replace
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from his_client.checkin.record import CheckInRecord, as_fields
from his_client.checkin.validate import Fault, validate


class NotForXml(ValueError):
    """A record holds characters that XML cannot carry; `validate` says in which fields."""


def to_xml(records: Iterable[CheckInRecord]) -> bytes:
    """One send in UTF-8: the records in order, STT counted from 1, every field there, empty ones too.

    Raises NotForXml.
    """
    root = Element("CHI_TIEU_TRANG_THAI_KCB")
    rows = SubElement(root, "DSACH_TRANG_THAI_KCB")
    for number, record in enumerate(records, 1):
        numbered = replace(record, stt=str(number))
        if any(finding.fault is Fault.CHARACTERS for finding in validate(numbered)):
            raise NotForXml("a field holds characters XML cannot carry, or a text that is not NFC")
        row = SubElement(rows, "TRANG_THAI_KCB")
        for name, value in as_fields(numbered).items():
            SubElement(row, name).text = value
    SubElement(root, "CHUKYDONVI")
    indent(root)
    written: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return written
