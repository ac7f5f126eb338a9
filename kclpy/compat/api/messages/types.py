"""Descriptions of schemas and their types."""

from __future__ import annotations

from kclpy.compat.api.message import Message as Record
from kclpy.compat.api.messages.basics import ExecProgramArgs


class Decorator(Record):
    name: str
    arguments: list[str]
    keywords: dict[str, str]


class Example(Record):
    summary: str
    description: str
    value: str


class KclType(Record):
    type: str
    union_types: list[KclType]
    default: str
    schema_name: str
    schema_doc: str
    properties: dict[str, KclType]
    required: list[str]
    key: KclType
    item: KclType
    line: int
    decorators: list[Decorator]
    filename: str
    pkg_path: str
    description: str
    examples: dict[str, Example]
    base_schema: KclType
    function: FunctionType
    index_signature: IndexSignature


class Parameter(Record):
    name: str
    ty: KclType


class FunctionType(Record):
    params: list[Parameter]
    return_ty: KclType


class IndexSignature(Record):
    key_name: str
    key: KclType
    val: KclType
    any_other: bool


class SchemaTypes(Record):
    schema_type: list[KclType]


class GetSchemaTypeMappingArgs(Record):
    exec_args: ExecProgramArgs
    schema_name: str


class GetSchemaTypeMappingResult(Record):
    schema_type_mapping: dict[str, KclType]


class GetSchemaTypeMappingUnderPathResult(Record):
    schema_type_mapping: dict[str, SchemaTypes]
