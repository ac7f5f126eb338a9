"""The interface of a package: what the packages that import it can notice of it.

It is a text that says what the package declares, with types, but without places, bodies and
values. As long as it stays the same, nobody who imports the package needs to be checked again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from kclpy.semantics.checker.base import PackageTypes
from kclpy.semantics.model import PackageModel
from kclpy.source import SourceFile
from kclpy.syntax import nodes
from kclpy.types import (
    DictType,
    FunctionType,
    ListType,
    SchemaDefinition,
    SchemaType,
    Type,
    UnionType,
)

# Longer texts of types stand as their digest: types nest, and name the same part many times.
_LONG = 120


def interface_of(model: PackageModel, types: PackageTypes) -> str:
    """Return the text of the interface of a package."""
    return "\n".join(_Interface().lines(model, types))


class _Interface:
    def __init__(self) -> None:
        self._texts: dict[Type, str] = {}

    def lines(self, model: PackageModel, types: PackageTypes) -> Iterator[str]:
        """Yield what the package declares."""
        for name, variable in types.scope.names.items():
            yield f"{name}: {self.text(variable.type)}"
        for name, function in types.lambdas.items():
            yield f"{name}{self.text(function)}"
        for node, schema in types.schemas.items():
            yield from self._schema(node, schema, types.homes[node])
            yield from (f"  in the body {name}" for name in model.attributes.get(node, ()))

    def _schema(
        self,
        node: nodes.SchemaStmt | nodes.RuleStmt,
        schema: SchemaDefinition,
        file: SourceFile,
    ) -> Iterator[str]:
        """Yield lines about a declaration and its attributes."""
        yield (
            f"{schema.name} {schema.is_mixin} {schema.is_protocol} {schema.is_rule}"
            f" {schema.is_cyclic} {schema.has_only_attributes} {_names(schema)}"
            f" {self.text(schema.constructor)} {_decorators(node.decorators, file)}"
        )
        signature = schema.index_signature
        if signature is not None:
            yield f"  {signature.text()} {self.text(signature.value)}"
        for name, one in schema.attributes.items():
            yield f"  {name} {one.is_optional} {one.has_default} {self.text(one.type)}"
        for statement in node.body if isinstance(node, nodes.SchemaStmt) else ():
            if isinstance(statement, nodes.SchemaAttr) and statement.decorators:
                yield f"  {statement.name} {_decorators(statement.decorators, file)}"

    def text(self, type_: Type) -> str:
        """Return a text that tells types apart: with packages of schemas, and known keys."""
        found = self._texts.get(type_)
        if found is None:
            found = self._text(type_)
            if len(found) > _LONG:
                found = hashlib.sha256(found.encode("utf-8", "surrogatepass")).hexdigest()
            self._texts[type_] = found
        return found

    def _text(self, type_: Type) -> str:
        match type_:
            case SchemaType():
                return ("" if type_.is_instance else "schema ") + type_.definition.full_name
            case ListType():
                return f"[{self.text(type_.item)}]"
            case DictType():
                known = [f"{name}={self.text(one)}" for name, one in type_.attributes().items()]
                return f"{{{self.text(type_.key())}:{self.text(type_.value())} {', '.join(known)}}}"
            case UnionType():
                return " | ".join([self.text(member) for member in type_.members])
            case FunctionType():
                params = [f"{p.name}{p.is_optional}{self.text(p.type)}" for p in type_.params]
                return f"({', '.join(params)}) -> {self.text(type_.result)} {type_.is_variadic}"
        return type_.text()


def _names(schema: SchemaDefinition) -> str:
    """Return the names of all that ``schema`` takes something from."""
    above = (schema.base, schema.protocol, *schema.mixins, *schema.rule_bases)
    return ", ".join("" if one is None else one.full_name for one in above)


def _decorators(decorators: list[nodes.Decorator], file: SourceFile) -> str:
    """Return decorators as they are written."""
    return " ".join(file.text[one.start : one.end] for one in decorators)
