"""What is to be told about a declaration: its text in KCL, its home, its documentation."""

from __future__ import annotations

import inspect
import re
from dataclasses import dataclass

from kclpy.builtins import registry
from kclpy.builtins.declare import Builtin
from kclpy.ide.checked import CheckedPackage
from kclpy.ide.declarations import Declaration, Kind
from kclpy.ide.program import LoadedProgram
from kclpy.ide.texts import parameters, written
from kclpy.semantics.checker.schemas import KNOWN_DECORATORS
from kclpy.semantics.docstrings import documentation
from kclpy.semantics.program import MAIN
from kclpy.syntax import nodes
from kclpy.types import ANY, FunctionType, Type, widen

# So many attributes of a schema are shown.
_MOST = 30

_DECORATORS = {
    "deprecated": "Say that a schema or an attribute is not to be used any more. With `strict`,"
    " which is the default, its use is an error.",
    "info": "Attach information of any kind to a schema or an attribute.",
}


@dataclass(frozen=True, slots=True)
class Description:
    """``code`` is KCL, ``home`` says where it is from, ``doc`` is what its author says."""

    code: str
    home: str = ""
    doc: str = ""


def describe(declaration: Declaration, program: LoadedProgram) -> Description:
    """Return what is to be told about ``declaration``."""
    return _Describer(program).describe(declaration)


def type_of(declaration: Declaration, program: LoadedProgram) -> Type:
    """Return the type of a value under the name, ``any`` if nothing is known of it."""
    return _Describer(program).type_of(declaration)


class _Describer:
    def __init__(self, program: LoadedProgram) -> None:
        self.program = program

    def describe(self, one: Declaration) -> Description:
        node = one.node
        if one.builtin is not None:
            return _of_builtin(one)
        if one.kind is Kind.DECORATOR:
            function = KNOWN_DECORATORS.get(one.name)
            code = f"@{one.name}{'' if function is None else parameters(function)}"
            return Description(code, doc=_DECORATORS.get(one.name, ""))
        if isinstance(node, nodes.SchemaStmt):
            return self._schema(one, node)
        if isinstance(node, nodes.RuleStmt):
            head = _head("rule", node.name, node.params, one)
            return Description(f"{head}:", _home(one), _docstring(node.docstring))
        if isinstance(node, nodes.TypeAliasStmt):
            code = f"type {one.name} = {_source(node.type, one)}"
            return Description(code, _home(one), comment_above(one))
        if one.kind in (Kind.IMPORT, Kind.PACKAGE, Kind.MODULE):
            return self._import(one)
        if one.kind is Kind.ATTRIBUTE:
            return self._attribute(one)
        home = _home(one) if one.kind is Kind.VARIABLE else ""
        return Description(self._variable(one), home, comment_above(one))

    # Schemas

    def _schema(self, one: Declaration, node: nodes.SchemaStmt) -> Description:
        head = _head(node.kind, node.name, node.params, one)
        if node.base is not None:
            head += f"({_source(node.base, one)})"
        if node.protocol is not None:
            head += f" for {_source(node.protocol, one)}"
        decorators = [_source(decorator, one) for decorator in node.decorators]
        lines = [*decorators, f"{head}:"]
        attributes = [s for s in node.body if isinstance(s, nodes.SchemaAttr)]
        lines += [f"    {_declared(attribute, one)}" for attribute in attributes[:_MOST]]
        if len(attributes) > _MOST:
            lines.append(f"    # and {len(attributes) - _MOST} more")
        if node.index_signature is not None:
            lines.append(f"    {_source(node.index_signature, one)}")
        doc = _docstring(node.docstring) or comment_above(one)
        return Description("\n".join(lines), _home(one), doc)

    def _attribute(self, one: Declaration) -> Description:
        node, schema = one.node, one.schema
        home = "" if schema is None else f"schema {schema.full_name}"
        if isinstance(node, nodes.SchemaAttr):
            decorators = [_source(decorator, one) for decorator in node.decorators]
            code = "\n".join([*decorators, _declared(node, one)])
        else:
            code = self._variable(one)
        return Description(code, home, self._attribute_doc(one) or comment_above(one))

    def _attribute_doc(self, one: Declaration) -> str:
        """Return what the docstring of its schema says of an attribute."""
        package = None if one.schema is None else self.program.package(one.schema.package)
        if package is None or one.schema is None:
            return ""
        for node, schema in package.types.schemas.items():
            if schema.name == one.schema.name and isinstance(node, nodes.SchemaStmt):
                if node.docstring is not None:
                    text = documentation(node.docstring.value).attributes.get(one.name, "")
                    return re.sub(r"^.*?, default is [^.]*\.? ", "", text)
        return ""

    # Values

    def _variable(self, one: Declaration) -> str:
        type_ = self.type_of(one)
        if isinstance(type_, FunctionType) and one.kind in (Kind.VARIABLE, Kind.LOCAL):
            return f"{one.name} = lambda {parameters(type_)[1:-1]} -> {written(type_.result)}"
        return f"{one.name}: {written(type_)}"

    def type_of(self, one: Declaration) -> Type:
        """Return the type of the value of a name."""
        if one.builtin is not None:
            builtin = one.builtin
            return builtin.signature.type if isinstance(builtin, Builtin) else builtin.type
        if one.kind is Kind.DECORATOR:
            return KNOWN_DECORATORS.get(one.name, ANY)
        package = self._package(one)
        if package is None:
            return ANY
        if one.kind is Kind.ATTRIBUTE and one.schema is not None:
            attribute = one.schema.attribute(one.name)
            return ANY if attribute is None else attribute.type
        if one.kind in (Kind.VARIABLE, Kind.SCHEMA, Kind.MIXIN, Kind.PROTOCOL, Kind.RULE):
            variable = package.types.scope.find(one.name)
            return ANY if variable is None else variable.type
        return self._local_type(one, package)

    def _local_type(self, one: Declaration, package: CheckedPackage) -> Type:
        match one.node:
            case nodes.Param():
                return package.type_of(one.node.name)
            case nodes.Name():  # the key of an index signature
                return _key_type(one.node, package)
            case nodes.CompClause() | nodes.QuantExpr():
                names = [v for v in one.node.variables if isinstance(v, nodes.Name)]
                found = (package.type_of(name) for name in names if name.id == one.name)
                return next(found, ANY)
            case nodes.ConfigEntry():
                return widen(package.type_of(one.node.value))
            case nodes.AssignStmt():
                return widen(package.type_of(one.node.value))
        return ANY

    def _package(self, one: Declaration) -> CheckedPackage | None:
        if one.module is None:
            return None
        return self.program.package_of(one.module.file.path)

    # Imports

    def _import(self, one: Declaration) -> Description:
        package = one.package
        code = f"import {package}"
        if isinstance(one.node, nodes.ImportStmt):
            code = _source(one.node, one)
        found = self.program.packages.get(package)
        if found is not None:
            texts = [_docstring(module.docstring) for module in found.package.modules]
            places = one.target.places if one.target is not None else one.places
            return Description(code, ", ".join(places), next(filter(None, texts), ""))
        functions = registry.module(package) if package in registry.module_names() else None
        names = ", ".join([*(functions or {}), *registry.constants(package)]) if functions else ""
        return Description(code, "", names)


