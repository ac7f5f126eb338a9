"""The linter: what a correct program had better not do.

`rule` says what a rule is; each stands in a file of its own in `rules`, with its problem, which
is its page of the manual, its check, and its fix. `session` lints one program: it asks
`configuration` and `selection` which rules count, and `ignores` what comments in the source
say. `programs` finds the programs below a directory and joins what is found in them, `fixing`
changes files.
"""
