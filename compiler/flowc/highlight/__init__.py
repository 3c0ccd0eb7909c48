"""The colours of a flow for tools that do not run the compiler, made of the grammar and of `stdlib/`."""
