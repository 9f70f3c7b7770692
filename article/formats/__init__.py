"""One module a format: from decoded text to blocks."""
