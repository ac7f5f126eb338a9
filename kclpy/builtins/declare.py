"""How a builtin is written: a plain Python function under a decorator.

The annotations become the KCL signature, the docstring becomes hover text and manual, and
the function itself is what runs. An underscore at the end of a function's name only avoids
a name of Python's: ``def len_`` declares ``len``.

```python
library = Library("text", fail)


@library.builtin
def repeat(text: str, times: int, sep: str = "") -> str:
    ...
```

A function whose first parameter is annotated ``Evaluation`` is given the state of the run
there; the parameter is no part of the KCL signature. The result type ``UndefinedType`` in a
union says that the function may have no result for arguments which only `any` lets through.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, TypeAlias, TypeVar, overload

if TYPE_CHECKING:
    from kclpy.builtins.signature import Signature
    from kclpy.types import Type

_NO_KEYWORDS: Final[Mapping[str, Any]] = MappingProxyType({})
# How the full names of the functions of plugins begin, and the imports of plugins.
PLUGIN_PREFIX: Final = "kcl_plugin."

# What a plugin may ask for beside its arguments.
NEEDS: Final = ("environment", "files", "network", "processes")

_HAS_ARGS: Final = 0x04  # flags of code objects
_HAS_KWARGS: Final = 0x08

# A parameter or result that is an int or a float.
Number: TypeAlias = int | float

F = TypeVar("F", bound=Callable[..., Any])


@dataclass(frozen=True, eq=False)
class Builtin:
    """A function of the standard library.

    ``function`` takes KCL values by position or by keyword, after the state of the run if
    ``needs_context``. ``parameters`` are the names that KCL sees, the first ``required`` of
    them have no default. A variadic builtin takes any arguments. A member function of values
    takes the value as its first argument; it is no parameter. ``missing`` is the message for a
    call without a required argument, which ``fail`` makes an exception of; only a call
    through a value of type any gets there. If a builtin ``is_steady``, it does nothing but return
    the same for the same arguments.
    """

    name: str
    full_name: str
    function: Callable[..., Any]
    parameters: tuple[str, ...]
    required: int
    needs_context: bool
    is_variadic: bool
    is_member: bool
    missing: str | None
    fail: Callable[[str], Exception]
    is_steady: bool = True

    @property
    def doc(self) -> str:
        """The documentation, for hover text and manual."""
        return self.function.__doc__ or ""

    @cached_property
    def signature(self) -> Signature:
        """Names, types and defaults of the parameters, and the type of the result."""
        from kclpy.builtins.signature import signature_of

        return signature_of(self)

    def call(
        self, args: tuple[Any, ...], kwargs: Mapping[str, Any] = _NO_KEYWORDS, context: Any = None
    ) -> Any:
        """Return the result for any arguments: those that do not fit are ignored.

        A keyword wins over a positional argument. The receiver of a member function is the
        first of ``args``.
        """
        if not self.is_variadic:
            hidden = int(self.is_member)
            count = len(args) - hidden
            if kwargs or not self.required <= count <= len(self.parameters):
                args, kwargs = args[:hidden], self._bound(args[hidden:], kwargs)
        if self.needs_context:
            return self.function(context, *args, **kwargs)
        return self.function(*args, **kwargs)

    def bind(self, context: Any) -> Callable[..., Any]:
        """Return `call` for one run: a callable that takes arguments and keywords."""
        return partial(self.call, context=context)

    def _bound(self, args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return the arguments by name, with all that are required."""
        names = self.parameters
        bound = dict(zip(names, args, strict=False))
        bound.update({name: kwargs[name] for name in names if name in kwargs})
        lacking = [name for name in names[: self.required] if name not in bound]
        if lacking and self.missing is not None:
            text = self.missing.format(name=self.name, parameter=lacking[0], given=len(bound))
            raise self.fail(text)
        return {**dict.fromkeys(lacking, MISSING), **bound}


