"""Completion: what can be written at a place.

`context` tells from the tokens before the cursor what is being written: a key of a config, a
member behind a dot, a type, a value. For each of them there is a file that proposes items;
`complete` puts them in order. Trees of programs that are half written are as good as the parser
makes them, and the tokens help where the tree ends.
"""

from kclpy.ide.completion.complete import complete
from kclpy.ide.completion.items import Item, ItemKind, Source

__all__ = ["Item", "ItemKind", "Source", "complete"]
