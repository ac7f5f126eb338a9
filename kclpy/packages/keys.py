"""The keys of ``kcl.mod`` (reference, 06 section 3), and of what it says to commands."""

from __future__ import annotations

from kclpy.packages.shapes import Key, Listed, Named, Shape, Table, Text, Truth, Version

_VERSION = r"v?\d+\.\d+\.\d+([-+][0-9A-Za-z.+-]+)?"

PACKAGE = Table(
    {
        "name": Key(
            Text(
                form=r"[a-z][a-z0-9_]*(-[a-z0-9_]+)*",
                description="a name in lower case such as my-app",
            ),
            "The name of the package, by which others depend on it.",
        ),
        "edition": Key(
            Text(form=rf"{_VERSION}|v?\d+\.\d+\.x", description="a version of KCL such as v0.12.0"),
            "The version of KCL that the package was written for.",
        ),
        "version": Key(
            Text(form=_VERSION, description="a semantic version such as 0.1.0"),
            "The version of the package, a semantic version.",
        ),
        "description": Key(Text(), "What the package is for, in a sentence."),
        "include": Key(Listed(Text("pattern")), "Patterns of the files that are packed."),
        "exclude": Key(Listed(Text("pattern")), "Patterns of the files that are not packed."),
    },
    is_open=True,
)

SOURCE = Table(
    {
        "path": Key(Text("directory"), "The directory of the package, relative to this file."),
        "git": Key(Text(), "The address of a git repository."),
        "oci": Key(Text(), "The address in a registry: `oci://host/repository`."),
        "repo": Key(Text(), "The repository in a registry, without the host."),
        "reg": Key(Text(), "The host of the registry that has `repo`."),
        "tag": Key(Text(), "The tag in the repository."),
        "commit": Key(Text(), "The commit in the git repository."),
        "branch": Key(Text(), "The branch of the git repository."),
        "version": Key(Text(), "The version of the package."),
        "package": Key(Text(), "The name of the package, if it is imported by another one."),
    },
    is_open=True,
)

PROFILE = Table(
    {
        "entries": Key(
            Listed(Text("entry")), "What is compiled: files of KCL, or settings files in YAML."
        ),
        "disable_none": Key(Truth(), "Leave out attributes that are None."),
        "sort_keys": Key(Truth(), "Sort the keys of the output."),
        "selectors": Key(Listed(), "Paths of what is put out, such as `app.image`."),
        "overrides": Key(Listed(), "Changes of the configuration, such as `app.replicas=3`."),
        "arguments": Key(Listed(Text("argument")), "Values of options, such as `env=prod`."),
        "options": Key(Listed(Text("argument")), "An older name of `arguments`."),
    },
    is_open=True,
)

# How much a finding counts in an editor.
SEVERITIES = {
    "error": "It is shown as a mistake.",
    "warning": "It is shown as a warning, which is the default.",
    "information": "It is shown as a remark.",
    "hint": "It is hardly shown.",
}

LINT = Table(
    {
        "select": Key(
            Listed(Text("rule")), "The rules that count: names, groups, `default` or `all`."
        ),
        "ignore": Key(Listed(Text("rule")), "Rules that do not count."),
        "per-file-ignores": Key(
            Named(Listed(Text("rule")), "pattern", "Rules that do not count in these files."),
            "Rules that do not count in files, by pattern.",
        ),
        "severity": Key(
            Named(
                Text("severity", SEVERITIES),
                "rule",
                "How much findings of this rule, or of these rules, count in an editor.",
            ),
            "How much findings count in an editor: `error`, `warning`, `information` or `hint`.",
        ),
    }
)

# The steps of `kclpy check`, in the order in which they are taken, and what each makes sure.
STEPS = {
    "fmt": "files are in the style of KCL",
    "types": "programs have no mistakes that show without running them",
    "lint": "nothing in programs deserves a remark",
    "test": "the cases in *_test.k pass",
    "compile": "every stack can be compiled",
    "kubernetes": "manifests are those of the release that is named",
}

CHECK = Table(
    {
        "skip": Key(Listed(Text("step", STEPS)), "The steps that are left out."),
        "kubernetes": Key(
            Text("release"), "The release of Kubernetes that manifests are held to, such as `1.33`."
        ),
        "crd": Key(
            Listed(Text("path")), "Files and directories with definitions of custom resources."
        ),
        "ignore-missing-schemas": Key(Truth(), "Pass over custom resources without a definition."),
    }
)

VET = Named(
    Text("schema"),
    "data",
    "The schema of these data: `App`, or `models.App` if it stands in the package `models`.",
)

MANIFEST = Table(
    {
        "package": Key(PACKAGE, "What the package is."),
        "dependencies": Key(
            Named(Version(SOURCE), "dependency", "A package that is imported by this name."),
            "Packages that this one imports, by the names they are imported with.",
        ),
        "profile": Key(PROFILE, "How the package is compiled when nothing else is said."),
        "lint": Key(LINT, "What `kclpy lint` and editors look for."),
        "check": Key(CHECK, "What `kclpy check` does."),
        "vet": Key(VET, "Data files, by pattern, and the schemas that `kclpy vet` holds them to."),
    },
    is_open=True,
)

# What the loader of packages itself reads.
OWN: dict[str, Shape] = {
    name: MANIFEST.keys[name].shape for name in ("package", "dependencies", "profile")
}
