"""What people write that is no KCL, or not yet: half-typed lines, and habits of other languages."""

from __future__ import annotations

STATEMENTS = tuple(
    line
    for line in r'''
import
import .
import a.
import math as
import math as m.n
import "math"
from math import pi
import math, regex
schema
schema X
schema X(
schema X(Y
schema X[
schema X[a
schema X[a:
schema X for
schema X:  a: int
schema X {
schema 1:
schema:
mixin M
mixin
protocol P
rule
rule R
rule R(
rule R:
check
check:
@
@info
@info(
@info("a"
@deprecated(version=
type
type T
type T =
type T = [
type T = int |
type = int
assert
assert x,
assert x if
assert True if
if
if True
if True:
if x ==
else:
else
elif True:
elif
zz = lambda
zz = lambda x
zz = lambda x:
zz = lambda x ->
zz = lambda x: int -> {
zz = lambda x {
zz = lambda x, {
zz = lambda x: int, y: {
zz = lambda x: x + 1
zz = lambda { x } -> int
zz = lambda (x) { x }
zz = lambda x => x + 1
zz = all
zz = all x
zz = all x in
zz = all x in [1]
zz = any x in [1] {
zz = map x in 1 { x }
zz = filter x, y, z in [1] { x }
zz = all x in (a) { x }
zz = [
zz = [1
zz = [1,
zz = [1, 2
zz = [for
zz = [i for
zz = [i for i
zz = [i for i in
zz = [i for i in [1]
zz = [i for i in [1] if
zz = [i for i of [1]]
zz = [i, i for i in [1]]
zz = [*
zz = [1 : 2]
zz = [if True
zz = [if True:
zz = [if True: 1 else]
zz = {
zz = {a
zz = {a}
zz = {a =
zz = {a = 1
zz = {a = 1,
zz = {a: 1, b
zz = {a:
zz = {"a"
zz = {"a" 1}
zz = {a = 1; b = 2}
zz = {**
zz = {a -> 1}
zz = {a => 1}
zz = {a := 1}
zz = {if True: a = 1 else b = 2}
zz = {if True a = 1}
zz = {a = 1 for
zz = {a = 1 for i in [1]
zz = {1, 2}
zz = {"a", "b"}
zz = {, a = 1}
zz = {a = 1,, b = 2}
zz = [1,, 2]
zz = [, 1]
zz = f(
zz = f(1
zz = f(1,
zz = f(a=
zz = f(a=1
zz = f(a: 1)
zz = f(,)
zz = f(1,, 2)
zz = f(a=1, 2)
zz = f(*[1])
zz = f(**{})
zz = (
zz = (1
zz = ()
zz = (1, 2)
zz = (1 +
zz = x.
zz = x?.
zz = x?
zz = x..y
zz = x->y
zz = x.1
zz = x."a"
zz = x[
zz = x[]
zz = x[1
zz = x[1:
zz = x[1:2:3:4]
zz = x[1, 2]
zz = x[1 2]
zz = 1 +
zz = 1 if
zz = 1 if True
zz = 1 if True else
zz = if True: 1 else: 2
zz = True ? 1 : 2
zz = 1 and
zz = not
zz = 1 not 2
zz = 1 is not
zz = 1 in
zz = 1 as
zz = 1 as [int]
zz = - -1
zz = not not True
zz = ++1
zz = 1 ++ 2
zz = 1 && 2
zz = 1 || 2
zz = 1 <> 2
zz = 1 === 2
zz = 1 =
zz =
zz
zz:
zz: int
zz: int =
zz: = 1
zz: [int = []
zz: {str:int = {}
zz: {str:
zz: (int
zz: int | = 1
zz: int? = 1
zz?: int = 1
zz: X {
zz: X(
zz: X(1)
zz +=
zz := 1
zz == 1
zz => 1
zz++
zz--
zz = 1 2 3
zz = = 1
zz = 1 = 2
zz, yy = 1, 2
zz = 1, 2
zz = 1; yy = 2
zz = 1;
zz = "abc
zz = 'abc
zz = "abc'
zz = """abc
zz = "${
zz = "${}"
zz = "${x"
zz = "${x y}"
zz = "${1 +}"
zz = "${1:json}"
zz = "${1:#}"
zz = "${ {a = 1} }"
zz = "\x4"
zz = "\N{nope}"
zz = "a" "b"
zz = f"a"
zz = b"a"
zz = `a`
zz = 0x
zz = 0b2
zz = 0o9
zz = 08
zz = 1__0
zz = 1_
zz = 1e
zz = 1e+
zz = 1.2.3
zz = 1..2
zz = .5
zz = 1abc
zz = 1Xi
zz = 0X1F
zz = 99999999999999999999
zz = 5%
zz = $
zz = $1
zz = 50%
zz = #
zz = @x
zz = \
zz = 1 \ + 2
zz = ~
zz = !True
zz = !
zz = 1 !=
zz = null
zz = nil
zz = new X()
zz = x!
zz = ...
zz = *x
zz = &x
zz = <x>
zz = {{ x }}
zz = ${x}
zz = [1}
zz = (1]
zz = {a = 1)
zz = 1)
zz = 1]
zz = 1}
1 = 2
1
x() = 1
x?.y = 1
x[0:1] = 1
"a" = 1
"a": 1
[a] = 1
(zz) = 1
-1
+1
- a
* a
** a
/ a
// comment
/* comment */
-- comment
)
]
}
,
:
.
...
?
=
->
;
$
!
\
def f(x):
def f(x): return x
def f(x) { x }
function f(x) { x }
func f(x) -> int { x }
f(x) = x + 1
class A:
class A(B):
struct A { a: int }
interface A
enum A
var zz = 1
let zz = 1
const zz = 1
int zz = 1
return 1
pass
while True:
for i in [1]:
for i in [1] { i }
for
in
try:
with x as y:
print "a"
del x
raise x
global x
async x
match x:
switch x {
case 1:
a: b: c
a.b.
a.b: int
a[0
a[0]: int = 1
a.b: X {}
---
key: value
- key: value
{{ .Values.a }}
#if x
@a @b
schema X(Y)
schema X(Y):
schema X(Y, Z):
schema X extends Y:
schema X[a, b](Y) for Z
schema X(Y) {a: int}
'''.strip("\n").split("\n")
)

