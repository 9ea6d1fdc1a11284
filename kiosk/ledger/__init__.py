"""The double-entry ledger: a projection of the journals, append-only, hash-chained, rebuildable to the same bytes."""
