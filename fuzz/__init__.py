"""Inputs from outside, damaged: what is fuzzed, how inputs are made, and what every reader owes its caller."""
