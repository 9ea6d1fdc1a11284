"""Three neighbours that can be run anywhere: a HIS, an insurance gateway and a bank, with a fault menu."""
