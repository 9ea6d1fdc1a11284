"""A card terminal that speaks the nexo Retailer protocol as JSON over TCP, as several makers' terminals do."""

from his_client.payments.nexo.terminal import NexoTerminal, TerminalAddress

__all__ = ["NexoTerminal", "TerminalAddress"]
