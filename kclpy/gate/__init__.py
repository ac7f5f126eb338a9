"""The gate: all that must hold before a change of a project goes in.

`project` finds what there is to look at. Each step in `steps` looks at one side of it and
returns an `Outcome`; `run` goes through the steps and tells each finding once. `configuration`
is what a project says about it, `problems` are those that no other command has.
"""
