"""The hospital's other systems: HIS, insurance gateway, payment providers."""
