"""From a checked program to what is documented of it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterator
from dataclasses import replace

from kclpy.docgen.examples import examples_of
from kclpy.docgen.model import AttributeDoc, CheckDoc, Library, PackageDoc, SchemaDoc
from kclpy.exporters.reader import deprecation_of
from kclpy.formatter.output import Output
from kclpy.formatter.printer import Printer
from kclpy.semantics.checker import Types
from kclpy.semantics.checker.base import PackageTypes
from kclpy.semantics.describe import SchemaInfo, describe
from kclpy.semantics.docstrings import documentation_of
from kclpy.semantics.program import MAIN, Package, Program
from kclpy.syntax import nodes
from kclpy.syntax.unparse import unparse
from kclpy.types import SchemaDefinition
from kclpy.types.model import number_text


def read_library(
    program: Program, types: Types, below: Collection[str], title: str, root: str
) -> Library:
    """Return the documentation of the main package and of those whose paths are in ``below``.

    They are in the order of their paths, and schemas in that of the text. A package without
    schemas is left out.
    """
    reader = _Reader(program, types)
    wanted = sorted({MAIN, *below} & program.packages.keys())
    packages = [reader.package(program.packages[path]) for path in wanted]
    return Library(title, root, tuple(package for package in packages if package.schemas))


class _Reader:
    def __init__(self, program: Program, types: Types) -> None:
        self.types = types
        self.infos = describe(types)
        self.texts = {
            module.file.path: _Texts(module)
            for package in program.packages.values()
            for module in package.modules
        }
        self.found: dict[SchemaDefinition, dict[str, AttributeDoc]] = {}

    def package(self, package: Package) -> PackageDoc:
        """Return the documentation of a package: that of its schemas, and of its files."""
        schemas = tuple(self._schemas(package, self.types.packages[package.path]))
        docstrings = [
            documentation_of(module.docstring, module.file).prose
            for module in package.modules
            if module.docstring is not None
        ]
        files = tuple(module.file.path for module in package.modules)
        return PackageDoc(package.path, schemas, "\n\n".join(docstrings), files)

    def _schemas(self, package: Package, known: PackageTypes) -> Iterator[SchemaDoc]:
        for module in package.modules:
            for statement in module.body:
                if isinstance(statement, nodes.SchemaStmt | nodes.RuleStmt):
                    definition = known.schemas.get(statement)
                    if definition is not None:
                        yield self._schema(self.infos[definition], package.path)

    def _schema(self, info: SchemaInfo, package: str) -> SchemaDoc:
        node = info.node
        return SchemaDoc(
            info.name,
            node.kind if isinstance(node, nodes.SchemaStmt) else "rule",
            package,
            info.definition,
            node,
            info.file,
            info.doc,
            tuple(self._attributes(info.definition).values()),
            tuple(_check(check) for check in node.checks),
            tuple(examples_of(node.docstring, info.file)),
            tuple(_parameter(param) for param in node.params),
            deprecation_of(node.decorators)[0],
        )

    def _attributes(self, definition: SchemaDefinition) -> dict[str, AttributeDoc]:
        """Return the attributes of an instance; what is nearest to ``definition`` counts."""
        known = self.found.get(definition)
        if known is not None:
            return known
        found = self.found[definition] = {one.name: one for one in self._own(definition)}
        for part in (*definition.mixins, definition.base):
            if part is None or part not in self.infos:
                continue
            for name, attribute in self._attributes(part).items():
                mine = found.setdefault(name, attribute)
                if not mine.remark and attribute.remark:
                    found[name] = replace(mine, inherited=attribute.remark)
        return found

    def _own(self, definition: SchemaDefinition) -> Iterator[AttributeDoc]:
        """Yield what a schema declares itself."""
        info = self.infos[definition]
        texts = self.texts[info.file.path]
        for one in info.attributes.values():
            default, decimal = texts.of(_default(one.node))
            yield AttributeDoc(
                one.name,
                one.type,
                definition,
                info.file.span(one.node.start, one.node.end),
                one.is_optional,
                default,
                decimal,
                info.doc.entries.get(one.name, ()),
                deprecation=deprecation_of(one.decorators)[0],
            )


def _default(attribute: nodes.SchemaAttr) -> nodes.Expr | None:
    """Return the default of an attribute; a literal type that is required is its own."""
    annotation = attribute.annotation
    is_literal = isinstance(annotation, nodes.LiteralType) and not attribute.is_optional
    if attribute.value is None and is_literal:
        assert isinstance(annotation, nodes.LiteralType)
        return annotation.value
    return attribute.value


class _DecimalPrinter(Printer):
    """Prints numbers as the official engine does: ``0x10`` is 16, and ``1.0`` is 1."""

    def visit_NumberLit(self, node: nodes.NumberLit) -> None:
        if node.suffix:
            self.verbatim(node)
        else:
            self.write(number_text(node.value))


class _Texts:
    """Prints expressions of one module in the style of KCL."""

    def __init__(self, module: nodes.Module) -> None:
        self.comments = module.comments
        self.printers = (Printer(module), _DecimalPrinter(module))

    def of(self, node: nodes.Expr | None) -> tuple[str, str]:
        """Return the text of an expression, and the same with decimal numbers."""
        if node is None:
            return "", ""
        before = bisect_left(self.comments, node.start, key=lambda comment: comment.start)
        plain, decimal = (_printed(node, printer, before) for printer in self.printers)
        return plain, decimal


def _printed(node: nodes.Expr, printer: Printer, before: int) -> str:
    """Return the text of an expression that ``before`` comments stand before."""
    printer.out = Output()
    printer.write = printer.out.write
    printer.printed = before
    printer.visit(node)
    return printer.out.text()


def _check(check: nodes.CheckExpr) -> CheckDoc:
    text = unparse(check.test)
    if check.condition is not None:
        text += f" if {unparse(check.condition)}"
    message = check.message
    if message is None:
        return CheckDoc(text)
    if isinstance(message, nodes.StringLit):
        return CheckDoc(text, message.value)
    return CheckDoc(text, unparse(message).strip('"'))


def _parameter(param: nodes.Param) -> str:
    text = param.name.id
    if param.annotation is not None:
        text += f": {unparse(param.annotation)}"
    return text if param.default is None else f"{text} = {unparse(param.default)}"
