"""The command line: a thin shell over the library that reads and writes files."""
