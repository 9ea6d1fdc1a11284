"""VietQR codes, pay codes that survive a bank statement, and the feed of credits from the bank."""
