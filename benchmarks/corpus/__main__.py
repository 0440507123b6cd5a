"""``python -m benchmarks.corpus --articles FOLDER … [--sizes 100 1000] [--work FOLDER]``."""

from __future__ import annotations

import argparse
import os
import tempfile
from pathlib import Path

from benchmarks.corpus.killing import kill_and_resume
from benchmarks.corpus.measuring import Run, build
from benchmarks.corpus.vary import corpus, load_articles

COLUMNS = (
    "articles", "seconds", "of them reading", "articles a second", "peak memory reading, MB", "peak memory, MB",
    "processes", "graph, MB",
)  # fmt: skip


def main() -> None:
    """Builds corpora of each size, prints what it took, then kills a build of the smallest and resumes it."""
    arguments = argparse.ArgumentParser(prog="python -m benchmarks.corpus", description=main.__doc__)
    arguments.add_argument("--articles", nargs="+", type=Path, default=[Path("seeds")], help="folders of seeds to vary")
    arguments.add_argument("--sizes", nargs="+", type=int, default=[100, 1000])
    arguments.add_argument("--work", type=Path, help="where corpora and graphs are kept; else they are deleted")
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        work = given.work or Path(temporary)
        print(f"{len(load_articles(given.articles))} articles varied; {len(os.sched_getaffinity(0))} processors\n")
        print(" | ".join(["", *COLUMNS, ""]).strip())
        print("|" + "---:|" * len(COLUMNS), flush=True)
        for size in given.sizes:
            seeds, graph = work / f"seeds-{size}", work / f"graph-{size}"
            write(given.articles, size, seeds)
            print(row(size, build(seeds, graph), graph), flush=True)
        size = min(given.sizes)
        resumed = kill_and_resume(work / f"seeds-{size}", work / "graph-killed", work / f"graph-{size}")
    print(f"\nkilled with {resumed.kept} of {size} articles read; the next run read {resumed.left_to_read}")
    print(f"in {resumed.second.seconds:.1f} s; the graph has {'the same' if resumed.is_same else 'OTHER'} bytes")


def write(folders: list[Path], size: int, seeds: Path) -> None:
    """Writes a corpus of that size."""
    seeds.mkdir(parents=True, exist_ok=True)
    for article in corpus(load_articles(folders), size):
        (seeds / f"{article.name}.md").write_text(article.text, encoding="utf-8")


def row(size: int, run: Run, graph: Path) -> str:
    """A line of the table, and below it what was shown half-way."""
    assert run.status == 0, "\n".join(run.shown[-5:])
    megabytes = sum(path.stat().st_size for path in graph.glob("*.trig")) / 1e6
    shown = run.progress("reading")
    halfway = f"\n<!-- shown half-way: {shown[len(shown) // 2]} -->" if shown else ""
    return (
        f"| {size:,} | {run.seconds:.1f} | {run.reading_seconds:.1f} | {size / run.seconds:.1f} "
        f"| {run.reading_peak / 1e6:,.0f} | {run.peak / 1e6:,.0f} | {run.most_processes} | {megabytes:.1f} |{halfway}"
    )


if __name__ == "__main__":
    main()
