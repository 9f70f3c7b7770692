"""Spanish."""

from __future__ import annotations

from article.languages.vocabulary import Vocabulary

SPANISH = Vocabulary(
    common="""el, la, los, las, y, una, que, por, con, para, del, es, se, no, su, lo, más, como,
        al, pero""",
    abbreviations="""sr, sra, srta, sres, d, dña, dr, dra, prof, ud, uds, p.ej, cf, ed, aprox,
        av, avda, sto, sta""",
    openers="""el, la, los, las, un, una, este, esta, estos, estas, él, ella, ellos, nosotros,
        se, en, por, para, con, pero, y, o, si, cuando, como, no, lo, su, al, primero, segundo,
        tercero""",
    ordinals="""primer, primero, primera
        segundo, segunda
        tercer, tercero, tercera
        cuarto, cuarta
        quinto, quinta
        sexto, sexta
        séptimo, séptima
        octavo, octava
        noveno, novena
        décimo, décima""",
    adverbs="""en primer lugar, en primer término, primeramente, para empezar
        en segundo lugar, en segundo término
        en tercer lugar, en tercer término
        en cuarto lugar
        en quinto lugar
        en sexto lugar""",
    middles="luego, después, a continuación",
    others="otro, otra",
    finals="por último, finalmente, para terminar, en último lugar",
    lasts="último, última",
    cardinals="""uno
        dos
        tres
        cuatro
        cinco
        seis
        siete
        ocho
        nueve
        diez
        once
        doce""",
    determiners="el, la, lo, un, una, nuestro, nuestra, mi, su",
    connectives="y, pues, en, para, como",
    contrasts="pero, luego",
    joining="y, e, o, u",
    nouns="""argumento, aspecto, caso, causa, condición, consecuencia, consejo, cosa, criterio,
        cuestión, desafío, desventaja, diferencia, eje, ejemplo, elemento, enfoque, error, etapa,
        exigencia, factor, fase, forma, idea, lección, manera, medida, medio, meta, mito, motivo,
        objetivo, opción, parte, paso, peligro, pilar, pregunta, principio, prioridad, problema,
        propuesta, punto, razón, recomendación, regla, reto, riesgo, solución, tarea, ventaja,
        vía""",
    labels="""consejo, eje, error, etapa, fase, idea, lección, mito, objetivo, opción, paso,
        pregunta, principio, prioridad, propuesta, punto, razón, recomendación, regla, reto""",
    names="""acto, algoritmo, anexo, artículo, capítulo, cuadro, definición, día, ecuación,
        episodio, escena, figura, imagen, lema, libro, línea, nota, página, párrafo, parte,
        sección, semana, tabla, temporada, teorema, tomo, versión, volumen, año, enero, febrero,
        marzo, abril, mayo, junio, julio, agosto, septiembre, octubre, noviembre, diciembre""",
    prepositions="de, del, a, al, en, por, para, con, sobre, que",
    present="es, son",
    past="era, eran, fue, fueron",
    verbs="consiste, será, debe, reside, implica, está",
    linkers="que, porque",
    starters="""hay, es, debemos, tenemos, el, la, los, las, un, una, se, no, nuestro, nuestra,
        porque, si""",
    subordinators="""porque, si, cuando, aunque, como, mientras, después, antes, dado, pese, al,
        para""",
    dangling="""el, la, los, las, un, una, de, del, a, al, y, o, e, u, pero, en, con, por, para,
        sin, sobre, que, quien, cuyo, es, son, no, más, muy, se, su, sus, lo, como, si, este,
        esta, estos, estas, nuestro, nuestra, entre, hasta, desde""",
    sections="""introducción, métodos, metodología, resultados, discusión, conclusión,
        conclusiones, anexo, anexos, resumen, bibliografía""",
    references="referencias, bibliografía, notas, fuentes, enlaces externos",
)
