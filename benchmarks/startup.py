"""How long commands take from a cold start, as ratios: ``python benchmarks/startup.py``.

Each pair of commands runs in turns, each in a process of its own, and the medians are divided: CPU seconds (user and
system) of the processes, which other work on the machine hardly changes, and seconds on the clock. Ends with status 1
where a ratio of CPU seconds is above its limit.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
SEED = ROOT / "seeds" / "istanbul-talks.md"
PARSE = (
    "import sys, pathlib; from kgtool.language.parser import Reader; from kgtool.seeds import load_seed; "
    "Reader.load().read(load_seed(pathlib.Path(sys.argv[1])).body)"
)
KGTOOL = ("-m", "kgtool")


class Pair(NamedTuple):
    """Two commands, as arguments of Python, and how many times longer than the second the first may take."""

    name: str
    ours: tuple[str, ...]
    base_name: str
    base: tuple[str, ...]
    limit: float


class Times(NamedTuple):
    """What one process took."""

    cpu: float
    clock: float


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--runs", type=int, default=11, help="runs of each command")
    runs = options.parse_args().runs
    with tempfile.TemporaryDirectory() as folder:
        built, graph = Path(folder) / "built", Path(folder) / "graph"
        build = (*KGTOOL, "build", "--seeds", str(SEED), "--graph")
        pairs = [
            Pair(
                'kgtool ask "who led each delegation"',
                (*KGTOOL, "ask", "who led each delegation", "--graph", str(built)),
                'python -c "import rdflib"',
                ("-c", "import rdflib"),
                1.5,
            ),
            Pair("kgtool --help", (*KGTOOL, "--help"), 'python -c "import click"', ("-c", "import click"), 2),
            Pair("building the article's graph", (*build, str(graph)), "load, parse", ("-c", PARSE, str(SEED)), 4),
        ]
        run((*build, str(built)))  # so that there is a graph to ask, with its cache
        missed = [pair.name for pair in pairs if not measure(pair, runs, graph)]
    sys.exit(1 if missed else 0)


def measure(pair: Pair, runs: int, graph: Path) -> bool:
    """Prints both ratios of a pair; whether that of CPU seconds is within the limit."""
    taken: tuple[list[Times], list[Times]] = ([], [])
    for number in range(runs + 1):
        for command, times in zip((pair.ours, pair.base), taken, strict=True):
            shutil.rmtree(graph, ignore_errors=True)
            found = run(command)
            if number:  # the first run only fills the caches of files and byte code
                times.append(found)
    ours, base = (Times(*(statistics.median(values) for values in zip(*times, strict=True))) for times in taken)
    ratio = ours.cpu / base.cpu
    print(
        f"{pair.name} : {pair.base_name}  =  {ratio:.2f} (CPU {ours.cpu:.3f} s : {base.cpu:.3f} s), "
        f"{ours.clock / base.clock:.2f} (clock {ours.clock:.3f} s : {base.clock:.3f} s); at most {pair.limit:g}"
    )
    return ratio <= pair.limit


def run(arguments: tuple[str, ...]) -> Times:
    """Runs Python once, with byte code kept as it is by default."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment["PYTHONPATH"] = str(ROOT)
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run([sys.executable, *arguments], cwd=ROOT, env=environment, check=True, capture_output=True)
    after, ended = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Times(cpu, ended - began)


if __name__ == "__main__":
    main()
