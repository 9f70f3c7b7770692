"""The parts of the screens. Siblings: none of them imports another."""
