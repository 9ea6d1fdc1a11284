"""Measuring the matching: a made-up region's day, of which the truth is known, and a judge that compares."""
