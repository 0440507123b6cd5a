"""``reasonable`` on one Turtle file: prints one line of JSON. Run by the interpreter that has ``reasonable``."""

import json
import resource
import sys
import time

import reasonable

start, start_cpu = time.perf_counter(), time.process_time()
reasoner = reasonable.PyReasoner()
reasoner.load_file(sys.argv[1])
read = time.perf_counter()
triples = reasoner.reason()
done, done_cpu = time.perf_counter(), time.process_time()
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
print(
    json.dumps(
        {
            "total": done - start,
            "total_cpu": done_cpu - start_cpu,
            "read": read - start,
            "kernel": done - read,
            "peak_mb": peak,
            "closure": len(triples),
        }
    )
)
