"""The fleet's gate: the one process of the hub that strangers reach. It ends TLS and knows stations."""
