"""What the ASN.1 library raises on malformed input: it reads lazily, and lets whatever happens inside it out."""

MALFORMED = (ValueError, TypeError, LookupError, AttributeError, OverflowError)
"""To be caught around every use of parsed ASN.1, and turned into the error of what was read."""
