"""The webhook receiver beside the hub: takes what providers send, keeps it until the hub has it, knows nothing else."""
