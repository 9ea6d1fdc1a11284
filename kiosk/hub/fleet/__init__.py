"""The hub's side of the fleet: identities, heartbeats, orders, alerts and configurations of the stations."""
