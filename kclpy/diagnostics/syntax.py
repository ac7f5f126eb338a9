"""Problems of lexing and parsing: all carry the code E1001 (reference, 05 section 3)."""

from __future__ import annotations

import re

from kclpy.diagnostics.advice import NOTHING, Advice, Edit, Fix
from kclpy.diagnostics.problem import Problem
from kclpy.source import Span


class InvalidSyntax(Problem, code="E1001", kind="InvalidSyntax"):
    """The text is not a KCL program. The kinds of syntax errors are its subclasses."""


# Lexing


class UnterminatedString(InvalidSyntax):
    """A string has no closing quote.

    ```kcl
    a = "abc
    ```

    Close the string on the same line, or use triple quotes.
    """

    template = "unterminated string"
    remedy = "close the string on its line, or use three quotes for several lines"


class InvalidString(InvalidSyntax):
    r"""A string contains an escape that is incomplete or names no character.

    ```kcl
    a = "\x4"
    ```

    Write ``\\`` for a backslash, or prefix the string with ``r``.
    """

    template = "invalid string syntax"
    remedy = "write '\\\\' for a backslash, or put an r before the string"


class ExclamationMark(InvalidSyntax):
    """``!`` is used as an operator.

    ```kcl
    a = !True
    ```

    Write ``not``.
    """

    template = "invalid token '!', consider using 'not '"

    def advice(self, span: Span | None) -> Advice:
        fix = () if span is None else (Fix("write 'not'", (Edit(span, "not "),)),)
        return Advice(fixes=fix)


class Semicolon(InvalidSyntax):
    """A statement ends with a semicolon.

    ```kcl
    a = 1;
    ```

    Remove it.
    """

    template = "the semicolon ';' here is unnecessary, please remove it"

    def advice(self, span: Span | None) -> Advice:
        if span is None:
            return NOTHING
        rest = span.file.text[span.end :].partition("\n")[0].strip()
        text = "\n" if rest and not rest.startswith("#") else ""
        return Advice(fixes=(Fix("remove the semicolon", (Edit(span, text),)),))


class UnknownCharacter(InvalidSyntax):
    """A character begins no token.

    ```kcl
    a = `b`
    ```
    """

    template = "unknown start of token"
    remedy = "remove the character, or put it into a string"


class TextAfterBackslash(InvalidSyntax):
    """Something follows a line continuation.

    ```kcl
    a = 1 \\ + 2
    ```

    The backslash must be the last character of its line.
    """

    template = "unexpected character after line continuation character"
    remedy = "let the backslash be the last character of its line"


class WrongClosingBracket(InvalidSyntax):
    """A bracket is closed that was not opened, or was opened as another.

    ```kcl
    a = [1)
    ```
    """

    bracket: str

    @property
    def message(self) -> str:
        """What went wrong, in one sentence."""
        if self.bracket == "]":
            return "mismatched closing delimiter"
        return f"error nesting on close {'paren' if self.bracket == ')' else 'brace'}"


class MixedIndentation(InvalidSyntax):
    """Lines of one block are indented by tabs here and by spaces there.

    Indent with spaces only.
    """

    template = "inconsistent use of tabs and spaces in indentation"
    remedy = "indent with spaces only"


class InvalidIndentation(InvalidSyntax):
    """A line is indented to a level at which no block stands.

    ```kcl
    if True:
        a = 1
      b = 2
    ```
    """

    spaces: int

    @property
    def message(self) -> str:
        """What went wrong, in one sentence."""
        plural = "" if self.spaces == 1 else "s"
        return (
            f"invalid indentation with {self.spaces} space{plural}, "
            "try to align indents by adding or removing spaces"
        )


class InvalidDigit(InvalidSyntax):
    """A number has a digit its base does not have.

    ```kcl
    a = 0o9
    ```
    """

    base: int
    start: int
    stop: int
    template = "invalid digit for a base {base} literal, start: {start}, stop: {stop}"


class NoDigits(InvalidSyntax):
    """A number has no digits after its prefix.

    ```kcl
    a = 0x
    ```
    """

    template = "no valid digits found for number"
    remedy = "write digits behind the prefix; a number does not begin with 0"


class BasedFloat(InvalidSyntax):
    """A float is written in another base than ten.

    ```kcl
    a = 0x1.5
    ```
    """

    base: int

    @property
    def message(self) -> str:
        """What went wrong, in one sentence."""
        word = {2: "binary", 8: "octal"}.get(self.base, "hexadecimal")
        return f"{word} float literal is not supported"


class EmptyExponent(InvalidSyntax):
    """A float has no digits in its exponent.

    ```kcl
    a = 1e
    ```
    """

    template = "expected at least one digit in exponent"
    remedy = "write digits behind the e: 1e3"


class InvalidSuffix(InvalidSyntax):
    """An integer has a suffix that is no number multiplier.

    ```kcl
    a = 1abc
    ```

    The multipliers are n, u, m, k, K, M, G, T, P, Ki, Mi, Gi, Ti and Pi.
    """

    template = "invalid int binary suffix"
    remedy = "use one of n, u, m, k, K, M, G, T, P, Ki, Mi, Gi, Ti, Pi, or write a string"


# Parsing


# What to do where one of these must follow.
_EXPECTED = {
    ("identifier", "literal", "(", "[", "{"): "write a value here, or remove what asks for one",
    (":",): "end the head of the block with ':'",
    ("=",): "give it a value with '='; only an attribute of a schema may have none",
    (":", "=", "+="): "write an operator between key and value: key = value",
    ("else",): "give a value for the other case: x if test else y",
    ("indent",): "indent the lines of the block",
    ("in",): "say what the loop goes over: for x in items",
    ("->", "{"): "write the body of the lambda in braces: lambda x { x }",
}


