"""Whole days through the real visit, journal and delivery code, with simulated neighbours and a fake clock."""
