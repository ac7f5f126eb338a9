"""What the rules of the linter find in a file that has no mistakes.

The rules, their configuration and the comments that hide them are those of `kclpy lint`.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import partial

from kclpy.diagnostics import Diagnostic, Edit, Fix
from kclpy.diagnostics.advice import Advice
from kclpy.diagnostics.load import BadConfiguration
from kclpy.ide.checked import CheckedPackage
from kclpy.ide.program import LoadedProgram
from kclpy.linter.beside import private_names
from kclpy.linter.configuration import Configurations
from kclpy.linter.ignores import Ignores
from kclpy.linter.rule import PackageView, Subject
from kclpy.linter.rules import all_rules
from kclpy.linter.selection import Choice
from kclpy.linter.session import INSTANCES, of_rules
from kclpy.packages.configuration import ConfigurationError
from kclpy.semantics.checker import Types
from kclpy.source.vfs import Files
from kclpy.syntax import nodes


def with_findings(
    told: list[Diagnostic],
    module: nodes.Module,
    package: CheckedPackage,
    program: LoadedProgram,
    files: Files,
) -> list[Diagnostic]:
    """Return the warnings of ``told`` that count in the file, and what the rules find.

    Where there are mistakes ``told`` stays as it is; a wrong configuration is told with it.
    """
    if module.damage or any(one.problem.level == "error" for one in told):
        return told
    path = module.file.path
    try:
        names = Configurations(files).of(path).names(path, Choice())
    except ConfigurationError as error:
        return [*told, _of_configuration(error)]
    ignores = Ignores(module)
    kept = [
        one
        for one in told
        if not one.labels
        or one.problem.id() not in all_rules()
        or (
            one.problem.id() in names
            and not ignores.hides(one.problem.id(), one.labels[0].span.start)
        )
    ]
    subject = Subject(module, _view(package, program, files))
    return [*kept, *of_rules(subject, names, ignores)]


def _of_configuration(error: ConfigurationError) -> Diagnostic:
    """Return what is told in a file of a wrong configuration, which stands in another one."""
    found = error.diagnostic
    name = os.path.basename(found.labels[0].span.file.path)
    problem = BadConfiguration(f"rules of the linter are not asked, {name}: {found.message}")
    return Diagnostic(problem, advice=Advice(related=found.labels))


def severities(path: str, files: Files) -> dict[str, str]:
    """Return how much findings in the file at ``path`` count, by rule; "warning" if not there."""
    try:
        return Configurations(files).of(path).severities()
    except ConfigurationError:
        return {}


def _view(package: CheckedPackage, program: LoadedProgram, files: Files) -> PackageView:
    paths = [one.file.path for one in package.package.modules]
    return PackageView(
        package.package,
        package.model,
        Types(package.of_nodes, {path: one.types for path, one in program.packages.items()}),
        partial(private_names, paths, files),
        any(INSTANCES in one.file.text for one in program.modules.values()),
    )


def ignoring(diagnostic: Diagnostic, module: nodes.Module) -> Iterator[Fix]:
    """Yield the change that lets the rule of ``diagnostic`` pass where it stands.

    There is none where the line has a comment already, or ends within a string.
    """
    name = diagnostic.problem.id()
    if name not in all_rules() or module.damage:
        return
    file, text = module.file, module.file.text
    start = diagnostic.labels[0].span.start
    end = text.find("\n", start)
    end = len(text) if end < 0 else end
    at = len(text[:end].rstrip())
    line_start = text.rfind("\n", 0, start) + 1
    if any(line_start <= one.start <= end for one in module.comments):
        return
    if "\\" in text[at - 1 : at] or any(quote in text[line_start:end] for quote in ('"""', "'''")):
        return
    comment = f"  # kclpy: ignore[{name}]"
    yield Fix(f"ignore {name} here", (Edit(file.span(at, at), comment),))
