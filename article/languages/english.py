"""English."""

from __future__ import annotations

from article.languages.vocabulary import Vocabulary

ENGLISH = Vocabulary(
    common="""the, of, and, to, is, that, it, with, was, for, this, are, as, be, by, have, not,
        they, which, you""",
    abbreviations="""mr, mrs, ms, messrs, dr, prof, rev, hon, st, gen, col, capt, lt, maj, sgt,
        cmdr, adm, sen, rep, gov, pres, supt, atty, vs, e.g, i.e, cf, viz, approx, ca, dept, eds""",
    openers="""the, a, an, this, that, these, those, he, she, it, they, we, you, i, his, her,
        its, their, our, my, there, here, in, on, at, by, for, from, to, with, as, if, when,
        while, after, before, since, although, though, because, but, and, or, so, yet, however,
        what, who, why, how, where, which, not, no, some, many, most, all, one, another,
        meanwhile, moreover, then, now, first, second, third, finally""",
    ordinals="""first, number one
        second, number two
        third, number three
        fourth, number four
        fifth, number five
        sixth
        seventh
        eighth
        ninth
        tenth
        eleventh
        twelfth""",
    adverbs="""firstly, first of all, first off, first and foremost, in the first place, \
        to begin with, to start with
        secondly, second of all, in the second place
        thirdly, third of all, in the third place
        fourthly, fourth of all, in the fourth place
        fifthly, in the fifth place
        sixthly
        seventhly""",
    middles="next, then",
    others="another, next",
    finals="finally, lastly, last, last but not least, last of all",
    lasts="last, final",
    cardinals="""one
        two
        three
        four
        five
        six
        seven
        eight
        nine
        ten
        eleven
        twelve""",
    determiners="the, a, an, our, my, his, her, their, its, your, very",
    connectives="and, so, or, now, also, perhaps, as, in, on, for",
    contrasts="but, then, yet",
    joining="and, or",
    nouns="""action, advantage, aim, alternative, answer, approach, area, argument, aspect,
        assumption, axis, barrier, benefit, case, catch, category, cause, caveat, challenge,
        change, characteristic, class, clue, commitment, complaint, component, concern,
        conclusion, condition, consequence, consideration, constraint, contribution, criterion,
        criticism, danger, defect, demand, difference, difficulty, dilemma, dimension,
        disadvantage, doubt, downside, drawback, driver, duty, effect, error, example, exception,
        expedient, explanation, fact, factor, failure, fault, fear, feature, finding, flaw, form,
        function, goal, ground, group, guideline, habit, hurdle, hypothesis, idea, imperative,
        implication, improvement, ingredient, initiative, insight, intention, interpretation,
        issue, key, kind, lesson, lever, limitation, measure, merit, method, misconception,
        mission, mistake, mode, model, motive, myth, need, objection, objective, obligation,
        observation, obstacle, one, opportunity, option, paradox, part, path, phase, piece,
        pillar, pitfall, pledge, point, policy, position, possibility, precaution, precondition,
        premise, prerequisite, principle, priority, problem, project, promise, prong, proposal,
        proposition, purpose, puzzle, question, reason, recommendation, reform, remark,
        requirement, reservation, response, responsibility, result, risk, role, rule, safeguard,
        scenario, shortcoming, sign, solution, source, stage, step, strategy, strength, style,
        suggestion, target, task, technique, temptation, tenet, test, theme, theory, thing,
        threat, tip, topic, track, trait, trend, trick, truth, type, use, variety, view, virtue,
        way, weakness, worry""",
    labels="""action, goal, habit, idea, lesson, mistake, myth, objective, option, phase, point,
        principle, priority, problem, question, reason, recommendation, rule, scenario, secret,
        stage, step, strategy, tip, way""",
    names="""act, algorithm, appendix, article, book, chapter, corollary, day, definition,
        edition, episode, equation, eq, exhibit, experiment, figure, fig, footnote, grade,
        grades, image, issue, lemma, line, note, page, paragraph, part, proposition, scene,
        season, section, sprint, study, table, theorem, unit, verse, version, volume, vol, week,
        world, year, january, february, march, april, may, june, july, august, september,
        october, november, december""",
    prepositions="of, to, in, for, on, at, by, with, from, as, that",
    present="is, are",
    past="was, were",
    verbs="""will, would, has, had, must, should, may, can, might, involves, concerns, relates,
        comes, came""",
    linkers="that, because",
    infinitives="to",
    starters="""i, you, he, she, it, we, they, there, the, a, an, this, that, these, those, my,
        our, your, his, her, its, their, let, let's, is, was, are, were, comes, came, because,
        if, when, what, don't, do, no, some""",
    subordinators="""because, if, when, while, although, though, since, as, after, before,
        unless, until, whereas, given, unlike, despite, whether""",
    dangling="""a, about, across, against, among, an, around, during, inside, toward, towards,
        the, of, to, and, or, but, in, on, at, by, for, from, with, as, that, which, who, whose,
        is, are, was, were, be, been, can, could, will, would, may, might, must, should, has,
        have, had, do, does, not, no, so, if, than, then, into, about, over, such, very, more,
        most, this, these, those, its, their, our, his, her, my, your, it's, between, because,
        when, where, while, how, what, why, also, only, just, both, either, each, every, any,
        some, under, through, without, within, upon, per, via, using, including, whether, there,
        we, they, i""",
    sections="""introduction, background, related work, methods, methodology, materials and
        methods, results, discussion, conclusion, conclusions, concluding remarks,
        acknowledgments, acknowledgements, appendix, abstract, literature review, preliminaries,
        limitations, references""",
    references="""references, bibliography, works cited, notes, footnotes, endnotes, sources,
        further reading, citations""",
)
