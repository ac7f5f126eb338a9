"""Documents of keys and values: ``kcl.mod``, ``kcl.yaml``, and data that a schema describes.

`toml` and `yaml` read any text, however broken, and note in a `tree.Tree` what stands where.
`document` answers the questions of editors with it; what the keys are tells, for files of settings,
a shape that their loader reads, too (`shaped`, `manifest`, `project`), and for data the schema of a
program (`data`).
"""