class ExpectedToken(InvalidSyntax):
    """Something else stands where one of a few tokens must follow.

    ```kcl
    a =
    ```
    """

    expected: tuple[str, ...]
    got: str

    def advice(self, span: Span | None) -> Advice:
        found = _EXPECTED.get(self.expected)
        if found is None and len(self.expected) == 1 and self.expected[0] in (")", "]", "}"):
            found = f"close the bracket with '{self.expected[0]}'"
        return Advice(help=() if found is None else (found,))

    @property
    def message(self) -> str:
        """What went wrong, in one sentence."""
        words = ", ".join(f'"{word}"' for word in self.expected)
        return f"expected one of [{words}] got {self.got}"


class UnexpectedToken(InvalidSyntax):
    """A token starts no statement.

    ```kcl
    * 1
    ```
    """

    token: str
    template = "unexpected token '{token}'"


class ExpectedIdentifier(InvalidSyntax):
    """An expression stands where a name must stand.

    ```kcl
    type 1 = int
    ```
    """

    template = "expected identifier"


class EmptySubscript(InvalidSyntax):
    """A subscript has no index.

    ```kcl
    a = [1][]
    ```
    """

    got: str
    template = "expected expression got {got}"
    remedy = "write an index in the brackets"


class SeveralIndexes(InvalidSyntax):
    """A subscript has more than one index.

    ```kcl
    a = [1][1 2]
    ```
    """

    template = "a list should have only one expr"
    remedy = "select one item after the other: a[1][2]; a part of a list is a[1:2]"


class ConsecutiveIndexes(InvalidSyntax):
    """A slice has one bound directly after another.

    ```kcl
    a = [1][0:1 2]
    ```
    """

    template = "consecutive exprs found"
    remedy = "write one index; a part of a list is a[1:2]"


class ElseIf(InvalidSyntax):
    """``else if`` is used where ``elif`` is meant.

    ```kcl
    if True:
        a = 1
    else if False:
        a = 2
    ```
    """

    template = "'else if' here is invalid in KCL, consider using the 'elif' keyword"

    def advice(self, span: Span | None) -> Advice:
        words = None if span is None else re.compile(r"else\s+if").match(span.file.text, span.start)
        if span is None or words is None:
            return NOTHING
        edit = Edit(Span(span.file, span.start, words.end()), "elif")
        return Advice(fixes=(Fix("write 'elif'", (edit,)),))


class IllegalTarget(InvalidSyntax):
    """A value is assigned to an expression that names no place.

    ```kcl
    f() = 1
    ```
    """

    node: str
    reason: str = ""

    @property
    def message(self) -> str:
        """What went wrong, in one sentence."""
        text = f"'{self.node}' is an illegal expression for assignment"
        if not self.reason:
            return text
        return (
            f"{text}, because the left-hand side of an assignment expression "
            f"may not be {self.reason}."
        )


class PositionalAfterKeyword(InvalidSyntax):
    """A positional argument follows a keyword argument.

    ```kcl
    f = lambda x, y { x + y }
    a = f(x=1, 2)
    ```
    """

    template = "positional argument follows keyword argument"
    remedy = "move the arguments without a name to the front"


class ComprehensionElements(InvalidSyntax):
    """A comprehension has more than one element.

    ```kcl
    a = [1, 2 for x in [1]]
    ```
    """

    container: str  # "list" or "config"
    count: int
    template = "multiple {container} comp clause expression found: expected 1, got {count}"


class NoComprehensionElement(InvalidSyntax):
    """A comprehension has no element.

    ```kcl
    a = [for x in [1]]
    ```
    """

    container: str
    template = "missing {container} comp clause expression"


class InvalidInterpolation(InvalidSyntax):
    """The text within ``${}`` is not one expression.

    ```kcl
    a = "${1 2}"
    ```
    """

    text: str
    template = "invalid string interpolation expression: '{text}'"
    remedy = "write one expression between '${{' and '}}'"


class UnclosedInterpolation(InvalidSyntax):
    """A ``${`` in a string is not closed.

    ```kcl
    a = "${1"
    ```

    Write ``\\${`` for the two characters themselves.
    """

    template = "invalid joined string"
    remedy = "close the interpolation with '}}'; a plain '${{' is written '\\${{'"


class FormatWithoutSign(InvalidSyntax):
    """A format in ``${}`` lacks its ``#``.

    ```kcl
    a = "${1:json}"
    ```

    The formats are ``#json`` and ``#yaml``.
    """

    template = "invalid joined string spec without #"
    remedy = "write the format with its sign: ${{value:#json}}"


class DottedAlias(InvalidSyntax):
    """An import is given an alias with dots.

    ```kcl
    import math as m.n
    ```
    """

    template = "Invalid import asname"
    remedy = "give the module a name without points"


class IndexSignatureExpected(InvalidSyntax):
    """A bracket in a schema body begins neither an index signature nor a list of names.

    ```kcl
    schema A:
        ["a"]: int
    ```
    """

    got: str
    template = "expected a index signature or list expression here, got {got}"
    remedy = "name the type of the keys: [str]: int"


class SecondIndexSignature(InvalidSyntax):
    """A schema has two index signatures.

    ```kcl
    schema A:
        [str]: int
        [str]: str
    ```
    """

    template = "duplicate schema index signature definitions, only one is allowed in the schema"
    remedy = "keep one, and unite the types: [str]: int | str"
