"""The module ``template``: texts in the language of Handlebars (reference, 09 template)."""

from __future__ import annotations

from typing import Any

from kclpy.builtins.declare import MISSING, Library
from kclpy.plan.planner import PlanOptions, plan
from kclpy.runtime.errors import fail
from kclpy_stdlib.arguments import text_of
from kclpy_stdlib.template_helpers import html_escape as escape
from kclpy_stdlib.template_nodes import TemplateError
from kclpy_stdlib.template_parser import parse
from kclpy_stdlib.template_render import render

library = Library("template", fail)

_ALL = PlanOptions(show_hidden=True)


@library.builtin
def execute(template: str, data: dict[str, Any] = MISSING) -> str:
    """Return a template with its tags, such as `{{name}}`, filled in from `data`.

    Example: `template.execute("Hi {{name}}!", {name = "Bo"})` is `"Hi Bo!"`.
    """
    try:
        nodes = parse(text_of(template))
    except TemplateError as error:
        raise fail(f"register template failed: TemplateError {{ {_described(error)} }}") from None
    if data is not MISSING and not isinstance(data, dict):
        raise fail("invalid dict value")
    try:
        return render(nodes, {} if data is MISSING else plan(data, _ALL))
    except TemplateError as error:
        place = f'template_name: Some("template"), {_place(error)}'
        text = f"{place}, reason: {error.reason}, unimplemented: false"
        raise fail(f"render template failed: RenderError {{ {text} }}") from None


def _described(error: TemplateError) -> str:
    return f'reason: {error.reason}, template_name: Some("template"), {_place(error)}'


def _place(error: TemplateError) -> str:
    return f"line_no: Some({error.line}), column_no: Some({error.column})"


@library.builtin
def html_escape(data: str) -> str:
    """Return a text such that HTML shows it as it is.

    Example: `template.html_escape("<a>")` is `"&lt;a&gt;"`.
    """
    return escape(text_of(data))
