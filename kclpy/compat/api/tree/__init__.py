"""Trees as the service gives them: JSON that names each kind of node as the SDK does.

Every node is an object with the node itself and its place: lines count from 1, columns from 0.
`types`, `expressions` and `statements` treat the nodes that they are named for.
"""

from kclpy.compat.api.tree.statements import tree_of

__all__ = ["tree_of"]
