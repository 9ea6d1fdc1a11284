"""What a station and the hub tell each other about the station itself: how it does, what it shall do, how it is set."""
