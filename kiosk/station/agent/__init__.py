"""The station's side of the fleet: its identity, its heartbeats, the orders it carries out, the hub's configuration."""
