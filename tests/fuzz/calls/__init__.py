"""Generated calls of builtins: arguments, batches of calls, and what both engines make of them.

`texts` and `values` make arguments, `draw` makes calls of a builtin from its signature,
`batch` asks an engine for many calls at once, `compare` says which differences are meant,
and `session` runs all of it: ``python -m tests.fuzz builtins``.
"""
