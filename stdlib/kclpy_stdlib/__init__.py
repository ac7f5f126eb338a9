"""The standard library of KCL: one file per module.

`prelude` holds the functions that need no import, `strings` the member functions of
strings; the other files are named for the module they hold.
"""

MODULES = (
    "base32",
    "base64",
    "collection",
    "crypto",
    "datetime",
    "duration",
    "file",
    "json",
    "kclpy.testing",
    "manifests",
    "math",
    "net",
    "regex",
    "runtime",
    "template",
    "units",
    "yaml",
)
