"""What `run` returns: the documents of a program, as `kcl_lib` wraps them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from kclpy.compat.api import ExecProgramResult
from kclpy.plan.json import to_json
from kclpy.plan.output import Output


class KCLResult:
    """One document; ``raw`` is the whole answer of the service, unless ``data`` is given."""

    def __init__(
        self, raw: ExecProgramResult, output_format: str | None = None, data: Any = None
    ) -> None:
        self.output_format = output_format
        self.data = _documents(raw)[0] if data is None and raw.json_result else data

    def to_dict(self) -> dict[str, Any]:
        """Return the document; {} if it is no dict."""
        return self.data if isinstance(self.data, dict) else {}

    def get(self, key: str, target: Any = None) -> Any:
        """Return what a dotted name leads to, None if it leads nowhere.

        If ``target`` is a type, a value of another type is None, too.
        """
        try:
            value = self[key]
        except KeyError:
            return None
        return None if isinstance(target, type) and not isinstance(value, target) else value

    def __getitem__(self, key: str) -> Any:
        value = self.data
        for part in key.split("."):
            if not isinstance(value, dict) or part not in value:
                raise KeyError(key)
            value = value[part]
        return value

    def __contains__(self, key: object) -> bool:
        return isinstance(key, str) and any(True for _ in _tried(self, key))

    def json_string(self) -> str:
        """Return the document as JSON."""
        return to_json(self.data)

    def yaml_string(self) -> str:
        """Return the document as YAML."""
        return "" if self.output_format == "json" else Output([self.data]).to_yaml()


class KCLResultList:
    """All documents of a program."""

    def __init__(self, results: Sequence[KCLResult], raw: ExecProgramResult | None = None) -> None:
        self.results = list(results)
        self.raw = raw or ExecProgramResult()

    def __len__(self) -> int:
        return len(self.results)

    def __iter__(self) -> Iterator[KCLResult]:
        return iter(self.results)

    def __getitem__(self, index: int) -> KCLResult:
        return self.results[index]

    def first(self) -> KCLResult | None:
        """Return the first document, None if there is none."""
        return self.get(0)

    def get(self, index: int) -> KCLResult | None:
        """Return a document, None if there are not so many."""
        return self.results[index] if -len(self.results) <= index < len(self.results) else None

    def to_dict(self) -> dict[str, Any]:
        """Return the first document; {} if there is none or if it is no dict."""
        first = self.first()
        return {} if first is None else first.to_dict()

    def json_string(self) -> str:
        """Return all documents as JSON, one per line."""
        return self.raw.json_result

    def yaml_string(self) -> str:
        """Return the first document as YAML."""
        first = self.first()
        return "" if first is None else first.yaml_string()

    def get_raw_json_result(self) -> str:
        """Return the JSON of the service."""
        return self.raw.json_result

    def get_raw_yaml_result(self) -> str:
        """Return the YAML of the service."""
        return self.raw.yaml_result


def results_of(raw: ExecProgramResult, output_format: str) -> KCLResultList:
    """Return the documents in an answer that has JSON."""
    documents = _documents(raw)
    return KCLResultList([KCLResult(raw, output_format, data) for data in documents], raw)


def _documents(raw: ExecProgramResult) -> list[Any]:
    return [json.loads(line) for line in raw.json_result.splitlines()]


def _tried(result: KCLResult, key: str) -> Iterator[Any]:
    try:
        yield result[key]
    except KeyError:
        return
