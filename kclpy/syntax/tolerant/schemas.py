"""Schemas, rules and their decorators in a file that may be broken (reference, 01 section 10.3)."""

from __future__ import annotations

from kclpy.diagnostics import syntax
from kclpy.syntax import nodes, tokens
from kclpy.syntax.bodies import declaration_end
from kclpy.syntax.literals import is_long_string, plain_string
from kclpy.syntax.tolerant.cursor import EXPRESSION_STARTS
from kclpy.syntax.tolerant.statements import StatementParser
from kclpy.syntax.tolerant.wording import described

_SCHEMA_WORDS = ("schema", "mixin", "protocol")


class SchemaParser(StatementParser):
    """Reads all statements."""

    def statement(self) -> nodes.Stmt | None:
        """Return the statement at hand, or None if nothing at hand begins one."""
        if self.kind == "if":
            return self.if_stmt(False)
        decorators = self.decorators() if self.kind == "@" else []
        if self.kind in _SCHEMA_WORDS:
            return self.schema_stmt(decorators)
        if self.kind == "rule":
            return self.rule_stmt(decorators)
        return self.simple_statement()

    def decorators(self) -> list[nodes.Decorator]:
        """Return the decorators at hand."""
        found = []
        while self.kind == "@":
            start = self.bump()[2]
            call = self.primary()
            args: list[nodes.Expr] = []
            keywords: list[nodes.Keyword] = []
            name = call
            if isinstance(call, nodes.CallExpr):
                name, args, keywords = call.func, call.args, call.keywords
            elif nodes.dotted_name(call) is None:
                self.expected("identifier")
            found.append(nodes.Decorator(start, self.previous_end, name, args, keywords))
            self.skip_newlines()
        return found

    def schema_stmt(self, decorators: list[nodes.Decorator]) -> nodes.Stmt:
        """Return the schema, mixin or protocol at hand."""
        kind, _, start, _ = self.bump()
        name = self.declared_name()
        params = self.head_params()
        base = None
        if self.accept("("):
            base = self.dotted()
            self.force(")")
        protocol = self.head_protocol()
        self.force(":")
        start = decorators[0].start if decorators else start
        end = self.previous_end
        schema = nodes.SchemaStmt(
            start, end, kind, name, params, base, protocol, None, [], [], None, [], decorators
        )
        index = self.index
        self.skip_newlines()
        if self.accept(tokens.INDENT):
            self.schema_body(schema)
            schema.end = declaration_end(schema)
        else:
            self.reset(index)
        return schema

    def declared_name(self) -> nodes.Name:
        """Return the name of the schema or rule at hand."""
        return self.joined_name()

    def head_params(self) -> list[nodes.Param]:
        """Return the parameters in brackets, if there are any at hand."""
        params: list[nodes.Param] = []
        if not self.accept("["):
            return params
        while self.kind not in ("]", tokens.NEWLINE, tokens.EOF):
            index = self.index
            params.append(self.param())
            if not self.skip_unused(index):
                self.accept(",")
        if self.force("]"):
            self.skip_newlines()
        return params

    def head_protocol(self) -> nodes.Expr | None:
        """Return the name behind ``for``, if there is one at hand."""
        if not self.accept("for"):
            return None
        first = self.token
        protocol = self.expression()
        if nodes.dotted_name(protocol) is None:
            self.report(syntax.ExpectedIdentifier(), first)
        return protocol

    def schema_body(self, schema: nodes.SchemaStmt) -> None:
        """Read the indented lines of ``schema``."""
        schema.docstring = self.docstring()
        if self.kind == "mixin":
            schema.mixins = self.line(self.mixins)
            self.skip_newlines()

        def body_line() -> list[nodes.Stmt]:
            """Return the statements at hand, or read the index signature at hand."""
            if self.kind == "[" and self.is_index_signature():
                self.index_signature(schema)
                return []
            return self.body_statement()

        while self.kind not in ("check", tokens.EOF):
            self.report_wrong_dedent()
            if self.kind in (tokens.DEDENT, "check"):
                break
            schema.body += self.line(body_line, "check")
            self.skip_newlines()
        if self.kind == "check":
            schema.checks = self.line(self.check_block)
            self.skip_newlines()
            if self.report_wrong_dedent():
                return
        self.dedent()

    def docstring(self) -> nodes.StringLit | None:
        """Return the docstring at hand, if it is one."""
        token = self.token
        if token[0] != tokens.STRING or self.peek() in (":", "?"):
            return None
        if not is_long_string(token[1]):
            return None
        self.bump()
        self.skip_newlines()
        return plain_string(token)

    def mixins(self) -> list[nodes.Expr]:
        """Return the names in the mixin statement at hand."""
        self.bump()
        names: list[nodes.Expr] = []
        if not self.force("["):
            return names
        has_newline = self.skip_newlines()
        if has_newline and self.kind != "]":
            self.expect(tokens.INDENT)
        while self.kind not in ("]", tokens.DEDENT, tokens.EOF):
            index = self.index
            names.append(self.dotted())
            if not self.skip_unused(index):
                self.accept(",")
            self.skip_newlines()
            if self.report_wrong_dedent() or has_newline or self.kind == tokens.INDENT:
                self.accept_layout()
        self.force("]")
        return names

    def body_statement(self) -> list[nodes.Stmt]:
        """Return the statement at hand in the body of a schema."""
        if self.kind == tokens.INDENT:
            self.report(syntax.UnexpectedToken(tokens.INDENT))
            return self.indented_by_mistake(self.body_statement)
        if self.kind == "if":
            return [self.if_stmt(False)]
        decorators = self.decorators() if self.kind == "@" else []
        name = self.decorated_name() if decorators else self.attribute_name()
        if name is not None:
            return [self.attribute(name, decorators)]
        if self.kind == "assert":
            return [self.assert_stmt()]
        if self.peek() == "?" and self.kind != "[":
            self.expected("identifier")
            return [nodes.ErrorStmt(*self.bump()[2:])]
        if self.kind == "[":
            value = self.list_expr()
            return [nodes.ExprStmt(value.start, value.end, value)]
        return [self.body_expression()]

    def body_expression(self) -> nodes.Stmt:
        """Return the assignment or expression at hand in a schema body."""
        index = self.index
        start, end = self.token[2:]
        if self.kind in ("+", "-"):
            value = self.expression()
            return nodes.ExprStmt(value.start, value.end, value)
        statement = self.expression_statement()
        if statement is not None:
            return statement
        self.expected(*EXPRESSION_STARTS)
        self.skip_unused(index)
        return nodes.ErrorStmt(start, end)

    def decorated_name(self) -> nodes.Expr:
        """Return the name of the attribute that must follow decorators."""
        return plain_string(self.bump()) if self.kind == tokens.STRING else self.dotted()

    def attribute_name(self) -> nodes.Expr | None:
        """Return the name of the attribute at hand; stay in place if there is no attribute."""
        kind = self.kind
        index = self.index
        name: nodes.Expr
        if kind == tokens.STRING:
            if self.peek() not in (":", "?"):
                return None
            return plain_string(self.bump())
        if kind in _NO_ATTRIBUTES and self.peek() != "?":
            return None
        if kind != tokens.NAME and kind not in tokens.KEYWORDS:
            return None
        if self.peek() not in (":", "?", "."):
            return None
        name = self.name()
        while self.kind == "." and self.peek() not in (tokens.NEWLINE, tokens.EOF):
            self.bump()
            if not self.is_name():
                self.reset(index)
                return None
            attr = self.name()
            name = nodes.SelectorExpr(name.start, attr.end, name, attr)
        if self.kind in (":", "?"):
            return name
        self.reset(index)
        return None

    def attribute(self, name: nodes.Expr, decorators: list[nodes.Decorator]) -> nodes.Stmt:
        """Return the attribute whose ``:`` or ``?`` is at hand."""
        is_optional = self.accept("?")
        self.force(":")
        annotation = self.type()
        if (
            isinstance(annotation, nodes.NamedType)
            and not is_optional
            and not isinstance(name, nodes.StringLit)
            and self.kind in ("(", "{")
        ):
            return self.unification(name, annotation)
        op = ""
        value = None
        if self.kind == "=" or self.kind in tokens.AUGMENTED:
            op = self.bump()[0]
            value = self.expression()
            if self.kind == op == "=" and not is_optional and not decorators:
                assignment = self.assignment(value, annotation)
                self.check_target(name)
                assignment.targets.insert(0, name)
                assignment.start = name.start
                return assignment
        start = decorators[0].start if decorators else name.start
        names = nodes.dotted_name(name)
        text = name.value if isinstance(name, nodes.StringLit) else names[0].id if names else ""
        return nodes.SchemaAttr(
            start, self.previous_end, text, name, is_optional, annotation, op, value, decorators
        )

    def is_index_signature(self) -> bool:
        """Whether the bracket at hand begins an index signature; report odd ones."""
        following = self.peek()
        if following == "..." and self.peek(2) in (tokens.NAME, *tokens.KEYWORDS):
            return True
        if following == tokens.NAME or following in tokens.KEYWORDS:
            third = self.peek(2)
            return third == ":" or self.peek(3) == ":"
        if following not in ("]", tokens.NEWLINE):
            got = described(self.toks[self.index + 1])
            self.report(syntax.IndexSignatureExpected(got), self.toks[self.index + 1])
            self.bump()
        return False

    def index_signature(self, schema: nodes.SchemaStmt) -> None:
        """Read the index signature at hand into ``schema``."""
        start, end = self.bump()[2:]
        key_name = None
        if self.is_name() and self.peek() != "]":
            key_name = self.name()
            self.force(":")
        any_other = self.accept("...")
        key_type = self.type()
        self.force("]")
        self.force(":")
        value_type = self.type()
        value = self.expression() if self.accept("=") else None
        if schema.index_signature is not None:
            self.report_at(syntax.SecondIndexSignature(), start, end)
            return
        schema.index_signature = nodes.IndexSignature(
            start, self.previous_end, key_name, key_type, any_other, value_type, value
        )

    def check_block(self) -> list[nodes.CheckExpr]:
        """Return the checks at hand."""
        self.bump()
        self.force(":")
        checks: list[nodes.CheckExpr] = []
        self.skip_newlines()
        if self.expect(tokens.INDENT):
            checks = self.check_exprs()
        return checks

    def check_exprs(self) -> list[nodes.CheckExpr]:
        """Return the checks up to the end of the block."""
        checks: list[nodes.CheckExpr] = []
        while self.kind not in (tokens.DEDENT, tokens.EOF):
            checks += self.line(self.check_at_hand)
            self.skip_newlines()
            if self.kind == tokens.DEDENT and self.token[1]:
                self.expected(*EXPRESSION_STARTS)
                self.tell_last()
                self.bump()
        self.dedent()
        return checks

    def check_at_hand(self) -> list[nodes.CheckExpr]:
        """Return the check at hand; report and pass a token that begins none."""
        index = self.index
        check = self.check_expr()
        self.skip_unused(index)
        return [check]

    def check_expr(self) -> nodes.CheckExpr:
        """Return the check at hand."""
        test = self.simple_expression()
        condition = self.simple_expression() if self.accept("if") else None
        message = self.primary() if self.accept(",") else None
        return nodes.CheckExpr(test.start, self.previous_end, test, condition, message)

    def rule_stmt(self, decorators: list[nodes.Decorator]) -> nodes.Stmt:
        """Return the rule at hand."""
        start = self.bump()[2]
        name = self.declared_name()
        params = self.head_params()
        bases: list[nodes.Expr] = []
        if self.accept("("):
            while self.kind not in (")", tokens.NEWLINE, tokens.EOF):
                first = self.token
                bases.append(self.primary())
                if nodes.dotted_name(bases[-1]) is None:
                    self.report(syntax.ExpectedIdentifier(), first)
                if self.kind not in (")", tokens.NEWLINE) and not self.accept(","):
                    self.expected(",", ")")
                    self.bump()
            if not self.accept(")"):
                self.expected(")", ",")
        protocol = self.head_protocol()
        self.force(":")
        start = decorators[0].start if decorators else start
        rule = nodes.RuleStmt(
            start, self.previous_end, name, params, bases, protocol, None, [], decorators
        )
        self.skip_newlines()
        if self.expect(tokens.INDENT):
            rule.docstring = self.docstring()
            rule.checks = self.check_exprs()
            rule.end = rule.checks[-1].end if rule.checks else rule.end
        return rule


_NO_ATTRIBUTES = frozenset(
    "if check lambda all any map filter None Undefined True False not assert".split()
)
