"""The keys of settings files such as ``kcl.yaml`` (reference, 06 section 7)."""

from __future__ import annotations

from kclpy.packages.shapes import Items, Key, Listed, Named, Shape, Table, Text, Truth, Whole

CONFIGS = Table(
    {
        "files": Key(Listed(Text("file")), "The files that are compiled, relative to this one."),
        "file": Key(Listed(Text("file")), "An older name of `files`."),
        "output": Key(Text(), "The file that the result is written to."),
        "overrides": Key(Listed(), "Changes of the configuration, such as `app.replicas=3`."),
        "path_selector": Key(Listed(), "Paths of what is put out, such as `app.image`."),
        "strict_range_check": Key(Truth(), "Refuse numbers that do not fit 32 bits."),
        "disable_none": Key(Truth(), "Leave out attributes that are None."),
        "verbose": Key(Whole(), "How much is told."),
        "debug": Key(Truth(), "Run with more checks."),
        "sort_keys": Key(Truth(), "Sort the keys of the output."),
        "show_hidden": Key(Truth(), "Put out attributes whose names begin with `_`, too."),
        "include_schema_type_path": Key(Truth(), "Add `_type` to what comes of schemas."),
        "fast_eval": Key(Truth(), "Has no effect."),
        "package_maps": Key(
            Named(Text("directory"), "package", "The directory of an external package."),
            "External packages: directories by the names they are imported with.",
        ),
    },
    is_open=True,
)

OPTION = Table(
    {
        "key": Key(Text("option"), "The name that the program asks for with `option`.", True),
        "value": Key(Shape(), "The value of the option: anything that YAML can say."),
    },
    is_open=True,
)

SETTINGS = Table(
    {
        "kcl_cli_configs": Key(CONFIGS, "How the program is compiled."),
        "kcl_options": Key(Items(OPTION), "The values of options that the program asks for."),
    },
    is_open=True,
)
