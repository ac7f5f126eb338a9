"""Programs with one syntax error: both engines must find the same one, and kclpy only that.

Read `samples` (which programs are broken), then `breaking` (how), `half_typed` (what people
write that is no KCL, or not yet), `judging` (what must agree) and `session` (a run).
"""
