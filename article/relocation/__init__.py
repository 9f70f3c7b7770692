"""Finding the passages of an old text in a new one.

The stages, each for what the one before left open (`comparison`): passages that stand unchanged
among the same words (`intact`), the map from the old text to the new (`text_map`, on `landmarks`
and `alignment`), the whole new text (`elsewhere`). What they find is weighed (`evidence`) and
decided by one table of rules (`decision`). What all of it may cost is bounded (`budget`); where
that is used up, passages are suggested or lost, not placed.

All of it works on folded texts (see `article.matching`); positions in the original texts are left
behind in `old_text` and come back in `decision`.
"""
