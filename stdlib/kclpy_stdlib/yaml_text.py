"""Reading YAML: ruamel.yaml finds the structure, what scalars mean is decided here.

The rules are those of YAML 1.2 as the reference has them (09, "Decoding"): few words are
bools or null, there are no merge keys, and the last of equal keys wins.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import islice
from typing import Any, Final

from ruamel.yaml.error import YAMLError

from kclpy.runtime.values import Config, Value
from kclpy_stdlib.yaml_events import events, fast_events
from kclpy_stdlib.yaml_faults import YamlError, describe, fault
from kclpy_stdlib.yaml_scalars import ScalarError, plain_value, tagged_value

_SEVERAL: Final = "deserializing from YAML containing more than one document is not supported"
_ENDS: Final = frozenset({"SequenceEndEvent", "MappingEndEvent"})
_MOST_CONTAINERS: Final = 127
# So many parts may stand for each that is written out, through aliases of aliases.
_MOST_REPETITIONS: Final = 100
# What the library raises beside its own errors when a text is malformed.
_FAILURES: Final = (ValueError, LookupError, AssertionError, AttributeError, TypeError)
_SURROGATE: Final = re.compile("[\ud800-\udfff]")


def read_yaml(text: str) -> list[Value]:
    """Return the values of the documents in ``text``; a text without any holds null."""
    documents = _read_fast(text)
    if documents is None:
        documents = list(read_with(Documents(), text))
    return documents or [None]


def read_only_document(text: str) -> Value:
    """Return the value of the document in ``text``; no second one may begin, whatever it is."""
    documents = _read_fast(text)
    if documents is None:
        reader = read_with(Documents(), text)
        documents = list(islice(reader, 1))
        if _goes_on(reader):
            raise YamlError(_SEVERAL)
    if len(documents) > 1:
        raise YamlError(_SEVERAL)
    return documents[0] if documents else None


def _goes_on(documents: Iterator[Value]) -> bool:
    try:
        return any(True for _ in documents)
    except YamlError:
        return True


def _read_fast(text: str) -> list[Value] | None:
    """Return the values of the documents, None if the slow way has to find out."""
    found = fast_events(text)
    if found is None:
        return None
    # Whatever goes wrong, goes wrong again the other way, which has the words for it.
    with suppress(Exception):
        return list(Documents().build(found))
    return None


def read_with(reader: Documents, text: str) -> Iterator[Value]:
    """Yield the values of the documents in ``text`` as ``reader`` builds them.

    Raises `YamlError` if it is no YAML.
    """
    try:
        yield from reader.read(text)
    except YamlError:
        raise
    except YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise YamlError(describe(error, text), getattr(mark, "index", None)) from None
    except _FAILURES as error:
        raise YamlError(str(error)) from None


class _Container:
    """A list or dict that is being filled; ``key`` waits for its value."""

    __slots__ = ("aliases", "has_key", "key", "path", "value")

    def __init__(self, value: Value, path: str) -> None:
        self.value = value
        self.path = path
        self.key = ""
        self.has_key = False
        self.aliases = 0  # within it, those in what they stand for, too

    @property
    def wants_key(self) -> bool:
        """Whether a key comes next."""
        return not self.has_key and type(self.value) is Config

    def add(self, item: Value) -> None:
        """Add an item, or the value of the key that was added last."""
        if type(self.value) is list:
            self.value.append(item)
        else:
            self.value[self.key] = item
            self.has_key = False

    def add_key(self, key: str) -> None:
        """Add a key."""
        self.key = key
        self.has_key = True


class Documents:
    """Builds the values of one stream.

    ``anchors`` holds the containers that have a name, and the events of such scalars: what
    they mean depends on whether they stand for a key.
    """

    def __init__(self) -> None:
        self.anchors: dict[str, Any] = {}
        self.open: list[_Container] = []
        self.aliases_in: dict[int, int] = {}  # by the identity of a container with a name

    def read(self, text: str) -> Iterator[Value]:
        """Yield the value of each document."""
        return self.build(events(text))

    def build(self, events: Iterable[Any]) -> Iterator[Value]:
        """Yield the value of each document that ``events`` make up.

        The names of their classes tell what they are: the libraries share them.
        """
        document: list[Value] = []
        is_behind_another = False
        parts = 0
        for event in events:
            kind = type(event).__name__
            parts += 1
            if kind == "ScalarEvent":
                self.scalar(event)
            elif kind == "SequenceStartEvent":
                self.enter(event, [])
            elif kind == "MappingStartEvent":
                self.enter(event, Config())
            elif kind in _ENDS:
                self.leave()
            elif kind == "AliasEvent":
                self.alias(event)
            elif kind == "DocumentStartEvent":
                if is_behind_another and not event.explicit:
                    raise fault("did not find expected <document start>", event.start_mark)
                is_behind_another = True
                document = []
                parts = 0
                self.open = [_Container(document, "")]
            elif kind == "DocumentEndEvent":
                if self.open[0].aliases > parts * _MOST_REPETITIONS:
                    raise YamlError("repetition limit exceeded")
                yield document[0]
                self.anchors.clear()
                self.aliases_in.clear()

    def scalar(self, event: Any) -> None:
        """Add a scalar: a key, which is its text, or a value."""
        container = self.open[-1]
        if event.anchor is not None:
            self.anchors[event.anchor] = event
        if container.wants_key:
            container.add_key(self.text_of(event))
        else:
            container.add(self.value_of(event))

    def value_of(self, event: Any) -> Value:
        """Return the value of a scalar."""
        try:
            text = self.text_of(event)
            if event.tag is not None:
                return tagged_value(text, str(event.tag))
            return plain_value(text) if event.implicit[0] else text
        except ScalarError as error:
            raise self.misfit(str(error), event) from None

    def text_of(self, event: Any) -> str:
        """Return the text of a scalar, in which pairs of surrogates are one letter, as in JSON."""
        text: str = event.value
        if _SURROGATE.search(text) is None:
            return text
        try:
            return text.encode("utf-16", "surrogatepass").decode("utf-16")
        except UnicodeDecodeError:
            what = "found invalid Unicode character escape code"
            raise self.misfit(what, event) from None

    def enter(self, event: Any, value: Value) -> None:
        """Add a list or dict and open it."""
        self.refuse_as_key(event, value)
        if event.tag is not None and str(event.tag).startswith("!"):
            raise self.misfit("invalid type: enum, expected any valid JSON value", event)
        if len(self.open) > _MOST_CONTAINERS:
            raise fault("recursion limit exceeded", event.start_mark)
        path = self.path
        self.open[-1].add(value)
        self.open.append(_Container(value, path))
        if event.anchor is not None:
            self.anchors[event.anchor] = value

    def leave(self) -> None:
        """Close the innermost list or dict."""
        done = self.open.pop()
        self.aliases_in[id(done.value)] = done.aliases
        self.open[-1].aliases += done.aliases

    def alias(self, event: Any) -> None:
        """Add what has the name of an alias."""
        named = self.anchors.get(event.anchor)
        self.open[-1].aliases += 1 + self.aliases_in.get(id(named), 0)
        if named is None:
            raise fault("unknown anchor", event.start_mark)
        if not isinstance(named, list | Config):
            self.scalar(named)
            return
        if any(container.value is named for container in self.open):
            raise fault("recursion limit exceeded", event.start_mark)
        self.refuse_as_key(event, named)
        self.open[-1].add(named)

    def refuse_as_key(self, event: Any, value: Value) -> None:
        """Refuse a list or dict where a key is expected."""
        if self.open[-1].wants_key:
            kind = "sequence" if type(value) is list else "map"
            raise fault(f"invalid type: {kind}, expected a string key", event.start_mark)

    @property
    def path(self) -> str:
        """The path of what is added next, as messages show it."""
        if len(self.open) == 1:
            return ""
        container = self.open[-1]
        if type(container.value) is list:
            return f"{container.path}[{len(container.value)}]"
        return f"{container.path}.{container.key}" if container.path else container.key

    def misfit(self, what: str, event: Any) -> YamlError:
        """Return the error of a value that cannot be had."""
        path = self.path
        return fault(f"{path}: {what}" if path else what, event.start_mark)
