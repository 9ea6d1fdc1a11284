"""The soak: one window and one station, visit after visit in one process, and what grows meanwhile."""
