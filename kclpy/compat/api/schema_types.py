"""Descriptions of schemas as the service gives them: trees of `KclType`.

A schema in the type of an attribute is described in full again, so the tree of schemas that
refer to each other must end somewhere. The official engine builds all schemas of a package
three times in the order of the text, each time out of what there is; the first time they are
empty. So a schema sees those above it as they are this time, and those below it, and itself,
as they were the time before. Schemas behind an alias are always empty. This module counts the
same way, to end where the official engine ends.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from kclpy.compat.api.messages import (
    Decorator,
    Example,
    FunctionType,
    IndexSignature,
    KclType,
    Parameter,
    SchemaTypes,
)
from kclpy.compat.api.printing import printed
from kclpy.semantics.checker import Types
from kclpy.semantics.checker.schemas import KNOWN_DECORATORS
from kclpy.semantics.describe import AttributeInfo, SchemaInfo, describe
from kclpy.semantics.program import MAIN
from kclpy.source import SourceFile
from kclpy.syntax import nodes
from kclpy.syntax.visitor import children
from kclpy.types import (
    DictType,
    ListType,
    NoneType,
    SchemaDefinition,
    SchemaType,
    Type,
    UnionType,
)
from kclpy.types import FunctionType as Function

_TIMES: Final = 3


def schema_types(types: Types, name: str = "") -> dict[str, KclType]:
    """Return the schemas and instances among the globals of the main package, by name.

    With ``name`` only that global.
    """
    package = types.packages[MAIN]
    describer = Describer(types)
    return {
        key: describer.schema(variable.type.definition, _TIMES)
        for key, variable in package.scope.names.items()
        if isinstance(variable.type, SchemaType) and name in ("", key)
    }


def schema_types_by_package(types: Types, name: str = "") -> dict[str, SchemaTypes]:
    """Return the schemas of each package, or those called ``name``, by the path of the package."""
    describer = Describer(types)
    found: dict[str, list[KclType]] = {}
    for schema in describer.infos:
        if name in ("", schema.name):
            path = schema.package or MAIN
            found.setdefault(path, []).append(describer.schema(schema, _TIMES))
    return {path: SchemaTypes(schema_type=several) for path, several in found.items()}


class Describer:
    """Describes types of one program."""

    def __init__(self, types: Types) -> None:
        self.infos = describe(types)
        self.order = {schema: number for number, schema in enumerate(self.infos)}

    def of(self, type_: Type) -> KclType:
        """Return what stands for a type outside of schemas."""
        if isinstance(type_, SchemaType):
            return self.schema(type_.definition, _TIMES)
        return self.type(type_, None, _TIMES)

    def schema(self, schema: SchemaDefinition, time: int) -> KclType:
        """Return a schema as it was built the given time; 0 is before the first."""
        info = self.infos[schema]
        described = KclType(
            type="schema",
            schema_name=schema.name,
            schema_doc=" ".join(info.doc.lead),
            filename=info.file.path,
            pkg_path=schema.package or MAIN,
            description=" ".join(info.doc.lead),
            examples=_examples(info),
        )
        if time > 0:
            self._complete(described, info, time)
        return described

    def _complete(self, described: KclType, info: SchemaInfo, time: int) -> None:
        schema = info.definition
        described.decorators = _decorators(info.decorators, info.file)
        described.required = list(dict.fromkeys(self._required(schema)))
        for line, (attribute, owner, when) in enumerate(self._all(schema, time), start=1):
            type_ = self._attribute(attribute, owner, when)
            type_.line = line
            described.properties[attribute.name] = type_
        if schema.base is not None and not schema.is_cyclic:
            described.base_schema = self.schema(schema.base, self._time(schema.base, schema, time))
        signature = schema.index_signature
        if signature is not None:
            described.index_signature = IndexSignature(
                key_name=signature.key_name or "",
                key=self.type(signature.key, schema, time),
                val=self.type(signature.value, schema, time),
                any_other=signature.any_other,
            )

    def _time(self, target: SchemaDefinition, user: SchemaDefinition | None, time: int) -> int:
        """Return which build of ``target`` is seen by ``user`` when that is built."""
        if user is None or target.package != user.package:
            return _TIMES
        return time if self.order[target] < self.order[user] else time - 1

    def _all(
        self, schema: SchemaDefinition, time: int
    ) -> Iterator[tuple[AttributeInfo, SchemaDefinition, int]]:
        """Yield the attributes of bases, of the schema, and of its mixins."""
        if schema.base is not None and not schema.is_cyclic:
            yield from self._all(schema.base, self._time(schema.base, schema, time))
        for attribute in self.infos[schema].attributes.values():
            yield attribute, schema, time
        own = self.infos[schema].attributes
        for mixin in schema.mixins:
            for attribute in self.infos[mixin].attributes.values():
                if attribute.name not in own:
                    yield attribute, mixin, self._time(mixin, schema, time)

    def _required(self, schema: SchemaDefinition) -> Iterator[str]:
        """Yield the names of attributes that are not optional, own ones first."""
        base = None if schema.is_cyclic else schema.base
        own = self.infos[schema].attributes
        for name, attribute in own.items():
            inherited = None if base is None else base.attribute(name)
            is_optional = attribute if inherited is None else inherited
            if not is_optional.is_optional:
                yield name
        for mixin in schema.mixins:
            for name, attribute in self.infos[mixin].attributes.items():
                if name not in own and not attribute.is_optional:
                    yield name
        if base is not None:
            yield from self._required(base)

    def _attribute(self, attribute: AttributeInfo, owner: SchemaDefinition, time: int) -> KclType:
        time = time if not self._is_alias(attribute, owner) else 0
        type_ = self.type(attribute.type, owner, time)
        info = self.infos[owner]
        type_.description = attribute.doc
        type_.decorators = _decorators(attribute.decorators, info.file)
        value, annotation = attribute.node.value, attribute.node.annotation
        if value is None and isinstance(annotation, nodes.LiteralType):
            value = annotation.value  # the only value that the attribute can have
        type_.default = "" if value is None else printed(value, info.file, is_spread=False)
        return type_

    def _is_alias(self, attribute: AttributeInfo, owner: SchemaDefinition) -> bool:
        """Tell whether the type of an attribute names something that is no schema."""
        names = {schema.name for schema in self.order if schema.package == owner.package}
        waiting: list[nodes.Node] = [attribute.node.annotation]
        while waiting:
            node = waiting.pop()
            if isinstance(node, nodes.NamedType) and len(node.names) == 1:
                if node.names[0].id not in names:
                    return True
            waiting.extend(children(node))
        return False

    def type(self, type_: Type, owner: SchemaDefinition | None, time: int) -> KclType:
        """Return what stands for a type in the description of ``owner``, or outside of schemas."""
        if isinstance(type_, SchemaType):
            target = type_.definition
            seen = self._time(target, owner, time) if time > 0 else 0
            return self.schema(target, seen)
        if isinstance(type_, ListType):
            return KclType(type="list", item=self.type(type_.item, owner, time))
        if isinstance(type_, DictType):
            return KclType(
                type="dict",
                key=self.type(type_.key(), owner, time),
                item=self.type(type_.value(), owner, time),
            )
        if isinstance(type_, UnionType):
            members = [self.type(member, owner, time) for member in type_.members]
            return KclType(type="union", union_types=members)
        if isinstance(type_, Function):
            params = [
                Parameter(name=param.name, ty=self.type(param.type, owner, time))
                for param in type_.params
            ]
            result = self.type(type_.result, owner, time)
            return KclType(type="function", function=FunctionType(params=params, return_ty=result))
        return KclType(type="any" if isinstance(type_, NoneType) else type_.text())


def _examples(info: SchemaInfo) -> Mapping[str, Example]:
    examples = info.doc.examples
    return {"Default example": Example(value=examples)} if examples else {}


def _decorators(written: Sequence[nodes.Decorator], file: SourceFile) -> list[Decorator]:
    """Return the decorators that the language knows."""
    return [
        Decorator(
            name=node.name.id,
            arguments=[printed(arg, file) for arg in node.args],
            keywords={keyword.arg.id: printed(keyword.value, file) for keyword in node.keywords},
        )
        for node in written
        if isinstance(node.name, nodes.Name) and node.name.id in KNOWN_DECORATORS
    ]
