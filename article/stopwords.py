"""Words that say nothing of what a text is about, and words that lean on what was said before.

A language without a row goes without: its frequent words then count like any other, which costs
quality and nothing else. A contraction stands here in its halves (`don`, `ll`, `qu`), because
words are read between apostrophes; words of one letter are never read at all.
"""

from __future__ import annotations

_STOP_WORDS = {
    "en": """about above after again against ago all almost along already also although always am
        among an and another any anyone anything are aren around as ask at away back be became
        because become been before being below between both but by came can cannot come could couldn
        did didn do does doesn doing don done down during each either else even ever every everyone
        everything few first for from further gave get getting give go goes going gone got had hadn
        has hasn have haven having he her here hers herself him himself his how however if in
        instead into is isn it its itself just know last least less let like ll made make makes
        making many may maybe me might mine more most mr mrs ms much must my myself need neither
        never new no nor not nothing now of off often on once one only onto or other others our ours
        ourselves out over own per perhaps put quite rather re really said same saw say saying says
        see seem seems seen several shall she should shouldn since so some someone something still
        such take taken than that the their theirs them themselves then there these they thing
        things think this those though through thus to today together told too took toward towards
        two under until up upon us use used uses using ve very want was wasn way we well went were
        weren what when where whether which while who whom whose why will with within without would
        wouldn year years yes yet you your yours yourself""",
    "de": """ab aber alle allem allen aller alles als also am an ander andere anderem anderen
        anderer anderes auch auf aus bei beim bereits bin bis bist da dabei dadurch dafür dagegen
        daher dahin damit danach daran darauf daraus darin darüber darum das dass dasselbe davon
        dazu dein deine dem den denen denn dennoch der deren derer des deshalb dessen dich die dies
        diese diesem diesen dieser dieses dir doch dort du durch eben eher eigentlich ein eine einem
        einen einer eines einige einigen einmal er erst es etwa etwas euch euer eure für gab ganz
        gar geben gegen gehen geht gemacht gewesen gibt ging habe haben hat hatte hatten hier hin
        hinter ich ihm ihn ihnen ihr ihre ihrem ihren ihrer ihres im immer in indem ins irgend ist
        ja je jede jedem jeden jeder jedes jedoch jene jenem jenen jener jenes jetzt kam kann kein
        keine keinem keinen keiner kommen kommt können könnte könnten lassen machen macht man manche
        mehr mein meine meinem meinen meiner mich mir mit muss musste müssen nach nachdem nicht
        nichts nie niemand noch nun nur ob oder ohne oft schon sehr sei sein seine seinem seinen
        seiner seines seit selbst sich sie sind so sogar solch solche solchen solcher soll sollen
        sollte sollten sondern sonst sowie sowohl trotz über um und uns unser unsere unserem unseren
        unserer unter viel viele vielen vom von vor wann war waren warum was weil weiter weitere
        welche welchem welchen welcher welches wenig weniger wenn wer werde werden wie wieder will
        wir wird wirklich wo wollen wollte worden wurde wurden während wäre wären würde würden zu
        zum zur zwar zwei zwischen""",
    "fr": """afin ai aie ainsi alors après assez au aucun aucune aussi autant autre autres aux
        avaient avait avant avec avez avoir avons bien car ce ceci cela celle celles celui cependant
        ces cet cette ceux chaque chez ci comme comment contre dans de depuis dernier derrière des
        deux devant doit doivent donc dont du dès déjà elle elles en encore enfin entre es est et
        étaient étais était étant été être eu eux faire fait faut fois font ici il ils je jusqu
        jusque la laquelle le lequel les lesquelles lesquels leur leurs lors lorsqu lorsque lui là
        ma mais mal me mes met mieux moi moins mon même mêmes ne ni non nos notamment notre nous on
        ont ou où par parce parfois parmi pas pendant peu peut peuvent plus plusieurs plutôt pour
        pourquoi pourrait pouvoir presque puis puisqu puisque qu quand que quel quelle quelles
        quelqu quelque quelques quels qui quoi rien sa sans se selon sera serait seront ses si soi
        soit son sont sous souvent sur ta te tel telle telles tels tes toi ton toujours tous tout
        toute toutefois toutes trop très tu un une vers voici voilà vos votre vous vraiment vu à
        ça""",
    "es": """ahora al algo alguien algunas alguno algunos algún allí ante antes aquel aquella
        aquellas aquello aquellos aquí así aunque aún bajo bien cada casi como con contra cosa cosas
        cual cuales cualquier cuando cuanto cuya cuyo cómo da dado de debe deben decir del desde
        después dice dicho dijo donde dos durante día dónde el ella ellas ello ellos en entonces
        entre era eran eres es esa esas ese eso esos esta estaba estaban estado estamos estar estas
        este esto estos está están etc fue fueron ha haber había habían hace hacen hacer hacia hace
        han hasta hay haya he hecho hemos hizo incluso ir junto la las le les lo los luego mayor me
        mediante menos mi mientras mis misma mismas mismo mismos mucha muchas mucho muchos muy más
        mí nada nadie ni ninguna ninguno ningún no nos nosotros nuestra nuestras nuestro nuestros
        nunca otra otras otro otros para parte pero poco pocos por porque puede pueden pues que
        quien quienes qué quién se sea sean según ser será serán si sido siempre siendo sin sino
        sobre solo somos son soy su sus sí sólo tal también tampoco tan tanto te tener tenido tiene
        tienen toda todas todavía todo todos tras tu tus tuvo tú un una unas uno unos usted ustedes
        va vamos van varias varios veces ver vez ya yo él éste última último""",
    "pt": """acima agora ainda algo alguma algumas alguns algum ali além ante antes ao aos apenas
        após aquela aquelas aquele aqueles aqui aquilo as assim até através bem cada casa com como
        contra cuja cujo da daquele das de dela delas dele deles dentro depois desde dessa desse
        desta deste deve devem disse disso disto diz do dois dos durante duas ela elas ele eles em
        embora enquanto entre então era eram essa essas esse esses esta estado estamos estar estas
        estava estavam este estes estou está estão eu faz fazem fazer feito ficar foi for foram
        fosse fui há isso isto já la lhe lhes lo logo lá mais mas me mediante meio melhor menos
        mesma mesmas mesmo mesmos meu meus minha minhas muita muitas muito muitos na nada nas nela
        nele nem nenhum nenhuma nessa nesse nesta neste ninguém no nos nossa nossas nosso nossos num
        numa nunca não nós onde os ou outra outras outro outros para pela pelas pelo pelos pode
        podem pois por porque portanto porém pouco poucos primeiro pôde qual quais qualquer quando
        quanto que quem quer quê se seja sejam sem sempre sendo ser será serão seu seus sido sim sob
        sobre sua suas só também tampouco tanto te tem tendo tenha ter teve tinha tinham toda todas
        todavia todo todos tudo tu tão têm um uma umas uns vai vez vezes você vocês vos vão às à""",
    "it": """abbia abbiamo agli ai al alcun alcune alcuni alla alle allo allora altra altre altri
        altro anche ancora anni appena attraverso avere aveva avevano avuto ben bene che chi ci
        ciascuno ciò coi col come comunque con contro cosa così cui da dagli dai dal dalla dalle
        dallo davvero degli dei del dell della delle dello dentro deve devono di dice disse dopo
        dove due dunque durante ecco ed egli ella era erano essere essi esso fa fare fatto fin fino
        fra fu fuori furono già gli ha hai hanno ho il in infatti infine insieme intanto invece io
        la le lei li lo loro lui là ma mai me meglio meno mentre mi mia mie miei mio molta molte
        molti molto ne negli nei nel nell nella nelle nello nessun nessuna nessuno niente no noi non
        nostra nostre nostri nostro nulla né ogni ognuno oggi oltre ora ormai per perché perfino
        però più poco poi poiché possono potrebbe prima primo proprio può qualche qualcosa qualcuno
        quale quali quando quanta quanti quanto quasi quel quell quella quelle quelli quello quest
        questa queste questi questo qui quindi sarebbe sarà se sei sempre senza seppure sia siamo
        siano sono solo soltanto sopra sotto spesso stata state stati stato stessa stesse stessi
        stesso su sua subito sue sugli sui sul sulla sulle sullo suo suoi tale tali tanta tante
        tanti tanto te ti tra troppo tu tua tue tuo tuoi tutta tuttavia tutte tutti tutto un una uno
        va verso vi viene vengono voi volta volte vostra vostro è""",
    "nl": """aan af al alle alleen alles als altijd ander andere anderen beetje bent bij binnen
        bleek boven daar daarbij daarna daarom daarvan dan dat de deed degene den der deze die dit
        doch doen doet doen door dus echter een eens eerst eerste eigen elk elke en enige enkele er
        erg ergens ervan etc even ga gaan gaat geen gegeven gehad geldt geweest geworden ging haar
        had hadden heb hebben hebt heeft heel hem hen het hier hierbij hierdoor hij hoe hoewel hun
        ieder iedere iedereen iemand iets ik in indien ja jaar je jij jou jouw jullie kan kon konden
        kunnen kunt laat later maar maken meer meest mee men met mij mijn minder moest moesten moet
        moeten mogen na naar naast nadat niet niets nog nooit nou nu of ofwel om omdat onder
        ongeveer ons onze ook op opnieuw over pas per reeds samen sinds slechts soms steeds te tegen
        terwijl tijd tijdens toch toen tot tussen twee uit uw vaak van vanaf vandaag veel vele
        verder voor vooral voordat vorige waar waarbij waardoor waarin waarom waren was wat we weer
        weinig wel welke werd werden wie wij wil wilde willen worden wordt zag zal ze zeer zegt zei
        zelf zelfs zich zij zijn zo zoals zodat zonder zou zouden""",
}
"""Never weighed."""

