"""Builtins: how a function of the standard library is declared, described and found.

`declare` is what the files of the standard library use, `signature` turns the annotations of
a declared function into KCL types, `registry` finds a builtin by name.
"""
