"""German."""

from __future__ import annotations

from article.languages.vocabulary import Vocabulary

GERMAN = Vocabulary(
    common="""der, die, das, und, ist, nicht, ein, eine, zu, den, von, mit, sich, auf, für, im,
        dem, auch, es, dass""",
    abbreviations="""hr, fr, dr, prof, dipl, ing, st, z.b, d.h, u.a, u.ä, i.d.r, z.t, v.a, bzw,
        ca, vgl, evtl, ggf, inkl, max, min, hrsg, sog, geb, gest, z, d, u, i, v""",
    openers="""der, die, das, ein, eine, dieser, diese, dieses, er, sie, es, wir, ich, ihr, man,
        im, in, am, auf, bei, für, mit, nach, seit, von, zu, aber, und, oder, doch, denn, wenn,
        als, weil, obwohl, dann, nun, so, auch, was, wer, wie, warum, erstens, zweitens""",
    ordinals="""erste, ersten, erster, erstes, erstem
        zweite, zweiten, zweiter, zweites, zweitem
        dritte, dritten, dritter, drittes, drittem
        vierte, vierten, vierter, viertes
        fünfte, fünften, fünfter, fünftes
        sechste, sechsten, sechster, sechstes
        siebte, siebten, siebter, siebtes, siebente
        achte, achten, achter, achtes
        neunte, neunten, neunter, neuntes
        zehnte, zehnten, zehnter, zehntes""",
    adverbs="""erstens, zum ersten, als erstes, an erster stelle
        zweitens, zum zweiten, als zweites, an zweiter stelle
        drittens, zum dritten, als drittes, an dritter stelle
        viertens, zum vierten
        fünftens, zum fünften
        sechstens
        siebtens
        achtens
        neuntens
        zehntens""",
    middles="als nächstes, sodann, des weiteren",
    others="""ein weiterer, eine weitere, ein weiteres, ein anderer, eine andere, ein anderes,
        der nächste, die nächste, das nächste""",
    finals="schließlich, zuletzt, zu guter letzt, abschließend, letztens",
    lasts="letzte, letzter, letztes, letzten",
    cardinals="""eins
        zwei
        drei
        vier
        fünf
        sechs
        sieben
        acht
        neun
        zehn
        elf
        zwölf""",
    determiners="""der, die, das, den, dem, ein, eine, einen, einem, unser, unsere, unseren,
        mein, meine, ihr, ihre, sein, seine""",
    connectives="und, oder, nun, auch, als, im, in, für",
    contrasts="aber, doch, dann",
    joining="und, oder",
    nouns="""anliegen, ansatz, argument, aspekt, aufgabe, bedingung, beispiel, einwand,
        empfehlung, faktor, fehler, folge, forderung, frage, fall, gedanke, gefahr, grund,
        grundsatz, herausforderung, idee, irrtum, kritikpunkt, lehre, maßnahme, möglichkeit,
        mythos, nachteil, option, phase, prinzip, priorität, problem, punkt, rat, regel, risiko,
        säule, schritt, stufe, teil, these, tipp, unterschied, ursache, voraussetzung, vorschlag,
        vorteil, weg, ziel""",
    labels="""aufgabe, empfehlung, fehler, frage, grund, irrtum, lektion, mythos, option, phase,
        prinzip, priorität, punkt, regel, schritt, stufe, these, tipp, ziel""",
    names="""abbildung, abb, abschnitt, akt, algorithmus, anhang, artikel, aufgabe, ausgabe,
        band, beispiel, bild, buch, definition, folge, fußnote, gleichung, jahr, kapitel, klasse,
        lemma, paragraph, satz, seite, staffel, studie, szene, tabelle, tag, theorem, teil,
        version, woche, zeile, januar, februar, märz, april, mai, juni, juli, august, september,
        oktober, november, dezember""",
    prepositions="von, zu, in, für, auf, an, bei, mit, aus, als, zum, zur, im, am, der, des",
    present="ist, sind, lautet, heißt",
    past="war, waren",
    verbs="besteht, betrifft, liegt, wird, muss, soll, sollte, kann, hatte, wurde",
    linkers="dass, darin, weil",
    infinitives="zu",
    starters="""ist, sind, muss, müssen, soll, sollte, sollten, kann, können, wird, werden, hat,
        haben, braucht, brauchen, geht, kommt, gilt, gibt, bleibt, wäre""",
    subordinators="""weil, wenn, da, obwohl, während, nachdem, bevor, solange, sobald, falls,
        damit, ohne, anders""",
    dangling="""der, die, das, den, dem, des, ein, eine, einen, einem, einer, eines, und, oder,
        aber, zu, von, mit, auf, für, in, im, an, am, bei, nach, aus, um, über, als, wie, dass,
        ist, sind, nicht, sich, auch, so, sehr, nur, noch, durch, gegen, ohne, zur, zum, vom,
        beim, ihre, ihr, seine, unsere, diese, dieser, dieses""",
    sections="""einleitung, einführung, methoden, methodik, ergebnisse, diskussion, fazit,
        schluss, zusammenfassung, anhang, hintergrund, stand der forschung, literatur""",
    references="""literatur, literaturverzeichnis, quellen, anmerkungen, fußnoten,
        einzelnachweise, weblinks""",
)
