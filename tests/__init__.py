"""The tests of kclpy."""
