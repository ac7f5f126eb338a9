"""``kcl_lib.api``: the service and its messages."""

from kclpy.compat.api import messages
from kclpy.compat.api.messages import *  # noqa: F403  (all messages are names of the SDK's module)
from kclpy.compat.api.programs import ServiceError
from kclpy.compat.api.service import API

__all__ = ["API", "ServiceError", *messages.__all__]
