"""Chains: one level in the text, many in the tree or in the run."""

from __future__ import annotations

from tests.robustness.shapes.building import Shape, chained, nested, numbered

OPERATORS: dict[str, Shape] = {
    "sum": chained("1", " + 1"),
    "difference": chained("1", " - 1"),
    "product": chained("1", " * 1"),
    "power": chained("1", " ** 1"),
    "strings": chained('"a"', ' + "a"'),
    "lists": chained("[1]", " + [1]"),
    "and": chained("True", " and True"),
    "or": chained("False", " or False"),
    "mixed_logic": chained("False", " or True and False"),
    "comparison": chained("1", " <= 1"),
    "membership": chained("1", " in [1]"),
    "merge": chained("{a = 1}", " | {a = 1}"),
    "merge_growing": lambda n: "x = " + " | ".join(f"{{a{i} = {i}}}" for i in range(n)) + "\n",
    "merge_unknown": chained("y", " | y", "y = option('y') or {}\nx = "),
    "sum_unknown": chained("y", " + y", "y = option('y') or 1\nx = "),
    "as": chained("1", " as int"),
    "continued_lines": chained("1", " \\\n + 1"),
}

SUFFIXES: dict[str, Shape] = {
    "selector": chained("y", ".a", "y = option('y')\nx = "),
    "selector_known": chained("y", ".a", "y = {a = 1}\nx = "),
    "safe_selector": chained("y", "?.a", "y = option('y')\nx = "),
    "subscript": chained("y", "[0]", "y = option('y')\nx = "),
    "subscript_list": chained("[1]", "[0]", "x = "),
    "slice": chained("[1]", "[:]"),
    "call_chain": chained("f", "()", "f = lambda {1}\nx = "),
    "method_chain": chained("'a'", ".lower()"),
    "dotted_key": chained("a", ".a", "x = {", " = 1}\n"),
    "dotted_target": chained("_x", ".a", "_x = {}\n", " = 1\n"),
}

PARTS: dict[str, Shape] = {
    "type_union": lambda n: "x: " + " | ".join(f'"s{i}"' for i in range(n)) + ' = "s0"\n',
    "type_union_lists": lambda n: "x: " + " | ".join(f"[{i}]" for i in range(n)) + " = [0]\n",
    "many_targets": lambda n: " = ".join(f"x{i}" for i in range(n)) + " = 1\n",
    "elif": numbered("elif x == @:\n    y = @\n", "x = 1\nif x == -1:\n    y = 1\n"),
    "elif_in_config": numbered(
        "  elif x == @:\n    y = @\n", "x = 1\nz = {\n  if x == -1:\n    y = 1\n", "}\n"
    ),
    "comprehension_clauses": nested("", "", " for i in [1]", "x = [i", "]\n"),
    "interpolations": chained("", "${1}", "x = '", "'\n"),
    "adjacent_strings": chained('"a"', ' "a"'),
    "long_number": chained("1", "1"),
    "long_fraction": chained("1.", "1"),
    "long_hex": chained("0x", "f"),
    "long_exponent": chained("1e", "9"),
    "long_name": chained("a", "a", "", " = 1\n"),
    "long_undefined_name": chained("a", "a"),
    "long_string": chained("", "a", "x = '", "'\n"),
    "long_escapes": chained("", "\\n", "x = '", "'\n"),
    "long_unicode": chained("", "é𝄞", "x = '", "'\n"),
    "long_comment": chained("", "x", "#", "\nx = 1\n"),
}
