"""Prose: an author's text as plain data, and the only maker of safe HTML. Knows nothing of Django."""
