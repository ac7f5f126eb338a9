"""What works and yet deserves a remark; a run does not tell it."""

from __future__ import annotations

from kclpy.diagnostics.problem import Problem


class MisplacedImport(Problem, code="W1001", kind="ImportPositionWarning"):
    """An import stands below other statements.

    ```kcl
    a = 1
    import math
    b = math.sqrt(4)
    ```

    It counts for the whole file; readers look for it at the top.
    """

    template = "The import stmt should be placed at the top of the module"

    @property
    def note(self) -> str | None:
        # misspelled, as in the official engine
        return "Consider moving tihs statement to the top of the file"


class RepeatedImport(Problem, code="W1001", kind="ReimportWarning"):
    """A file imports a package twice.

    ```kcl
    import math
    import math as m
    a = math.sqrt(4) + m.sqrt(9)
    ```

    One import is enough.
    """

    name: str
    template = "Module '{name}' is reimported multiple times"

    @property
    def note(self) -> str | None:
        return "Consider removing this statement"


class UnusedImport(Problem, code="W1001", kind="UnusedImportWarning"):
    """Nothing of an imported package is used in the file.

    ```kcl
    import math
    a = 1
    ```

    Remove the import.
    """

    name: str
    template = "Module '{name}' imported but unused"

    @property
    def note(self) -> str | None:
        return "Consider removing this statement"


class UseOfDeprecated(Problem, code="W1001", kind="DeprecatedWarning"):
    """A schema or attribute is used that its author declared deprecated.

    ```kcl
    schema A:
        @deprecated(version="1.16", reason="use name", strict=False)
        title?: str
        name?: str
    a = A {title = "x"}
    ```

    Do what the reason says. Without ``strict=False`` the run fails.
    """

    name: str
    version: str = ""
    reason: str = ""

    @property
    def message(self) -> str:
        since = f" since version {self.version}" if self.version else ""
        reason = f", {self.reason}" if self.reason else ""
        return f"{self.name} was deprecated{since}{reason}"
