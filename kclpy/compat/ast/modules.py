"""Files: where trees begin."""

from __future__ import annotations

import json
from typing import Any

from kclpy.compat.ast import expressions, types  # noqa: F401  (what fields hold)
from kclpy.compat.ast.nodes import Node, Record, many, one, record
from kclpy.compat.ast.statements import SchemaStmt


@record
class Comment(Record):
    """``# text``"""

    text: str = ""


@record
class Module(Record):
    """A file: its statements and comments"""

    filename: str = ""
    doc: Node[Any] | None = one("text")
    body: list[Node[Any]] = many("stmt")
    comments: list[Node[Any]] = many("Comment")

    def filter_schemas(self) -> list[SchemaStmt]:
        """Return the schemas that the file declares."""
        return [one.node for one in self.body if isinstance(one.node, SchemaStmt)]


def parse_module(ast_json: str) -> Module:
    """Return the tree of a file from the `ast_json` that `parse_file` answers."""
    return Module.from_dict(json.loads(ast_json))


def parse_program(program_json: str) -> list[Module]:
    """Return the trees of all files from the `ast_json` that `parse_program` answers."""
    packages = json.loads(program_json).get("pkgs", {})
    return [Module.from_dict(one) for modules in packages.values() for one in modules]
