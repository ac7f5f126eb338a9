"""Things within each other: each level of the text is a level of the tree."""

from __future__ import annotations

from tests.robustness.shapes.building import Shape, blocks, nested

VALUES: dict[str, Shape] = {
    "parentheses": nested("(", "1", ")"),
    "brackets": nested("[", "1", "]"),
    "braces": nested("{a = ", "1", "}"),
    "braces_union": nested("{a: ", "1", "}"),
    "braces_lines": nested("{\na = ", "1", "\n}"),
    "braces_quoted": nested('{"a": ', "1", "}"),
    "braces_computed": nested('{"a" + "b": ', "1", "}"),
    "braces_if": nested("{if True: a = ", "1", "}"),
    "braces_if_block": nested("{\nif True:\n  a = ", "1", "\n}"),
    "braces_unpack": nested("{**", "{}", "}"),
    "brackets_unpack": nested("[*", "[]", "]"),
    "brackets_if": nested("[if True: ", "1", "]"),
    "mixed": nested("[{a = (", "1", ")}]"),
    "minus": nested("(-", "1", ")"),
    "not": nested("(not ", "True", ")"),
    "invert": nested("(~", "1", ")"),
    "ternary": nested("1 if False else ", "2", ""),
    "ternary_body": nested("(", "1", " if True else 2)"),
    "ternary_test": nested("1 if (", "True", ") else 2"),
    "ternary_parenthesised": nested("(1 if False else ", "2", ")"),
    "ternary_unknown": nested("1 if y else ", "2", "", "y = option('y')\nx = "),
    "lambda": nested("lambda {", "1", "}"),
    "lambda_called": nested("(lambda {", "1", "})()"),
    "lambda_capturing": nested("(lambda b { lambda a {b + a}(1) + ", "1", "})(1)", "c = 1\nx = "),
    "quantifier": nested("all a in [1] {", "True", "}"),
    "comprehension": nested("[", "1", " for i in [1]]"),
    "comprehension_source": nested("[i for i in ", "[1]", "]"),
    "dict_comprehension": nested("{a = ", "1", " for i in [1]}"),
    "map": nested("map a in [1] {", "1", "}"),
    "global_in_braces": nested("{b = y, a = ", "y", "}", "y = 1\nx = "),
    "global_in_quantifiers": nested("all a in y {", "True", "}", "y = [1]\nx = "),
    "global_in_comprehensions": nested("[", "y", " for i in y]", "y = [1]\nx = "),
    "global_in_schema": nested(
        "{b = y, a = ", "y", "}", "y = 1\nschema A:\n    a: any = ", "\nx = A {}\n"
    ),
    "call": nested("str(", "1", ")"),
    "call_two": nested("max(1, ", "1", ")"),
    "index": nested("[0][", "0", "]"),
    "schema_expression": nested("A {a = ", "1", "}", "schema A:\n    a: any\nx = "),
    "schema_typed": nested("{a = ", "None", "}", "schema A:\n    a?: A\nx: A = "),
    "schema_arguments": nested("A(", "1", ") {}", "schema A[a]:\n    b = 1\nx = "),
    "checks": nested(
        "(", "a", ")", "schema A:\n    a: int = 1\n    check:\n        ", "\nx = A {}\n"
    ),
}

TYPES: dict[str, Shape] = {
    "list_type": nested("[", "int", "]", "x: ", " = []\n"),
    "dict_type": nested("{str:", "int", "}", "x: ", " = {}\n"),
    "dict_type_list": nested("[{str:", "int", "}]", "x: ", " = []\n"),
    "function_type": nested("(", "int", ") -> int", "x: ", " = None\n"),
    "function_type_result": nested("() -> ", "int", "", "x: ", " = None\n"),
    "union_type_nested": nested("[int | ", "str", "]", "x: ", " = []\n"),
    "alias_type": nested("[", "int", "]", "type T = ", "\nx: T = []\n"),
    "value_and_type": lambda n: f"x: {'[' * n}int{']' * n} = {'[' * n}1{']' * n}\n",
    "parameter_type": nested("[", "int", "]", "f = lambda a: ", " {a}\n"),
    "attribute_type": nested("[", "int", "]", "schema A:\n    a?: ", "\nx = A {}\n"),
}

# The text of these grows with the square of the depth.
BLOCKS: dict[str, Shape] = {
    "if": blocks("if True:", "x = 1", "if True:\n"),
    "if_in_schema": blocks("if True:", "x = 1", "schema A:\n", "y = A {}\n"),
    "if_in_lambda": blocks("if True:", "x = 1", "f = lambda {\n", " 1\n}\ny = f()\n"),
    "dedents": blocks("if True:", "x = 1", "if True:\n", rest="_y = 1"),
    "configs": blocks("a = {", "x = 1", "x = {\n", "}\n", rest="}"),
    "lists": blocks("[", "1", "x = [\n", "]\n", rest="]"),
}
