"""The formatter: a text in the style of KCL, with its comments (reference, 07 section 4).

Read `format` first: it parses, prints, and proves that nothing was lost. `printer` puts the
printers of the topics together (`base`, `expressions`, `containers`, `statements`,
`declarations`), `kept` knows what the author wants left alone. `encoding`, `files` and
`rewrite` are about files: their bytes, which ones are meant, and how they are replaced.
"""

from kclpy.formatter.format import Edit, Formatted, format_lines, format_text

__all__ = ["Edit", "Formatted", "format_lines", "format_text"]
