"""A measurement: a whole fleet against a real hub, its gate and a PostgreSQL that syncs, on this machine."""
