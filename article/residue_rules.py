"""What lines of a web page say that are not its article's: the one table of phrases.

Each rule is a kind of residue with the lines that are of this kind, one pattern a line, in English
first and then in the other languages. A pattern is a regular expression for a whole line as
`key_of` makes it: lower case, straight apostrophes, without bullets and marks at its ends. In it
`…` stands for some words, whatever they are. To teach a new line, add it to the rule that fits.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal, NamedTuple

Weight = Literal["certain", "likely", "menu", "entry"]
Reach = Literal["line", "links", "end", "tail"]

LONGEST = 600
"""Characters: a longer line is a paragraph of something, and no rule is asked about it."""


PICTURE = "belongs to a picture or a video"


class Rule(NamedTuple):
    """One kind of residue, and the lines that are of it."""

    reason: str
    """What such a line does, in words for the reader."""
    weight: Weight
    """`certain`: no article has such a line. `likely`: few have, so it needs evidence besides.
    `menu`: a word that pages put in their menus; it takes many of them to mean anything. `entry`:
    heads an article as well as each entry in a list of others, and says nothing by itself."""
    lines: re.Pattern[str]
    """Matches the key of the whole line."""
    reach: Reach
    """`line`: the line alone. `links`: also what is behind it, if that is no running text.
    `end`: all that is behind it. `tail`: the line alone, and only at the end of an article."""
    longest: int
    """Characters: the rule says nothing of longer lines."""


def _rule(
    reason: str, weight: Weight, patterns: str, *, reach: Reach = "line", longest: int = 120
) -> Rule:
    whole = "|".join(line.strip() for line in patterns.strip().split("\n"))
    return Rule(
        reason,
        weight,
        re.compile(whole.replace("( …)?", r"(\W.*)?").replace("…", ".+")),
        reach,
        longest,
    )


RULES = (
    _rule(
        "opens the comments of readers",
        "certain",
        r"""
        [1-9]\d* (comments?|responses?|repl(y|ies)|thoughts?) (on|to|for) ?["“‘'«] ?…
        permalink [1-9]\d* comments?( …)?
        """,
        reach="end",
        longest=200,
    ),
    _rule(
        "opens the comments of readers",
        "likely",
        r"""
        [1-9]\d* (comments?|responses|replies|thoughts)
        (top rated|reader|readers'|user) comments
        [1-9]\d* (kommentare?|commentaires?|comentarios?|comentários?|commenti|reacties)
        """,
        reach="end",
    ),
    _rule(
        "opens the form for comments",
        "certain",
        r"""
        (leave|write) a (reply|comment)
        (post|add) (a |your )?comment
        (hinterlasse|schreibe?) (einen|eine) (kommentar|antwort)
        kommentar (schreiben|verfassen|hinterlassen)
        laisser un commentaire
        deja (un comentario|una respuesta)
        deixe (um comentário|uma resposta)
        lascia un commento
        (laat een reactie achter|geef een reactie)
        добавить (комментарий|отзыв)
        """,
        reach="links",
    ),
    _rule(
        "belongs to the form for comments",
        "certain",
        r"""
        your email address will not be published( …)?
        required fields are marked( …)?
        save my name, email,? and website …
        notify me (of|via|by) (new|follow-?up|e-?mail) …
        you must be logged in to (post|leave|reply|comment) …
        (log in|sign in|login) to (comment|reply)( …)?
        comments are (now )?closed
        be the first to comment( …)?
        (view|show|load|loading|read) (all )?(\d+ )?(more )?comments
        feed for comments
        as you comment, please be respectful …
        this site uses akismet …
        learn how your comment data is processed
        (blog |please enable javascript to view the )?comments powered by …
        please enable javascript to view the comments( …)?
        (deine|ihre) e-mail-adresse wird nicht veröffentlicht( …)?
        erforderliche felder sind (mit )?…
        votre adresse (e-mail|de messagerie) ne sera pas publiée( …)?
        tu dirección de correo electrónico no será publicada( …)?
        o seu endereço de e-?mail não será publicado( …)?
        il tuo indirizzo email non sarà pubblicato( …)?
        het e-mailadres wordt niet gepubliceerd( …)?
        """,
        longest=400,
    ),
    _rule(
        "asks to join in",
        "likely",
        r"""
        (want to )?join the (discussion|conversation)
        (name|e-?mail|comment|website) \(required\)?
        feel free to contribute
        please be respectful …
        … moderates comments( …)?
        (spread the (word|love)|tell your friends)
        """,
        longest=400,
    ),
    _rule(
        "asks to share the page",
        "certain",
        r"""
        share this( (article|post|story|page|entry|news|video|recipe))?( on …)?
        share (on|via|to) (facebook|twitter|linkedin|whatsapp|email|pinterest|reddit|x)
        share it with( your)? friends
        click to (share|email|print|tweet) (on|this|a|\() ?…
        (sharing is caring|tweet this)
        (like loading|like this story\? …)
        (share|tweet|pin|like|print)( (share|tweet|pin|like|submit|email|print|reddit))+
        show more sharing options
        share close extra sharing options
        copy link( url copied)?
        (facebook|whatsapp|twitter)( (facebook|twitter|whatsapp|pin\w*|linkedin|reddit|print))+
        (teile|teilen sie) (diesen|den) (artikel|beitrag)( …)?
        partager (cet article|sur …)
        comparte? (esto|este artículo)( …)?
        compartilhe (isso|este artigo)( …)?
        condividi( questo articolo)?( su …)?
        deel dit( artikel)?
        """,
    ),
    _rule(
        "leads to another part of the page",
        "certain",
        r"""
        (logo )?(back|return|scroll) to (the )?top( button)?
        back to (gallery|main menu)
        skip (to )?(the )?(main )?(content|navigation|nav|article|search|footer|menu)
        jump to (content|navigation|recipe)
        toggle (navigation|menu|main navigation|search\w*|search input)
        accessibility links
        (nach oben|zum inhalt springen|zum seitenanfang)
        (haut de page|aller au contenu( principal)?)
        (volver arriba|saltar al contenido)
        (voltar ao topo|ir para o conteúdo|pular para o conteúdo)
        (torna su|vai al contenuto)
        (naar boven|ga naar de inhoud)
        """,
    ),
    _rule(
        "leads to the page it was taken from",
        "certain",
        r"""
        source link
        get short url
        (view|read|see) (the )?(original|source) (article|post|story)
        the post … appeared first on …
        (this )?(article|post|story) (was )?(originally|first) (appeared|published) (on|at) …
        %d bloggers like this
        """,
        longest=240,
    ),
    _rule(
        "asks to subscribe",
        "certain",
        r"""
        (subscribe|sign ?up)( now| here| today)? (to|for) (our|the) (… )?newsletter( …)?
        (click|tap) here to subscribe( …)?
        … delivered( straight| right| directly)? to your inbox( …)?
        … delivered weekday mornings
        you have (been )?successfully subscribed
        there was a problem subscribing …
        (no spam, we promise|want more stories like this|breaking news emails)( …)?
        if you (enjoyed|liked) this (article|post|story), …
        """,
        longest=LONGEST,
    ),
    _rule(
        "asks to subscribe",
        "likely",
        r"""
        (please )?(subscribe|sign ?up)( now| here| today)? (to|for) …
        (subscribe|sign up|register|become a member) (now|today)
        (click|tap) here to (sign up|join|get) …
        (get|receive|join|sign up for) (our|the) (… )?newsletters?( …)?
        (get|receive|let) … (to|in|meet) your (inbox|mailbox)( …)?
        never miss a (post|story)
        ((e-?mail )?newsletters?|newsletter sign-?up|e-?mail alerts)
        newsletter (abonnieren|anmelden)
        inscrivez-vous … newsletter( …)?
        (suscríbete|suscríbase|inscreva-se|assine)( …)?
        iscriviti … newsletter( …)?
        schrijf je in … nieuwsbrief( …)?
        """,
        longest=240,
    ),
    _rule(
        "asks to follow or to write",
        "likely",
        r"""
        (follow|like|find|join|connect with) us( …)?
        follow … on (twitter|facebook|instagram|linkedin|youtube)( …)?
        (follow|e-?mail) (me|him|her|them|the author)( …)?
        e-?mail … at \S+@\S+( …)?
        (reach|contact) the (reporters?|author|writer|editor) …
        (twitter|facebook)\.com/\S+
        (have|got) a (news )?tip( …)?
        … if you have a news tip …
        (tell us what you think|have your say|send (us )?feedback|feedback to editors)( …)?
        (folgen sie|folge) uns( …)?
        suivez-nous( …)?
        (síguenos|siga-nos|seguici|volg ons)( …)?
        """,
        longest=320,
    ),
    _rule(
        "asks for consent",
        "certain",
        r"""
        by choosing i accept, you consent …
        by (signing up|subscribing),? (you|i) (agree|accept|consent) …
        this (slideshow|content) requires javascript( …)?
        this site is protected by recaptcha …
        """,
        longest=400,
    ),
    _rule(
        "asks for consent",
        "likely",
        r"""
        (… )?(we|websites?|sites?) uses? cookies …
        cookies? (policy|settings|preferences|notice|consent)
        by (continuing|using) … (terms|privacy|agreement|cookies)( …)?
        registration on or use of this site …
        (please )?enable javascript( …)?
        this (page|site) requires javascript( …)?
        this post may contain (affiliate|referral) …
        (… )?(wir verwenden|nous utilisons des|utilizamos|usamos) cookies …
        (… )?(utilizziamo i|wij gebruiken) cookies? …
        """,
        longest=LONGEST,
    ),
    _rule(
        "states the rights of the page",
        "menu",
        r"""
        (… )?(©|\(c\)|copyright)\W{0,3}(\d{4}|by\b|all rights)( …)?
        … all rights? reserved( …)?
        all rights? reserved( …)?
        this document is subject to copyright( …)?
        (the )?(material|content|contents) (on|of) this site (may not|are|is) …
        (… )?part may be reproduced without …
        (proudly )?powered by …
        terms (of (use|service|sale)|(&|and) conditions)(\W+privacy …)?
        privacy (policy|notice|statement|settings|center)
        (your )?california privacy rights
        do not sell my …
        (about our ads|your ad choices|ad ?choices)
        (datenschutz|datenschutzerklärung|impressum|alle rechte vorbehalten)
        (mentions légales|tous droits réservés)
        (aviso legal|política de privacidade?|todos los derechos reservados)
        (privacybeleid|informativa sulla privacy)
        """,
        longest=400,
    ),
    _rule(
        "leads to other pages",
        "likely",
        r"""
        (related|recommended|popular|recent|latest|more|top) (articles?|stories|posts?|news)
        (related|more|recommended) (links|content|coverage|topics?|reading|videos?|reviews?)( …)?
        (most|more) (popular|read|viewed|shared|commented|recent|discussed)( …)?
        (popular|trending) (now|this week|stories|news|articles)
        (read also|leggi anche|lesen sie auch|lire aussi)
        you (may|might) (also )?(like|enjoy|be interested in)
        (recommended|more|picked) for you
        more (from|on|in|great) …
        more (stories|articles|posts) (like|from|by) …
        (don't|do not) miss
        (what to read|up|read) next
        (next up|explore further|something to consider|read these next)
        top stories in …
        das könnte (sie|dich) auch interessieren
        (ähnliche|verwandte|weitere) (artikel|beiträge|themen)
        (meistgelesen|mehr zum thema)
        articles? (similaires|liés|connexes)
        à lire aussi
        (artículos|noticias|entradas) relacionad[ao]s
        te puede interesar
        (artigos|posts|notícias|matérias) relacionad[ao]s
        você( também)? pode gostar
        articoli correlati
        potrebbe interessarti( …)?
        lees ook
        """,
        reach="links",
        longest=80,
    ),
    _rule(
        "leads to another article",
        "likely",
        r"""
        (read|see|watch|listen)( more| also| now| next| this)? ?: ?…
        (read (more|also|the full story)|see more|watch more|related)
        related( (article|story|post|link|reading|roundup|topic)s?)?: ?…
        (more|also on|don't miss) ?: ?…
        also on …
        (continue reading|to read the full story|click here (for|to)) …
        (continue reading|read all comments)
        ((political|editorial) )?cartoons on …
        (photos|video|gallery|opinion|in pictures): ?…
        (previous|next) (post|article|story|page)(: ?…)?
        (vorheriger|nächster) (beitrag|artikel)( …)?
        (lesen sie auch|lire aussi|lea también|leia também|leggi anche( su)?|lees ook) ?: ?…
        button link=…
        """,
        longest=200,
    ),
    _rule(
        "labels the page for its site",
        "likely",
        r"""
        (tags?|topics|posted in|categor(y|ies)|keywords|word ?count|labels) ?: ?…
        (filed under|related tags|tags)( …)?
        (schlagwörter|étiquettes|etiquetas) ?: ?…
        permalink( …)?
        e-?mail me
        citation: …
        \d[\d,.]*k? (shares?|views?|likes?|diggs?|votes?)
        (0|no) (comments?|replies|responses)( yet)?
        source: …
        (additional )?reporting by …
        … contributed (reporting|to this (report|story|article))( …)?
        (first |last |originally )?(published|updated|posted|modified)( on| at| by|:) … \d …
        (first |last |originally )?(published|updated|posted|modified)( on| at| by|:)? .{0,12}\d …
        """,
        longest=300,
    ),
    _rule(
        PICTURE,
        "certain",
        r"""
        (image|photo|picture|video) \d+ of( /)? \d+
        (… )?image copyright …
        credit\.\.\. ?…
        … \((image|photo) credit: …
        … \((ap photo|reuters|afp|getty images)/…
        (photo|image|credit|picture)s?( by|:) … (ap|afp|reuters|associated press|getty images)
        file photo: …
        (enlarge (this )?image|click to enlarge)
        """,
        longest=400,
    ),
    _rule(
        PICTURE,
        "likely",
        r"""
        image (source|credit|caption) …
        (photo|photograph|image|picture|foto|credit)s?( credit| source| courtesy)?( by |: ?)…
        (© )?(reuters|afp|ap|getty images)( ?/ ?…)?
        getty images …
        video ?\d?\d?:\d\d( ?\d?\d:\d\d)?
        video: …
        (play|watch) (the )?video( …)?
        (view|open) (gallery|fullscreen)( …)?
        (listen live|loading|loading loading)
        [^()]{2,60} / (associated press|ap|reuters|afp|getty images|bloomberg|for the times)
        … [(\[](image|photo|photograph|picture|illustration)s?( credit)?( by|:) ?[^()]{2,60}
        … (photo|image|picture|credit)( credit)?: [^.]{2,50}
        … (reuters(/[a-z .]+)?|getty images|ap photo|ap file|/ ap|\[?via reuters)
        file [-–] in this …
        (… )?\bfile photo\b …
        in this … (photo|photograph|image)\b …
        this (satellite |file )?(photo|image|illustration|screenshot) (… )?shows …
        an artist's (concept|impression|illustration|rendering) of …
        """,
        longest=400,
    ),
    _rule(
        "is an advertisement",
        "likely",
        r"""
        advertisements?( – …)?
        (advertise with us|sponsored|sponsored content|sponsored by …|paid content)
        (article|story) continues (below|after) (this )?(ad|advertisement)
        (anzeige|werbung|publicité|publicidad|publicidade|pubblicità|advertentie)
        """,
    ),
    _rule(
        "says who the author is",
        "likely",
        r"""
        (about|meet) the (author|writer)s?(:? …)?
        ([\w.'-]+ ){2,5}is (an?|the) (… )?(writer|reporter|editor|columnist|contributor)\b( …)?
        ([\w.'-]+ ){2,5}is (an?|the) (… )?(journalist|correspondent|author|blogger|fellow)\b( …)?
        ([\w.'-]+ ){2,5}(writes|covers) (about|for) …
        """,
        reach="tail",
        longest=LONGEST,
    ),
    _rule(
        "says when an entry was written",
        "entry",
        r"""
        (\w{3,9}day,? )?[a-z]{3,9}\.? \d\d?(st|nd|rd|th)?,? \d{4}(\W{1,4}(at )?\d\d?[:.]\d\d …)?
        (\w{3,9}day,? )?[a-z]{3,9}\.? \d\d?,? \d{4} (at )?\d\d?[:.]\d\d( ?[ap]\.?m\.?)?
        (\w{3,9}day,? )?\d\d?\.? [a-z]{3,9}\.?,? \d{4}( …)?
        \d\d?[/.-]\d\d?[/.-]\d\d(\d\d)?( \d\d?[:.]\d\d)?( ?[ap]\.?m\.?)?
        \d{4}-\d\d-\d\d( \d\d:\d\d(:\d\d)?)?( …)?
        \d\d?[:.]\d\d( ?[ap]\.?m\.?)?( [a-z]{2,4})?
        (… )?(\d\d?|an?|one) (min(ute)?|hour|day|week|month|year)s? ago( …)?
        by [\w.'-]+( [\w.'-]+){0,4}( on …| \d+)?
        vor \d\d? (minuten|stunden|tagen)
        il y a \d\d? (heures?|jours?)
        hace \d\d? (horas?|días?)
        """,
        longest=60,
    ),
    _rule(
        "stands in the menu of a page",
        "menu",
        r"""
        (home|home ?page|menu|main menu|sections|topics|search|search search|close|more|top)
        (log ?in|log ?out|sign ?in|sign ?out|register|my account|manage subscription)
        (subscribe|subscribe now|subscribe sign in|subscriptions?|subscriber services)
        (about|about us|about me|contact|contact us|contact me|help|faqs?|customer (service|care))
        (sitemap|site map|site index|archives?|rss|rss feeds?|mobile apps|apps|shop|store)
        (careers|jobs|work (for|with) us|masthead|newsroom|staff|press|media kit|corrections)
        (facebook|twitter|instagram|youtube|pinterest|linkedin|reddit|flipboard|whatsapp|tumblr)
        (e-?mail|share|shares|tweet|pin|print|reply|permalink|comment|comments|next|previous|connect)
        (view|see|load|show|learn|read) (all|more)
        (news|world|business|politics|sports?|opinion|editorials|tech|technology|health|science)
        (entertainment|lifestyle|travel|culture|music|movies|books|food|weather|obituaries|education)
        (classifieds|podcasts?|videos?|photos|events|blogs?|features|e-?edition|trending|latest)
        (letters to the editor|advertise|advertising|latest news|community (guidelines|rules))
        (startseite|suche|kontakt|über uns|anmelden|mehr)
        (accueil|recherche|à propos|connexion|nous contacter)
        (inicio|buscar|contacto|quiénes somos)
        (início|contato|sobre|quem somos|fale conosco)
        (cerca|contatti|chi siamo|accedi)
        (zoeken|over ons|inloggen)
        (меню|поиск|контакты|главная|отзывы)
        """,
        longest=40,
    ),
)

_bullets = re.compile(r"^(?:[-+*•·o›»>|✓]\s+)+")
_MARKS = " \t.,:;!?…*|>»›«<-–—•·_+~=[](){}\"'“”‘’"


def key_of(line: str) -> str:
    """The line as the patterns see it."""
    return _bullets.sub("", line.lower(), count=1).strip(_MARKS).replace("’", "'")


def rule_of(line: str) -> Rule | None:
    """The first rule that knows the line."""
    return _rule_of_key(key_of(line)) if len(line) <= LONGEST else None


@lru_cache(maxsize=4_096)
def _rule_of_key(key: str) -> Rule | None:
    """The same for a key; kept, for pages repeat their menus, and each text is asked twice."""
    if not key:
        return None
    for rule in RULES:
        if len(key) <= rule.longest and rule.lines.fullmatch(key):
            return rule
    return None
