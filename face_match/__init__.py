"""A portrait and a camera in, a decision with its evidence out."""
