"""Colours for names, by what they mean."""

from __future__ import annotations

from collections.abc import Sequence

from lsprotocol import types

from kclpy.ide.tokens import MARKS, SORTS, SemanticToken, semantic_tokens
from kclpy_lsp.registry import Feature
from kclpy_lsp.session import Request, Session

LEGEND = types.SemanticTokensLegend(list(SORTS), list(MARKS))


def full(request: Request[types.SemanticTokensParams]) -> types.SemanticTokens:
    """Return the tokens of a file, and keep them to tell later what has changed."""
    document = request.document
    data = encoded(semantic_tokens(document), request.session)
    return types.SemanticTokens(data, request.session.keep_tokens(document.path, data))


def delta(
    request: Request[types.SemanticTokensDeltaParams],
) -> types.SemanticTokens | types.SemanticTokensDelta:
    """Return what has changed since an earlier answer, if that is still known."""
    document, session = request.document, request.session
    data = encoded(semantic_tokens(document), session)
    before = session.kept_tokens(document.path, request.params.previous_result_id)
    result = session.keep_tokens(document.path, data)
    if before is None:
        return types.SemanticTokens(data, result)
    return types.SemanticTokensDelta(changed(before, data), result)


def of_range(request: Request[types.SemanticTokensRangeParams]) -> types.SemanticTokens:
    """Return the tokens of a part of a file."""
    document = request.document
    start, end = request.span(document, request.params.range)
    return types.SemanticTokens(encoded(semantic_tokens(document, start, end), request.session))


def encoded(tokens: Sequence[SemanticToken], session: Session) -> list[int]:
    """Return five numbers for each token, its place relative to the one before."""
    data: list[int] = []
    line = column = 0
    for token in tokens:
        span = token.span
        place = session.positions.position(span.file, span.start)
        length = session.positions.units(span.file.text[span.start : span.end])
        shift = place.character - column if place.line == line else place.character
        marks = sum(1 << MARKS.index(mark) for mark in token.marks)
        data += [place.line - line, shift, length, SORTS.index(token.sort), marks]
        line, column = place.line, place.character
    return data


def changed(before: list[int], after: list[int]) -> list[types.SemanticTokensEdit]:
    """Return one change that makes ``after`` of ``before``, none if they are the same."""
    start = 0
    shortest = min(len(before), len(after))
    while start < shortest and before[start] == after[start]:
        start += 1
    end = 0
    while end < shortest - start and before[-1 - end] == after[-1 - end]:
        end += 1
    if len(before) == len(after) == start:
        return []
    count = len(before) - end - start
    return [types.SemanticTokensEdit(start, count, after[start : len(after) - end])]


FEATURES = (
    Feature(types.TEXT_DOCUMENT_SEMANTIC_TOKENS_FULL, full, LEGEND),
    Feature(types.TEXT_DOCUMENT_SEMANTIC_TOKENS_FULL_DELTA, delta, LEGEND),
    Feature(types.TEXT_DOCUMENT_SEMANTIC_TOKENS_RANGE, of_range, LEGEND),
)
