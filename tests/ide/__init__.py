"""Cases for the editor: programs with a cursor in them, and what the editor is told."""
