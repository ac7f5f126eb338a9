"""The reference's own examples as tests."""
