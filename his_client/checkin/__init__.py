"""The check-in record (table XML0 of decision 3176/QD-BYT): its 26 fields, built, checked and written as XML.

It is sent right after the first cost of a visit, by the HIS, which signs it; it is a notice and no ground for payment.
A kiosk hands the HIS every field it knows.
"""

from his_client.checkin.build import Ordered, build
from his_client.checkin.export import to_xml
from his_client.checkin.record import FIELDS, CheckInRecord, as_fields
from his_client.checkin.validate import Fault, Finding, validate

__all__ = ["FIELDS", "CheckInRecord", "Fault", "Finding", "Ordered", "as_fields", "build", "to_xml", "validate"]
