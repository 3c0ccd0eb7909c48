"""What an editor offers to do to a flow, one kind of offer a file."""
