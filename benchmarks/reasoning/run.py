"""The reasoner's benchmark: one command, one sitting, ratios to other engines.

    python benchmarks/reasoning/run.py [--lubm DIR] [--rounds N] [--growth] [--peers DIR] [--without-peers]

Peers (``reasonable``, ``owlrl``, ``nemo-python`` as a pre-release) are installed from PyPI into an environment of
their own (``--peers``, by default ``.venv-bench`` in this repository) on the first run. Every measurement is a fresh
process; engines take turns, and the best of the rounds counts, by the wall clock and by the processor's.

*Reading* is from the file to arrays of numbers, every term's number included; *columns and rules* is all that comes
after it, to the closure. Everything goes to ``results.json`` beside this file, the tables also into
``docs/reasoning.md``; ``--growth`` draws ``docs/pictures/reasoning-growth.svg``, from 10**4 to 10**7 triples.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import venv
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyoxigraph as ox
from growing import Engine, draw, growth

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
DOCS = ROOT / "docs"
MARKS = "<!-- figures of benchmarks/reasoning/run.py -->", "<!-- end of figures -->"
FILES = ("lubm-1.nt", "lubm-1.ttl", "lubm-10.nt", "lubm-10.ttl")
PEERS = ["reasonable", "owlrl", "rdflib"]
PREFIXES = {
    "ub": "http://swat.cse.lehigh.edu/onto/univ-bench.owl#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "owl": "http://www.w3.org/2002/07/owl#",
}
Result = dict[str, Any]


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--lubm", type=Path, default=ROOT.parent / "shared" / "data" / "lubm")
    parser.add_argument("--rounds", type=int, default=3, help="0 keeps the tables as they are, for --growth alone")
    parser.add_argument("--growth", action="store_true")
    parser.add_argument("--seconds", type=int, default=80, help="of processor time, for a peer at one size")
    parser.add_argument("--peers", type=Path, default=ROOT / ".venv-bench")
    parser.add_argument("--without-peers", action="store_true")
    options = parser.parse_args()
    results: Result = {
        "machine": {"processors": os.cpu_count(), "python": platform.python_version(), "load": [os.getloadavg()[0]]}
    }
    before: Result = json.loads((HERE / "results.json").read_text("utf-8"))
    if not options.rounds:
        results = before
    elif "growth" in before:
        results["growth"] = before["growth"]
    with tempfile.TemporaryDirectory() as folder:
        files = unpacked(options.lubm, Path(folder))
        python = None if options.without_peers else peers(options.peers)
        for _ in range(options.rounds):
            measure(results, files, python)
            keep(results)
        if options.rounds:
            results["changes"] = run([sys.executable, HERE / "changes.py", files["lubm-1.nt"], files["lubm-10.nt"]])
        if options.growth:
            results["growth"] = []
            for found in growth(files["lubm-10.nt"], Path(folder), engines(python), run, options.seconds):
                results["growth"].append(found)
                draw(results["growth"], DOCS / "pictures" / "reasoning-growth.svg")
                keep(results)
        if python is not None and options.rounds:
            results["owlrl lubm-1.nt"] = run([python, HERE / "with_owlrl.py", files["lubm-1.nt"]])
            results["nemo count"] = run([python, HERE / "with_nemo.py", files["lubm-1.nt"], "--count"])
        keep(results)
    print(table(results))
    print(json.dumps(results["changes"], indent=1))


def engines(python: Path | None) -> dict[str, Engine]:
    """The commands of the engines that grow with the data."""
    found: dict[str, Engine] = {"kgtool": lambda path: [sys.executable, HERE / "ours.py", path]}
    if python is not None:
        found["nemo"] = lambda path: [python, HERE / "with_nemo.py", path]
        found["reasonable"] = lambda path: [python, HERE / "with_reasonable.py", path.with_suffix(".ttl")]
    return found


def keep(results: Result) -> None:
    """Writes what is measured so far, the figures into ``docs/reasoning.md`` too, between the marks."""
    machine = results["machine"]
    machine["load"] = [machine["load"][0], os.getloadavg()[0]]
    (HERE / "results.json").write_text(json.dumps(results, indent=1) + "\n", "utf-8")
    page = DOCS / "reasoning.md"
    before, mark, rest = page.read_text("utf-8").partition(MARKS[0])
    _, end, after = rest.partition(MARKS[1])
    page.write_text(f"{before}{mark}\n{table(results)}\n{end}{after}", "utf-8")


def peers(folder: Path) -> Path:
    """The interpreter of the peers' environment, which is made where it is missing."""
    python = folder / "bin" / "python"
    if not python.exists():
        venv.create(folder, with_pip=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", *PEERS], check=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", "--pre", "nemo-python"], check=True)
    return python


