"""kclpy: the KCL toolkit that is Python all the way down.

from kclpy import compile

result = compile(["main.k"], arguments={"env": "prod"})
print(result.yaml)
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kclpy.api import Result, compile

__version__ = "0.1.0"

__all__ = ["Result", "__version__", "compile"]


def __getattr__(name: str) -> Any:
    """Import what is exported when it is asked for, so that `import kclpy.source` is cheap."""
    if name in ("Result", "compile"):
        from kclpy import api

        return getattr(api, name)
    raise AttributeError(f"module 'kclpy' has no attribute '{name}'")
