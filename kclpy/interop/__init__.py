"""KCL from Python: models that ask it, and modules that are written in it.

`models` makes pydantic models whose validation evaluates the schema. `objects` are the values
of a program as Python sees them, and `hook` lets ``import`` find them.
"""
