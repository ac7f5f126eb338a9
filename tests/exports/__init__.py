"""Schemas in other languages: do they accept what KCL accepts?

``python -m tests.exports --count 500`` generates schemas and data for them, and asks KCL, the
exported JSON Schema and the pydantic models. Where the official engine is installed,
``--oracle`` asks it too.
"""
