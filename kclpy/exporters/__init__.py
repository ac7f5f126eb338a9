"""Schemas in other languages: pydantic, JSON Schema, OpenAPI, TypeScript.

Read `model` first: it is what all formats are written from. `reader` fills it from a checked
program, with `checks` and `defaults`; then there is one file per format, and `formats` lists
them.
"""
