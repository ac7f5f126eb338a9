"""The models of the schemas that are used together, and what ties each to its schema."""

from __future__ import annotations
import __future__

import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from types import ModuleType
from typing import Any

from pydantic import ValidationError
from pydantic_core import InitErrorDetails, PydanticCustomError

from kclpy.diagnostics import Diagnostic
from kclpy.diagnostics.error import KclError
from kclpy.driver.live import LiveProgram
from kclpy.driver.violations import Path, check_labels, instance_paths, placed
from kclpy.exporters.model import Catalog
from kclpy.exporters.model import Schema as Description
from kclpy.exporters.pydantic import class_name, class_texts, field_names
from kclpy.interop.base import NAMESPACE, KclModel, data_of, inner_models
from kclpy.interop.blame import attribute_to_blame
from kclpy.runtime.schemas import Schema
from kclpy.runtime.values import Function, Instance, NumberMultiplier, Undefined, Value
from kclpy.semantics.program import MAIN


class Library:
    """The models of the schemas that are used together."""

    def __init__(self, program: LiveProgram, catalog: Catalog) -> None:
        self.program = program
        self.catalog = catalog
        self.models: dict[Description, type[KclModel]] = {}
        self.of_schema: dict[Schema, type[KclModel]] = {}
        classes = self._classes()
        for schema in catalog:
            model = classes[class_name(schema)]
            model.__kcl__ = binding = Binding(self, schema, model)
            self.models[schema] = model
            self.of_schema[binding.schema] = model

    def _classes(self) -> Mapping[str, type[KclModel]]:
        """Return the classes by name, made from the source that is exported too.

        pydantic looks for their names in their module, so there is one for as long as it does.
        """
        source = "\n\n\n".join(class_texts(self.catalog, is_live=True).values())
        name = f"<models of {self.catalog.source} {id(self)}>"
        module = sys.modules[name] = ModuleType(name)
        try:
            vars(module).update(NAMESPACE)
            code = compile(source, name, "exec", __future__.annotations.compiler_flag, True)
            exec(code, vars(module))
            classes = {one: vars(module)[one] for one in self.class_names}
            for model in classes.values():
                model.model_rebuild()
        finally:
            del sys.modules[name]
        return classes

    @cached_property
    def class_names(self) -> frozenset[str]:
        """The names of all models."""
        return frozenset(map(class_name, self.catalog))

    def model_for(self, schema: Schema) -> type[KclModel] | None:
        """Return the model of ``schema``, or that of its nearest base that has one."""
        line: Schema | None = schema
        while line is not None and line not in self.of_schema:
            line = line.base
        return None if line is None else self.of_schema[line]

    def python(self, value: Value, given: Any) -> Any:
        """Return a value as a field holds it; ``given`` is the data that it comes from."""
        if type(value) is Instance:
            model = self.model_for(value.schema)
            if model is not None:
                return model.__kcl__.new(value, given)
        if isinstance(value, dict):
            data = given if isinstance(given, dict) else {}
            return {
                key: self.python(item, data.get(key))
                for key, item in value.items()
                if _is_data(item)
            }
        if isinstance(value, list):
            items = given if isinstance(given, list) and len(given) == len(value) else value
            return [
                self.python(item, one)
                for item, one in zip(value, items, strict=True)
                if _is_data(item)
            ]
        return repr(value) if isinstance(value, NumberMultiplier) else value


def _is_data(value: Value) -> bool:
    return value is not Undefined and not isinstance(value, (Function, Schema))


@dataclass(eq=False)
class Binding:
    """What ties a model to its schema."""

    library: Library
    description: Description
    model: type[KclModel]

    @cached_property
    def schema(self) -> Schema:
        """The schema at run time."""
        definition = self.description.definition
        return self.library.program.schema(definition.package or MAIN, definition.name)

    @cached_property
    def fields(self) -> Mapping[str, str]:
        """The names of the fields by those of the attributes."""
        return field_names(self.description, self.library.class_names)

    def complete(self, model: KclModel) -> None:
        """Evaluate the schema with the data of ``model``, and let it hold what comes of it."""
        data = data_of(model)
        try:
            instance = self.library.program.instance(self.schema, data)
        except KclError as error:
            raise self._refusal(model, data, error) from None
        self._fill(model, instance, data)

    def new(self, instance: Instance, given: Any) -> KclModel:
        """Return a model that holds ``instance``."""
        model = self.model.model_construct()
        self._fill(model, instance, given if isinstance(given, dict) else {})
        return model

    def _fill(self, model: KclModel, instance: Instance, given: Mapping[str, Any]) -> None:
        fields = self.fields
        python = self.library.python
        values = {
            field: python(value, given.get(name)) if _is_data(value) else None
            for name, field in fields.items()
            for value in (instance.get(name, Undefined),)
        }
        object.__setattr__(model, "__dict__", values)
        known = {field for name, field in fields.items() if name in given}
        extra = None
        if self.description.others is not None:
            extra = {
                key: python(value, given.get(key))
                for key, value in instance.items()
                if key not in fields and key in given and _is_data(value)
            }
            known |= extra.keys()
        object.__setattr__(model, "__pydantic_extra__", extra)
        object.__setattr__(model, "__pydantic_fields_set__", known)

    def _refusal(
        self, model: KclModel, data: Mapping[str, Any], error: KclError
    ) -> ValidationError:
        """Return what pydantic raises for data that KCL refuses."""
        details = list(self._collected(data))
        if not details:
            path, binding = self._place(model, error.message)
            details = [binding._detail(data, path, error.diagnostics[0])]
        return ValidationError.from_exception_data(self.model.__name__, details)

    def _collected(self, data: Mapping[str, Any]) -> Iterator[InitErrorDetails]:
        """Yield all that KCL says is wrong with ``data``, as far as it can be evaluated."""
        program = self.library.program
        found = program.violations(self.schema, data)
        instance, violations = found or (None, [])
        for path, one in placed(violations, instance_paths(instance)):
            model = self.library.model_for(one.instance.schema)
            binding = self if path is None or model is None else model.__kcl__
            labels = () if one.name is not None else check_labels(one, program.pipeline)
            diagnostic = Diagnostic(one.error.problem, labels)
            yield binding._detail(data, path or (), diagnostic, one.name)

    def _detail(
        self, data: Mapping[str, Any], path: Path, diagnostic: Diagnostic, name: str | None = None
    ) -> InitErrorDetails:
        """Return what is wrong with the instance at ``path``, or its attribute ``name``."""
        if name is None:
            modules = self.library.program.pipeline.modules
            name = attribute_to_blame(diagnostic, self.description.attributes, modules)
        where = path if name is None else (*path, name)
        message = diagnostic.problem.message
        kind = PydanticCustomError("kcl", "{message}", {"message": message})
        return InitErrorDetails(type=kind, loc=where, input=_at(data, where))

    def _place(self, model: KclModel, message: str) -> tuple[Path, Binding]:
        """Return the innermost model within ``model`` that is refused with ``message``."""
        for path, inner in inner_models(model):
            binding = inner.__kcl__
            try:
                self.library.program.instance(binding.schema, data_of(inner))
            except KclError as error:
                if error.message == message:
                    further, innermost = binding._place(inner, message)
                    return (*path, *further), innermost
        return (), self


def _at(data: Any, path: Path) -> Any:
    """Return what of ``data`` is at ``path``, as far as it goes."""
    for step in path:
        try:
            data = data[step]
        except (LookupError, TypeError):
            break
    return data
