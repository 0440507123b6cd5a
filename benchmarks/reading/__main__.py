"""``python -m benchmarks.reading``."""

from benchmarks.reading.parse import main

main()
