"""Windows for hospital IT, in Qt widgets."""
