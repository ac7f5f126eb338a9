"""The module ``template``: texts in the language of Handlebars (reference, 09 template)."""

from __future__ import annotations

from typing import Any

from kclpy.builtins.declare import Library
from kclpy.runtime.errors import fail
from kclpy_stdlib.arguments import text_of
from kclpy_stdlib.template_nodes import TemplateError
from kclpy_stdlib.template_parser import parse
from kclpy_stdlib.template_render import html_escape as escape
from kclpy_stdlib.template_render import render

library = Library("template", fail)


@library.builtin
def execute(template: str, data: dict[str, Any] | None = None) -> str:
    """Return a template with its tags, such as `{{name}}`, filled in from `data`."""
    try:
        nodes = parse(text_of(template))
    except TemplateError as error:
        raise fail(f"register template failed: {error}") from None
    try:
        return render(nodes, data if isinstance(data, dict) else {})
    except TemplateError as error:
        raise fail(f"render template failed: {error}") from None


@library.builtin
def html_escape(data: str) -> str:
    """Return a text such that HTML shows it as it is."""
    return escape(text_of(data))
