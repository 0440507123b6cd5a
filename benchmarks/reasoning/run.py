"""The reasoner's benchmark: one command, one sitting, ratios to other engines.

    python benchmarks/reasoning/run.py [--lubm DIR] [--rounds N] [--growth] [--peers DIR] [--without-peers]

Peers (``reasonable``, ``owlrl``, ``nemo-python`` as a pre-release) are installed from PyPI into an environment of
their own (``--peers``, by default ``.venv-bench`` in this repository) on the first run. Every measurement is a fresh
process; engines take turns, and the best of the rounds counts, by the wall clock and by the processor's. A table goes
to standard output and everything to ``results.json`` beside this file; ``--growth`` also draws ``growth.svg``, from
10**4 to 10**7 triples.
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
from pathlib import Path
from typing import Any

import pyoxigraph as ox

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
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
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--growth", action="store_true")
    parser.add_argument("--peers", type=Path, default=ROOT / ".venv-bench")
    parser.add_argument("--without-peers", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        files = unpacked(options.lubm, Path(folder))
        python = None if options.without_peers else peers(options.peers)
        results = measure(files, python, options.rounds)
        results["changes"] = run([sys.executable, HERE / "changes.py", files["lubm-1.nt"], files["lubm-10.nt"]])
        if options.growth:
            results["growth"] = growth(files["lubm-10.nt"], Path(folder))
            draw(results["growth"], HERE / "growth.svg")
    results["machine"] = {"processors": os.cpu_count(), "python": platform.python_version()}
    (HERE / "results.json").write_text(json.dumps(results, indent=1) + "\n", "utf-8")
    report(results)


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


def run(command: list[object]) -> Result:
    """Runs a program that prints a line of JSON last."""
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    done = subprocess.run([str(part) for part in command], env=environment, capture_output=True, text=True, check=True)
    found: Result = json.loads(done.stdout.splitlines()[-1])
    return found


def measure(files: dict[str, Path], python: Path | None, rounds: int) -> Result:
    """Best of the rounds for each engine and file."""
    jobs: list[tuple[str, str, list[object]]] = []
    for name in ("lubm-1", "lubm-10"):
        for form in ("nt", "ttl"):
            file = files[f"{name}.{form}"]
            jobs.append(("kgtool", file.name, [sys.executable, HERE / "ours.py", file]))
            if python is not None:
                jobs.append(("nemo", file.name, [python, HERE / "with_nemo.py", file]))
                turtle = files[f"{name}-nt.ttl"] if form == "nt" else file
                jobs.append(("reasonable", file.name, [python, HERE / "with_reasonable.py", turtle]))
    results: Result = {}
    for turn in range(rounds):
        for engine, name, command in jobs:
            found = run(command)
            print(f"round {turn + 1}: {engine} {name} {found['total']:.3f} s", file=sys.stderr, flush=True)
            known = results.setdefault(f"{engine} {name}", found)
            for key, value in found.items():
                if isinstance(value, float | int) and key not in ("closure", "rows", "findings"):
                    known[key] = min(known[key], value)
    if python is not None:
        results["owlrl lubm-1.nt"] = run([python, HERE / "with_owlrl.py", files["lubm-1.nt"]])
        results["nemo count"] = run([python, HERE / "with_nemo.py", files["lubm-1.nt"], "--count"])
    return results


def report(results: Result) -> None:
    """The table and the ratios, as Markdown."""
    print("| engine, file | wall s | processor s | peak MB | closure | wall ratio | processor ratio |")
    print("|---|---|---|---|---|---|---|")
    for key, found in results.items():
        engine, _, file = key.partition(" ")
        ours = results.get(f"kgtool {file}")
        if ours is None or "total" not in found:
            continue
        ratios = f"{found['total'] / ours['total']:.1f} | {found['total_cpu'] / ours['total_cpu']:.1f}"
        times = f"{found['total']:.3f} | {found['total_cpu']:.3f} | {found['peak_mb']:,}"
        print(f"| {engine}, {file} | {times} | {found.get('closure') or ''} | {ratios} |")
    print()
    for file in ("lubm-1.nt", "lubm-10.nt", "lubm-1.ttl", "lubm-10.ttl"):
        ours = results[f"kgtool {file}"]
        share, cpu = ours["kernel"] / ours["read"], ours["kernel_cpu"] / ours["read_cpu"]
        print(f"columns and rules, as a share of reading {file}: {share:.3f} (processor: {cpu:.3f})")
    print()
    print(json.dumps(results["changes"], indent=1))


def growth(source: Path, folder: Path) -> list[Result]:
    """LUBM from 10**4 to 10**7 triples: parts of LUBM-10, then copies of it with universities of their own."""
    measured = []
    data = source.read_bytes()
    for size in (10_000, 31_623, 100_000, 316_228, 1_000_000, 3_162_278, 10_000_000):
        path = folder / "growth.nt"
        with path.open("wb") as file:
            left, copy = size, 0
            while left > 0:
                text = data if copy == 0 else data.replace(b".University", b".Campus%d-University" % copy)
                if left < 1_316_612:
                    text = text[: _end_of_line(text, left)]
                file.write(text)
                left, copy = left - text.count(b"\n"), copy + 1
        found = run([sys.executable, HERE / "ours.py", path])
        measured.append(found)
        print(f"{found['rows']:,} triples: {found['total']:.3f} s, {found['peak_mb']} MB", file=sys.stderr)
        path.unlink()
    return measured


def _end_of_line(text: bytes, line: int) -> int:
    """Where a line, counted from 1, ends."""
    place = 0
    for _ in range(line):
        place = text.index(b"\n", place) + 1
    return place


def draw(measured: list[Result], path: Path) -> None:
    """Seconds for reading and for columns and rules over the number of triples, both axes logarithmic."""
    from math import log10

    def x(count: float) -> float:
        return 70 + (log10(count) - 4) * 160

    def y(seconds: float) -> float:
        return 330 - (log10(max(seconds, 0.001)) + 3) * 75

    marks = [f'<line x1="70" y1="{y(10**p)}" x2="560" y2="{y(10**p)}" class="grid"/>' for p in range(-3, 2)]
    marks += [f'<text x="60" y="{y(10**p) + 4}" text-anchor="end">{10**p:g} s</text>' for p in range(-3, 2)]
    marks += [f'<text x="{x(10**p)}" y="350" text-anchor="middle">10^{p}</text>' for p in range(4, 8)]
    for key, colour, label in (("read", "#1b6ca8", "reading"), ("kernel", "#c0392b", "columns and rules")):
        points = " ".join(f"{x(found['rows']):.1f},{y(found[key]):.1f}" for found in measured)
        marks.append(f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="2"/>')
        last = measured[-1]
        marks.append(
            f'<text x="{x(last["rows"]) - 5}" y="{y(last[key]) - 8}" text-anchor="end" fill="{colour}">{label}</text>'
        )
    style = "<style>text{font:12px sans-serif}.grid{stroke:#ddd}</style>"
    body = "\n".join(marks)
    path.write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 600 380" role="img">\n{style}\n{body}\n'
        '<text x="315" y="372" text-anchor="middle">triples in the file (LUBM, N-Triples)</text>\n</svg>\n',
        "utf-8",
    )


main()
