"""Programs of any size: a shape is a name and a function from a size to a text."""