_LEANING = {
    "en": """he, she, it, they, his, her, their, its, this, that, these, those, such, here, there,
        but, and, or, so, then, thus, also, yet, hence, nor, still, instead, otherwise, moreover,
        furthermore, therefore, meanwhile, for example, for instance, in addition, in contrast, in
        other words, as a result, at the same time, on the other hand, of course""",
    "de": """er, sie, es, ihr, ihre, sein, seine, dies, diese, dieser, dieses, das, dort, hier,
        aber, und, oder, so, dann, daher, deshalb, deswegen, also, auch, dennoch, doch, trotzdem,
        zudem, außerdem, stattdessen, zum beispiel, darüber hinaus, mit anderen worten""",
    "fr": """il, elle, ils, elles, ce, cet, cette, ces, cela, ceci, ça, c'est, celui, celle, son,
        sa, ses, leur, leurs, mais, et, ou, donc, alors, ainsi, puis, aussi, pourtant, cependant,
        toutefois, par exemple, en outre, de plus, en revanche, autrement dit""",
    "es": """él, ella, ellos, ellas, este, esta, esto, estos, estas, ese, esa, eso, esos, esas, su,
        sus, pero, y, o, así, entonces, luego, también, además, por ejemplo, es decir, en cambio,
        sin embargo""",
    "pt": """ele, ela, eles, elas, este, esta, isto, estes, estas, esse, essa, isso, esses, essas,
        seu, sua, seus, suas, mas, e, ou, assim, então, logo, também, além disso, por exemplo, ou
        seja, no entanto""",
    "it": """egli, ella, lui, lei, essi, esse, loro, questo, questa, questi, queste, quello, quella,
        quelli, quelle, ciò, suo, sua, suoi, sue, ma, e, o, così, allora, quindi, poi, anche,
        inoltre, per esempio, ad esempio, in altre parole""",
    "nl": """hij, zij, ze, het is, zijn, haar, hun, dit, dat, deze, die, daar, hier, maar, en, of,
        dus, dan, toen, ook, daarom, bovendien, toch, bijvoorbeeld, met andere woorden""",
}
"""A sentence that opens with one of these leans on the sentence before it."""

STOP_WORDS = {language: frozenset(words.split()) for language, words in _STOP_WORDS.items()}
LEANING = {
    language: tuple(" ".join(opening.split()) for opening in openings.split(","))
    for language, openings in _LEANING.items()
}
