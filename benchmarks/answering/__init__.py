"""How many questions about articles are answered rightly: ``python -m benchmarks.answering``."""
