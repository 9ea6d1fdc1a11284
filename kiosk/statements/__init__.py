"""Statements of banks and providers: files in, lines out, each line once however often its file is imported."""
