"""A chip portrait's verified bytes into pixels, in a confined child process."""
