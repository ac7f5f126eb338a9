"""The call that documents schemas."""

from __future__ import annotations

from kclpy.compat.api.messages import GenerateDocArgs
from kclpy.compat.api.programs import ServiceError, parse_options
from kclpy.compat.api.reports import report
from kclpy.diagnostics.error import KclError
from kclpy.docgen import NoSchemas, load_library
from kclpy.docgen.definitions import write_json_schema, write_openapi
from kclpy.docgen.markdown import write
from kclpy.driver.request import Request

_FORMATS = {"": write, "md": write, "openapi": write_openapi, "json-schema": write_json_schema}


def document(args: GenerateDocArgs) -> str:
    """Return the documentation of a program, in the layout of the official engine."""
    options = parse_options(args.parse_args)
    if not options.paths:
        raise ServiceError("No input KCL files or paths")
    try:
        library = load_library(options.paths, Request(options))
    except NoSchemas:
        raise ServiceError("no schemas found in the parsed program") from None
    except KclError as error:
        raise ServiceError(report(error.diagnostics, "pretty", {}).strip("\n")) from None
    if args.format == "html":
        raise ServiceError('the "html" doc format is not supported yet')
    if args.format not in _FORMATS:
        raise ServiceError(
            f'unsupported doc format "{args.format}"; expected one of "md", "openapi" or '
            '"json-schema"'
        )
    return _FORMATS[args.format](library)
