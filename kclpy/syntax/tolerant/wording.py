"""How messages call tokens."""

from __future__ import annotations

from kclpy.syntax import numbers, strings, tokens
from kclpy.syntax.tokens import Token


def described(token: Token) -> str:
    """Return how messages call ``token``: what was written, or its kind."""
    kind, text, _, _ = token
    if kind == tokens.NAME or kind in tokens.KEYWORDS:
        return "identifier"
    if kind == tokens.NUMBER:
        return numbers.without_useless_suffix(text)
    if kind == tokens.STRING:
        return _content(text)
    if kind == tokens.EOF and text:
        return text  # where reading stops, as if the file ended there
    return kind if kind != tokens.PARAMS_OPEN else "{"


def _content(text: str) -> str:
    """Return what a string means, before its dedent."""
    quoted = strings.unquote(text)
    body = text[quoted.start : quoted.end]
    if quoted.is_raw:
        return body
    try:
        return strings.unescape(body)
    except strings.BadEscapeError:
        return body
