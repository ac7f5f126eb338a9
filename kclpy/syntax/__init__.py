"""Syntax: from text to nodes."""
