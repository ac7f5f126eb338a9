"""Asking KCL, JSON Schema and pydantic about the same data."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from jsonschema import Draft202012Validator
from pydantic import BaseModel, ValidationError

from kclpy.diagnostics.error import KclError
from kclpy.driver.live import LiveProgram, checked_pipeline
from kclpy.driver.options import Options
from kclpy.driver.request import Request
from kclpy.exporters import jsonschema, pydantic
from kclpy.exporters.reader import read_catalog
from kclpy.interop.models import models_of
from kclpy.semantics.program import MAIN
from tests.exports.generate import Data, Generator, value_text
from tests.oracle import Oracle


@dataclass(frozen=True)
class Verdicts:
    """Who accepts the data; ``official`` is None where the official engine was not asked."""

    program: str
    schema: str
    data: Data
    kcl: bool
    why: str
    jsonschema: bool
    model: bool
    stand_alone: bool
    official: bool | None = None

    @property
    def agree(self) -> bool:
        """Tell whether all say the same."""
        others = {self.jsonschema, self.model, self.official}
        return others <= {self.kcl, None} and (self.stand_alone or not self.kcl)

    def __str__(self) -> str:
        return (
            f"{self.program}\n# {self.schema} {json.dumps(self.data)}\n# kcl {self.kcl}, "
            f"jsonschema {self.jsonschema}, model {self.model}, "
            f"stand-alone {self.stand_alone}, official {self.official}\n{self.why}"
        )


def compare(seed: int, count: int, oracle: Oracle | None = None) -> Iterator[Verdicts]:
    """Yield what is said of ``count`` data for the schemas of one generated program."""
    generator = Generator(seed)
    options = Options(paths=("s.k",), texts={"s.k": generator.text})
    program = LiveProgram(checked_pipeline(Request(options)))
    catalog = read_catalog(program.pipeline.program, program.pipeline.types)
    definitions = jsonschema.document(catalog)["$defs"]
    models = models_of(program)
    module: dict[str, type[BaseModel]] = {}
    exec(compile(pydantic.write(catalog), "<models>", "exec"), module)
    for described in catalog:
        module[described.name].model_rebuild(_types_namespace=module)
    for number in range(count):
        schema = generator.random.choice(generator.schemas)
        data = generator.data(schema, faults=(0.0, 0.03, 0.15)[number % 3])
        validator = Draft202012Validator({"$ref": f"#/$defs/{schema.name}", "$defs": definitions})
        why = ""
        try:
            program.instance(program.schema(MAIN, schema.name), data)
        except KclError as error:
            why = error.message
        yield Verdicts(
            generator.text,
            schema.name,
            data,
            not why,
            why,
            validator.is_valid(data),
            _accepts(models[schema.name], data),
            _accepts(module[schema.name], data),
            None if oracle is None else _official(oracle, generator.text, schema.name, data),
        )


def _accepts(model: type[BaseModel], data: Data) -> bool:
    try:
        model.model_validate(data)
    except ValidationError:
        return False
    return True


def _official(oracle: Oracle, program: str, schema: str, data: Data) -> bool | None:
    """Return whether the official engine makes an instance of the data; None if it crashes."""
    text = f"{program}\n_d: any = {value_text(data)}\nx = {schema} {{**_d}}\n"
    with TemporaryDirectory() as home:
        path = Path(home, "s.k")
        path.write_text(text, "utf-8")
        answer = oracle.run(Options(paths=(str(path),), workdir=home))
    return None if answer is None else not answer.is_failure
