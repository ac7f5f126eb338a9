"""All rules, in the order of the manual. A rule is a module of this package with a `RULE`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import import_module

from kclpy.linter.rule import Rule

_MODULES = (
    "misplaced_import",
    "repeated_import",
    "unused_import",
    "unused_variable",
    "unused_loop_variable",
    "unused_parameter",
    "unused_ignore",
    "use_of_deprecated",
    "duplicate_key",
    "name_as_key",
    "unreachable_branch",
    "reassigned_across_files",
    "invalid_regex",
    "shadowed_name",
    "none_comparison",
    "redundant_default",
    "missing_doc",
    "wide_type",
    "hardcoded_secret",
    "unsafe_regex",
)


@cache
def all_rules() -> Mapping[str, Rule]:
    """Return the rules by their names."""
    modules = [import_module(f"{__name__}.{name}") for name in _MODULES]
    return {module.RULE.name: module.RULE for module in modules}
