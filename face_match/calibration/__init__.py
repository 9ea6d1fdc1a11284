"""What a descriptor's numbers mean: the measured calibration of each model, and how one is learned."""
