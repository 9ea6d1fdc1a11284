"""Money at the hub: orders opened, credits taken by whatever road, their posting to the HIS, and station-days."""
