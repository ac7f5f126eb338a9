"""Semantics: what the names of a program mean."""
