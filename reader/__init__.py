"""Who reads: annotations, commands and screens around an article."""
