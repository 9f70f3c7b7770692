"""French."""

from __future__ import annotations

from article.languages.vocabulary import Vocabulary

FRENCH = Vocabulary(
    common="""le, la, les, des, et, est, une, dans, que, pour, du, au, qui, sur, pas, plus, par,
        ce, nous, ne""",
    abbreviations="m, mm, mme, mlle, dr, pr, me, st, ste, p.ex, cf, env, av, j.-c, éd",
    openers="""le, la, les, un, une, des, ce, cet, cette, ces, il, elle, ils, elles, on, nous,
        vous, je, en, dans, à, au, aux, par, pour, avec, mais, et, ou, or, donc, si, quand,
        lorsque, comme, puis, alors, premièrement, deuxièmement, enfin""",
    ordinals="""premier, première
        deuxième, second, seconde
        troisième
        quatrième
        cinquième
        sixième
        septième
        huitième
        neuvième
        dixième""",
    adverbs="""premièrement, en premier lieu, tout d'abord, d'abord, primo
        deuxièmement, en deuxième lieu, en second lieu, secundo
        troisièmement, en troisième lieu, tertio
        quatrièmement, en quatrième lieu
        cinquièmement, en cinquième lieu
        sixièmement
        septièmement""",
    middles="ensuite, puis",
    others="un autre, une autre",
    finals="enfin, finalement, pour finir, en dernier lieu",
    lasts="dernier, dernière",
    cardinals="""un
        deux
        trois
        quatre
        cinq
        six
        sept
        huit
        neuf
        dix
        onze
        douze""",
    determiners="le, la, un, une, notre, mon, ma, son, sa, leur, ce, cette",
    connectives="et, donc, or, dans, pour, comme",
    contrasts="mais, puis",
    joining="et, ou",
    nouns="""approche, argument, aspect, avantage, axe, but, cas, cause, chose, condition,
        conseil, conséquence, constat, critère, danger, défi, différence, enjeu, erreur, étape,
        exemple, exigence, facteur, façon, idée, inconvénient, leçon, manière, mesure, motif,
        moyen, mythe, objectif, objection, option, partie, phase, pilier, piste, point, principe,
        priorité, problème, proposition, question, raison, recommandation, règle, risque,
        solution, tâche, voie""",
    labels="""axe, conseil, défi, erreur, étape, idée, leçon, mythe, objectif, option, phase,
        piste, point, principe, priorité, proposition, question, raison, recommandation, règle""",
    names="""acte, algorithme, alinéa, annexe, article, chapitre, définition, épisode, équation,
        figure, image, jour, lemme, ligne, livre, note, page, partie, saison, scène, section,
        semaine, tableau, théorème, tome, version, volume, an, année, janvier, février, mars,
        avril, mai, juin, juillet, août, septembre, octobre, novembre, décembre""",
    prepositions="de, du, des, à, au, en, dans, pour, sur, par, avec, que, qui",
    present="est, sont",
    past="était, étaient, fut, furent",
    verbs="consiste, concerne, sera, doit, reste, vise, tient",
    linkers="que, parce",
    infinitives="de",
    starters="""il, elle, nous, vous, on, je, le, la, les, un, une, ce, c'est, ces, cela, parce,
        si, notre, nos, faut, faudra""",
    subordinators="""parce, puisque, si, quand, lorsque, bien, comme, alors, après, avant,
        malgré, pendant, tandis, où""",
    dangling="""le, la, les, un, une, des, du, de, d', l', à, au, aux, et, ou, mais, en, dans,
        par, pour, sur, avec, sans, que, qui, dont, où, est, sont, ne, pas, plus, très, ce,
        cette, ces, son, sa, ses, leur, leurs, notre, nos, se, comme, si, entre""",
    sections="""introduction, méthodes, méthodologie, résultats, discussion, conclusion,
        conclusions, annexe, annexes, résumé, contexte, bibliographie""",
    references="références, bibliographie, notes, sources, notes et références, liens externes",
)
