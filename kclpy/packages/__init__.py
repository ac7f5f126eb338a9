"""Packages: what a manifest declares."""
