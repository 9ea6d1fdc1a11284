"""The programs as services of the machine: the watchdog they feed, the questions they answer, and their updates."""
