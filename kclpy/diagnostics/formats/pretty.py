"""The form for people, which is that of the official engine (reference, 05 section 2)."""

from __future__ import annotations

from kclpy.diagnostics.formats.findings import Findings
from kclpy.diagnostics.render import render


def write(findings: Findings) -> str:
    """Return the text of all diagnostics, "" for none."""
    if not findings.diagnostics:
        return ""
    text = render(findings.diagnostics, findings.is_coloured, findings.with_advice)
    return text.rstrip("\n") + "\n"
