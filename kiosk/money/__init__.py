"""Money as facts: orders, the credits that came for them, and what is decided from both. Amounts are whole đồng."""
