"""Sets a station up: finds its devices, tries them, asks what only people know, and writes its file and secrets."""
