"""Problems of evaluation: values that do not merge (reference, 02 section 8)."""

from __future__ import annotations

from kclpy.diagnostics.problem import EvaluationProblem


class ConflictingValues(EvaluationProblem):
    """Two different values are to be merged under one key.

    Entries that are written with ``:`` are merged: dicts key by key, lists item by item, and
    everything else must be equal.

    ```kcl
    base = {replicas: 1}
    a = base | {replicas: 2}
    ```

    Write ``replicas = 2`` to override the value.
    """

    name: str
    union_path: str
    one: str
    two: str

    template = (
        "conflicting values on the attribute '{name}' between :\n    {one}\nand\n    {two}\n"
        "with union path :\n    {union_path}\n"
        "try operator '=' to override the attribute, like:\n    {{...}} | {{\n"
        "            ...\n            {name} = {two}\n            ...\n    }}"
    )
    remedy = "write '{name} = {two}' in place of '{name}: {two}' to override the value"


class ConflictingOutputs(EvaluationProblem):
    """Two results of one program cannot be joined."""

    one: str
    two: str
    template = "conflicting values between {two} and {one}"


class UnionKinds(EvaluationProblem):
    """A list and a dict are to be merged.

    ```kcl
    f = lambda x { x | {k = 1} }
    a = f([1])
    ```

    Only values of one kind are merged; write ``=`` to override.
    """

    expected: str
    actual: str
    template = 'union failure, expect "{expected}", got "{actual}"'
    remedy = "write '=' in place of ':' to override the value"


class Insertion(EvaluationProblem):
    """Something that is no list is inserted with ``+=``, or something is inserted into none.

    ```kcl
    f = lambda x { {k = [1]} | {k += x} }
    a = f(2)
    ```

    Write a list of what is to be added: ``k += [2]``.
    """

    type: str
    template = "only list type can in inserted, got '{type}'"
    remedy = "write a list of what is to be added: += […]"


class IndexedUnion(EvaluationProblem):
    """An entry with an index merges into something that is no list, or an empty one.

    ```kcl
    a = {k[0]: 1}
    ```

    The list must stand in an earlier entry.
    """

    index: int
    template = "only non-empty list attribute can be union value with the index {index}"
    remedy = "give the key a list in an earlier entry"


class IndexedOverride(EvaluationProblem):
    """An entry with an index overrides an item of something that is no list.

    ```kcl
    a = {k[0] = 1}
    ```

    The list must stand in an earlier entry.
    """

    index: int
    template = "only list attribute can be override value with the index {index}"
    remedy = "give the key a list in an earlier entry"


class IndexedInsertion(EvaluationProblem):
    """An entry with an index inserts an item into something that is no list.

    ```kcl
    a = {k = 1, k[0] += [1]}
    ```

    The list must stand in an earlier entry.
    """

    index: int
    template = "only list attribute can be inserted value with the index {index}"
    remedy = "give the key a list in an earlier entry"
