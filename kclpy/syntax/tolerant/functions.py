"""Calls, lambdas and quantifiers in a file that may be broken."""

from __future__ import annotations

from kclpy.diagnostics import syntax
from kclpy.syntax import nodes, tokens
from kclpy.syntax.tolerant.containers import ContainerParser
from kclpy.syntax.tolerant.wording import described

# What goes on with the expression around one that is not finished.
_CONTINUING = ("for", "if", "else", "in", "not", "and", "or", "is", "as")
_NO_TARGETS = ("None", "Undefined", "lambda", "any", "all", "map", "filter")


class FunctionParser(ContainerParser):
    """Reads arguments, lambdas and quantifiers."""

    def arguments(self) -> tuple[list[nodes.Expr], list[nodes.Keyword]]:
        """Return the arguments in the parentheses at hand."""
        self.bump()
        has_newline = self.skip_newlines()
        if has_newline:
            self.accept_layout()
        args: list[nodes.Expr] = []
        keywords: list[nodes.Keyword] = []

        def separated_argument() -> list[nodes.Expr | nodes.Keyword]:
            """Enter the argument at hand into one of the lists; pass the comma behind it."""
            index = self.index
            first = self.token
            argument = self.argument()
            if isinstance(argument, nodes.Keyword):
                keywords.append(argument)
            else:
                args.append(argument)
                if keywords:
                    self.report(syntax.PositionalAfterKeyword(), first)
            self.skip_separator(index)
            return []

        while self.kind not in (")", "for", tokens.EOF):
            if self.kind == tokens.NEWLINE and not has_newline:
                break
            self.line(separated_argument, ")", "for")
            if has_newline:
                self.skip_layout()
        self.expect(")")
        return args, keywords

    def argument(self) -> nodes.Expr | nodes.Keyword:
        """Return the argument at hand."""
        value = self.expression()
        if not self.accept("="):
            return value
        names = nodes.dotted_name(value)
        if names is None:
            self.expected("identifier")
            name = nodes.Name(value.start, value.end, "")
        elif isinstance(value, nodes.Name):
            name = value
        else:
            name = nodes.Name(value.start, value.end, ".".join(part.id for part in names))
        given = self.expression()
        return nodes.Keyword(value.start, given.end, name, given)

    def lambda_expr(self) -> nodes.Expr:
        """Return the lambda at hand."""
        start = self.bump()[2]
        params: list[nodes.Param] = []
        if self.kind == tokens.PARAMS_OPEN:
            params = self.braced_params()
        elif self.kind not in ("{", "(", "["):
            params = self.bare_params()
        return_type = self.type() if self.accept("->") else None
        self.force("{")
        body = self.lambda_body()
        self.expect("}")
        return nodes.LambdaExpr(start, self.previous_end, params, return_type, body)

    def braced_params(self) -> list[nodes.Param]:
        """Return the parameters in the braces at hand."""
        self.bump()
        self.skip_layout()
        params: list[nodes.Param] = []
        while self.kind not in ("}", tokens.EOF):
            index = self.index
            params.append(self.param())
            if self.skip_unused(index):
                continue
            self.accept(",")
            self.skip_layout()
        self.expect("}")
        return params

    def bare_params(self) -> list[nodes.Param]:
        """Return the parameters at hand, up to an arrow or a brace."""
        params: list[nodes.Param] = []
        while self.kind not in ("->", "{", tokens.NEWLINE, tokens.EOF):
            index = self.index
            params.append(self.param())
            if not self.skip_unused(index):
                self.accept(",")
        if self.kind not in ("->", "{"):
            self.expected("->", "{")
        return params

    def lambda_body(self) -> list[nodes.Stmt]:
        """Return the statements up to the closing brace."""
        body: list[nodes.Stmt] = []
        while True:
            self.skip_newlines()
            if self.kind in ("}", tokens.EOF):
                return body
            if self.kind in (tokens.INDENT, tokens.DEDENT):
                self.bump()
                continue
            body += self.line(self.statement_at_hand, "}")

    def statement_at_hand(self) -> list[nodes.Stmt]:
        """Return the statement at hand; report and pass a token that begins none."""
        statement = self.statement()
        if statement is not None:
            return [statement]
        kind, _, start, end = self.token
        self.report(syntax.UnexpectedToken(self.shown(kind)))
        if kind == tokens.INDENT:
            return self.indented_by_mistake(self.statement_at_hand)
        self.bump()
        return [] if kind == tokens.DEDENT else [nodes.ErrorStmt(start, end)]

    def shown(self, kind: str) -> str:
        """Return how a message about an unexpected token calls the token at hand."""
        return described(self.token) if kind in tokens.KEYWORDS else kind

    def quantifier(self) -> nodes.Expr:
        """Return the quantifier at hand."""
        op, _, start, _ = self.bump()
        variables: list[nodes.Expr] = [self.dotted()]
        if self.accept(","):
            variables.append(self.dotted())
        self.expect("in")
        target = self.quantifier_target()
        self.expect("{")
        has_newline = self.skip_newlines()
        if has_newline:
            self.expect(tokens.INDENT)
        test = self.simple_expression()
        condition = self.expression() if self.accept("if") else None
        if has_newline:
            if not self.skip_newlines():
                self.expected(tokens.NEWLINE)
            if not self.report_wrong_dedent():
                self.expect(tokens.DEDENT)
        self.expect("}")
        return nodes.QuantExpr(start, self.previous_end, op, variables, target, test, condition)

    def quantifier_target(self) -> nodes.Expr:
        """Return what the quantifier at hand ranges over."""
        kind = self.kind
        if kind in _NO_TARGETS:
            self.expected(*_NO_TARGETS)
            return self.missing()
        if self.is_name():
            return self.suffixed_target(self.dotted())
        if kind == tokens.STRING:
            return self.string()
        if kind == "[":
            return self.list_expr()
        if kind == "{":
            return self.config_expr()
        if kind == tokens.NUMBER:
            self.expected("str")
        elif kind == "(":
            self.expected("[", "{")
        else:
            self.expected("identifier", "literal")
        return self.missing()

    def suffixed_target(self, target: nodes.Expr) -> nodes.Expr:
        """Return ``target`` with the selectors and subscripts that follow."""
        while True:
            suffixed = self.access(target)
            if suffixed is None:
                return target
            target = suffixed

    def access(self, value: nodes.Expr) -> nodes.Expr | None:
        """Return ``value`` with the selector or subscript at hand, None if there is none."""
        is_optional = self.kind == "?"
        if is_optional and self.peek() not in (".", "["):
            return None
        if is_optional:
            self.bump()
        if self.kind == ".":
            self.bump()
            attr = self.absent_name() if self.goes_on() else self.name()
            return nodes.SelectorExpr(value.start, attr.end, value, attr, is_optional)
        if self.kind == "[":
            return self.subscript(value, is_optional)
        return None

    def goes_on(self) -> bool:
        """Tell whether a word apart from the dot at hand goes on with the expression around."""
        return self.kind in _CONTINUING and self.token[2] > self.previous_end
