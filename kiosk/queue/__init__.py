"""The waiting queue of a day: numbers, whose turn it is, and how long it takes. Pure; the hub keeps it."""
