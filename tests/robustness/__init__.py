"""What nobody should write, and what nobody may get away with.

`shapes` are programs nested, chained or wide without measure; the other tests feed noise,
texts that end anywhere, and attempts to reach Python from KCL.
"""
