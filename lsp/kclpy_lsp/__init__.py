"""The language server: the protocol between editors and `kclpy.ide`.

`server` begins and ends a session, `session` is what it knows, `documents` the texts that are
open, `positions` turns offsets into lines and columns. `publishing` tells mistakes while
somebody types. What an editor may ask stands in `features`, one file each; `registry` finds
them, and `work` runs them beside the loop that reads messages.
"""
