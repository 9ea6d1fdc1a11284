"""The desk's port over the hub: sessions and roles, one codec from the port's own types, its doors and their client."""
