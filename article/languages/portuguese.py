"""Portuguese."""

from __future__ import annotations

from article.languages.vocabulary import Vocabulary

PORTUGUESE = Vocabulary(
    common="o, os, as, e, um, uma, que, não, para, com, do, da, em, dos, se, por, mais, na, no, ao",
    abbreviations="sr, sra, srta, dr, dra, prof, profa, p.ex, cf, ed, aprox, av, v.ex",
    openers="""o, a, os, as, um, uma, este, esta, esse, essa, isto, isso, ele, ela, eles, nós,
        em, no, na, por, para, com, mas, e, ou, se, quando, como, não, primeiro, segundo,
        terceiro""",
    ordinals="""primeiro, primeira
        segundo, segunda
        terceiro, terceira
        quarto, quarta
        quinto, quinta
        sexto, sexta
        sétimo, sétima
        oitavo, oitava
        nono, nona
        décimo, décima""",
    adverbs="""em primeiro lugar, primeiramente, para começar
        em segundo lugar
        em terceiro lugar
        em quarto lugar
        em quinto lugar
        em sexto lugar""",
    middles="depois, em seguida",
    others="outro, outra, um outro, uma outra",
    finals="por fim, por último, finalmente, em último lugar",
    lasts="último, última",
    cardinals="""um
        dois
        três
        quatro
        cinco
        seis
        sete
        oito
        nove
        dez
        onze
        doze""",
    determiners="o, a, um, uma, nosso, nossa, meu, minha, seu, sua",
    connectives="e, em, para, como",
    contrasts="mas, depois",
    joining="e, ou",
    nouns="""abordagem, argumento, aspecto, aspeto, caso, causa, coisa, condição, consequência,
        critério, desafio, desvantagem, dica, diferença, eixo, elemento, erro, etapa, exemplo,
        exigência, fase, fator, forma, ideia, lição, maneira, medida, meio, meta, mito, motivo,
        objetivo, opção, parte, passo, pergunta, perigo, pilar, ponto, princípio, prioridade,
        problema, proposta, questão, razão, recomendação, regra, risco, solução, tarefa,
        vantagem, via""",
    labels="""desafio, dica, eixo, erro, etapa, fase, ideia, lição, mito, objetivo, opção,
        passo, pergunta, ponto, princípio, prioridade, proposta, razão, recomendação, regra""",
    names="""ato, algoritmo, anexo, artigo, capítulo, definição, dia, equação, episódio, cena,
        figura, imagem, lema, linha, livro, nota, página, parágrafo, parte, quadro, seção,
        secção, semana, tabela, temporada, teorema, tomo, versão, volume, ano, janeiro,
        fevereiro, março, abril, maio, junho, julho, agosto, setembro, outubro, novembro,
        dezembro""",
    prepositions="de, do, da, dos, das, a, ao, em, no, na, por, para, com, sobre, que",
    present="é, são",
    past="era, eram, foi, foram",
    verbs="consiste, será, deve, reside, implica, está",
    linkers="que, porque",
    starters="""há, é, devemos, temos, o, a, os, as, um, uma, não, nosso, nossa, porque, se,
        precisamos""",
    subordinators="""porque, se, quando, embora, como, enquanto, depois, antes, dado, apesar,
        ao, para""",
    dangling="""o, a, os, as, um, uma, de, do, da, dos, das, a, ao, à, e, ou, mas, em, no, na,
        nos, nas, com, por, para, sem, sobre, que, quem, cujo, é, são, não, mais, muito, se, seu,
        sua, como, este, esta, nosso, nossa, entre, até, desde, pelo, pela""",
    sections="""introdução, métodos, metodologia, resultados, discussão, conclusão, conclusões,
        anexo, anexos, resumo, bibliografia""",
    references="referências, bibliografia, notas, fontes, ligações externas",
)
