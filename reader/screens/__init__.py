"""What a reader sees at one time."""
