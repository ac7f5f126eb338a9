"""Validating data against schemas: every violation of every document, with both its places.

`inputs` finds the files, `documents` reads them; `json_places`, `yaml_places` and `toml_places`
find where each value stands. `expressions` turns a document into the expression that the
checker reads, and `session` puts together what the checker and the evaluation find.
"""
