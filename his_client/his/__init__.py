"""Hospital information systems: the protocols the kiosk speaks and the adapters behind them."""
