"""kclpy: the KCL toolkit that is Python all the way down."""

__version__ = "0.1.0"
