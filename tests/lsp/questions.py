"""What an editor may ask: parameters for every method that the server offers.

Most parameters follow from the names of their fields, so a new feature is asked without being
listed here. Methods that go on from an earlier answer stand in ``_FOLLOWING``.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import attrs
from lsprotocol import types
from lsprotocol.converters import get_converter

from kclpy_lsp.registry import all_features, by_method
from kclpy_lsp.session import Session

Params = dict[str, Any]
Ask = Callable[[str, Params], Any]

# What a modern editor can do.
CAPABILITIES: Params = {
    "general": {"positionEncodings": ["utf-16"]},
    "workspace": {
        "workspaceFolders": True,
        "applyEdit": True,
        "workspaceEdit": {
            "documentChanges": True,
            "resourceOperations": ["create", "rename", "delete"],
        },
        "didChangeWatchedFiles": {"dynamicRegistration": True},
        "fileOperations": {"willRename": True, "didRename": True},
    },
    "textDocument": {
        "publishDiagnostics": {"relatedInformation": True},
        "hover": {"contentFormat": ["markdown"]},
        "documentSymbol": {"hierarchicalDocumentSymbolSupport": True},
        "rename": {"prepareSupport": True},
        "completion": {
            "completionItem": {"snippetSupport": True, "documentationFormat": ["markdown"]}
        },
        "documentLink": {"tooltipSupport": True},
        "codeAction": {
            "codeActionLiteralSupport": {"codeActionKind": {"valueSet": ["quickfix", "refactor"]}},
            "dataSupport": True,
            "resolveSupport": {"properties": ["edit"]},
        },
    },
}

# The same for an editor that asks for diagnostics.
PULLING: Params = {
    **CAPABILITIES,
    "textDocument": {**CAPABILITIES["textDocument"], "diagnostic": {}},
}

# Not every name can be changed.
MAY_REFUSE = ("textDocument/rename", "textDocument/prepareRename")


@dataclass(frozen=True)
class Place:
    """A range of an open text, in positions of the protocol, with where a question begins."""

    uri: str
    start: Params
    end: Params


def methods(capabilities: Params) -> list[str]:
    """Return the methods that the server offers a client."""
    known = get_converter().structure(capabilities, types.ClientCapabilities)
    session = Session(capabilities=known)
    return list(by_method(all_features(), session))


def params(method: str, place: Place) -> Params | None:
    """Return parameters of a question about ``place``; None if it follows from an answer."""
    if method in _FOLLOWING:
        return None
    given: Any = types.METHOD_TO_TYPES[method][2]
    made: Params = {}
    for field in attrs.fields(given):
        if field.default is not attrs.NOTHING and field.name != "context":
            continue
        make = _FIELDS.get(field.name)
        assert make is not None, f"tests/lsp/questions.py does not know how {method} is asked"
        made[_camel(field.name)] = make(method, place)
    return made


_CONTEXTS: dict[str, Params] = {
    "textDocument/codeAction": {"diagnostics": []},
    "textDocument/completion": {"triggerKind": 1},
    "textDocument/references": {"includeDeclaration": True},
    "textDocument/signatureHelp": {"triggerKind": 1, "isRetrigger": False},
}

_FIELDS: dict[str, Callable[[str, Place], Any]] = {
    "text_document": lambda _, place: {"uri": place.uri},
    "position": lambda _, place: place.start,
    "positions": lambda _, place: [place.start, place.end],
    "range": lambda _, place: {"start": place.start, "end": place.end},
    "ranges": lambda _, place: [{"start": place.start, "end": place.end}],
    "options": lambda _, place: {"tabSize": 4, "insertSpaces": True},
    "context": lambda method, _: _CONTEXTS[method],
    "new_name": lambda _, place: "renamed",
    "ch": lambda _, place: "\n",
    "query": lambda _, place: "a",
    "previous_result_ids": lambda _, place: [],
    "files": lambda _, place: [
        {"oldUri": place.uri, "newUri": place.uri.removesuffix(".k") + "_renamed.k"}
    ],
}


def _camel(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(map(str.capitalize, rest))


def _listed(answer: Any) -> list[Any]:
    """Return the items of an answer that is a list, or has one."""
    if isinstance(answer, dict):
        answer = answer.get("items")
    return answer if isinstance(answer, list) else []


def _as_item(answer: Any) -> list[Params]:
    return [{"item": one} for one in _listed(answer)]


def _with_commands(answer: Any) -> list[Params]:
    """Return the commands of lenses and actions that are the server's own."""
    commands = [one.get("command") for one in _listed(answer)]
    return [
        {"command": one["command"], "arguments": one.get("arguments") or []}
        for one in commands
        if isinstance(one, dict) and one["command"]
    ]


# From which answer a method goes on, and with what parameters.
_FOLLOWING: dict[str, tuple[str, Callable[[Any], list[Params]]]] = {
    "completionItem/resolve": ("textDocument/completion", _listed),
    "codeLens/resolve": ("textDocument/codeLens", _listed),
    "codeAction/resolve": ("textDocument/codeAction", _listed),
    "inlayHint/resolve": ("textDocument/inlayHint", _listed),
    "documentLink/resolve": ("textDocument/documentLink", _listed),
    "workspaceSymbol/resolve": ("workspace/symbol", _listed),
    "callHierarchy/incomingCalls": ("textDocument/prepareCallHierarchy", _as_item),
    "callHierarchy/outgoingCalls": ("textDocument/prepareCallHierarchy", _as_item),
    "typeHierarchy/supertypes": ("textDocument/prepareTypeHierarchy", _as_item),
    "typeHierarchy/subtypes": ("textDocument/prepareTypeHierarchy", _as_item),
    "workspace/executeCommand": ("textDocument/codeLens", _with_commands),
    "textDocument/semanticTokens/full/delta": (
        "textDocument/semanticTokens/full",
        lambda answer: [{"previousResultId": answer["resultId"]}] if answer else [],
    ),
}


def following(
    method: str, answer: Any, place: Place, offered: list[str], choose: random.Random
) -> Iterator[tuple[str, Params]]:
    """Yield questions that go on from ``answer``: for each method one item."""
    for later, (first, items) in _FOLLOWING.items():
        if first == method and later in offered:
            found = items(answer)
            if found:
                more = dict(choose.choice(found))
                if "previousResultId" in more:
                    more["textDocument"] = {"uri": place.uri}
                yield later, more


def ask_all(
    ask: Ask, chosen: list[str], place: Place, offered: list[str], choose: random.Random
) -> None:
    """Ask the ``chosen`` methods about a place, and what goes on from their answers."""
    for method in chosen:
        question = params(method, place)
        if question is not None:
            answer = ask(method, question)
            for later, more in following(method, answer, place, offered, choose):
                ask(later, more)
