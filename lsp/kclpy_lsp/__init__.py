"""The language server: the protocol between editors and `kclpy.ide`."""
