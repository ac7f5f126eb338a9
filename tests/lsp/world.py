"""A workspace that is changed in every way: a module, a library beside it, a stack, files alone.

``FILES`` are its files. A `World` is what they are at a moment, on disk and in an editor.
"""

from __future__ import annotations

from pathlib import Path

from tests.lsp.desk import Desk
from tests.lsp.screen import Screen

# A step: what is done, and with what. Offsets beyond a text mean its end.
Step = tuple[str | int, ...]

FILES = {
    "app/kcl.mod": '[package]\nname = "app"\n\n[dependencies]\nlib = { path = "../lib" }\n',
    "app/main.k": """\
import models
import models.web as w
import middle
import lib

app: models.App = models.App {
    name = "é😀"
    port = 80
    labels = {tier = "front", "a.b" = 'c'}
}
site = w.Web {
    name = app.name + "x", path = "/"
    replicas: 2
    ports = [w.Port {number = n} for n in [80, 443]]
}
total = middle.sum(site.ports) + lib.scale(app.port)
if total > 1:
    extra = middle.known?.port
""",
    "app/models/app.k": """\
import .base as b

schema App(b.Named):
    \"\"\"An application, 😀.

    Attributes
    ----------
    port : int, default is 80
        Where it listens: é.
    \"\"\"
    mixin [b.LabelMixin]
    port: int = 80
    kind: "web" | "job" = "web"
    replicas?: int

    check:
        0 < port < 65536, "bad port"
""",
    "app/models/base.k": """\
type Labels = {str:str}

schema Named:
    name: str

protocol LabelProtocol:
    labels: {str:str}

mixin LabelMixin for LabelProtocol:
    owner: str = "team-ü"

schema Table[key: str]:
    [key]: int = len(key)
""",
    "app/models/web/web.k": """\
import models

schema Port:
    number: int
    protocol: "TCP" | "UDP" = "TCP"

schema Web(models.App):
    path?: str = "/"
    ports: [Port] = []
""",
    "app/models/web/more.k": """\
schema Limited(Web):
    limit: int = len(path or "")
    @deprecated(version="1", reason="old", strict=False)
    most?: int

_hidden = Port {number = 1}
""",
    "app/middle/m.k": """\
import models
import models.web

known = web.Web {name = "known", path = "/é"}
sum = lambda ports: [web.Port], start: int = 0 -> int {
    numbers = [p.number for p in ports]
    len(numbers) + start
}
table = models.Table(key="x") {a = 1}
""",
    "app/middle/m_test.k": 'test_sum = lambda {\n    assert sum([]) == 0, "none"\n}\n',
    "app/alone.k": "import math\r\n\r\nx = math.pow(2, 3)\r\ny = [x, *[1, 2]]\r\n",
    "app/stacks/base.k": 'import models\n\n_base = models.App {name = "base"}\nreplicas = 1\n',
    "app/stacks/dev/kcl.yaml": "kcl_cli_configs:\n  files:\n    - ../base.k\n    - dev.k\n",
    "app/stacks/dev/dev.k": 'replicas: 2\nname = _base.name + "-dev"\nzone = option("zone")\n',
    "app/k8s/apps/v1/deployment.k": """\
import k8s.core.v1 as core

schema Deployment:
    \"\"\"Deployment enables declarative updates.\"\"\"
    apiVersion: "apps/v1" = "apps/v1"
    kind: "Deployment" = "Deployment"
    metadata?: core.ObjectMeta
    spec?: DeploymentSpec

schema DeploymentSpec:
    replicas?: int
    selector: {str:}
    template: core.PodTemplate
""",
    "app/k8s/core/v1/core.k": """\
schema ObjectMeta:
    name?: str
    namespace?: str
    labels?: {str:str}

schema Container:
    name: str
    image?: str
    ports?: [ContainerPort]
    env?: [{str:str}]

schema ContainerPort:
    containerPort: int
    protocol?: "TCP" | "UDP" | "SCTP"

schema PodTemplate:
    metadata?: ObjectMeta
    spec?: PodSpec

schema PodSpec:
    containers: [Container]
    restartPolicy?: str = "Always"
""",
    "app/deploy.k": """\
import k8s.apps.v1
import models

_app = models.App {name = "shop"}
deployment = v1.Deployment {
    metadata.name = _app.name
    metadata.labels = {app = _app.name}
    spec: {
        replicas = _app.replicas or 1
        selector.matchLabels = {app = _app.name}
        template: {
            metadata.labels = {app = _app.name}
            spec.containers = [{
                name = "main"
                ports = [{containerPort = _app.port}]
            }]
        }
    }
}
""",
    "lib/kcl.mod": '[package]\nname = "lib"\nversion = "0.1.0"\n',
    "lib/lib.k": "scale = lambda x: int -> int {\n    x * factor\n}\nfactor = 2\n",
    "lib/shapes/shape.k": "schema Shape:\n    sides: int\n    name?: str = str(sides)\n",
    "alone/one.k": "import two\na = two.b\n",
    "alone/two.k": "b = 1\nc = {d.e = b}\n",
}

