"""Checks of everything a station depends on, each with a detail and the line that mends it."""

from kiosk.doctor.check import Check, Finding, Status
from kiosk.doctor.examine import Report, examine

__all__ = ["Check", "Finding", "Report", "Status", "examine"]
