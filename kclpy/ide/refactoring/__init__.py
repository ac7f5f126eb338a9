"""Changes of a program that leave alone what it means.

Each file is one of them, a function that returns the changes, or nothing where the program would
mean something else; `values` and `soundness` are what they share. A file with syntax errors stays
as it is.
"""
