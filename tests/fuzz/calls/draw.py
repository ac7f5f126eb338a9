"""Calls of a builtin, made from its signature."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from kclpy.builtins import registry
from kclpy.builtins.declare import Builtin
from kclpy.builtins.signature import Parameter
from tests.fuzz.calls import texts, values
from tests.fuzz.choices import Choices

Make = Callable[[Choices], str]

# What depends on more than its arguments, or does more than return a value.
IMPURE = frozenset((
    "print", "crypto.uuid", "crypto.filesha256", "datetime.ticks", "datetime.date",
    "datetime.today", "datetime.now", "net.fqdn", "json.dump_to_file", "yaml.dump_to_file",
    "yaml.dump_all_to_file", "manifests.yaml_stream",
))  # fmt: skip
REDUCERS = (
    "lambda a, b { a + b }", "lambda a, b { b }", "lambda a, b { [a, b] }",
    "lambda a: int, b: int -> int { a * b }", "lambda a { a }", "lambda a, b { a[b] }", "f",
)  # fmt: skip
THUNKS = (
    "lambda { 1 }", 'lambda { assert False, "boom" }', "lambda { [1][z(5)] }",
    'lambda { int("x") + z(1) }', "lambda { z({}).a.b }", "lambda { assert z(0) }",
    "lambda x { x }", "lambda { z(1) + z('a') }", "f",
)  # fmt: skip
TYPES = ("str", "int", "float", "bool", "list", "dict", "foo", "")


def modules() -> list[str]:
    """Return the names of the system modules that the oracle has, too."""
    return [name for name in registry.module_names() if "." not in name]


def _builtins() -> Iterator[Builtin]:
    yield from registry.universe().values()
    yield from registry.members("str").values()
    for name in modules():
        if name != "file":
            yield from (registry.module(name) or {}).values()


def pure_builtins() -> list[Builtin]:
    """Return the builtins whose result depends on their arguments alone."""
    return [builtin for builtin in _builtins() if builtin.full_name not in IMPURE]


def call(choose: Choices, builtin: Builtin) -> str:
    """Return a call, most often one that is right."""
    subject = builtin.full_name
    if builtin.is_member:
        receiver = texts.format_text if builtin.name == "format" else texts.any_text
        subject = f"{values.literal(receiver(choose))}.{builtin.name}"
        if choose.chance(10):
            subject = f"z({subject.rpartition('.')[0]}).{builtin.name}"
    return f"{subject}({', '.join(_arguments(choose, builtin))})"


def _arguments(choose: Choices, builtin: Builtin) -> list[str]:
    if builtin.is_variadic:
        return _any_arguments(choose, builtin)
    parameters = builtin.signature.parameters
    given = [p for p in parameters if p.is_required or choose.chance(45)]
    if given and choose.chance(3):
        del given[choose.number(0, len(given) - 1)]
    arguments: list[str] = []
    for position, parameter in enumerate(given):
        value = _argument(choose, builtin, parameter)
        is_in_place = parameter is parameters[position] and (
            not arguments or "=" not in arguments[-1].partition(" ")[2][:1]
        )
        in_order = is_in_place and len(arguments) == position and not _has_keyword(arguments)
        if in_order and not choose.chance(8):
            arguments.append(value)
        else:
            arguments.append(f"{parameter.name}={value}")
    if choose.chance(2):
        surplus = values.anything(choose)
        arguments.append(f"foo={surplus}" if _has_keyword(arguments) else surplus)
    return arguments


def _has_keyword(arguments: list[str]) -> bool:
    return any(part.partition("=")[0].isidentifier() and "=" in part for part in arguments)


def _argument(choose: Choices, builtin: Builtin, parameter: Parameter) -> str:
    form = choose.number(0, 99)
    if form < 10:
        return values.wrapped(values.anything(choose))
    if form < 13:
        return values.anything(choose)
    if form < 15:
        return "None"
    made = maker(builtin, parameter)(choose)
    return values.wrapped(made) if form < 25 else made


def _any_arguments(choose: Choices, builtin: Builtin) -> list[str]:
    """Return arguments of a function that takes any."""
    if builtin.name in ("max", "min") and choose.chance(60):
        return [values.number(choose) for _ in range(choose.number(2, 4))]
    if builtin.name == "dict" and choose.chance(60):
        return [*[values.mapping(choose)][: choose.number(0, 1)], "k=1"]
    if builtin.name != "format":
        item = choose.pick((values.sequence, values.sequence, values.mapping, values.text))
        return [
            item(choose) if choose.chance(80) else values.wrapped(values.anything(choose))
            for _ in range(choose.number(1, 3))
        ]
    items = [values.anything(choose) for _ in range(choose.number(0, 3))]
    return [*items, f"name={values.anything(choose)}"] if choose.chance(50) else items


def maker(builtin: Builtin, parameter: Parameter) -> Make:
    """Return what makes arguments for a parameter: by its meaning, or by its type."""
    for key in (f"{builtin.full_name} {parameter.name}", parameter.name):
        if key in _TEXTS:
            made = _TEXTS[key]
            return lambda choose: values.literal(made(choose))
        if key in _VALUES:
            return _VALUES[key]
    kind = str(parameter.type)
    found = _KINDS.get(kind)
    if found is not None:
        return found
    return values.sequence if kind.startswith("[") else values.anything


def _number_of(choose: Choices) -> str:
    """Return what `int` and `float` convert."""
    if choose.chance(40):
        return values.anything(choose)
    return values.literal(texts.number_text(choose))


def _bits(choose: Choices) -> str:
    return f"[{', '.join(str(choose.number(-1, 12)) for _ in range(choose.number(0, 4)))}]"


def _data(choose: Choices) -> str:
    return texts.TEMPLATE_DATA if choose.chance(90) else values.mapping(choose)


def _sortable(choose: Choices) -> str:
    return choose.pick((values.sequence, values.sequence, values.mapping, values.text))(choose)


def _one_letter(choose: Choices) -> str:
    letters: tuple[str, ...] = (*"aZ0 é日😀ß", "", "ab")
    return choose.pick(letters)


def _affix(choose: Choices) -> str:
    return choose.pick(
        ("a", "b", "", "ab", "é", " ", ",", "l", "xx", "ß", "\n", "日", texts.any_text(choose))
    )


def _separator(choose: Choices) -> str:
    """Return a pattern that does not match nothing, where the oracle would not return."""
    return choose.pick("ab,1") + texts.pattern(choose).replace("|", "")


_TEXTS: dict[str, Callable[[Choices], str]] = {
    "ip": texts.address,
    "host": texts.address,
    "cidr": texts.cidr,
    "ip_end_point": texts.end_point,
    "pattern": texts.pattern,
    "string": texts.subject,
    "regex.split pattern": _separator,
    "replace": texts.replacement,
    "template": texts.template,
    "date": texts.date,
    "format": texts.date_format,
    "dt": texts.date,
    "d": texts.duration,
    "duration.add a": texts.duration,
    "duration.add b": texts.duration,
    "duration.sub a": texts.duration,
    "duration.sub b": texts.duration,
    "encoding": texts.encoding,
    "json.decode value": texts.json_text,
    "json.validate value": texts.json_text,
    "yaml.decode value": texts.yaml_text,
    "yaml.decode_all value": texts.yaml_text,
    "yaml.validate value": texts.yaml_text,
    "base64.decode value": texts.base64_text,
    "base32.decode value": texts.base32_text,
    "c": _one_letter,
    "sub": _affix,
    "val": _affix,
    "old": _affix,
    "new": _affix,
    "sep": _affix,
    "chars": _affix,
    "prefix": _affix,
    "suffix": _affix,
    "type": lambda choose: choose.pick(TYPES),
}
_VALUES: dict[str, Make] = {
    "reducer": lambda choose: choose.pick(REDUCERS),
    "func": lambda choose: choose.pick(THUNKS),
    "int number": _number_of,
    "float number": _number_of,
    "additional_bits": lambda choose: str(choose.number(-1, 34)),
    "net.CIDR_subnets additional_bits": _bits,
    "template.execute data": _data,
    "sorted inval": _sortable,
    "len inval": _sortable,
    "base": lambda choose: str(choose.pick((2, 8, 10, 16, 36, 37, 0, 1, -1))),
    "ndigits": lambda choose: str(choose.number(-4, 25)),
    "indent": lambda choose: str(choose.pick((0, 1, 2, 4, -1))),
    "range start": lambda choose: str(choose.number(-5, 12)),
    "range stop": lambda choose: str(choose.number(-5, 12)),
    "range step": lambda choose: str(choose.number(-3, 3)),
}
_KINDS: dict[str, Make] = {
    "int": values.integer,
    "float": values.floating,
    "int | float": values.number,
    "str": values.text,
    "bool": values.boolean,
    "[int]": values.sequence,
    "int | str": values.integer,
    "{str:any}": values.mapping,
}
