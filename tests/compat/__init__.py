"""The names of the official SDK: the same calls of both give the same."""
