"""Three books side by side: what the kiosks took, what the HIS receipted, what the bank and the providers booked."""
