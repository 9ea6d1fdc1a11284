"""What the library measures of itself: error rates on trials, attack rates, and time."""
