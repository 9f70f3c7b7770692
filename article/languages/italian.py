"""Italian."""

from __future__ import annotations

from article.languages.vocabulary import Vocabulary

ITALIAN = Vocabulary(
    common="""il, lo, gli, di, che, è, un, una, per, con, non, del, della, i, si, sono, le, la,
        nel, più""",
    abbreviations="sig, sig.ra, sigg, dott, dott.ssa, prof, ing, avv, on, p.es, es, cfr, ed, ca",
    openers="""il, lo, la, i, gli, le, un, una, questo, questa, questi, egli, lui, lei, noi,
        essi, in, nel, per, con, ma, e, o, se, quando, come, non, si, infine""",
    ordinals="""primo, prima
        secondo, seconda
        terzo, terza
        quarto, quarta
        quinto, quinta
        sesto, sesta
        settimo, settima
        ottavo, ottava
        nono, nona
        decimo, decima""",
    adverbs="""in primo luogo, innanzitutto, anzitutto, per cominciare
        in secondo luogo
        in terzo luogo
        in quarto luogo
        in quinto luogo
        in sesto luogo""",
    middles="poi, successivamente",
    others="un altro, un'altra",
    finals="infine, da ultimo, per finire, in ultimo luogo",
    lasts="ultimo, ultima",
    cardinals="""uno
        due
        tre
        quattro
        cinque
        sei
        sette
        otto
        nove
        dieci
        undici
        dodici""",
    determiners="il, lo, la, un, una, uno, nostro, nostra, mio, mia, suo, sua, loro",
    connectives="e, in, per, come, nel, nella",
    contrasts="ma, poi",
    joining="e, ed, o",
    nouns="""approccio, argomento, asse, aspetto, caso, causa, compito, condizione, conseguenza,
        consiglio, cosa, criterio, differenza, domanda, elemento, errore, esempio, esigenza,
        fase, fattore, idea, lezione, mezzo, misura, mito, modo, motivo, obiettivo, opzione,
        parte, passo, pericolo, pilastro, principio, priorità, problema, proposta, punto,
        questione, raccomandazione, ragione, regola, rischio, sfida, soluzione, svantaggio,
        tappa, vantaggio, via""",
    labels="""asse, consiglio, errore, fase, idea, lezione, mito, obiettivo, opzione, passo,
        principio, priorità, proposta, punto, raccomandazione, ragione, regola, sfida, tappa""",
    names="""algoritmo, allegato, anno, articolo, atto, capitolo, definizione, episodio,
        equazione, figura, giorno, immagine, lemma, libro, nota, pagina, paragrafo, parte, riga,
        scena, settimana, sezione, stagione, tabella, teorema, tomo, versione, volume, gennaio,
        febbraio, marzo, aprile, maggio, giugno, luglio, agosto, settembre, ottobre, novembre,
        dicembre""",
    prepositions="di, del, della, dei, a, al, alla, in, nel, nella, per, con, su, da, che",
    present="è, sono",
    past="era, erano, fu, furono",
    verbs="consiste, riguarda, sarà, deve, resta",
    linkers="che, perché",
    infinitives="di",
    starters="dobbiamo, bisogna, serve, occorre, c'è, ci, non, perché, se, va, vanno, è, sono",
    subordinators="perché, poiché, se, quando, sebbene, mentre, dopo, prima, dato, nonostante, per",
    dangling="""il, lo, la, i, gli, le, l', un, una, uno, di, del, della, dei, degli, delle, a,
        al, alla, e, o, ma, in, nel, nella, con, per, da, dal, dalla, su, sul, sulla, che, chi,
        cui, è, sono, non, più, molto, si, suo, sua, come, se, questo, questa, tra, fra, loro""",
    sections="""introduzione, metodi, metodologia, risultati, discussione, conclusione,
        conclusioni, appendice, bibliografia, sommario""",
    references="riferimenti, bibliografia, note, fonti, collegamenti esterni",
)
