"""What embedders call: programs evaluated, examined and changed in process.

`running` evaluates, `values` gives plain Python values, `examine` looks at programs without
running them, `edit` changes their text, `engine` keeps what it compiled.
"""

from kclpy.api.edit import (
    format_code,
    format_files,
    override_file,
    override_text,
    rename,
    rename_in_files,
)
from kclpy.api.engine import Engine
from kclpy.api.examine import (
    Examined,
    Variable,
    check,
    list_options,
    list_variables,
    parse,
    schemas,
)
from kclpy.api.running import Result, compile, run
from kclpy.api.values import CompileError, EvaluationError, load, loads
from kclpy.driver.option_calls import OptionInfo

__all__ = [
    "CompileError",
    "Engine",
    "EvaluationError",
    "Examined",
    "OptionInfo",
    "Result",
    "Variable",
    "check",
    "compile",
    "format_code",
    "format_files",
    "list_options",
    "list_variables",
    "load",
    "loads",
    "override_file",
    "override_text",
    "parse",
    "rename",
    "rename_in_files",
    "run",
    "schemas",
]
