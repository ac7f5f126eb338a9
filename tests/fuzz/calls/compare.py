"""Which differences between the replies to a call are meant to be.

Each rule stands for a line of docs/differences.md.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable

from tests.fuzz.calls.batch import Reply

_FLOAT = re.compile(r"-?\d+(?:\.\d+)?(?:e[-+]?\d+)?")
_INTERNAL = re.compile(
    r"called `(Result|Option)::unwrap\(\)`|from_ascii_bytes_radix|start byte index"
    r"|index out of bounds|in list_get|TimeDelta"
)
_LACKING = re.compile(
    r"takes (exactly|at least) \w+ arguments? \(\d given\)|expect \d arguments?, found"
)
_IGNORED = re.compile(
    r"\.[lr]?strip\(chars=|\.replace\(.*count=|^(list|dict)\(x=|math\.log\(.*e=|(start|end)="
)
_KEYWORD = re.compile(r"[(,] ?\w+=")
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]|\\u")

Rule = Callable[[str, Reply, Reply], bool]


def verdict(call: str, oracle: Reply, ours: Reply) -> str:
    """Return "equal", why the replies differ on purpose, or "" if they should not differ."""
    if oracle == ours:
        return "equal"
    if ours.status in ("crash", "hang"):
        return ""
    if oracle.status in ("crash", "hang"):
        return "the oracle dies or hangs"
    for reason, rule in _RULES.items():
        if rule(call, oracle, ours):
            return reason
    return ""


def _is_close(call: str, oracle: Reply, ours: Reply) -> bool:
    """Tell whether two values differ in the last digits of floats only."""
    one, two = oracle.text, ours.text
    if oracle.status != "value" or _FLOAT.sub("#", one) != _FLOAT.sub("#", two):
        return False
    pairs = zip(_FLOAT.findall(one), _FLOAT.findall(two), strict=True)
    return all(a == b or math.isclose(float(a), float(b), rel_tol=1e-14) for a, b in pairs)


def _is_worded(call: str, oracle: Reply, ours: Reply) -> bool:
    return oracle.status == ours.status == "failed" and bool(_INTERNAL.search(oracle.text))


def _is_keyword(call: str, oracle: Reply, ours: Reply) -> bool:
    """Tell whether the oracle does not find an argument because it has a name."""
    if not _KEYWORD.search(call) or ours.status == "refused":
        return False
    if ".join(iter=" in call or _IGNORED.search(call):
        return True
    return _LACKING.search(oracle.text) is not None


def _is_none_refused(call: str, oracle: Reply, ours: Reply) -> bool:
    return "None" in call and "expected a str, got 'NoneType'" in ours.text.replace("''", "'")


def _is_beyond_ascii(call: str, oracle: Reply, ours: Reply) -> bool:
    """Tell whether the oracle fails at a letter beyond ASCII."""
    inner = ("called `Option::unwrap()`", "format error", "char boundary")
    is_failure = any(words in oracle.text for words in inner)
    return is_failure and bool(_BEYOND_ASCII.search(call))


def _is_mended(call: str, oracle: Reply, ours: Reply) -> bool:
    """Tell whether a function has a known defect in the oracle."""
    name = call.partition("(")[0]
    if name == "math.pow":
        has_large_exponent = re.search(r"\d{16}", call) is not None
        return has_large_exponent or ours.text.rstrip("'").endswith("A 64 bit integer overflow")
    if name == "reduce":
        return "non-nullable accumulator" in oracle.text
    if name == "multiplyof":
        return "with overflow" in oracle.text
    if name == "math.log":
        return oracle.status == ours.status == "value"
    if name == "yaml.encode":
        return "multiline_string" in call and "\\" in call
    if name == "regex.findall" and "Option::unwrap" in oracle.text:
        return True
    if name == "regex.split":
        return oracle.status == ours.status == "value"
    if ".format(" in call and "--" in oracle.text:
        return True
    return name in _DEFECTIVE


def _is_caught(call: str, oracle: Reply, ours: Reply) -> bool:
    """Tell whether a message that differs on purpose is a result."""
    return call.startswith("runtime.catch(") and _INTERNAL.search(oracle.text) is not None


def _is_misnamed(call: str, oracle: Reply, ours: Reply) -> bool:
    """Tell whether the oracle's message names another function."""
    return ours == Reply(oracle.status, oracle.text.replace("add_to_", "sub_from_"))


def _is_json(call: str, oracle: Reply, ours: Reply) -> bool:
    """Tell whether a text is JSON that the oracle's reader of YAML refuses."""
    return call.startswith("yaml.") and bool(re.search(r"\\ud[89ab]", call))


def _is_word(call: str, oracle: Reply, ours: Reply) -> bool:
    """Tell whether a pattern looks for the letters of words in a text with other numbers."""
    return call.startswith("regex.") and "\\w" in call.lower() and "²" in call


def _is_repetition(call: str, oracle: Reply, ours: Reply) -> bool:
    """Tell whether a pattern repeats something at least twice and at most once."""
    return call.startswith("regex.") and "{2,1}" in call


def _is_long_duration(call: str, oracle: Reply, ours: Reply) -> bool:
    return call.startswith("duration.") and bool(re.search(r"\d{14}", oracle.text))


def _is_one_sign(call: str, oracle: Reply, ours: Reply) -> bool:
    return "format" in call and re.sub(r"\+( *\+)", r"\1", oracle.text) == ours.text


def _is_yaml_fault(call: str, oracle: Reply, ours: Reply) -> bool:
    return call.startswith("yaml.decode") and oracle.status == ours.status == "failed"


def _is_template_syntax(call: str, oracle: Reply, ours: Reply) -> bool:
    return "register template failed" in oracle.text and ours.status == "failed"


_DEFECTIVE = frozenset(
    (
        *("math.log1p", "collection.union_all", "units.to_n", "units.to_u", "units.to_m"),
        *("base32.decode", "oct", "all_true", "dict"),
    )
)
_RULES: dict[str, Rule] = {
    "last digit of a float": _is_close,
    "internals in the oracle's message": _is_worded,
    "keywords are taken": _is_keyword,
    "None is refused": _is_none_refused,
    "letters beyond ASCII": _is_beyond_ascii,
    "defect of the function": _is_mended,
    "messages that are results": _is_caught,
    "name of another function": _is_misnamed,
    "JSON is YAML": _is_json,
    "letters of words": _is_word,
    "repetition that cannot be": _is_repetition,
    "very long durations": _is_long_duration,
    "one sign of a number": _is_one_sign,
    "wording of YAML faults": _is_yaml_fault,
    "wording of template faults": _is_template_syntax,
}
