"""One gate a file: evidence in, Verdict out."""
