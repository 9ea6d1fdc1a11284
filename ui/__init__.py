"""Windows: each draws a view and sends intents."""
