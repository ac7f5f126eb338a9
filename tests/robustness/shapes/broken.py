"""Syntax errors without measure: brackets, quotes, words and symbols that lead nowhere."""

from __future__ import annotations

from tests.robustness.shapes.building import Shape, chained, nested, numbered

BRACKETS: dict[str, Shape] = {
    "open_parentheses": chained("", "(", "x = "),
    "open_braces": chained("", "{", "x = "),
    "open_braces_lines": chained("", "{\n", "x = "),
    "open_mixed": chained("", "[{(", "x = "),
    "open_entries": chained("", "{a = ", "x = "),
    "open_entries_lines": numbered("a@ = {\n"),
    "open_lists_lines": numbered("a@ = [\n"),
    "closing_brackets": chained("", ")", "x = "),
    "closing_mixed": chained("", "}])", "x = "),
    "closing_lines": chained("", "}\n", "x = "),
    "crossed_brackets": chained("", "[(])", "x = "),
    "wrong_brackets": nested("(", "1", "]"),
    "wrong_brackets_lines": numbered("a@ = (1]\n"),
}

STRINGS: dict[str, Shape] = {
    "quotes": chained("", "'", "x = "),
    "quotes_lines": numbered("a@ = 'b\n"),
    "long_quotes": chained("", "'''", "x = "),
    "open_interpolation": chained("", "'${", "x = "),
    "open_interpolations": chained("", "${", "x = '", "'\n"),
    "interpolation": nested("'${", "1", "}'"),
}

WORDS: dict[str, Shape] = {
    word: chained("", f"{word} ", "x = ")
    for word in ("if", "lambda", "for", "not", "all x in y {", "schema", "import", "else")
} | {
    "schema_lines": chained("", "schema A:\n", ""),
    "schema_words": chained("", "schema ", ""),
    "if_lines": chained("", "if x:\n", ""),
    "else_lines": chained("", "else:\n", ""),
    "check_lines": chained("", "check:\n", ""),
    "import_lines": chained("", "import\n", ""),
    "mixin_lines": chained("", "mixin [\n", ""),
    "lambda_lines": chained("", "f = lambda {\n", ""),
    "unary": nested("- ~ + ", "1", ""),
}

SYMBOLS: dict[str, Shape] = {
    name: chained("", symbol, "x = ")
    for name, symbol in {
        "dollars": "$",
        "question_marks": "?",
        "dots": ".",
        "colons": ":",
        "commas": ",",
        "backslashes": "\\",
        "joined_lines": "\\\n",
        "operators": "+ * ",
        "equals": "= ",
        "ats": "@",
        "control": "\x01",
        "nul": "\x00",
        "exclamations": "!",
        "arrows": "->",
    }.items()
} | {
    "semicolons": chained("x = 1", "; x = 1", ""),
    "decorators": chained("", "@", ""),
    "syntax_errors": numbered("x@ = = 1\n"),
    "unfinished_lines": numbered("x@ = 1 +\n"),
    "targets": chained("x", " = x", "y = 1\n", " = y\n"),
}

LAYOUT: dict[str, Shape] = {
    "wild_indentation": lambda n: "".join(f"{' ' * (i % 7)}x{i} = 1\n" for i in range(n)),
    "wrong_dedents": numbered("  x@ = 1\n", "if True:\n    y = 1\n"),
    "wrong_indents": numbered("x@ = 1\n  y@ = 1\n"),
    "tabs": chained("", "\t", "", "x = 1\n"),
    "mixed_tabs": numbered("    x@ = 1\n\ty@ = 1\n", "if True:\n"),
}
