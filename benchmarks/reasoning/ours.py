"""kgtool's reasoner on one file, once, as a user would: prints one line of JSON."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from kgtool.reasoning.column_engine import ColumnClosure
from kgtool.reasoning.files import read_file
from kgtool.reasoning.memory import peak_megabytes
from kgtool.reasoning.terms import Terms


def main(path: Path) -> None:
    terms = Terms()
    start, start_cpu = time.perf_counter(), time.process_time()
    rows = read_file(path, terms)
    read, read_cpu = time.perf_counter(), time.process_time()
    closure = ColumnClosure(terms, rows)
    done, done_cpu = time.perf_counter(), time.process_time()
    peak = peak_megabytes()
    findings = len(closure.inconsistencies)
    checked = time.perf_counter()
    result = {
        "total": done - start,
        "total_cpu": done_cpu - start_cpu,
        "read": read - start,
        "read_cpu": read_cpu - start_cpu,
        "kernel": done - read,
        "kernel_cpu": done_cpu - read_cpu,
        "inconsistencies": checked - done,
        "findings": findings,
        "peak_mb": peak,
        "rows": len(rows),
        "closure": len(closure.asserted) + len(closure.rows()),
    }
    print(json.dumps(result))


main(Path(sys.argv[1]))
