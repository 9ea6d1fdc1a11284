"""Kills and stalls: a station is struck at every point of a visit, and judged by what hospital and bank hold."""
