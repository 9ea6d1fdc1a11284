"""The steps of `make test-system`, one module each, over a machine that was booted."""
