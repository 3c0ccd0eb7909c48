"""What a flow is compiled to: one folder each, none knows another."""
