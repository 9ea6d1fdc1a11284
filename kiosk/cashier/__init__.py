"""The cashier's work: shifts, the counter, refunds, differences; pure machines, and the port a desk's window uses."""
