"""Uses of what its author declared deprecated; semantics finds them."""

from __future__ import annotations

from kclpy.diagnostics.warnings import UseOfDeprecated
from kclpy.linter.rule import Group, Rule

RULE = Rule(UseOfDeprecated, Group.MISTAKES)
