"""Code generation: from nodes and their meaning to Python code objects.

Read in this order: `python` builds Python syntax trees, `scope` knows where a KCL variable
lives in them, `types`, `operators`, `expressions`, `functions`, `config` and `statements` emit
what they are named for,
`schemas` emits declarations, `unit` puts a package together and compiles it.
"""

from collections.abc import Mapping

from kclpy.codegen.unit import CodeUnit, compile_package
from kclpy.semantics.model import PackageModel


def compile_program(models: Mapping[str, PackageModel], is_strict: bool = False) -> list[CodeUnit]:
    """Return the code units of resolved packages, in their order."""
    return [compile_package(model, is_strict) for model in models.values()]


__all__ = ["CodeUnit", "compile_package", "compile_program"]
