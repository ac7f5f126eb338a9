"""The runtime: values, and what emitted code may do with them."""

from kclpy.runtime.loader import evaluate

__all__ = ["evaluate"]
