"""What an editor can have run: a program, or its tests, in a process of its own.

A program may run for ever or fill the memory, so it is never evaluated where questions are
answered. ``python -m kclpy_lsp.jobs`` reads one `Job` as a line of JSON and writes one
`Outcome`. Who started it ends it when that takes too long, and it ends itself when its input is
closed, since then nobody is there any more.
"""

from __future__ import annotations

import json
import os
import re
import sys
import threading
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, replace
from enum import Enum

from kclpy import api
from kclpy.diagnostics import Diagnostic
from kclpy.diagnostics.render import render
from kclpy.driver.options import Options
from kclpy.driver.request import Request, RequestError, resolve_request
from kclpy.ide.homes import Home
from kclpy.source.vfs import Files
from kclpy.testing.discovery import DiscoveryError, find_packages
from kclpy.testing.report import package_text, summary
from kclpy.testing.runner import Job as TestJob
from kclpy.testing.runner import Plan, run_tests


class JobKind(Enum):
    """What is done."""

    RUN = "run"
    TEST = "test"


@dataclass(frozen=True, slots=True)
class Job:
    """Something to be run, with the ``texts`` that are not saved, by path.

    ``paths`` and ``settings`` are the program, in ``workdir``; of tests ``name`` is the only one
    to run, "" for all.
    """

    kind: JobKind
    workdir: str
    paths: tuple[str, ...] = ()
    settings: tuple[str, ...] = ()
    name: str = ""
    texts: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Outcome:
    """The YAML, the report of tests, or what is wrong."""

    text: str
    is_failure: bool = False


def running(home: Home, texts: dict[str, str]) -> Job:
    """Return the job that runs the program of ``home``."""
    return Job(JobKind.RUN, home.workdir, home.paths, home.settings, texts=texts)


def testing(path: str, name: str, texts: dict[str, str]) -> Job:
    """Return the job that runs the tests beside the file at ``path``."""
    directory = os.path.dirname(path)
    return Job(JobKind.TEST, directory, (directory,), name=name, texts=texts)


def perform(job: Job) -> Outcome:
    """Return what comes of ``job``."""
    try:
        return _run(job) if job.kind is JobKind.RUN else _test(job)
    except RequestError as error:
        return Outcome(_told([error.diagnostic]), is_failure=True)
    except DiscoveryError as error:
        return Outcome(_told([Diagnostic(error.problem)]), is_failure=True)


def _options(job: Job, paths: tuple[str, ...]) -> Options:
    asked = Options(paths=paths, workdir=job.workdir, texts=job.texts, explain=True)
    options, _ = resolve_request(Request(asked, settings=job.settings), Files(job.texts))
    return options


def _run(job: Job) -> Outcome:
    result = api.run(_options(job, job.paths))
    if result.is_failure:
        return Outcome(f"{result.log}{result.errors}", is_failure=True)
    return Outcome(f"{result.log}{result.yaml}\n")


def _test(job: Job) -> Outcome:
    pattern = f"^{re.escape(job.name)}$" if job.name else ""
    jobs = [
        TestJob(package, replace(_options(job, package.sources), explain=False))
        for package in find_packages(job.paths)
    ]
    results = list(run_tests(jobs, Plan(pattern)))
    text = "".join(package_text(one, _told) for one in results) + summary(results)
    return Outcome(text, any(one.is_failure for one in results))


def _told(diagnostics: Iterable[Diagnostic]) -> str:
    return render(tuple(diagnostics), with_advice=True)


def encode(job: Job) -> str:
    """Return ``job`` as JSON."""
    return json.dumps({**asdict(job), "kind": job.kind.value})


def decode(text: str) -> Job:
    """Return the job that ``text`` is."""
    given = json.loads(text)
    given["kind"] = JobKind(given["kind"])
    given["paths"], given["settings"] = tuple(given["paths"]), tuple(given["settings"])
    return Job(**given)


def _end_with_input() -> None:
    os.read(0, 1)
    os._exit(1)


def main() -> None:
    """Perform the job that standard input has."""
    stream, sys.stdout = sys.stdout, sys.stderr  # what anybody prints is no outcome
    job = decode(sys.stdin.buffer.readline().decode())
    threading.Thread(target=_end_with_input, daemon=True).start()
    json.dump(asdict(perform(job)), stream)


if __name__ == "__main__":
    main()
