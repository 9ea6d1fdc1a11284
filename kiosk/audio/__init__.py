"""Audio guidance: what a screen says to who cannot see it, spoken from a hospital's recordings or by a synthesizer."""
