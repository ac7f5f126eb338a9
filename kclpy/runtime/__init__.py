"""The runtime: values, and what emitted code may do with them."""
