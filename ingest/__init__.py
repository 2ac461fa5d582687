"""The way in: files become tagged passages. `python -m ingest build` drives it."""
