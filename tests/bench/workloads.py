"""Programs that grow: one family each for what real configurations do a lot."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tests.bench.stack import stack_files

Files = dict[str, str]


@dataclass(frozen=True)
class Workload:
    """A family of programs: `build` makes the files of one size; ``main.k`` is the entry."""

    name: str
    about: str
    sizes: tuple[int, ...]
    build: Callable[[int], Files]


def _main(source: str) -> Files:
    return {"main.k": source}


def _lines(template: str, count: int) -> str:
    return "\n".join(template.format(i=i, j=i - 1, m=i % 10) for i in range(1, count + 1))


def schema_instances(size: int) -> Files:
    """Instances with nested lists of schemas, defaults and checks."""
    return _main(f"""\
schema Port:
    number: int
    protocol: "TCP" | "UDP" = "TCP"
    name: str = "p${{number}}"

    check:
        0 < number < 65536, "bad port"

schema Container:
    name: str
    image: str = "registry.example.org/" + name
    ports: [Port] = []
    env: {{str:str}} = {{}}

schema Deployment:
    name: str
    replicas: int = 1
    labels: {{str:str}} = {{app = name}}
    containers: [Container]
    ready?: bool

    check:
        replicas >= 0, "replicas must not be negative"
        len(containers) > 0, "no containers"

items = [
    Deployment {{
        name = "app${{i}}"
        replicas = i % 5
        labels: {{tier = "t${{i % 3}}"}}
        containers = [
            Container {{
                name = "main"
                ports = [Port {{number = 80 + i % 1000}}, Port {{number = 443, protocol = "TCP"}}]
                env = {{INDEX = str(i)}}
            }}
            Container {{name = "side"}}
        ]
    }} for i in range({size})
]
total = sum([d.replicas for d in items])
""")


def flat_instances(size: int) -> Files:
    """Many assignments of instances of one small schema."""
    head = """\
schema Service:
    name: str
    port: int = 80
    url: str = "http://${name}:${port}"

    check:
        port > 0

"""
    return _main(head + _lines('s{i} = Service {{name = "n{i}", port = {i}}}', size) + "\n")


def comprehension(size: int) -> Files:
    """Filters, nested loops and dictionaries made of loops."""
    return _main(f"""\