# Files that come and go.
OTHERS = {
    "app/models/extra.k": 'schema Extra(App):\n    extra: str = "é"\n',
    "app/models/web.k": "schema Web:\n    other: int\n",
    "app/middle/more.k": "import lib.shapes\n\nshape = shapes.Shape {sides = 3}\n",
    "app/new/new.k": "import middle\n\nnew = middle.known.name\n",
    "app/k8s/core/v1/more.k": "schema Volume:\n    name: str\n    size?: units.NumberMultiplier\n",
    "app/stacks/dev/more.k": "more = replicas\n",
    "lib/models/app.k": "schema App:\n    size: int\n",
    "alone/two/two.k": "b = 'two'\n",
    "app/kcl.yaml": "kcl_cli_configs:\n  file:\n    - main.k\n    - deploy.k\n",
}

# What settings and manifests may become.
SETTINGS = {
    "app/kcl.mod": (
        '[package]\nname = "app"\n',
        '[package]\nname = "other"\n\n[dependencies]\nlib = { path = "../lib" }\n',
        '[package]\nname = "app"\n\n[profile]\nentries = ["main.k", "deploy.k"]\n',
        "[package\n",
    ),
    "lib/kcl.mod": ('[package]\nname = "renamed"\n',),
    "app/stacks/dev/kcl.yaml": (
        "kcl_cli_configs:\n  files:\n    - dev.k\n",
        "kcl_cli_configs:\n  files:\n    - ../base.k\n    - dev.k\n    - more.k\n",
        "kcl_cli_configs: [\n",
    ),
}

FOLDERS = ("app", "lib", "alone")


class World:
    """Files on disk, texts in the editor, and a server that is told of all changes."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.disk: dict[str, str] = {}
        self.screens: dict[str, Screen] = {}
        for name, text in FILES.items():
            self._write(name, text)
        self.desk = self.fresh()

    def fresh(self) -> Desk:
        """Return a server that has never seen anything but the present texts."""
        desk = Desk(*(self.folder / name for name in FOLDERS))
        for name, screen in self.screens.items():
            desk.open(self.folder / name, screen.text)
        return desk

    def uri(self, name: str) -> str:
        """Return the address of a file."""
        return (self.folder / name).as_uri()

    def text(self, name: str) -> str:
        """Return what the editor shows, or what is on disk."""
        screen = self.screens.get(name)
        return self.disk.get(name, "") if screen is None else screen.text

    @property
    def names(self) -> list[str]:
        """The KCL files that there are."""
        return sorted(name for name in {*self.disk, *self.screens} if name.endswith(".k"))

    # Steps

    def do(self, step: Step) -> None:
        """Do a step; the methods below say which there are."""
        verb, *rest = step
        getattr(self, f"_do_{verb}")(*rest)

    def _do_edit(self, name: str, start: int, end: int, text: str) -> None:
        """Change an open text; one that is not is opened."""
        if name not in self.screens:
            self._do_open(name)
        screen = self.screens[name]
        size = len(screen.text)
        start, end = min(start, size), min(end, size)
        self.desk.change(self.uri(name), screen.replace(start, end, text))

    def _do_undo(self, name: str) -> None:
        screen = self.screens.get(name)
        change = None if screen is None else screen.undo()
        if change is not None:
            self.desk.change(self.uri(name), change)

    def _do_whole(self, name: str, text: str) -> None:
        """Give an open text another content, as editors do that read a file again."""
        if name not in self.screens:
            self._do_open(name)
        self.screens[name] = Screen(text)
        self.desk.change(self.uri(name), text)

    def _do_open(self, name: str) -> None:
        if name not in self.screens:
            self.screens[name] = Screen(self.disk.get(name, ""))
            self.desk.open(self.folder / name, self.screens[name].text)

    def _do_close(self, name: str) -> None:
        if name in self.screens:
            del self.screens[name]
            self.desk.close(self.uri(name))

    def _do_save(self, name: str) -> None:
        if name in self.screens:
            self._do_write(name, self.screens[name].text)
            self.desk.notify("textDocument/didSave", {"textDocument": {"uri": self.uri(name)}})

    def _do_write(self, name: str, text: str) -> None:
        """Write a file behind the editor's back, which watches files."""
        kind = 2 if name in self.disk else 1
        self._write(name, text)
        self.desk.changed_on_disk(self.folder / name, kind)

    def _do_delete(self, name: str) -> None:
        if name in self.disk:
            del self.disk[name]
            (self.folder / name).unlink()
            self.desk.changed_on_disk(self.folder / name, 3)

    def _write(self, name: str, text: str) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode("utf-8", "surrogatepass"))
        self.disk[name] = text
