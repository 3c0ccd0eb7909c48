"""What is known of all paths of a flow, each analysis computed once and shared by the rules."""
