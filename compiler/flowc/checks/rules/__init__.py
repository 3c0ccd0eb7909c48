"""The rules: one file each, with a function `check` that takes the facts and gives its findings."""
