"""Tests of the language server over its protocol."""
