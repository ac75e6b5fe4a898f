"""The vocabulary in Python: its names, its SHACL check, its reasoner check and its documentation."""
