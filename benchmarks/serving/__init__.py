"""How fast ``kgtool serve`` answers, beside the Oxigraph server: ``python -m benchmarks.serving --help``."""
