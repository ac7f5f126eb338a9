"""The types of KCL and their relations (reference, 04).

`model` and `schemas` hold the classes, `relations` says which type goes into which, `bounds`
joins types and widens them. Types are values: nothing changes one after it was built, except
that the definition of a schema is completed while the declarations of its package are read.
"""

from kclpy.types.bounds import ConfigType, JoinedDictType, sup, widen
from kclpy.types.model import (
    ANY,
    BOOL,
    FLOAT,
    INT,
    MODULE_KINDS,
    NONE,
    NUMBER,
    NUMBER_MULTIPLIER,
    STR,
    VOID,
    AnyType,
    BasicType,
    DictType,
    FunctionType,
    ListType,
    LiteralType,
    ModuleType,
    NoneType,
    NumberMultiplierType,
    Param,
    Type,
    UnionType,
    VoidType,
    number_text,
    union_of,
)
from kclpy.types.relations import assignable, same, subsume
from kclpy.types.schemas import Attribute, IndexSignature, SchemaDefinition, SchemaType

__all__ = [
    "ANY",
    "BOOL",
    "FLOAT",
    "INT",
    "MODULE_KINDS",
    "NONE",
    "NUMBER",
    "NUMBER_MULTIPLIER",
    "STR",
    "VOID",
    "AnyType",
    "Attribute",
    "BasicType",
    "ConfigType",
    "DictType",
    "FunctionType",
    "IndexSignature",
    "JoinedDictType",
    "ListType",
    "LiteralType",
    "ModuleType",
    "NoneType",
    "NumberMultiplierType",
    "Param",
    "SchemaDefinition",
    "SchemaType",
    "Type",
    "UnionType",
    "VoidType",
    "assignable",
    "number_text",
    "same",
    "subsume",
    "sup",
    "union_of",
    "widen",
]
