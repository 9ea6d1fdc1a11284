"""Turning a hub's journal over: what was settled long ago goes into an archive, what is needed goes on."""

KEEP_DAYS = 45
"""A turn-over archives what is older, if nobody asks for more or less."""
