"""The calls that tell schemas in other languages: documentation, OpenAPI, protocol buffers."""

from __future__ import annotations

from kclpy.compat.api.messages import (
    GenerateDocArgs,
    GenerateOpenAPIArgs,
    GenerateProtoArgs,
    ParseProgramArgs,
)
from kclpy.compat.api.programs import ServiceError, parse_options
from kclpy.compat.api.proto import NotInProto, write_proto
from kclpy.compat.api.reports import report
from kclpy.diagnostics.error import KclError
from kclpy.docgen import NoSchemas, load_library
from kclpy.docgen.definitions import write_json_schema, write_openapi, write_openapi_3
from kclpy.docgen.markdown import write
from kclpy.docgen.model import Library
from kclpy.driver.request import Request

_FORMATS = {"": write, "md": write, "openapi": write_openapi, "json-schema": write_json_schema}


_OPENAPI = {"": write_openapi_3, "v3": write_openapi_3, "v2": write_openapi}


def document(args: GenerateDocArgs) -> str:
    """Return the documentation of a program, in the layout of the official engine."""
    library = _library(args.parse_args)
    if args.format == "html":
        raise ServiceError('the "html" doc format is not supported yet')
    if args.format not in _FORMATS:
        raise ServiceError(
            f'unsupported doc format "{args.format}"; expected one of "md", "openapi" or '
            '"json-schema"'
        )
    return _FORMATS[args.format](library)


def openapi(args: GenerateOpenAPIArgs) -> str:
    """Return the schemas of a program in OpenAPI 3 or 2."""
    library = _library(args.parse_args)
    if args.version not in _OPENAPI:
        raise ServiceError(f'unsupported OpenAPI version "{args.version}"; expected "v3" or "v2"')
    return _OPENAPI[args.version](library)


def proto(args: GenerateProtoArgs) -> str:
    """Return the schemas of a program as messages of protocol buffers."""
    try:
        return write_proto(_library(args.parse_args), args.package)
    except NotInProto as error:
        raise ServiceError(str(error)) from None


def _library(args: ParseProgramArgs) -> Library:
    options = parse_options(args)
    if not options.paths:
        raise ServiceError("No input KCL files or paths")
    try:
        return load_library(options.paths, Request(options))
    except NoSchemas:
        raise ServiceError("no schemas found in the parsed program") from None
    except KclError as error:
        raise ServiceError(report(error.diagnostics, "pretty", {}).strip("\n")) from None
