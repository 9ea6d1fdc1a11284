"""Is a picture good enough to decide on? The measures of ISO/IEC 29794-5 that need no learned model."""
