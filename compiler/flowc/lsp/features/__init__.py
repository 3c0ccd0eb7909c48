"""What the server can do, one feature of the protocol a file."""
