"""Metrics for Prometheus, on this machine only: what may be told stands in `families`, and nothing else can be."""
