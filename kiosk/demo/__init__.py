"""The embedded default: a sandbox hospital, a virtual card and a demonstration camera around one real station."""
