"""The hospital's other systems: HIS, insurance gateway, VietQR and the bank. A library of its own."""
