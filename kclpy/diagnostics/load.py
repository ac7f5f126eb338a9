"""Problems of loading: entries, imports, overrides and settings (reference, 05 section 4)."""

from __future__ import annotations

from kclpy.diagnostics.advice import Advice
from kclpy.diagnostics.problem import Problem, aside
from kclpy.diagnostics.suggestion import nearest, proposal, rename
from kclpy.source import Span

BROWSE = "browse more packages at 'https://artifacthub.io'"


class NoEntries(Problem):
    """The command was given nothing to compile, and found nothing by itself."""

    template = "No input KCL files or paths"
    remedy = "name a file or a directory, or run the command where a kcl.mod or a .k file is"


class NoFiles(Problem):
    """The directory to compile contains no KCL file."""

    template = "No input KCL files"
    remedy = "files whose names begin with '_' or end with '_test.k' do not count"


class EntryNotFound(Problem):
    """A file or directory to compile does not exist."""

    path: str
    others: tuple[str, ...] = aside(default=())  # what is there instead
    template = "Cannot find the kcl file, please check the file path {path}"

    def advice(self, span: Span | None) -> Advice:
        return Advice(help=proposal(nearest(self.path, self.others)))


class RootNotFound(Problem):
    """``${KCL_MOD}`` is used where no other entry tells the root of the package."""

    path: str
    template = "Can not find {path} in the path: "
    remedy = "name a file or a directory of the package as well"


class UnreadableFile(Problem):
    """A file exists but cannot be read as text."""

    path: str
    reason: str
    template = "Failed to load KCL file '{path}'. Because '{reason}'"
    remedy = "the files of a program are text in UTF-8 that you may read"


class TooLarge(Problem):
    """A program is nested so deeply, or is so large, that it cannot be compiled."""

    is_nested: bool
    remedy = "split it into smaller files, or move data to YAML and read it with yaml.decode"

    @property
    def message(self) -> str:
        what = "is nested too deeply" if self.is_nested else "needs more memory than there is"
        return f"the program {what}"


class PackageNotFound(Problem, code="E2F04", kind="CannotFindModule"):
    """An import names a package that is neither in the program nor a dependency of it."""

    path: str
    others: tuple[str, ...] = aside(default=())  # what could be imported
    template = "pkgpath {path} not found in the program"

    def advice(self, span: Span | None) -> Advice:
        return _import_advice(self.path, self.others, span)


class ModuleNotFound(Problem, code="E2F04", kind="CannotFindModule"):
    """An import leads to no directory and no file; ``place`` is where one was expected."""

    name: str
    place: str
    others: tuple[str, ...] = aside(default=())  # what could be imported
    template = "Cannot find the module {name} from {place}"

    def advice(self, span: Span | None) -> Advice:
        return _import_advice(self.name, self.others, span)


def _import_advice(name: str, others: tuple[str, ...], span: Span | None) -> Advice:
    """Propose the nearest package; the name stands somewhere in the import at ``span``."""
    found = nearest(name, others)
    if found is None or span is None:
        return Advice()
    start = span.file.text.find(name, span.start, span.end)
    place = None if start < 0 else Span(span.file, start, start + len(name))
    return Advice(help=proposal(found), fixes=rename(place, name, found))


class EmptyModule(Problem, code="E2F04", kind="CannotFindModule"):
    """An import leads out of the program: too many dots, or no name at all."""

    name: str
    place: str
    template = (
        "Failed to import the module {name} from {place}. "
        "No KCL files found in the specified folder"
    )


class AmbiguousPackage(Problem, code="E2F04", kind="CannotFindModule"):
    """A package of the program has the name of a dependency."""

    path: str
    internal: str
    external: str
    template = "the `{path}` is found multiple times in the current package and vendor package"
    remedy = "rename the directory, or give the dependency another name in kcl.mod"

    @property
    def note(self) -> str:
        """Where both were found."""
        return f"current package: {self.internal}\nvendor package: {self.external}"


class RecursiveLoad(Problem, code="E1001", kind="RecursiveLoad"):
    """Files import each other in a ring."""

    files: tuple[str, ...]
    remedy = "move what they share to a package that both import"

    @property
    def message(self) -> str:
        """The files of the ring, one in a line."""
        lines = (f"- {file}" for file in self.files)
        return "\n".join(("Could not compiles due to cyclic import statements", *lines))


class CircularModules(Problem, code="E2L23", kind="CompileError"):
    """A package imports itself by way of others."""

    names: tuple[str, ...]
    remedy = "move what they share to a package that both import"

    @property
    def message(self) -> str:
        """The packages of the ring."""
        return f"There is a circular reference between modules {', '.join(self.names)}"


class BadOverride(Problem):
    """An override is not of the form that the command line asks for."""

    spec: str
    template = (
        "Invalid spec format '{spec}', expected <field_path>=<filed_value>, "
        "<field_path>:<filed_value>, <field_path>+=<filed_value> or <field_path>-"
    )
    remedy = "quote the value for your shell: -O 'app.replicas=3'"


class UnquotedIndex(Problem):
    """An index in the path of an override is not a string."""

    template = "Expected opening quote after '['"
    remedy = "write the key in quotes, and all of it too: -O 'a[\"b\"]=1'"


class SettingsNotFound(Problem):
    """A settings file does not exist."""

    path: str
    template = "Failed to load '{path}', no such file or directory"
    remedy = "paths of settings are relative to the work directory"


class BadSettings(Problem):
    """A settings file is not of the form that the reference describes."""

    path: str
    template = "Failed to load '{path}', invalid setting file format"
    remedy = "a settings file has the sections kcl_cli_configs and kcl_options"


class BadArgument(Problem):
    """A top-level argument lacks its ``=`` or its key."""

    text: str
    template = "Invalid value for top level arguments: {text}"
    remedy = "write key=value"


class BadConfiguration(Problem, kind="ConfigurationError"):
    """What ``kcl.mod`` or ``pyproject.toml`` says to a command cannot be understood."""

    reason: str
    template = "{reason}"


class BadManifest(Problem):
    """A ``kcl.mod`` is not of the form that the reference describes."""

    path: str
    reason: str
    template = "could not load '{path}': {reason}"
    remedy = "a kcl.mod is TOML with the tables package, dependencies and profile"


class DependencyConflict(Problem):
    """Two dependencies have the same name once ``-`` is written ``_``."""

    name: str
    template = "dependency name conflict, '{name}' already exists"
    remedy = "remove one of the two from kcl.mod, or rename it"


class BadExternal(Problem):
    """An external package is not given as ``name=path``."""

    text: str
    template = "Invalid value for external packages: {text}"
    remedy = "write name=path"


class BadPermission(Problem):
    """What is allowed to a plugin is not written ``NAME`` or ``NAME=need,need``."""

    text: str
    template = (
        "'{text}' allows no plugin: expected NAME, or NAME= and some of "
        "environment, files, network, processes"
    )
