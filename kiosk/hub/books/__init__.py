"""The books at the hub: statements in, the HIS's receipts read, lines matched, and what the desk's window looks at."""
