"""Examples in docstrings: where they are, and whether they work.

An example is a fenced block in a section *Examples*, or the whole section if nothing in it is
fenced. It is evaluated as one more file of the package that it stands in.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kclpy.diagnostics import Diagnostic, Label
from kclpy.diagnostics.error import KclError
from kclpy.diagnostics.load import TooLarge
from kclpy.docgen.model import Example, Library, PackageDoc
from kclpy.driver.conditions import run_conditions
from kclpy.driver.pipeline import Pipeline, Stopped
from kclpy.driver.request import Request, RequestError, resolve_request
from kclpy.semantics.docstrings import Section, documentation, written
from kclpy.source import SourceFile, Span
from kclpy.syntax import nodes

_FENCE = re.compile(r"[ ]*(`{3,}|~{3,})[ ]*([^`]*)")
_LANGUAGES = frozenset({"", "kcl", "k"})
_IGNORED = "ignore"


def examples_of(docstring: nodes.StringLit | None, file: SourceFile) -> Iterator[Example]:
    """Yield the examples in a docstring, which is one of ``file``."""
    if docstring is None:
        return
    text, offset = written(docstring, file)
    found = documentation(text)
    first = file.position(offset)[0]
    for section in found.sections:
        for block in blocks_of(section) if section.has_examples else ():
            yield Example(
                block.text, file, first + block.line, found.margin + block.column, block.is_kcl
            )


@dataclass(frozen=True, slots=True)
class Block:
    """Some lines of a section; ``line`` counts from the beginning of the docstring."""

    text: str
    line: int
    column: int
    is_kcl: bool


def blocks_of(section: Section) -> Iterator[Block]:
    """Yield the fenced blocks of a section, or all of it as one block."""
    fenced = list(_fenced(section))
    if fenced or not section.text:
        yield from fenced
        return
    blank = next(at for at, line in enumerate(section.lines) if line.strip())
    yield _block([*section.lines[blank:]], section.line + blank, True)


def _fenced(section: Section) -> Iterator[Block]:
    fence, info, start = "", "", 0
    for at, line in enumerate(section.lines):
        match = _FENCE.fullmatch(line)
        if not fence and match is not None:
            fence, info, start = match[1], match[2].strip(), at + 1
        elif fence and match is not None and match[1].startswith(fence) and not match[2]:
            yield _block([*section.lines[start:at]], section.line + start, _is_kcl(info))
            fence = ""
    if fence:
        yield _block([*section.lines[start:]], section.line + start, _is_kcl(info))


def _is_kcl(info: str) -> bool:
    words = info.split()
    return (words[0] if words else "") in _LANGUAGES and _IGNORED not in words


def _block(lines: list[str], line: int, is_kcl: bool) -> Block:
    """Return the lines without the indentation that they share."""
    margins = [len(one) - len(one.lstrip()) for one in lines if one.strip()]
    margin = min(margins, default=0)
    text = "\n".join(one[margin:] for one in lines).rstrip()
    return Block(f"{text}\n", line, margin, is_kcl)


def check_examples(
    library: Library, request: Request | None = None
) -> tuple[int, list[Diagnostic]]:
    """Evaluate all examples of ``library``; return how many there are, and what is wrong.

    Mistakes in an example are at their places in the docstring. ``request`` is what the library
    was loaded with.
    """
    count = 0
    found: dict[Diagnostic, None] = {}
    for package in library.packages:
        for schema in package.schemas:
            for example in schema.examples:
                if example.is_run:
                    count += 1
                    found.update(dict.fromkeys(_failures(example, package, request or Request())))
    return count, list(found)


def _failures(example: Example, package: PackageDoc, request: Request) -> list[Diagnostic]:
    """Return what is wrong with an example among the files of its package."""
    directory = os.path.dirname(example.file.path)
    path = os.path.join(directory, f"{os.path.basename(example.file.path)}-{example.line}.k")
    options = replace(
        request.options,
        paths=(*package.files, path),
        texts={**request.options.texts, path: example.text},
    )
    try:
        options, _ = resolve_request(replace(request, options=options))
    except RequestError as error:
        raise KclError([error.diagnostic]) from None
    pipeline = Pipeline(options)
    with run_conditions():
        try:
            _ = pipeline.output
        except Stopped:
            pass
        except (RecursionError, MemoryError) as error:
            pipeline.diagnostics.report(TooLarge(isinstance(error, RecursionError)), None)
        found = pipeline.explained if options.explain else pipeline.diagnostics
        return [_moved(one, path, example) for one in found]


def _moved(diagnostic: Diagnostic, path: str, example: Example) -> Diagnostic:
    """Return a diagnostic whose places in the example are those in the docstring."""
    labels = tuple(
        replace(label, span=_place(label.span, example)) if label.span.file.path == path else label
        for label in diagnostic.labels
    )
    if not any(label.span.file is example.file for label in labels):
        start = example.file.offset(example.line, 0)
        here = Label(example.file.span(start, start), "this example fails", line_only=True)
        labels = (*labels, here)
    return replace(diagnostic, labels=labels)


def _place(span: Span, example: Example) -> Span:
    """Return the range of the docstring that ``span`` is in the example."""
    start, end = (_offset(span.file, offset, example) for offset in (span.start, span.end))
    return example.file.span(start, max(start, end))


def _offset(file: SourceFile, offset: int, example: Example) -> int:
    line, column = file.position(min(max(offset, 0), len(file.text)))
    target = min(example.line + line - 1, len(example.file.line_starts))
    text = example.file.line_text(target) or ""
    return example.file.offset(target, min(column + example.column, len(text)))
