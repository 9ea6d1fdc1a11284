"""Where frames come from: one protocol, real and simulated sources."""