_numbers = [x * 2 for x in range({size}) if x % 3 != 0]
_words = {{"k${{x}}" = x + 1 for x in _numbers if x % 2 == 0}}
total = sum([v for _, v in _words])
pairs = len([x * y for x in range({size} // 100) for y in range(100) if x < y])
flat = sum([i + n for i, n in _numbers])
""")


def fibonacci(size: int) -> Files:
    """Tree recursion of one lambda."""
    return _main(f"""\
fib = lambda n: int -> int {{
    n if n < 2 else fib(n - 1) + fib(n - 2)
}}
a = fib({size})
""")


def mutual_recursion(size: int) -> Files:
    """Two lambdas that call each other, a few hundred calls deep."""
    return _main(f"""\
even = lambda n: int -> bool {{
    True if n == 0 else odd(n - 1)
}}
odd = lambda n: int -> bool {{
    False if n == 0 else even(n - 1)
}}
a = [even(300 + i % 50) for i in range({size})]
b = len([x for x in a if x])
""")


def lambda_calls(size: int) -> Files:
    """Calls of small lambdas with defaults, keywords and closures."""
    return _main(f"""\
scale = 3
add = lambda x: int, y: int = 1 -> int {{
    x * scale + y
}}
adder = lambda n {{
    lambda x {{ x + n }}
}}
_plus = adder(10)
total = sum([add(i) + add(i, y=2) + _plus(i) for i in range({size})])
""")


def merge_chain(size: int) -> Files:
    """One configuration merged with many small patches, one after the other."""
    head = "_m0 = {base: {a: 1, b: {c: 2}}, list: [1]}\n"
    body = _lines("_m{i} = _m{j} | {{k{i}: {{v: {i}}}, base.b.n{m}: {m}}}", size)
    return _main(f"{head}{body}\nresult = _m{size}\n")


def merge_statements(size: int) -> Files:
    """One instance configured by many unification statements."""
    head = "schema S:\n    items: {str:int} = {}\n    names: [str] = []\n\n"
    return _main(head + _lines('s: S {{items: {{k{i} = {i}}}, names += ["n{i}"]}}', size) + "\n")


def merge_wide(size: int) -> Files:
    """Two wide dictionaries that overlap by half."""
    return _main(f"""\
_left = {{"k${{i}}": {{v: i, l: [i]}} for i in range({size})}}
_right = {{"k${{i}}": {{w: i}} for i in range({size} // 2, {size} + {size} // 2)}}
result = _left | _right
count = len(result)
""")


def instance_patches(size: int) -> Files:
    """Instances that are made of other instances and a patch."""
    return _main(f"""\
schema Base:
    name: str = "n"
    size: int = 1
    double: int = size * 2
    labels: {{str:str}} = {{app = name}}

base = Base {{name = "base"}}
items = [base | {{size = i, labels.index = str(i)}} for i in range({size})]
""")


def strings(size: int) -> Files:
    """Interpolation, formatting, splitting and joining."""
    return _main(f"""\
_lines = ["${{i}}: host-${{i % 7}}.example.org/path/${{i * 3}}" for i in range({size})]
_parts = [l.split(": ")[1].replace("host", "h").upper() for l in _lines]
text = "\\n".join(_parts)
count = len(text)
padded = ["{{:05d}}-{{}}".format(i, "x") for i in range({size} // 10)]
""")


def string_chain(size: int) -> Files:
    """A string that grows statement by statement."""
    body = _lines('_s{i} = _s{j} + "line {i}\\n"', size)
    return _main(f'_s0 = ""\n{body}\nresult = _s{size}\n')


def output_list(size: int) -> Files:
    """A long list of dictionaries as output."""
    return _main(
        f'items = [{{name = "item${{i}}", index = i, on = i % 2 == 0}} for i in range({size})]\n'
    )


def output_dict(size: int) -> Files:
    """A long dictionary of strings as output."""
    return _main(f'items = {{"key${{i}}" = "value ${{i}}" for i in range({size})}}\n')


def assignments(size: int) -> Files:
    """A file of plain assignments: parsing, resolving, output."""
    lines = []
    for i in range(size):
        value = (f'"value {i}"', str(i), f"[{i}, {i + 1}]", f'{{x = {i}, y = "s{i}"}}')[i % 4]
        lines.append(f"name_{i} = {value}")
    return _main("\n".join(lines) + "\n")


def expressions(size: int) -> Files:
    """A file of arithmetic and references: parsing and checking, little output."""
    head = "_v0 = 1\n"
    body = _lines("_v{i} = (_v{j} + {i}) % 97 * 2 if _v{j} > {m} else {i} - {m} // 3", size)
    return _main(f"{head}{body}\nresult = _v{size}\n")


def forward_references(size: int) -> Files:
    """A chain of globals, each defined after its use."""
    body = "\n".join(f"_v{i} = _v{i + 1} + 1" for i in range(size))
    return _main(f"result = _v0\n{body}\n_v{size} = 0\n")


def literal_dict(size: int) -> Files:
    """One large literal of nested entries."""
    entry = """\
    entry{i} = {{
        name = "n{i}"
        port = {i}
        tags = ["a", "b{m}"]
    }}"""
    body = _lines(entry, size)
    return _main(f"table = {{\n{body}\n}}\n")


def conditional_entries(size: int) -> Files:
    """A literal with many conditional entries."""
    body = _lines("    if _n % {i} == 0:\n        k{i} = {i}", size)
    return _main(f"_n = 5040\nresult = {{\n{body}\n}}\n")


def quantifiers(size: int) -> Files:
    """Quantifiers over many dictionaries."""
    return _main(f"""\
_items = [{{name = "n${{i}}", port = i, on = i % 2 == 0}} for i in range({size})]
a = all x in _items {{ x.port >= 0 }}
b = any x in _items {{ x.name == "none" }}
c = len(map x in _items {{ x.port * 2 if x.on }})
d = len(filter x in _items {{ x.on }})
""")


def typed_loops(size: int) -> Files:
    """Arithmetic and comparisons of ints, floats and texts in comprehensions."""
    return _main(f"""\
_ints = [x * 3 + 1 - x // 2 for x in range({size}) if x % 7 > 1 and x != 5]
_floats = [x * 0.5 + 1.5 for x in _ints if 1 < x < {size}]
_texts = ["n${{x}}" + "-" + "${{x % 9}}" for x in _ints if x > 2]
count = len([t for t in _texts if t != "n5-5"])
total = sum([x + 1 for x in _ints])
most = max([f - 0.25 for f in _floats])
""")


def typed_calls(size: int) -> Files:
    """Calls of lambdas whose parameters and results have types."""
    return _main(f"""\
clamp = lambda x: int, low: int = 0, high: int = 1000 -> int {{
    low if x < low else high if x > high else x
}}
mix = lambda x: int, y: int -> int {{
    z = x * 31 + y * 17
    (z - z // 8) % 1009
}}
label = lambda name: str, n: int -> str {{
    name + "-" + str(n)
}}
total = sum([clamp(mix(i, i + 1), 10, 900) for i in range({size})])
last = [label("item", clamp(i, 0, 9)) for i in range({size})][-1]
""")


def typed_schemas(size: int) -> Files:
    """Instances of a schema whose attributes are ints, strings and lists of them."""
    return _main(f"""\
schema Box:
    width: int
    height: int = 2
    depth: int = width + height
    volume: int = width * height * depth
    name: str = "box-${{width}}x${{height}}"
    title: str = name + "/" + "${{volume}}"
    is_flat: bool = height < 2 or depth < 2
    sizes: [int] = [width, height, depth]

    check:
        0 < width < 10000, "bad width"
        volume >= 0

_boxes = [Box {{width = i % 100 + 1, height = i % 3 + 1}} for i in range({size})]
total = sum([b.volume for b in _boxes])
""")


def conversions(size: int) -> Files:
    """Values that land in places with declared types: lists, dicts, unions, instances."""
    return _main(f"""\
type Level = "low" | "mid" | "high"

schema Item:
    id: int
    tags: [str] = ["a", "b"]
    limits: {{str:int}} = {{cpu = 1, memory = 2}}
    level: Level = "mid"
    port: int | str = 80
    extra?: {{str:}}

_raw = [{{id = i, tags = ["t${{i}}"], port = "p" if i % 2 == 0 else i}} for i in range({size})]
_items: [Item] = _raw
ids: [int] = [i.id for i in _items]
total = sum(ids)
""")


def yaml_codec(size: int) -> Files:
    """Objects that are written as YAML and read again."""
    return _codec("yaml", size)


def json_codec(size: int) -> Files:
    """Objects that are written as JSON and read again."""
    return _codec("json", size)


def _codec(module: str, size: int) -> Files:
    return _main(f"""\
import {module}

_items = [{{
    name = "item-${{i}}"
    port = i
    ratio = i / 4
    on = i % 2 == 0
    tags = ["a", "b${{i % 10}}"]
    meta = {{note = "say: \\"${{i}}\\"", none = None}}
}} for i in range({size})]
_text = {module}.encode(_items)
_again = {module}.decode(_text)
size = len(_text)
count = len(_again)
last = _again[-1]
""")


WORKLOADS = (
    Workload("schemas", "nested instances with checks", (2000, 8000), schema_instances),
    Workload("instances", "flat instances", (4000,), flat_instances),
    Workload("comprehension", "comprehension", (100_000,), comprehension),
    Workload("fibonacci", "tree recursion", (20,), fibonacci),
    Workload("mutual", "mutual recursion", (200,), mutual_recursion),
    Workload("lambdas", "lambda calls", (20_000,), lambda_calls),
    Workload("merge", "chain of merges", (250, 500, 1000), merge_chain),
    Workload("unify", "unification statements", (1000, 2000, 4000, 8000), merge_statements),
    Workload("wide", "wide merge", (1000, 2000, 4000, 8000), merge_wide),
    Workload("patches", "patched instances", (2000,), instance_patches),
    Workload("strings", "text", (20_000,), strings),
    Workload("concat", "growing text", (2000,), string_chain),
    Workload("list", "output of 100,000 entries", (33_000,), output_list),
    Workload("dict", "output of 100,000 entries", (100_000,), output_dict),
    Workload("assignments", "plain assignments", (3000,), assignments),
    Workload("expressions", "arithmetic", (3000,), expressions),
    Workload("forward", "forward references", (400,), forward_references),
    Workload("literal", "large literal", (500, 1000), literal_dict),
    Workload("conditions", "conditional entries", (500, 1000), conditional_entries),
    Workload("quantifiers", "quantifiers", (5000,), quantifiers),
    Workload("stack", "application on a model library", (60, 100), stack_files),
    Workload("typed-loops", "typed arithmetic in loops", (50_000,), typed_loops),
    Workload("typed-calls", "typed lambdas", (20_000,), typed_calls),
    Workload("typed-schemas", "typed attributes", (4000,), typed_schemas),
    Workload("conversions", "declared types", (4000,), conversions),
    Workload("yaml-codec", "YAML written and read", (1000, 8000), yaml_codec),
    Workload("json-codec", "JSON written and read", (1000, 8000), json_codec),
    Workload("tiny", "one small program", (1,), lambda _: _main('a = 1\nb = "x${a}"\n')),
)
