"""How fast are we? Generated workloads, run by both engines in the same minute.

Read `workloads` (the programs), `stack` (the largest of them), `server` (a process that
runs one engine), and `measure` (rounds, medians, ratios). Run it with
``python -m tests.bench [NAME…]``.
"""
