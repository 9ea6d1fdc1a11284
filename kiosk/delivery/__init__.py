"""Exactly once: what leaves the station has an id first, and what is unknown is asked about, never sent blindly."""
