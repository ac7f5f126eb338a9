"""kclpy: the KCL toolkit that is Python all the way down.

from kclpy import compile

result = compile(["main.k"], arguments={"env": "prod"})
print(result.yaml)
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kclpy.api import Result, compile
    from kclpy.builtins.plugin import Plugin

__version__ = "0.1.0"

__all__ = ["Plugin", "Result", "__version__", "compile"]

# Where the exported names are.
_HOMES = {
    "Plugin": "kclpy.builtins.plugin",
    "Result": "kclpy.api",
    "compile": "kclpy.api",
}


def __getattr__(name: str) -> Any:
    """Import what is exported when it is asked for, so that `import kclpy.source` is cheap."""
    home = _HOMES.get(name)
    if home is not None:
        from importlib import import_module

        return getattr(import_module(home), name)
    raise AttributeError(f"module 'kclpy' has no attribute '{name}'")
