"""Questions about programs that editors and tools ask, and changes to their text."""
