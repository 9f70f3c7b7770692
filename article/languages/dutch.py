"""Dutch."""

from __future__ import annotations

from article.languages.vocabulary import Vocabulary

DUTCH = Vocabulary(
    common="""de, het, een, en, van, is, niet, dat, op, te, zijn, voor, met, die, aan, er, ook,
        om, wij, ze""",
    abbreviations="""dhr, mevr, mw, dr, drs, prof, ir, ing, bijv, bv, o.a, d.w.z, m.b.t, t.a.v,
        i.p.v, resp, ca, vgl""",
    openers="""de, het, een, dit, dat, deze, die, hij, zij, ze, wij, we, ik, men, in, op, bij,
        voor, met, naar, sinds, van, maar, en, of, want, als, toen, omdat, dan, nu, zo, ook, wat,
        wie, hoe, waarom, er, ten, tot""",
    ordinals="""eerste
        tweede
        derde
        vierde
        vijfde
        zesde
        zevende
        achtste
        negende
        tiende""",
    adverbs="""ten eerste, in de eerste plaats, om te beginnen, allereerst
        ten tweede, in de tweede plaats
        ten derde, in de derde plaats
        ten vierde, in de vierde plaats
        ten vijfde
        ten zesde""",
    middles="vervolgens, daarna",
    others="een ander, een andere",
    finals="tot slot, ten slotte, tenslotte, als laatste",
    lasts="laatste",
    cardinals="""één, een
        twee
        drie
        vier
        vijf
        zes
        zeven
        acht
        negen
        tien
        elf
        twaalf""",
    determiners="de, het, een, onze, ons, mijn, zijn, haar, hun, uw",
    connectives="en, of, nu, ook, als, in, voor",
    contrasts="maar, dan",
    joining="en, of",
    nouns="""aanbeveling, argument, aspect, benadering, criterium, deel, ding, doel, eis,
        factor, fase, fout, geval, gevaar, gevolg, idee, les, maatregel, manier, mythe, nadeel,
        oorzaak, oplossing, optie, pijler, principe, prioriteit, probleem, punt, reden, regel,
        risico, stap, taak, tip, uitdaging, verschil, voorbeeld, voordeel, voorstel, voorwaarde,
        vraag, weg""",
    labels="""aanbeveling, doel, fase, fout, idee, les, mythe, optie, principe, prioriteit,
        punt, reden, regel, stap, tip, uitdaging, vraag""",
    names="""aflevering, afbeelding, akte, algoritme, artikel, bijlage, blad, boek, dag, deel,
        definitie, figuur, hoofdstuk, jaar, noot, pagina, paragraaf, regel, scène, seizoen,
        sectie, stelling, tabel, vergelijking, versie, week, januari, februari, maart, april,
        mei, juni, juli, augustus, september, oktober, november, december""",
    prepositions="van, te, tot, in, voor, op, aan, bij, met, uit, als, dat, die",
    present="is, zijn, luidt",
    past="was, waren",
    verbs="bestaat, betreft, wordt, werd, moet, kan, zal, had",
    linkers="dat, omdat",
    infinitives="om",
    starters="""moeten, moet, is, zijn, kan, kunnen, zal, zullen, willen, hebben, heeft, wordt,
        worden, blijft, zou, zouden""",
    subordinators="""omdat, als, wanneer, hoewel, terwijl, nadat, voordat, zolang, zodra,
        zonder, ondanks""",
    dangling="""de, het, een, en, of, maar, van, te, op, in, aan, bij, met, voor, door, naar,
        uit, om, over, als, dan, dat, die, wat, is, zijn, niet, zich, ook, zo, zeer, nog, tegen,
        zonder, onze, ons, hun, haar, deze, dit, tot, er""",
    sections="""inleiding, methoden, methode, methodologie, resultaten, discussie, conclusie,
        conclusies, bijlage, samenvatting, achtergrond, literatuur""",
    references="referenties, literatuur, literatuurlijst, noten, voetnoten, bronnen, externe links",
)
