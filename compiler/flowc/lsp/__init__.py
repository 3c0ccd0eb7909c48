"""The language server: a thin shell around the compiler, for editors."""
