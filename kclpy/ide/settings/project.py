"""``kcl.yaml``: what is compiled, and the values of the options that the program asks for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property

from kclpy.diagnostics import Problem
from kclpy.diagnostics.settings import UnknownOption
from kclpy.driver.option_calls import OptionInfo, option_nodes, option_of
from kclpy.driver.setting_keys import SETTINGS
from kclpy.ide.describe import Description
from kclpy.ide.program import LoadedProgram
from kclpy.ide.settings.document import Cursor
from kclpy.ide.settings.shaped import ShapedDocument
from kclpy.ide.settings.tree import Spot
from kclpy.packages.shapes import Path, Text
from kclpy.source import SourceFile, Span

_FILES = (("kcl_cli_configs", "files"), ("kcl_cli_configs", "file"))


class ProjectDocument(ShapedDocument):
    """A settings file; ``load`` returns its program, told whether it names the files of it."""

    shape = SETTINGS

    def __init__(self, file: SourceFile, load: Callable[[bool], LoadedProgram]) -> None:
        super().__init__(file)
        self.load = load

    @cached_property
    def program(self) -> LoadedProgram:
        """The program that the settings are about."""
        names_files = any(one.path[:2] in _FILES for one in self.tree.spots)
        return self.load(names_files)

    @cached_property
    def calls(self) -> list[tuple[OptionInfo, Span]]:
        """The calls of `option` in all packages of the program, with their places."""
        return [
            (option_of(call, module.file), module.file.span(call.start, call.end))
            for package in self.program.packages.values()
            for module in package.package.modules
            for call in option_nodes(module)
        ]

    @cached_property
    def options(self) -> dict[str, tuple[OptionInfo, Span]]:
        """The options that the program asks for, by name, each with the first call."""
        found: dict[str, tuple[OptionInfo, Span]] = {}
        for call, place in self.calls:
            if call.name:
                found.setdefault(call.name, (call, place))
        return found

    @property
    def is_known(self) -> bool:
        """Whether all options can be known: the program is there, and its calls name them."""
        program = self.program
        has_names = all(call.name for call, _ in self.calls)
        return bool(program.packages) and not program.loading and has_names

    def named_mistakes(self, names: str, value: str) -> Iterator[Problem]:
        if names == "option":
            if self.is_known and value not in self.options:
                yield UnknownOption(value, tuple(self.options))
        else:
            yield from super().named_mistakes(names, value)

    def words(self, text: Text, path: Path, cursor: Cursor) -> Iterator[tuple[str, str]]:
        if text.names != "option":
            yield from super().words(text, path, cursor)
            return
        others = (one for one in self.tree.spots if not one.start <= cursor.start <= one.end)
        given = {one.text for one in others if self._is_option(one)}
        for name, (call, _) in self.options.items():
            if name not in given:
                yield name, _told(call)

    def _is_option(self, spot: Spot) -> bool:
        return not spot.is_key and spot.path[:1] == ("kcl_options",) and spot.path[-1] == "key"

    def described_value(self, spot: Spot) -> Description | None:
        found = self.options.get(spot.text) if self._is_option(spot) else None
        if found is None:
            return super().described_value(spot)
        return Description(f'option("{spot.text}")', "", _told(found[0]))

    def declared(self, spot: Spot) -> Iterator[Span]:
        found = self.options.get(spot.text) if self._is_option(spot) else None
        if found is not None:
            yield found[1]
        else:
            yield from super().declared(spot)


def _told(call: OptionInfo) -> str:
    """Return what a call of `option` says of the option."""
    parts = [call.help, f"Type: {call.type}" if call.type else ""]
    parts += [f"Default: {call.default}" if call.default else ""]
    parts += ["It is required." if call.required else ""]
    return "\n\n".join(filter(None, parts))
