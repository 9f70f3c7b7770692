"""Parts of a text that are known by their names: its summary, introduction, conclusion."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import Literal

from article.language import language_of
from article.model import Block
from article.passage import Passage
from article.salience import is_statement, stems
from article.sentences import sentences_of

Part = Literal["summary", "introduction", "conclusion"]

_NAMES: dict[Part, dict[str, str]] = {
    "summary": {
        "en": """key points; the key points; main points; key takeaways; takeaways; the takeaways;
            main takeaways; key findings; key messages; key facts; highlights; summary; in summary;
            executive summary; quick summary; TL DR; TLDR; in brief; in short; at a glance; in a
            nutshell; the gist; the short version""",
        "de": """Kernpunkte; Kernaussagen; die Kernaussagen; Kernbotschaften; das Wichtigste; das
            Wichtigste in Kürze; das Wichtigste im Überblick; die wichtigsten Punkte; in Kürze; kurz
            gefasst; kurz und knapp; auf einen Blick; Zusammenfassung; Kurzfassung""",
        "fr": """points clés; les points clés; points essentiels; les points essentiels;
            l'essentiel; à retenir; ce qu'il faut retenir; en bref; en résumé; résumé; synthèse; en
            un coup d'œil""",
        "es": """puntos clave; los puntos clave; ideas clave; las claves; claves; lo esencial; lo
            más importante; en resumen; resumen; resumen ejecutivo; en breve; en síntesis;
            síntesis""",
        "pt": """pontos-chave; principais pontos; os pontos principais; ideias-chave; destaques; o
            essencial; em resumo; resumo; resumo executivo; sumário executivo; em síntese;
            síntese""",
        "it": """punti chiave; i punti chiave; punti salienti; i punti principali; l'essenziale; in
            breve; in sintesi; sintesi; riassunto; riepilogo; in poche parole""",
        "nl": """kernpunten; de kernpunten; hoofdpunten; de hoofdpunten; belangrijkste punten; de
            belangrijkste punten; in het kort; in kort bestek; samenvatting;
            managementsamenvatting""",
    },
    "introduction": {
        "en": "introduction; background; preface; foreword",
        "de": "Einleitung; Einführung; Hintergrund; Vorwort",
        "fr": "introduction; contexte; préface; avant-propos",
        "es": "introducción; antecedentes; contexto; prefacio; prólogo",
        "pt": "introdução; contexto; antecedentes; prefácio; prólogo",
        "it": "introduzione; contesto; premessa; prefazione",
        "nl": "inleiding; achtergrond; voorwoord",
    },
    "conclusion": {
        "en": """conclusion; conclusions; in conclusion; concluding remarks; conclusion and future
            work; conclusions and future work; discussion and conclusion; final thoughts; closing
            thoughts; wrapping up; wrap-up; lessons learned; the bottom line""",
        "de": "Fazit; Schluss; Schlussfolgerung; Schlussfolgerungen; Schlussbemerkung; Ausblick",
        "fr": "conclusion; conclusions; en conclusion; pour conclure",
        "es": "conclusión; conclusiones; en conclusión; para concluir",
        "pt": "conclusão; conclusões; considerações finais; para concluir",
        "it": "conclusione; conclusioni; in conclusione; considerazioni finali",
        "nl": "conclusie; conclusies; tot slot; slotwoord; slotbeschouwing",
    },
}
"""Headings and labels by which authors set such a part off, with semicolons between them."""

_LONGEST_NAME = 40
_words = re.compile(r"[^\W_]+").findall
_number = re.compile(r"\W*(?:\d+(?:\.\d+)*|[IVX]+)[.):]?\s+").match
_label = re.compile(rf"([^\n:]{{2,{_LONGEST_NAME}}}?)(?::|\s[—–-])(?:\s+|\Z)").match


def _plain(name: str) -> str:
    """The words of a name in lower case, without the number before it."""
    number = _number(name)
    return " ".join(_words(name[number.end() if number else 0 :].lower()))


_parts: dict[str, Part] = {
    _plain(name): part
    for part, by_language in _NAMES.items()
    for names in by_language.values()
    for name in names.split(";")
}


def part_named(heading: str) -> Part | None:
    """What the part of a text with this heading does, if the heading says so."""
    return _parts.get(_plain(heading)) if len(heading) <= _LONGEST_NAME else None


def find_summary(text: str, blocks: Sequence[Block], language: str = "") -> tuple[Passage, ...]:
    """What the author gives as the points of the text: items of a list, else sentences.

    They stand under a heading that says so, or behind a label: `TL;DR: …`, `Key points:`. Where
    several parts are so named, as in a book with a summary to each chapter, all of them count.
    What is longer than the rest of the text is no summary of it.
    """
    language = language_of(text, language)
    found: list[Passage] = []
    for index, block in enumerate(blocks):
        if block.containers or block.kind not in ("heading", "paragraph"):
            continue
        name = text[block.start : min(block.end, block.start + _LONGEST_NAME)]
        label = _label(name)
        if part_named(label[1] if label else name) == "summary":
            behind = block.start + (label.end() if label else len(name))
            if behind == block.end:
                found += _points(text, _part(blocks, index), language)
            elif block.kind == "paragraph":
                own = sentences_of(text, block, language)
                found += [Passage(max(s.start, behind), s.end) for s in own if s.end > behind]
    return tuple(found) if sum(map(len, found)) <= len(text) / 2 else ()


def _part(blocks: Sequence[Block], index: int) -> Iterator[Block]:
    """The blocks that a heading or a label stands over."""
    following = (blocks[i] for i in range(index + 1, len(blocks)))
    if blocks[index].kind == "heading":
        yield from takewhile(lambda block: block.kind != "heading", following)
    elif (first := next(following, None)) is not None and first.kind != "heading":
        yield first
        if first.kind == "item":
            yield from takewhile(lambda block: block.kind == "item", following)


def _points(text: str, part: Iterator[Block], language: str) -> list[Passage]:
    blocks = list(part)
    items = [block for block in blocks if block.kind == "item" and block.end > block.start]
    if items:
        outermost = min(len(item.containers) for item in items)
        return [item.passage for item in items if len(item.containers) == outermost]
    return [
        sentence
        for block in blocks
        if block.kind in ("paragraph", "quote")
        for sentence in sentences_of(text, block, language)
        if is_statement(sentence.of(text), stems(sentence.of(text), language))
    ]
