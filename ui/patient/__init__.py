"""The patient's window: it draws the view of a visit and sends what a person did."""
