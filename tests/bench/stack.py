"""An application stack on a model library of many files, as platform teams have them."""

from __future__ import annotations

KINDS = ("core", "net", "storage", "batch", "policy", "meta")

_META = '''\
"""Names and labels that every model shares."""

schema Meta:
    """Identity of a resource.

    Attributes
    ----------
    name: str, required
        Name of the resource.
    namespace: str, default is "default"
        Where it lives.
    """

    name: str
    namespace: str = "default"
    labels: {str:str} = {"app.kubernetes.io/name" = name}
    annotations?: {str:str}

    check:
        1 <= len(name) <= 63, "name must have 1 to 63 characters"

mixin OwnerMixin:
    """Adds the owner's label."""

    owner: str = "platform"
    labels: {str:str} |= {owner = owner}
'''

_MODEL = '''\
"""Model {index} of {kind}."""

import models.base

schema Model{index}Spec:
    """Settings of model {index}.

    Attributes
    ----------
    image: str, required
        What to run.
    replicas: int, default is 1
        How many.
    """

    image: str
    replicas: int = 1
    command?: [str]
    env: {{str:str}} = {{}}
    ports: [Model{index}Port] = []
    strategy: "Recreate" | "RollingUpdate" = "RollingUpdate"
    limits: {{str:str}} = {{cpu = "${{replicas * 100}}m", memory = "${{replicas * 128}}Mi"}}

    check:
        replicas >= 0, "replicas must not be negative"
        all p in ports {{ p.number > 0 }}, "ports must be positive"

schema Model{index}Port:
    """A port."""

    number: int
    name: str = "port-${{number}}"
    protocol: "TCP" | "UDP" = "TCP"

schema Model{index}(base.Meta):
    """Model {index}: a resource of {kind}."""

    mixin [base.OwnerMixin]

    kind: str = "Model{index}"
    spec: Model{index}Spec
    enabled: bool = True
    if enabled:
        status = "on"
    else:
        status = "off"

render{index} = lambda m: Model{index} -> {{str:}} {{
    {{
        apiVersion = "{kind}/v1"
        kind = m.kind
        metadata = {{name = m.name, namespace = m.namespace, labels = m.labels}}
        spec = {{
            replicas = m.spec.replicas
            template.containers = [{{
                name = m.name
                image = m.spec.image
                env = [{{name = k, value = v}} for k, v in m.spec.env]
                ports = [{{containerPort = p.number, name = p.name}} for p in m.spec.ports]
                resources.limits = m.spec.limits
            }}]
        }}
    }}
}}
'''

_USE = """\
_m{index} = {kind}{index}.Model{index} {{
    name = "app-{index}"
    namespace = _settings.namespace
    labels: {{tier = "t{tier}"}}
    owner = "team-{tier}"
    spec = {{
        image = "${{_settings.registry}}/app-{index}:${{_settings.version}}"
        replicas = _settings.replicas
        env = {{INDEX = "{index}", STAGE = _settings.stage}}
        ports = [{{number = {port}}}, {{number = {port} + 1, protocol = "UDP"}}]
    }}
}}
"""


def stack_files(count: int) -> dict[str, str]:
    """Return a library of `count` models in six packages and a stack that uses a third of them."""
    files = {"kcl.mod": '[package]\nname = "stack"\n', "models/base/base.k": _META}
    imports: list[str] = []
    uses: list[str] = []
    manifests: list[str] = []
    for index in range(count):
        kind = KINDS[index % len(KINDS)]
        path = f"models/{kind}/model{index}/model.k"
        files[path] = _MODEL.format(index=index, kind=kind)
        imports.append(f"import models.{kind}.model{index} as {kind}{index}")
        if index % 3 == 0:
            uses.append(_USE.format(index=index, kind=kind, tier=index % 4, port=8000 + index))
            manifests.append(f"    {kind}{index}.render{index}(_m{index})")
    settings = (
        '_settings = {namespace = "shop", registry = "registry.example.org", version = "1.2.3",'
        ' replicas = 2, stage = "prod"}\n'
    )
    body = [*imports, "", settings, *uses, "manifests.yaml_stream([", *manifests, "])", ""]
    files["main.k"] = "\n".join(["import manifests", *body])
    return files
