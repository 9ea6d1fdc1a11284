"""The hub's database: replicated journal rows and the ledger, in SQLite or PostgreSQL, by one schema."""
