"""What several widget types do alike."""