class _Missing:
    """Stands for an argument that was not given."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "MISSING"

    def __bool__(self) -> bool:
        return False


# The default of a parameter whose absence differs from every value.
MISSING: Final[Any] = _Missing()

_ONE = "{name}() takes exactly one argument ({given} given)"
_MORE = "{name}() missing required argument: '{parameter}'"


@dataclass(frozen=True, eq=False)
class Constant:
    """A value of a module that is no function."""

    name: str
    full_name: str
    value: Any
    doc: str

    @property
    def type(self) -> Type:
        """The KCL type of the value."""
        from kclpy.builtins.signature import constant_type

        return constant_type(self.value)


class Library:
    """The builtins that one file of the standard library declares.

    ``name`` is the module's name, "" for the functions that need no import. ``fail`` turns a
    message into the exception that ends a run. The functions are steady, unless the library or
    the function says otherwise.
    """

    def __init__(self, name: str, fail: Callable[[str], Exception], is_steady: bool = True) -> None:
        self.name = name
        self.fail = fail
        self.is_steady = is_steady
        self.builtins: dict[str, Builtin] = {}
        self.members: dict[str, dict[str, Builtin]] = {}
        self.constants: dict[str, Constant] = {}

    @overload
    def builtin(self, function: F, /) -> F: ...

    @overload
    def builtin(
        self, /, *, missing: str | None = "", is_steady: bool = True
    ) -> Callable[[F], F]: ...

    def builtin(
        self, function: F | None = None, /, *, missing: str | None = "", is_steady: bool = True
    ) -> Any:
        """Declare a function of the module.

        ``missing`` is the message of a call that lacks a required argument, with the fields
        name, parameter and given; None if the function is run with `MISSING` in its place.
        """
        if function is None:
            return partial(self._declare, missing=missing, is_steady=is_steady)
        return self._declare(function, missing=missing, is_steady=is_steady)

    def member(self, kind: str, missing: str | None = "") -> Callable[[F], F]:
        """Declare a member function of the values of ``kind``, the first parameter."""
        return partial(self._declare_member, kind, missing)

    def constant(self, name: str, value: Any, doc: str = "") -> None:
        """Declare a value of the module."""
        self.constants[name] = Constant(name, f"{self.name}.{name}", value, doc)

    def include(self, part: Library) -> None:
        """Take over what another file declared."""
        self.builtins.update(part.builtins)
        for kind, functions in part.members.items():
            self.members.setdefault(kind, {}).update(functions)

    def _declare(self, function: F, missing: str | None, is_steady: bool) -> F:
        found = self._describe(function, self.name, missing, is_member=False, is_steady=is_steady)
        self.builtins[found.name] = found
        return function

    def _declare_member(self, kind: str, missing: str | None, function: F) -> F:
        found = self._describe(function, kind, missing, is_member=True, is_steady=True)
        self.members.setdefault(kind, {})[found.name] = found
        return function

    def _describe(
        self,
        function: Callable[..., Any],
        owner: str,
        missing: str | None,
        is_member: bool,
        is_steady: bool,
    ) -> Builtin:
        """Return the record of ``function``, read off its code object, which is cheap."""
        code = function.__code__
        count = code.co_argcount
        names = code.co_varnames[:count]
        needs_context = count > 0 and function.__annotations__.get(names[0]) == "Evaluation"
        hidden = needs_context + is_member
        name = function.__name__.rstrip("_")
        required = count - len(function.__defaults__ or ()) - hidden
        if missing == "":
            missing = _ONE if required == 1 else _MORE
        return Builtin(
            name=name,
            full_name=f"{owner}.{name}" if owner else name,
            function=function,
            parameters=names[hidden:],
            required=required,
            needs_context=needs_context,
            is_variadic=bool(code.co_flags & (_HAS_ARGS | _HAS_KWARGS)),
            is_member=is_member,
            missing=missing,
            fail=self.fail,
            is_steady=is_steady and self.is_steady,
        )
