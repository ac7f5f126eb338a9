"""A recursive descent parser for files that may be broken; begin with `module`."""
