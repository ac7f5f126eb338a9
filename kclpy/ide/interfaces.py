"""The interface of a package: what the packages that import it can notice of it.

It is a text that says what the package declares, with types, but without places, bodies and
values. As long as it stays the same, nobody who imports the package needs to be checked again.
"""

from __future__ import annotations

from collections.abc import Iterator

from kclpy.semantics.checker.base import PackageTypes
from kclpy.semantics.model import PackageModel
from kclpy.syntax import nodes
from kclpy.syntax.unparse import unparse
from kclpy.types import (
    DictType,
    FunctionType,
    ListType,
    SchemaDefinition,
    SchemaType,
    Type,
    UnionType,
)


def interface_of(model: PackageModel, types: PackageTypes) -> str:
    """Return the text of the interface of a package."""
    lines = [f"{name}: {type_text(variable.type)}" for name, variable in types.scope.names.items()]
    lines += [f"{name}{function.text()}" for name, function in types.lambdas.items()]
    for node, schema in types.schemas.items():
        lines += _schema(node, schema)
        lines += [f"  in the body {name}" for name in model.attributes.get(node, ())]
    return "\n".join(lines)


def _schema(node: nodes.SchemaStmt | nodes.RuleStmt, schema: SchemaDefinition) -> Iterator[str]:
    """Yield lines about a declaration and its attributes."""
    yield (
        f"{schema.name} {schema.is_mixin} {schema.is_protocol} {schema.is_rule}"
        f" {schema.is_cyclic} {schema.has_only_attributes} {_names(schema)}"
        f" {type_text(schema.constructor)} {_decorators(node.decorators)}"
    )
    if schema.index_signature is not None:
        yield f"  {schema.index_signature.text()} {type_text(schema.index_signature.value)}"
    for name, one in schema.attributes.items():
        yield f"  {name} {one.is_optional} {one.has_default} {type_text(one.type)}"
    for statement in node.body if isinstance(node, nodes.SchemaStmt) else ():
        if isinstance(statement, nodes.SchemaAttr) and statement.decorators:
            yield f"  {statement.name} {_decorators(statement.decorators)}"


def _names(schema: SchemaDefinition) -> str:
    """Return the names of all that ``schema`` takes something from."""
    above = (schema.base, schema.protocol, *schema.mixins, *schema.rule_bases)
    return ", ".join("" if one is None else one.full_name for one in above)


def _decorators(decorators: list[nodes.Decorator]) -> str:
    return " ".join(
        "@"
        + ", ".join(unparse(part) for part in (one.name, *one.args))
        + "".join(f", {k.arg.id}={unparse(k.value)}" for k in one.keywords)
        for one in decorators
    )


def type_text(type_: Type) -> str:
    """Return a text that tells types apart: with the packages of schemas, and known keys."""
    match type_:
        case SchemaType():
            return ("" if type_.is_instance else "schema ") + type_.definition.full_name
        case ListType():
            return f"[{type_text(type_.item)}]"
        case DictType():
            known = ", ".join(f"{n}={type_text(t)}" for n, t in type_.attributes().items())
            return f"{{{type_text(type_.key())}:{type_text(type_.value())} {known}}}"
        case UnionType():
            return " | ".join(type_text(member) for member in type_.members)
        case FunctionType():
            params = ", ".join(
                f"{p.name}{'?' if p.is_optional else ''}: {type_text(p.type)}" for p in type_.params
            )
            return f"({params}) -> {type_text(type_.result)} {type_.is_variadic}"
    return type_.text()
