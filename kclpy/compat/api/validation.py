"""`validate_code`: data against a schema."""

from __future__ import annotations

import os

from kclpy.compat.api.messages import ValidateCodeArgs, ValidateCodeResult
from kclpy.compat.api.programs import ServiceError, externals_of
from kclpy.compat.api.reports import report
from kclpy.compat.plugin import registered
from kclpy.diagnostics import Diagnostic
from kclpy.diagnostics.error import KclError
from kclpy.diagnostics.vet import NoSchema
from kclpy.driver.options import Options
from kclpy.driver.workspace import MANIFEST, find_root
from kclpy.source import SourceFile
from kclpy.source.vfs import canonical
from kclpy.vet.documents import FORMATS, DataError, read_documents
from kclpy.vet.session import Validator

# The name of code in memory, as the official engine shows it.
_CODE = "validationTempKCLCode.k"


def validate_code(args: ValidateCodeArgs) -> ValidateCodeResult:
    """Check data, given as text or as a file, with code given in the same way."""
    form = args.format.lower() if args.format else "json"
    if form not in FORMATS:
        raise ServiceError(f"unsupported format '{args.format}', expected json, yaml or toml")
    try:
        data = _data(args, form)
        findings = _findings(args, data, form)
    except (OSError, UnicodeDecodeError):
        return ValidateCodeResult(err_message=f"Failed to Load '{args.datafile}'")
    except DataError:
        return ValidateCodeResult(err_message=f"Failed to Load {form.upper()}")
    unseen = {canonical(_code_file(args)): _code_file(args)} if args.code else {}
    text = report(findings, "pretty", unseen)
    return ValidateCodeResult(success=not findings, err_message=text)


def _findings(args: ValidateCodeArgs, data: SourceFile, form: str) -> list[Diagnostic]:
    """Return what is wrong with the data or the code; without a schema all data are right."""
    documents = read_documents(data, form)
    try:
        validator = Validator(_options(args), args.schema or None, args.attribute_name or "value")
        return list(validator.validate(documents))
    except KclError as error:
        found = list(error.diagnostics)
    return [one for one in found if not isinstance(one.problem, NoSchema)]


def _options(args: ValidateCodeArgs) -> Options:
    file = _code_file(args)
    return Options(
        paths=(file,) if args.code else _sources(file),
        texts={file: args.code} if args.code else {},
        externals=externals_of(args.external_pkgs),
        plugins=registered(),
    )


def _code_file(args: ValidateCodeArgs) -> str:
    return args.file or _CODE


def _sources(file: str) -> tuple[str, ...]:
    """Return a file of code, behind the other files of its package if it is in a module."""
    directory = os.path.dirname(canonical(file))
    if not os.path.isfile(os.path.join(find_root(directory), MANIFEST)):
        return (file,)
    others = [os.path.join(directory, name) for name in sorted(os.listdir(directory))]
    sources = [one for one in others if one.endswith(".k") and not one.endswith("_test.k")]
    return (*[one for one in sources if one != canonical(file)], file)


def _data(args: ValidateCodeArgs, form: str) -> SourceFile:
    if not args.datafile or args.data:
        return SourceFile(args.datafile or os.path.join(os.sep, f"data.{form}"), args.data)
    with open(args.datafile, encoding="utf-8-sig", newline="") as file:
        return SourceFile(args.datafile, file.read())
