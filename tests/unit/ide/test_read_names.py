"""What a statement mentions is among the names that its text reads."""

from __future__ import annotations

from kclpy.builtins import registry
from kclpy.diagnostics import Diagnostics
from kclpy.ide.read_names import read_names
from kclpy.semantics.program import Package
from kclpy.semantics.resolver import assigned_names, resolve
from kclpy.source import SourceFile
from kclpy.syntax.parser import parse
from tests.ide.test_excerpt import programs


def test_names_that_the_resolver_finds_are_read() -> None:
    mentioned = 0
    for name, text in programs():
        module = parse(SourceFile("main.k", text), Diagnostics())
        model = resolve(Package("__main__", [module], {}), {}, registry.universe())
        for statement, symbols in model.mentions.items():
            unification = model.unification(statement)
            parts = [statement] if unification is None else [one for _, one in unification.parts]
            known = read_names(parts) | {one for part in parts for one in assigned_names(part)}
            assert {symbol.name for symbol in symbols} <= known, name
            mentioned += len(symbols)
    assert mentioned > 1_000


def test_members_keys_and_keywords_are_not_read() -> None:
    text = "a = b.c(d=e) | f {g = h, i.j: k, (l) = m, *n}\n"
    module = parse(SourceFile("main.k", text), Diagnostics())
    assert read_names(module.body) == set("abefhklmn")
