"""Generated programs: both engines run them, and their answers are compared.

Read `programs` (what a generated program is), then `engines` (how either engine is
asked), `compare` (what counts as a difference), and `generate` (the strategy).
"""
