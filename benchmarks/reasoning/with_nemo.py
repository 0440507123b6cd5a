"""Nemo on one file: prints one line of JSON. Run by the interpreter that has ``nemo-python``."""

import json
import os
import resource
import sys
import time
from pathlib import Path

import nmo_python

path = Path(sys.argv[1])
rules = Path(__file__).with_suffix(".rls").read_text("utf-8")
form = {".nt": "ntriples", ".ttl": "turtle"}[path.suffix]
rules = rules.replace("FORMAT", form).replace("FILE", str(path.absolute()))
out = os.dup(1)
os.dup2(2, 1)  # it reports its progress on standard output
start, start_cpu = time.perf_counter(), time.process_time()
engine = nmo_python.NemoEngine(nmo_python.load_string(rules))
engine.reason()
done, done_cpu = time.perf_counter(), time.process_time()
os.dup2(out, 1)
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
closure = sum(1 for name in ("type", "holds") for _ in engine.result(name)) if "--count" in sys.argv else None
print(json.dumps({"total": done - start, "total_cpu": done_cpu - start_cpu, "peak_mb": peak, "closure": closure}))
