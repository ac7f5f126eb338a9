"""Documents of keys and values: ``kcl.mod`` and ``kcl.yaml``.

`toml` and `yaml` read any text, however broken, and note in a `tree.Tree` what stands where.
`document` answers the questions of editors with it; what the keys are tells a shape that their
loader reads, too (`shaped`, `manifest`, `project`).
"""
