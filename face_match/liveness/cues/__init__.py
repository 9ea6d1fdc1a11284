"""Passive cues: each module is one physical reason why a picture of a face looks different from a face."""
