"""One file for each folder of ``golden/ide``: its ``answer`` is what the case is told."""
