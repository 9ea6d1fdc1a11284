"""What is plugged into this machine: card readers, cameras, printers, panels; asked by doctor and by setup."""

from kiosk.attached.devices import Attached, FoundCamera, FoundPrinter, FoundScreen
from kiosk.attached.machine import ThisMachine
from kiosk.attached.simulated import SimulatedMachine

__all__ = ["Attached", "FoundCamera", "FoundPrinter", "FoundScreen", "SimulatedMachine", "ThisMachine"]
