"""``python -m kclpy``."""

import sys

from kclpy.cli import main

sys.exit(main())
