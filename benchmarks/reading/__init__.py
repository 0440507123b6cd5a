"""How well and how fast the English reader reads: ``python -m benchmarks.reading``, or ``python
benchmarks/reading/parse.py``.
"""
