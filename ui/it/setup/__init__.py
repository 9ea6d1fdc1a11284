"""Setup as a window: the same guide as in the terminal, with the camera's live picture."""
