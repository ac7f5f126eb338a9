"""Statements in a file that may be broken (reference, 01 section 10)."""

from __future__ import annotations

from kclpy.diagnostics import syntax
from kclpy.syntax import nodes, tokens
from kclpy.syntax.bodies import end_of
from kclpy.syntax.targets import illegal_target
from kclpy.syntax.tolerant.expressions import ExpressionParser

_STARTS = frozenset((tokens.NAME, tokens.NUMBER, tokens.STRING, "(", "[", "{", "~", "not"))


class StatementParser(ExpressionParser):
    """Reads the statements other than schemas and rules."""

    def simple_statement(self) -> nodes.Stmt | None:
        """Return the statement at hand that has no body, None if nothing begins one."""
        if self.kind == "type":
            return self.type_alias()
        if self.kind == "import":
            return self.import_stmt()
        if self.kind == "assert":
            return self.assert_stmt()
        return self.expression_statement()

    def import_stmt(self) -> nodes.Stmt:
        """Return the import at hand."""
        start = self.bump()[2]
        path_start = self.start
        path = ""
        while self.kind in (".", "..."):
            path += self.bump()[1]
        path += self.name().id
        while self.accept("."):
            path += "." + self.name().id
        path_end = max(path_start, self.previous_end)
        alias = self.import_alias() if self.accept("as") else None
        return nodes.ImportStmt(start, self.previous_end, path, path_start, path_end, alias)

    def import_alias(self) -> nodes.Name | None:
        """Return the name behind ``as``."""
        alias = self.dotted()
        if isinstance(alias, nodes.Name):
            return alias
        self.report(syntax.DottedAlias())
        return None

    def type_alias(self) -> nodes.Stmt:
        """Return the type alias at hand."""
        start = self.bump()[2]
        first = self.token
        name = self.expression()
        self.force("=")
        value = self.type()
        names = nodes.dotted_name(name)
        if names is None:
            self.report(syntax.ExpectedIdentifier(), first)
        text = ".".join(part.id for part in names or [])
        return nodes.TypeAliasStmt(
            start, self.previous_end, nodes.Name(name.start, name.end, text), value
        )

    def assert_stmt(self) -> nodes.Stmt:
        """Return the assertion at hand."""
        start = self.bump()[2]
        test = self.simple_expression()
        condition = self.simple_expression() if self.accept("if") else None
        message = self.expression() if self.accept(",") else None
        return nodes.AssertStmt(start, self.previous_end, test, condition, message)

    def expression_statement(self) -> nodes.Stmt | None:
        """Return the assignment, unification or expression at hand."""
        if self.kind not in _STARTS and self.kind not in tokens.KEYWORDS:
            return None
        return self.started_statement()

    def started_statement(self) -> nodes.Stmt:
        """Return the assignment, unification or expression that must be at hand."""
        target = self.expression()
        if self.kind == ":":
            self.bump()
            return self.annotated(target, self.type())
        if self.kind in tokens.AUGMENTED:
            op = self.bump()[0]
            self.check_target(target)
            value = self.expression()
            return nodes.AugAssignStmt(target.start, value.end, target, op, value)
        if self.kind == "=":
            return self.assignment(target, None)
        return nodes.ExprStmt(target.start, target.end, target)

    def annotated(self, target: nodes.Expr, annotation: nodes.TypeExpr) -> nodes.Stmt:
        """Return the unification or assignment that began with ``target: annotation``."""
        if isinstance(annotation, nodes.NamedType) and self.kind in ("(", "{"):
            return self.unification(target, annotation)
        if self.kind == "=":
            return self.assignment(target, annotation)
        index = self.index
        self.skip_newlines()
        self.expected("=")
        self.reset(index)
        self.check_target(target)
        value = nodes.MissingExpr(annotation.end, annotation.end)
        return nodes.AssignStmt(target.start, annotation.end, [target], annotation, value)

    def assignment(self, target: nodes.Expr, annotation: nodes.TypeExpr | None) -> nodes.AssignStmt:
        """Return the assignment to ``target`` whose ``=`` is at hand."""
        targets: list[nodes.Expr] = []
        value = target
        while self.accept("="):
            targets.append(value)
            value = self.expression()
        for one in targets:
            self.check_target(one)
        return nodes.AssignStmt(target.start, value.end, targets, annotation, value)

    def check_target(self, target: nodes.Expr) -> None:
        """Report if nothing can be assigned to ``target``."""
        problem = illegal_target(target)
        if problem is not None:
            self.report_at(problem, target.start, target.end)

    def unification(self, target: nodes.Expr, annotation: nodes.NamedType) -> nodes.Stmt:
        """Return the unification whose arguments or config are at hand."""
        if nodes.dotted_name(target) is None:
            self.report_at(syntax.ExpectedIdentifier(), target.start, target.end)
        name: nodes.Expr = annotation.names[0]
        for attr in annotation.names[1:]:
            name = nodes.SelectorExpr(name.start, attr.end, name, attr)
        args: list[nodes.Expr] = []
        keywords: list[nodes.Keyword] = []
        has_parens = self.kind == "("
        if has_parens:
            args, keywords = self.arguments()
        config = self.config_expr()  # it takes what is at hand for the brace
        value = nodes.SchemaExpr(
            annotation.start, config.end, name, args, keywords, config, has_parens
        )
        return nodes.UnificationStmt(target.start, config.end, target, value)

    def if_stmt(self, is_elif: bool) -> nodes.Stmt:
        """Return the ``if`` statement at hand."""
        outer = nodes.IfStmt(self.start, self.start, self.missing(), [], [], is_elif)
        chain = [outer]
        while True:
            branch = chain[-1]
            self.bump()
            branch.test = self.expression()
            self.force(":")
            branch.body = self.suite()
            self.skip_newlines_before("elif", "else")
            if self.kind == "else" and self.peek() == "if":
                self.report(syntax.ElseIf())
                self.bump()
            elif self.kind != "elif":
                break
            chain.append(nodes.IfStmt(self.start, self.start, self.missing(), [], [], True))
            branch.orelse.append(chain[-1])
        if self.accept("else"):
            self.force(":")
            chain[-1].orelse.extend(self.suite())
        for branch in reversed(chain):
            branch.end = end_of(branch.body, branch.orelse, default=branch.test.end)
        return outer

    def suite(self) -> list[nodes.Stmt]:
        """Return the statement at hand, or those in the indented lines at hand."""
        body: list[nodes.Stmt] = []
        if self.kind != tokens.NEWLINE:
            body.append(self.started_statement())
            return body
        self.skip_newlines()
        if not self.expect(tokens.INDENT):
            return body
        while self.kind != tokens.EOF:
            self.report_wrong_dedent()
            if self.kind == tokens.DEDENT:
                break
            body += self.line(self.statement_at_hand)
            self.skip_newlines()
        self.dedent()
        return body
