"""Many things beside each other."""

from __future__ import annotations

from tests.robustness.shapes.building import Shape, chained, numbered

VARIABLES: dict[str, Shape] = {
    "assignments": numbered("x@ = @\n"),
    "reads": numbered("x@@ = x@\n", "x0 = 1\n"),
    "reads_backwards": numbered("x@ = x@@\n", after="x@ = 1\n"),
    "sums_backwards": numbered("x@ = x@@ + 1\n", after="x@ = 1\n"),
    "same_name": numbered("_x = @\n"),
    "grows": numbered("_x += [@]\n", "_x = []\n", "x = len(_x)\n"),
    "merges": numbered("x: {a@ = @}\n", "x = {}\n"),
    "merges_in_place": numbered("_x |= {a@ = @}\n", "_x = {}\n", "x = _x\n"),
    "lambdas": numbered("f@ = lambda a {a + @}\nx@ = f@(1)\n"),
    "lambda_chain": numbered("f@@ = lambda a {f@(a) + 1}\n", "f0 = lambda a {a}\n", "x = f@(1)\n"),
    "undefined_names": numbered("x@ = y@\n"),
    "errors_in_types": numbered("x@: int = 'a'\n"),
}

ITEMS: dict[str, Shape] = {
    "elements": numbered("@, ", "x = [", "]\n"),
    "entries": numbered("a@ = @, ", "x = {", "}\n"),
    "entries_in_lines": numbered("    a@ = @\n", "x = {\n", "}\n"),
    "same_entry": numbered("a: {b@ = @}, ", "x = {", "}\n"),
    "entries_computed": numbered('"a" + "@": @, ', "x = {", "}\n"),
    "arguments": numbered("@, ", "x = max(", "1)\n"),
    "bad_arguments": numbered("@, ", "f = lambda a {a}\nx = f(", "1)\n"),
    "parameters": numbered("a@ = @, ", "f = lambda ", "b = 1 {b}\nx = f()\n"),
}

SCHEMAS: dict[str, Shape] = {
    "schemas": numbered("schema A@:\n    a: int = @\nx@ = A@ {}\n"),
    "inheritance": numbered(
        "schema A@@(A@):\n    a@: int = @\n", "schema A0:\n    a: int = 1\n", "x = A@ {}\n"
    ),
    "inheritance_of_bases_below": lambda n: (
        "".join(f"schema A{i}(A{i - 1}):\n    a{i}: int = a\n" for i in range(n, 0, -1))
        + f"schema A0:\n    a: int = 1\nx = A{n} {{}}\n"
    ),
    "inheritance_with_mixins": numbered(
        "schema A@@(A@):\n    mixin [MMixin]\n    a@: int = m\n",
        "mixin MMixin:\n    m = 1\nschema A0:\n    a: int = 1\n",
        "x = A@ {}\n",
    ),
    "mixin_chain": numbered(
        "mixin M@@Mixin:\n    mixin [M@Mixin]\n    a@ = 1\n",
        "mixin M0Mixin:\n    a = 1\n",
        "schema A:\n    mixin [M@Mixin]\nx = A {}\n",
    ),
    "attributes": numbered("    a@: int = @\n", "schema A:\n", "x = A {}\n"),
    "attributes_reading": numbered(
        "    a@@: int = a@ + 1\n", "schema A:\n    a0: int = 1\n", "x = A {}\n"
    ),
    "attributes_backwards": numbered(
        "    a@: int = a@@ + 1\n", "schema A:\n", "    a@: int = 1\nx = A {}\n"
    ),
    "checks_many": numbered(
        "        a >= @\n",
        "schema A:\n    a: int = 1\n    check:\n        a > 0\n",
        "x = A {a = 99999999}\n",
    ),
    "mixins": lambda n: (
        "".join(f"mixin M{i}Mixin:\n    a{i} = {i}\n" for i in range(n))
        + f"schema A:\n    mixin [{', '.join(f'M{i}Mixin' for i in range(n))}]\nx = A {{}}\n"
    ),
    "nested_schemas": numbered(
        "schema A@@:\n    a: A@ = A@ {}\n", "schema A0:\n    a: int = 1\n", "x = A@ {}\n"
    ),
    "aliases": numbered("type T@@ = T@\n", "type T0 = int\n", "x: T@ = 1\n"),
    "alias_lists": numbered("type T@@ = [T@]\n", "type T0 = int\n", "x: T@ = []\n"),
}

LINES: dict[str, Shape] = {
    "comments": numbered("# @\n", "", "x = 1\n"),
    "blank_lines": chained("", "\n", "", "x = 1\n"),
    "unused_imports": numbered("import math as m@\n"),
    "same_import": chained("import math\n", "import math\n", "", "x = math.pi\n"),
    "missing_imports": numbered("import nothing@\n"),
}