def unpacked(lubm: Path, folder: Path) -> dict[str, Path]:
    """Each data set as N-Triples, as Turtle, and as N-Triples under Turtle's name (``reasonable`` takes no other)."""
    files = {}
    for name in ("lubm-1", "lubm-10"):
        plain, turtle, both = folder / f"{name}.nt", folder / f"{name}.ttl", folder / f"{name}-nt.ttl"
        with gzip.open(lubm / f"{name}.nt.gz") as packed, plain.open("wb") as file:
            shutil.copyfileobj(packed, file)
        with plain.open("rb") as source, turtle.open("wb") as target:
            quads = ox.parse(source, format=ox.RdfFormat.N_TRIPLES)
            ox.serialize((quad.triple for quad in quads), target, format=ox.RdfFormat.TURTLE, prefixes=PREFIXES)
        shutil.copy(plain, both)
        files |= {path.name: path for path in (plain, turtle, both)}
    return files


def run(command: list[object], limit: Callable[[], None] | None = None) -> Result:
    """Runs a program that prints a line of JSON last. Raises ChildProcessError where it does not end well.

    ``limit`` is called in the new process, to set its limits.
    """
    words = [str(part) for part in command]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    done = subprocess.run(words, env=environment, capture_output=True, text=True, check=False, preexec_fn=limit)
    if done.returncode:
        raise ChildProcessError(f"{' '.join(words)}: status {done.returncode}\n{done.stderr[-2000:]}")
    found: Result = json.loads(done.stdout.splitlines()[-1])
    return found


def measure(results: Result, files: dict[str, Path], python: Path | None) -> None:
    """One round: each engine on each file; the best of the rounds so far stays."""
    jobs: list[tuple[str, str, list[object]]] = []
    for file in FILES:
        jobs.append(("kgtool", file, [sys.executable, HERE / "ours.py", files[file]]))
        if python is not None:
            turtle = files[file.replace(".nt", "-nt.ttl")]
            jobs.append(("nemo", file, [python, HERE / "with_nemo.py", files[file]]))
            jobs.append(("reasonable", file, [python, HERE / "with_reasonable.py", turtle]))
    results["machine"]["rounds"] = results["machine"].get("rounds", 0) + 1
    for engine, file, command in jobs:
        found = run(command)
        print(f"{engine} {file} {found['total']:.3f} s", file=sys.stderr, flush=True)
        known = results.setdefault(f"{engine} {file}", found)
        for key, value in found.items():
            if isinstance(value, float | int) and key not in ("closure", "rows", "findings"):
                known[key] = min(known[key], value)


def table(results: Result) -> str:
    """The figures as Markdown: best of the rounds, ratios to kgtool's, and the two shares of its time."""
    lines = [
        "| file | engine | s | of the processor | peak MB | times kgtool | of the processor |",
        "|---|---|---|---|---|---|---|",
    ]
    for file in FILES:
        ours = results[f"kgtool {file}"]
        for engine in ("kgtool", "nemo", "reasonable", "owlrl"):
            found = results.get(f"{engine} {file}")
            if found is not None:
                ratios = f"{found['total'] / ours['total']:.1f} | {found['total_cpu'] / ours['total_cpu']:.1f}"
                times = f"{found['total']:.2f} | {found['total_cpu']:.2f} | {found['peak_mb']:,}"
                lines.append(f"| {file} | {engine} | {times} | {ratios} |")
    lines += [
        "",
        "| file | reading, s of the processor | columns and rules | as a share of reading |",
        "|---|---|---|---|",
    ]
    for file in FILES:
        ours = results[f"kgtool {file}"]
        read, kernel = ours["read_cpu"], ours["kernel_cpu"]
        lines.append(f"| {file} | {read:.3f} | {kernel:.4f} | {kernel / read:.3f} |")
    machine = results["machine"]
    lines += [
        "",
        f"{machine['processors']} processors, Python {machine['python']}, best of {machine['rounds']} rounds; "
        f"load average {machine['load'][0]:.1f} at the start and {machine['load'][1]:.1f} at the end.",
    ]
    return "\n".join(lines)


main()
