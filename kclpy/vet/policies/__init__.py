"""Policies: the rules of a KCL program, run over manifests.

A rule reads the names of its host, here the fields of a manifest; so ``spec.replicas > 1`` is a
policy. ``@info`` says how bad it is to fail and which kinds it is for. `rules` finds the rules
and takes them apart, so that each condition is judged alone; `session` runs them, and `places`
finds what in the manifest a condition is about.
"""
