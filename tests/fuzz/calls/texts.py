"""Strings that mean something to a function: addresses, dates, patterns, templates, YAML."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from typing import Any

from tests.fuzz.choices import Choices

Text = Callable[[Choices], str]

WORDS = (
    "", "a", "abc", "Hello World", "a,b,,c", " pad ", "é日😀", "ßtraße", "x=1", "it's", 'say "hi"',
    "tab\there", "l1\nl2", "l1\r\nl2\n", "aXbX", "ΑΣ", "ǅx", "null", "True", "0", "-1", "1.50",
    "1e5", "a1b22", "foo.bar", "\u2028", "\x00", "\x7f", "A_b-C", "aaa", "  two  words ",
    "<b>&'`=</b>", "${x}", "{x}", "50%", "\\d", "Ⅷ", "٣", "²", "K", "İ", "ﬀ",
)  # fmt: skip
LETTERS = "abXY01 _-,.:/\\\"'\t\né日😀ß$%{}[]()<>&=#@!?*+|~^`"


def any_text(choose: Choices) -> str:
    """Return a word, or some letters."""
    if choose.chance(60):
        return choose.pick(WORDS)
    return "".join(choose.pick(LETTERS) for _ in range(choose.number(0, 10)))


def damaged(choose: Choices, text: str) -> str:
    """Return a text that is right, or that has one letter too many or too few."""
    if not text or choose.chance(70):
        return text
    place = choose.number(0, len(text) - 1)
    form = choose.number(0, 3)
    if form == 0:
        return text[:place] + text[place + 1 :]
    if form == 1:
        return text[:place] + choose.pick(LETTERS) + text[place:]
    return text[:place] + choose.pick(LETTERS) + text[place + 1 :] if form == 2 else text[:place]


def address(choose: Choices) -> str:
    """Return an IP address, well formed or nearly."""
    fixed = (
        "127.0.0.1", "::1", "::", "0.0.0.0", "255.255.255.255", "10.1.2.3", "172.16.0.1",
        "::ffff:1.2.3.4", "192.168.1.1", "224.0.0.1", "224.0.1.1", "239.1.2.3", "169.254.1.1",
        "fe80::1", "ff01::1", "ff02::1", "ff05::2", "ff1e::1", "100.64.0.1", "192.0.2.1",
        "198.18.0.1", "198.51.100.7", "203.0.113.9", "240.0.0.1", "8.8.8.8",
        "2001:4860:4860::8888", "2001:db8::1", "fc00::1", "fd12::3", "64:ff9b::1", "1.2.3",
        "01.2.3.4", "::1.2.3.4", "1::2::3", "192.0.0.1", "192.0.0.9", "192.0.0.10", "192.88.99.1",
        "0.1.2.3", "2002:a::1", "2001:2::1", "2001:20::1", "100::1", "fec0::1", "3fff::1",
        "5f00::1", "2001::1", "2001:1::1", "2001:3::1",
    )  # fmt: skip
    if choose.chance(50):
        return damaged(choose, choose.pick(fixed))
    if choose.chance(50):
        return ".".join(str(choose.number(0, 260)) for _ in range(4))
    count = choose.number(6, 8)
    groups = [choose.pick(("0", "1", "db8", "ffff", "A", "0000", "")) for _ in range(count)]
    return ":".join(groups)


def cidr(choose: Choices) -> str:
    """Return a network, well formed or nearly."""
    fixed = (
        "10.0.0.0/8", "10.1.2.0/24", "192.168.0.0/16", "0.0.0.0/0", "::/0", "2001:db8::/32",
        "10.0.0.0/30", "10.0.0.4/31", "1.2.3.4/32", "fe80::/10", "::1/128", "10.0.0.1/8",
        "10.0.0.0/33", "::/129", "10.0.0.0", "10.0.0.0/", "/8", "10.0.0.0/-1", "10.0.0.0/08",
        "a/b", "::1",
    )  # fmt: skip
    if choose.chance(70):
        return damaged(choose, choose.pick(fixed))
    length = choose.number(0, 32)
    bits = choose.number(0, 2**32 - 1) >> (32 - length) << (32 - length) if length else 0
    return ".".join(str(bits >> shift & 255) for shift in (24, 16, 8, 0)) + f"/{length}"


def end_point(choose: Choices) -> str:
    """Return a host with a port, well formed or nearly."""
    fixed = (
        "1.2.3.4:80", "[::1]:80", "host:http", ":", "::1", "abc", "[::1]", "[a]b:1", "a:b:c",
        "[::1:80", "a]:80", "[]:0", "[[a]]:1", ":80", "host:",
    )  # fmt: skip
    return damaged(choose, choose.pick(fixed))


def date(choose: Choices) -> str:
    """Return a time in one of the usual forms, well formed or nearly."""
    year, month, day = choose.number(1969, 2100), choose.number(0, 13), choose.number(0, 31)
    hour, minute, second = choose.number(0, 24), choose.number(0, 60), choose.number(0, 61)
    day_text = choose.pick((f"{year}-{month:02}-{day:02}", f"{year}-{month}-{day}", "2024-02-29"))
    clock = choose.pick((f"{hour:02}:{minute:02}:{second:02}", "12:30:05", "23:59:60"))
    fraction = choose.pick(("", "", "", ".5", ".123456789", ".", ".1234567890"))
    zone = choose.pick(("Z", "z", "+00:00", "-07:30", "+0530", "", "+24:00", " +01:00", "-00:00"))
    fixed = (
        "Sat Nov 21 05:59:02 2026", "21-Nov-2026", "11/21/26", "05:59 PM", "2024-060", "0",
        "1700000000", "Tuesday 01 January 2024", "P1Y2M3DT4H5M6S", "PT36H", "P1W", "P", "PT",
        "P0.5D", "p1d", "P1H", "PT1D", "20240101", "2024-W05-1",
    )  # fmt: skip
    if choose.chance(35):
        return damaged(choose, choose.pick((*fixed, day_text, clock)))
    return damaged(choose, day_text + choose.pick("TTt ") + clock + fraction + zone)


DIRECTIVES = (
    "%Y", "%C", "%y", "%m", "%b", "%B", "%h", "%d", "%e", "%a", "%A", "%w", "%u", "%U", "%W",
    "%G", "%g", "%V", "%j", "%D", "%x", "%F", "%v", "%H", "%k", "%I", "%l", "%P", "%p", "%M",
    "%S", "%f", "%.f", "%.3f", "%3f", "%R", "%T", "%X", "%r", "%Z", "%z", "%:z", "%q", "%c", "%+",
    "%s", "%t", "%n", "%%", "%-d", "%_d", "%0d", "%Q", "%", "%#z", "%E",
)  # fmt: skip
MATCHING = (
    ("2024-02-29 12:30:05", "%Y-%m-%d %H:%M:%S"), ("2024-02-29", "%Y-%m-%d"), ("12:30", "%H:%M"),
    ("Thu Feb 29 12:30:05 2024", "%a %b %d %H:%M:%S %Y"), ("29/Feb/2024", "%d/%b/%Y"),
    ("1700000000", "%s"), ("2024-02-29T12:30:05+01:00", "%Y-%m-%dT%H:%M:%S%:z"),
    ("2024-02-29T12:30:05.25", "%FT%T%.f"), ("2024-060", "%Y-%j"), ("02/29/24", "%D"),
    ("12:30:05 PM", "%r"), ("29-Feb-2024", "%v"), ("2024-W09-4", "%G-W%V-%u"),
    ("Thursday, 29 February 2024", "%A, %d %B %Y"), ("24-2-9", "%y-%m-%e"),
)  # fmt: skip


def date_format(choose: Choices) -> str:
    """Return a format of dates."""
    if choose.chance(50):
        return choose.pick(MATCHING)[1]
    pieces = [choose.pick(DIRECTIVES) for _ in range(choose.number(1, 4))]
    return choose.pick(("-", " ", ":", "", "T")).join(pieces)


def duration(choose: Choices) -> str:
    """Return a duration, well formed or nearly."""
    fixed = (
        "1d", "2h", "3m", "4.5s", "1d2h3m4.5s", "90s", "0.5h", "", "1s1s", "1h1d", "-1h", "1",
        "1ms", "1.5d", ".5s", "5.s", "1e3s", " 1s", "99999999d", "1d1d", "0s", "1h30m",
        "9223372036854775808s",
    )  # fmt: skip
    return damaged(choose, choose.pick(fixed))


PATTERN_PARTS = (
    "a", "b", "x", "1", ".", "[a-z]", "[^b]", r"\w", r"\d", r"\s", r"\b", r"\B", "(a|b)",
    "(?:ab|c)", "^", "$", r"(\w+)", "(?i)x", "(?i:A)", "[[:alpha:]]", r"\p{L}", r"\p{Lu}",
    r"\P{L}", "[a-z&&[^aeiou]]", "(?P<n>a)", "(?<m>b)", r"\h", r"\x61", r"\x{62}", r"\u0063", "é",
    "日", r"\.", r"\-", "[]a]", "[a-]", "(?=b)", "(?!c)", "(?<=a)", "(?<!b)", "(?>a+)", r"\z",
    r"\A", r"[\d-]", r"[\w.]", "(?s).", "(?m)^", "()", "|", "(", ")", "[", "\\", "{", "}", "]",
    r"\Z", r"\G", r"\K", r"\R", "(?x) a #c\n", "(?U)a+", r"\1", "(?#c)", "\n", " ", "-",
    r"[^\W_]", r"\D", r"\S+",
)  # fmt: skip
QUANTIFIERS = (
    "", "", "", "*", "+", "?", "*?", "+?", "??", "{2}", "{1,}", "{0,2}", "{,2}", "++", "*+",
    "{2}?", "**", "{2,1}",
)  # fmt: skip
WHOLE_PATTERNS = (
    r"^[a-z0-9]([-a-z0-9]*[a-z0-9])?$", r"^\d{1,3}(\.\d{1,3}){3}$", r"^v?(\d+)\.(\d+)\.(\d+)$",
    r"[^@]+@[^@]+", r"(\w+)=(\w+)", r"\s+", ",", "", r"([a-z])\d+", r"^(?:[a-z]+/)*[a-z]+$",
    r"(?i)hello", r"(a)|(b)", r"^$",
)  # fmt: skip


def pattern(choose: Choices) -> str:
    """Return a regular expression, well formed or nearly."""
    if choose.chance(25):
        return choose.pick(WHOLE_PATTERNS)
    count = choose.number(1, 4)
    return "".join(choose.pick(PATTERN_PARTS) + choose.pick(QUANTIFIERS) for _ in range(count))


def subject(choose: Choices) -> str:
    """Return a text for patterns to match."""
    fixed = (
        "web-1", "192.168.0.1", "v1.22.333", "me@x.org", "k=v,w=x", "a1b22c333", "Hello hello",
        "aaa b", "a/b/c", "abab\nxx", "日a", "é1",
    )  # fmt: skip
    return choose.pick(fixed) if choose.chance(50) else any_text(choose)


def replacement(choose: Choices) -> str:
    """Return a template of what replaces a match."""
    parts = ("$1", "$n", "$0", "$$", "-", "<$0>", r"\1", "$", "$1x", "$9", "", "é", "$n_")
    return "".join(choose.pick(parts) for _ in range(choose.number(0, 2)))


TEMPLATE_PARTS = (
    "hi ", "{{name}}", "{{{html}}}", "{{&html}}", "{{html}}", "{{n}}", "{{f}}", "{{t}}",
    "{{none}}", "{{missing}}", "{{list}}", "{{dict}}", "{{dict.a}}", "{{dict/a}}", "{{list.[0]}}",
    "{{list.1}}", "{{this.name}}", "{{.}}", "{{@root.name}}", "{{#if t}}yes{{/if}}",
    "{{#if none}}yes{{else}}no{{/if}}", "{{#if n}}A{{else if t}}B{{else}}C{{/if}}",
    "{{#unless t}}x{{/unless}}", "{{#each list}}{{this}},{{/each}}",
    "{{#each list}}{{@index}}:{{this}} {{/each}}", "{{#each dict}}{{@key}}={{this}};{{/each}}",
    "{{#each none}}x{{else}}empty{{/each}}",
    "{{#each list}}{{#if @first}}[{{/if}}{{this}}{{#if @last}}]{{/if}}{{/each}}",
    "{{#each rows as |r i|}}{{i}}{{r.id}}{{../name}}{{/each}}",
    "{{#with dict}}{{a}}{{../name}}{{/with}}", "{{lookup list 1}}", "{{lookup dict 'a'}}",
    "{{len list}}", "{{len name}}", "{{len dict}}", "{{#if (eq n 1)}}one{{/if}}",
    "{{#if (gt n 0)}}pos{{/if}}", "{{#if (and t n)}}both{{/if}}", "{{#if (or none t)}}any{{/if}}",
    "{{#if (not none)}}not{{/if}}", "{{eq name 'x'}}", "{{! comment }}", "{{!-- {{c}} --}}",
    "{{~name~}}", " \n ", "\n", "  {{#if t}}\n  in\n  {{/if}}\n", "\\{{name}}", "\\\\{{name}}",
    "{{#*inline \"p\"}}P{{name}}{{/inline}}{{> p}}", "{{raw html}}", "{{upper name}}",
    "{{#foo}}x{{/foo}}", "{{1}}", "{{true}}", "{{[a b]}}", "{{log name}}", "{{list.length}}",
    "{{@index}}", "{{ name }}", "{{else}}", "{{/if}}", "{{#if}}x{{/if}}", "{{#each list}}", "{{",
    "}}", "{ {", "<&>\"'`=", "é日", "{{#if f includeZero=true}}z{{/if}}",
    "{{#if zero includeZero=true}}z{{/if}}", "{{ne n 1}}", "{{lt n f}}", "{{gte 2 2}}",
    "{{len rows}}", "{{#each rows}}{{#each this}}{{@key}}{{/each}}{{/each}}",
    "{{#with none}}w{{else}}nw{{/with}}",
)  # fmt: skip
TEMPLATE_DATA = (
    '{name = "Al<x>", html = "<b>&</b>", n = 1, f = 1.5, t = True, none = None, zero = 0, '
    'list = ["a", 2, 3.0], '
    'dict = {b = 1, a = "x"}, rows = [{id = 1}, {id = "two", z = 0}], "a b" = 7, "1" = "one"}'
)


def template(choose: Choices) -> str:
    """Return a template, well formed or nearly."""
    text = "".join(choose.pick(TEMPLATE_PARTS) for _ in range(choose.number(1, 4)))
    return damaged(choose, text) if choose.chance(30) else text


def plain_value(choose: Choices, depth: int = 2) -> Any:
    """Return data that JSON can hold."""
    form = choose.number(0, 9 if depth else 6)
    if form <= 1:
        return any_text(choose)
    if form == 2:
        return choose.pick((0, 1, -1, 42, 2**63 - 1, -(2**63), 2**63, 2**64, 10**25, 1000000))
    if form == 3:
        return choose.pick((0.5, 1.0, -2.25, 1e300, 1e-7, 1e16, 123456.789, 5e-324, 0.1))
    if form <= 6:
        return choose.pick((None, True, False))
    if form == 7:
        return [plain_value(choose, depth - 1) for _ in range(choose.number(0, 3))]
    return {any_text(choose): plain_value(choose, depth - 1) for _ in range(choose.number(0, 3))}


def json_text(choose: Choices) -> str:
    """Return JSON, well formed or nearly."""
    value = plain_value(choose)
    indent = choose.pick((None, None, 1, 2))
    text = json.dumps(value, ensure_ascii=choose.chance(30), indent=indent)
    return damaged(choose, text)


YAML_LINES = (
    "a: 1", "b: two", "c: [1, 2, {x: y}]", "d:\n  - x\n  - y: 1\n    z: 2",
    "e: |\n  line\n  more\n", "f: >-\n  folded\n  text\n", "g: 'it''s'", 'h: "q\\n\\u00e9\\x41"',
    "i: &anchor {k: v}\nj: *anchor", "? complex\n: value", "k: ~", "l: null", "m: yes", "n: True",
    "o: 0x1F", "p: 0o14", "q: 012", "r: 1_000", "s: .inf", "t: 1e3", "u: .5", "v: !!str 1",
    "w: !!int '7'", "x: !local z", "<<: {m: 1}", "1: one", "true: t", "null: n", "1.5: f",
    "y: 2024-01-01", "z: 12:30", "aa: # comment", "bb: a b  c", "cc: a: b", "- item",
    "- - nested", "---", "...", "%YAML 1.2\n---", "{a: 1, b: [2]}", "[a, 'b', \"c\"]", "# only",
    "dd: 18446744073709551615", "ee: 9223372036854775808", "ff: -9223372036854775809",
    "gg: 18446744073709551616", "plain text", "'quoted'", '"x": 1', "a: 2", "hh: *missing",
    "ii: [1, 2", "jj: {a: 1", "kk: 'open", "\tll: 1", "mm:\n\t- 1", "nn: @x", "oo: `x", "pp: %x",
    "qq: !!binary aGk=", "rr: !!set {a, b}", "ss: |2\n    x", "tt: >+\n  a\n\n",
    "uu: \"multi\n  line\"", "vv: multi\n  plain", "ww: - x", "xx:  ", "? [1]\n: 2",
    "zz: !!float 1", "ab: !!null ''", "ac: !!bool true", "ad: 'a\\b'", "ae: 0b11", "af: +1",
    "ag: 1.", "ah: -.5e-3", "ai: NaN", "aj: .NaN", "ak: off", "al: a#b", "am: 'x' y",
    "an: http://x/y", "ao: -", "ap: - ", "aq: ?x", "ar: :x", "as: é日😀",
)  # fmt: skip


def yaml_text(choose: Choices) -> str:
    """Return YAML, well formed or nearly."""
    if choose.chance(20):
        return json_text(choose)
    text = "\n".join(choose.pick(YAML_LINES) for _ in range(choose.number(1, 4)))
    return damaged(choose, text + choose.pick(("", "\n"))) if choose.chance(30) else text


def base64_text(choose: Choices) -> str:
    """Return base64, well formed or nearly."""
    raw = choose.pick((any_text(choose).encode(), b"\xff\x00", b"\xc3"))
    return damaged(choose, base64.b64encode(raw).decode())


def base32_text(choose: Choices) -> str:
    """Return base32, well formed or nearly."""
    raw = choose.pick((any_text(choose).encode(), b"\xff\x00", b"\xc3"))
    text = base64.b32encode(raw).decode()
    return damaged(choose, choose.pick((text, text, text.lower(), text.rstrip("="))))


def encoding(choose: Choices) -> str:
    """Return a label of an encoding."""
    return choose.pick((
        "utf-8", "UTF 8", "utf8", "latin1", "iso-8859-1", "ascii", "gbk", "shift_jis", "utf-16",
        "utf-16le", "foo", "", "windows-1252", "big5", "euc-kr", "koi8-r", "iso-8859-15",
        "gb18030", "euc-jp", "macintosh", "x-user-defined", "iso-2022-jp", "windows-1251",
        "us-ascii", " utf-8 ",
    ))  # fmt: skip


def number_text(choose: Choices) -> str:
    """Return a number as `int` and `float` read it, well formed or nearly."""
    fixed = (
        "0", "10", "-10", "+10", "1Ki", "1k", "1m", "2Gi", "0x10", "0xff", "-0xff", "0b11",
        "0o17", "1.5", "1e3", ".5", "5.", "inf", "-Infinity", "nan", "1e400", "abc", "", " 1",
        "1_0", "9223372036854775807", "9223372036854775808", "zz", "Ki", "-", "+", "1e", "٣",
        "-9223372036854775808", "100000P", "1Kii", "0X1F", "+0x1", "--1", "1 ",
    )  # fmt: skip
    return damaged(choose, choose.pick(fixed))


def format_text(choose: Choices) -> str:
    """Return a text with fields for `str.format`."""
    fields = (
        "{}", "{0}", "{1}", "{name}", "{:5}", "{:>5}", "{:<6}|", "{:^7}", "{:*^9}", "{:05d}",
        "{:+d}", "{:x}", "{:#b}", "{:,}", "{:.2f}", "{:e}", "{:g}", "{:%}", "{:.3}", "{:s}",
        "{:c}", "{:_x}", "{!r}", "{!s:>4}", "{0[0]}", "{0[a]}", "{0.a}", "{{", "}}", "{", "}",
        "text", "é", "{:08.2f}", "{:>+8.2f}", "{: d}", "{:#X}", "{:n}", "{:G}", "{:.0f}", "{:=6}",
        "{:=^6}", "{:,.2f}", "{:o}", "{:E}", "{:F}", "{:10.3e}", "{ }", "{:{}}", "{:.1%}", "{:z}",
        "{:é>4}", "{:0>3}", "{a.b}",
    )  # fmt: skip
    return "".join(choose.pick(fields) for _ in range(choose.number(1, 3)))
