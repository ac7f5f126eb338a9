"""The driver: from what a user asks for to the result, one phase after the other.

Read in this order: `options` and `settings` tell what is asked for, `workspace` finds the
entry files, `imports` the packages they need, `overrides` changes the tree as ``-O`` says,
`pipeline` runs the phases, and `failure` finds the place of an evaluation that failed.
"""
