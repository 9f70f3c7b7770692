"""From an article to rows of cells, and from rows to strips."""
