"""Output: the value of a program becomes plain data, and plain data becomes text.

Read `planner` first (what is output), then `output` (the result of a program), then the
writers: `yaml`, `json`, `toml`, `xml`.
"""
