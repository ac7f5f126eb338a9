"""Documentation of schemas: Markdown, a web site, OpenAPI and JSON Schema.

Read `model` first: it is what all formats are written from. `loading` finds the packages below a
directory and `reader` fills the model from the checked program. `markdown` and `definitions`
write what the official engine writes, byte for byte; `pages` and `site` write more, and
`templates` what a user's templates say. `formats` lists them, `folder` puts their files into a
directory, and `examples` tries the examples in docstrings.
"""

from kclpy.docgen.failures import DocError, NoSchemas
from kclpy.docgen.formats import FORMATS, generate
from kclpy.docgen.loading import load_library
from kclpy.docgen.model import Library

__all__ = ["FORMATS", "DocError", "Library", "NoSchemas", "generate", "load_library"]
