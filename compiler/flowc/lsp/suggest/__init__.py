"""What may stand at the cursor, by the kind of the line."""
