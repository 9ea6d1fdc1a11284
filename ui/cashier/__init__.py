"""The cashier's window: QWidgets over the desk's port. Draws what the hub says and sends what a person decides."""
