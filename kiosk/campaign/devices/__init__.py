"""What runs beside a station is killed or stopped in the middle of visits, and comes back by itself."""
