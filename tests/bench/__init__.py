"""How fast are we? Generated workloads, run by both engines in the same minute.

Read `workloads` (the programs), `stack` (the largest of them), `server` (a process that
runs one engine), `measure` (rounds, medians, ratios) and `phases` (where our time goes). Run
it with ``python -m tests.bench [NAME…]``.

``python -m tests.bench --phases [NAME…]`` shows for each program the ratio of the whole run to
the oracle's, and what each phase of ours takes, in milliseconds and as a share of the run: so
``--phases assignments stack`` answers what the checker costs in a file of 3,000 assignments
and in an application stack.

The workloads ``typed-loops``, ``typed-calls``, ``typed-schemas`` and ``conversions`` show what
is gained where the kinds of values are known (`kclpy/semantics/kinds`).
"""
