"""The functions that are visible without an import (reference, 08 section 2).

`conversions` makes one kind of value from another, `numbers` computes, `sequences` looks at
lists and what else can be iterated, `program` talks to whoever runs the program.
"""

from kclpy.builtins.declare import Library
from kclpy.runtime.errors import fail
from kclpy_stdlib.prelude import conversions, numbers, program, sequences

library = Library("", fail)
for part in (program, numbers, sequences, conversions):
    library.include(part.library)
