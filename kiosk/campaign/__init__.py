"""Campaigns: many trials of one fault against the real code, judged by the promises, printed as one table."""