def _key_type(key: nodes.Name, package: CheckedPackage) -> Type:
    """Return the type of the keys that ``key`` stands for in an index signature."""
    for node, schema in package.types.schemas.items():
        signature = getattr(node, "index_signature", None)
        if signature is not None and signature.key_name is key and schema.index_signature:
            return schema.index_signature.key
    return ANY


def _of_builtin(one: Declaration) -> Description:
    builtin = one.builtin
    assert builtin is not None
    home = builtin.full_name.rpartition(".")[0]
    if isinstance(builtin, Builtin):
        function = builtin.signature.type
        shown = parameters(function, builtin.signature.rest)
        code = f"{builtin.full_name}{shown} -> {written(function.result)}"
        return Description(code, f"module {home}" if home else "", inspect.cleandoc(builtin.doc))
    code = f"{builtin.full_name}: {written(builtin.type)} = {builtin.value!r}"
    return Description(code, f"module {home}", builtin.doc)


def _head(kind: str, name: nodes.Name, params: list[nodes.Param], one: Declaration) -> str:
    shown = ", ".join(_source(param, one) for param in params)
    return f"{kind} {name.id}[{shown}]" if params else f"{kind} {name.id}"


def _declared(node: nodes.SchemaAttr, one: Declaration) -> str:
    """Return the declaration of an attribute with the first line of its default."""
    optional = "?" if node.is_optional else ""
    text = f"{_source(node.name_node, one)}{optional}: {_source(node.annotation, one)}"
    if node.value is None or isinstance(node.value, nodes.MissingExpr):
        return text
    value, _, rest = _source(node.value, one).partition("\n")
    return f"{text} {node.op} {value}{'…' if rest else ''}"


def _source(node: nodes.Node, one: Declaration) -> str:
    assert one.module is not None
    return one.module.file.text[node.start : node.end]


def _home(one: Declaration) -> str:
    return "" if one.package in ("", MAIN) else f"package {one.package}"


def _docstring(node: nodes.StringLit | None) -> str:
    return "" if node is None else inspect.cleandoc(node.value)


def comment_above(one: Declaration) -> str:
    """Return the comment that stands in the lines right above a declaration."""
    if one.module is None or one.node is None:
        return ""
    file = one.module.file
    line, column = file.position(one.node.start)
    if file.text[one.node.start - column : one.node.start].strip():
        return ""  # the comment is about what stands before it
    lines: list[str] = []
    for comment in reversed(one.module.comments):
        at = file.position(comment.start)[0]
        own = file.text[file.offset(at, 0) : comment.start]
        if at == line - 1 and not own.strip():
            lines.append(comment.text.lstrip("#").strip())
            line = at
        elif at < line - 1:
            break
    return "\n".join(reversed(lines))
