"""The forms in which commands write diagnostics: ``--error-format``.

Each form is one module with a function ``write(findings)``; this is the one list of them.
Only the form that is asked for is imported.
"""

from __future__ import annotations

from importlib import import_module

from kclpy.diagnostics.formats.findings import Findings

__all__ = ["ALIASES", "FORMATS", "Findings", "write"]

# The name of each form, and what it is for.
FORMATS = {
    "pretty": "for people",
    "short": "one line each",
    "json": "a list of objects",
    "sarif": "SARIF 2.1.0, for code scanning",
    "github": "workflow commands of GitHub Actions",
    "gitlab": "Code Quality report of GitLab, a list of objects",
    "junit": "JUnit XML, one test case per file",
}

# Names that the official engine knows for the same purpose.
ALIASES = {"arcanist": "json"}


def write(findings: Findings, name: str) -> str:
    """Return ``findings`` in the form ``name``, which is one of `FORMATS`."""
    module = import_module(f"kclpy.diagnostics.formats.{name}")
    text: str = module.write(findings)
    return text
