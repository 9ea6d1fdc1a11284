"""Windows: each draws a view and sends intents."""

from ui.pinned import pin_constants

pin_constants()
