"""Neighbours: every call that leaves the product, over lines that spoil it in every way; then whole visits."""
