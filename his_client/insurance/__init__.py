"""Health insurance: card checks at the VSS gateway and the estimate of who pays what."""
