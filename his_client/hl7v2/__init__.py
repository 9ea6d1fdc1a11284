"""HL7 v2.5.1 over MLLP: registrations, cancellations and payments out, appointments in. See docs/hl7v2.md.

A small writer of its own rather than a library: seven message types are written and three read, every value is
escaped in one place, and an answer of any bytes has to become a typed outcome.
"""

from his_client.hl7v2.acknowledgment import Mode
from his_client.hl7v2.adapter import Hl7v2His, Receiver
from his_client.hl7v2.appointments import AppointmentBook
from his_client.hl7v2.departments import DepartmentList, DepartmentsInvalid, load_departments
from his_client.hl7v2.listener import Inbox, Listener
from his_client.hl7v2.segments import Parties
from his_client.line import Address

__all__ = [
    "Address",
    "AppointmentBook",
    "DepartmentList",
    "DepartmentsInvalid",
    "Hl7v2His",
    "Inbox",
    "Listener",
    "Mode",
    "Parties",
    "Receiver",
    "load_departments",
]
