"""owlrl on one file: prints one line of JSON. Run by the interpreter that has ``owlrl``."""

import json
import resource
import sys
import time

import owlrl
import rdflib

start, start_cpu = time.perf_counter(), time.process_time()
graph = rdflib.Graph()
graph.parse(sys.argv[1])
read = time.perf_counter()
owlrl.DeductiveClosure(owlrl.OWLRL_Semantics, axiomatic_triples=False, datatype_axioms=False).expand(graph)
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
            "closure": len(graph),
        }
    )
)
