"""Questions about programs that editors and tools ask, and changes to their text.

`workspace` is where an editor begins: it knows the files and the unsaved buffers, and makes a
`Snapshot` of one moment, which answers everything. `homes` says which program a file belongs
to, `program` loads that program and checks its packages, as far as `checked` does not know
them already. `occurrences` tells what every name of a file refers to; the features, one file
each, are built on that. Places are offsets; lines and columns are the protocol's affair.
"""
