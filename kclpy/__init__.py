"""kclpy: the KCL toolkit that is Python all the way down.

from kclpy import compile

result = compile(["main.k"], arguments={"env": "prod"})
print(result.yaml)
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kclpy.api import (
        CompileError,
        Engine,
        EvaluationError,
        Result,
        check,
        compile,
        format_code,
        format_files,
        list_options,
        list_variables,
        load,
        loads,
        override_file,
        override_text,
        parse,
        rename,
        rename_in_files,
        run,
        schemas,
    )
    from kclpy.builtins.plugin import Plugin
    from kclpy.diagnostics.error import KclError
    from kclpy.interop.hook import install_import_hook, uninstall_import_hook
    from kclpy.interop.models import pydantic_model, pydantic_models
    from kclpy.interop.objects import to_python

__version__ = "0.1.0"

__all__ = [
    "CompileError",
    "Engine",
    "EvaluationError",
    "KclError",
    "Plugin",
    "Result",
    "__version__",
    "check",
    "compile",
    "format_code",
    "format_files",
    "install_import_hook",
    "list_options",
    "list_variables",
    "load",
    "loads",
    "override_file",
    "override_text",
    "parse",
    "pydantic_model",
    "pydantic_models",
    "rename",
    "rename_in_files",
    "run",
    "schemas",
    "to_python",
    "uninstall_import_hook",
]

# Where the exported names are, if not in `kclpy.api`.
_HOMES = {
    "KclError": "kclpy.diagnostics.error",
    "Plugin": "kclpy.builtins.plugin",
    "install_import_hook": "kclpy.interop.hook",
    "pydantic_model": "kclpy.interop.models",
    "pydantic_models": "kclpy.interop.models",
    "to_python": "kclpy.interop.objects",
    "uninstall_import_hook": "kclpy.interop.hook",
}


def __getattr__(name: str) -> Any:
    """Import what is exported when it is asked for, so that `import kclpy.source` is cheap."""
    if name in __all__:
        from importlib import import_module

        return getattr(import_module(_HOMES.get(name, "kclpy.api")), name)
    raise AttributeError(f"module 'kclpy' has no attribute '{name}'")
