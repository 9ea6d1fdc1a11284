"""A chip ID card in, an identity with graded authenticity out (ICAO 9303)."""
