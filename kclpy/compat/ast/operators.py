"""The words for operators, multipliers and contexts, as they stand in the JSON."""

# ruff: noqa: UP042  (texts of members are those of the SDK)

from __future__ import annotations

from enum import Enum


class ExprContext:
    """Whether a name is read or written."""

    LOAD = "Load"
    STORE = "Store"


class BinOp(str, Enum):
    """Operators between two values."""

    Add = "Add"
    Sub = "Sub"
    Mul = "Mul"
    Div = "Div"
    Mod = "Mod"
    Pow = "Pow"
    FloorDiv = "FloorDiv"
    LShift = "LShift"
    RShift = "RShift"
    BitXor = "BitXor"
    BitAnd = "BitAnd"
    BitOr = "BitOr"
    And = "And"
    Or = "Or"
    As = "As"


class AugOp(str, Enum):
    """Operators of assignments."""

    Assign = "Assign"
    Add = "Add"
    Sub = "Sub"
    Mul = "Mul"
    Div = "Div"
    Mod = "Mod"
    Pow = "Pow"
    FloorDiv = "FloorDiv"
    LShift = "LShift"
    RShift = "RShift"
    BitXor = "BitXor"
    BitAnd = "BitAnd"
    BitOr = "BitOr"


class CmpOp(str, Enum):
    """Comparisons."""

    Eq = "Eq"
    NotEq = "NotEq"
    Lt = "Lt"
    LtE = "LtE"
    Gt = "Gt"
    GtE = "GtE"
    Is = "Is"
    In = "In"
    NotIn = "NotIn"
    Not = "Not"
    IsNot = "IsNot"


class UnaryOp(str, Enum):
    """Operators before a value."""

    UAdd = "UAdd"
    USub = "USub"
    Invert = "Invert"
    Not = "Not"


class QuantOperation(str, Enum):
    """Quantifiers."""

    All = "All"
    Any = "Any"
    Filter = "Filter"
    Map = "Map"


class ConfigEntryOperation(str, Enum):
    """``:``, ``=`` and ``+=`` in a config."""

    Union = "Union"
    Override = "Override"
    Insert = "Insert"


class NumberBinarySuffix(str, Enum):
    """Multipliers of numbers."""

    n = "n"
    u = "u"
    m = "m"
    k = "k"
    K = "K"
    M = "M"
    G = "G"
    T = "T"
    P = "P"
    Ki = "Ki"
    Mi = "Mi"
    Gi = "Gi"
    Ti = "Ti"
    Pi = "Pi"
