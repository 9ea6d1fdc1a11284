"""Turning a hub's journal over: what was settled long ago goes into an archive, what is needed goes on."""