ENDINGS = (
    *("+", "-", "*", "/", "and", "or", "not", "in", "is", "==", "<", "|", "if", "else", "as"),
    *(".", "?.", ",", ":", "=", "->", "(", "[", "{", ")", "]", "}", ";", "\\", "#", "for", "@"),
)

STRAY = (
    *(";", "!", "\\", "$", "?", "@", "`", "¥", "\u00a0", "\u200b", "\x00", "\x01", "²", "😀"),
    *("é", "\f", "\r", "'", '"', '"""', "#", "~", "^", "%", "&", "&&", "||", "//", "/*", "…", "“"),
)

TOKENS = (
    *("(", ")", "[", "]", "{", "}", ",", ":", "=", "+=", ".", "...", "?", "@", "->", "-", "+"),
    *("*", "**", "/", "//", "%", "|", "&", "^", "~", "<<", "==", "!=", "<", ">=", "not", "and"),
    *("or", "in", "is", "as", "if", "elif", "else", "for", "import", "schema", "mixin", "rule"),
    *("protocol", "check", "assert", "type", "lambda", "all", "any", "map", "filter", "None"),
    *("True", "Undefined", "x", "x.y", "1", "1.5", "2Ki", '"s"', "'t'", '"${x}"', "r'a'", "\n"),
)

KEYWORDS = (
    *("import", "rule", "schema", "mixin", "protocol", "check", "for", "assert", "if", "elif"),
    *("else", "or", "and", "not", "in", "is", "lambda", "all", "any", "filter", "map", "type"),
    *("True", "False", "None", "Undefined", "as"),
)
