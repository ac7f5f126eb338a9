"""Holding manifests to the schemas of a Kubernetes release and of custom resources.

`manifests` finds the manifests in documents. `releases` knows the schemas of each release,
which `generate` wrote to ``data``, and `definitions` those of custom resources; `removals`
knows what became of old versions. `shapes` reads a schema, `validation` holds a value to it,
and `session` does all of this for the command.
"""
