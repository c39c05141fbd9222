"""English verbs as questions use them, and how "should X be built" becomes "building X"."""

import re

from bot.brief.asking.words import word_set

# Words that are hardly ever anything but a verb, in base form.
VERBS = word_set("""
    abandon abolish accept accelerate achieve acquire adapt adopt allow apologise apologize apply appoint ask assume
    avoid ban become begin believe belong boycott break bring build buy cancel charge choose close collect combine
    commit compel compete compensate comply consider consult consume continue contribute cooperate create curb
    dare decide declare defend demand depend deploy develop disband disclose distribute ditch divest eliminate embrace
    employ enable encourage enforce ensure enter establish evaluate exclude exempt exist exit expand explain fear
    fine-tune finetune fire follow forbid force forgive freeze get give go govern grant grow guarantee handle hand
    harm have hire hold host hurt ignore implement impose improve incentivise incentivize include inform insist inspect
    install integrate introduce invest join keep know label launch lead learn leave lend let license lift limit listen
    live localise localize loosen lose lower maintain make mandate manufacture merge migrate monitor move nationalise
    nationalize negotiate obey oblige oppose opt outlaw outsource own oversee pay penalise penalize permit pick phase
    postpone prefer prevent privatise privatize procure produce prohibit promote prosecute protect prove provide
    publish punish pursue put quit raise reach read receive recognise recognize reduce refuse register regulate reject
    relax release rely remain remove rent replace replicate require rescind resist respect restrict retain retrain
    resign retire reveal reward run save say scale scrap scrape seek sell send serve set share shut sign slow solve
    spend stay stick stockpile survive push
    stop strengthen subsidise subsidize sue supply suspend switch take teach tell test think tighten tolerate train
    transfer translate trust try turn understand upgrade use verify wait warn watermark weaken welcome win withdraw
    withhold write cap criminalise criminalize discourage dismantle dissolve ease loosen reverse revoke shun soften undo
    legalise legalize deregulate defund decriminalise decriminalize unban denationalise denationalize decentralise
    decentralize desubsidise desubsidize self-host worry trust treat fly insure certify censor supervise finance
    outpace overtake dominate threaten respond react talk argue distrust mistrust beware subscribe standardise
    standardize centralise centralize incorporate reskill commercialise commercialize monetise monetize open-source
    pretend sanction tune distil distill quantise quantize jailbreak hijack poison tweak
""")
# Words that are nouns as often: read as the verb of a clause only where no other word can be.
_NOUN_VERBS = word_set("""
    access aid back block call care cap change control copy cost count cut deal delay drop end exchange experiment
    export fight focus fund hedge help import issue lease loan measure name need offer order partner pause plan
    pledge police process profit question rank rate reform report rescue review rule scan spy stand start state
    store study support swap target tax tie trade travel vet veto visit vote watch work audit log filter fine
""")
_PARTICIPLES = {
    "banned": "banning", "begun": "beginning", "bought": "buying", "bound": "binding", "broken": "breaking",
    "brought": "bringing", "built": "building", "cut": "cutting", "done": "doing", "drawn": "drawing",
    "driven": "driving", "fed": "feeding", "forbidden": "forbidding", "forgiven": "forgiving", "fought": "fighting",
    "found": "finding", "frozen": "freezing", "given": "giving", "grown": "growing", "held": "holding",
    "hidden": "hiding", "kept": "keeping", "known": "knowing", "led": "leading", "left": "leaving", "lent": "lending",
    "let": "letting", "made": "making", "overseen": "overseeing", "paid": "paying", "put": "putting",
    "read": "reading", "rewritten": "rewriting", "run": "running", "seen": "seeing", "sent": "sending",
    "set": "setting", "shown": "showing", "shut": "shutting", "sold": "selling", "spent": "spending",
    "split": "splitting", "taken": "taking", "taught": "teaching", "told": "telling", "withdrawn": "withdrawing",
    "withheld": "withholding", "won": "winning", "written": "writing",
}  # fmt: skip
# Participles that say how a thing is, not what is done to it.
_STATES = word_set("concerned worried scared excited allied interested committed related involved entitled prepared")
_DOUBLED = word_set("admit commit control forbid omit opt permit prefer refer regret submit")
_ACTORS = word_set(
    """us usa uk eu un china europe america britain france germany india japan russia brussels washington beijing
    governments government companies states parliament congress we they everyone everybody"""
)
_OBJECTS = word_set("the a an its their our his her every all any")
_BEHIND_VERBS = word_set("with about to for on against at into over without")
_NO_VERBS = word_set("and or but not near with for from about over under into against without like than that who in of")
_NOT_BEFORE_VERB = word_set(
    "the a an of in on to by with its their his her our your my this these those no and or more"
)


def gerund(verb: str) -> str:
    """The -ing form of a base form: "ban" gives "banning", "phase" gives "phasing"."""
    if verb in {"lie", "tie", "die"}:
        return f"{verb[:-2]}ying"
    if verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")) and verb != "be":
        return f"{verb[:-1]}ing"
    syllables = len(re.findall(r"[aeiouy]+", verb))
    closed = re.search(r"[^aeiou][aeiou][^aeiouwxy]$", f"-{verb}".replace("qu", "qw"))
    return f"{verb}{verb[-1]}ing" if closed and (syllables == 1 or verb in _DOUBLED) else f"{verb}ing"


def gerund_of_participle(word: str) -> str | None:
    """The -ing form of a past participle ("taught" gives "teaching"); None if the word is none."""
    if word in _PARTICIPLES:
        return _PARTICIPLES[word]
    if not word.endswith("ed") or word in _STATES or not re.search("[aeiouy]", word[:-2]):
        return None
    if word.endswith("eed"):
        return f"{word[:-1]}ing"
    return f"{word[:-3]}ying" if word.endswith("ied") else f"{word[:-2]}ing"


def is_gerund(word: str) -> bool:
    """Whether the word is the -ing form of a verb known here."""
    return word.endswith("ing") and any(gerund(verb) == word for verb in VERBS | _NOUN_VERBS)


def base_of(word: str) -> str:
    """The base form of a gerund known here ("taxing" gives "tax"); "" for any other word."""
    return next((verb for verb in sorted(VERBS | _NOUN_VERBS) if gerund(verb) == word), "")


def is_verb(word: str) -> bool:
    """Whether the word can be a verb in base form."""
    return word in VERBS or word in _NOUN_VERBS


def verb_at(words: list[str]) -> int | None:
    """Where the verb of a clause such as "europe build its own chips" stands; None if no word is sure to be it.

    What stands right behind an actor is one, and so is what takes an object of its own: "the UK copy the register".
    An unknown word is one between a plural and what only follows a verb: "pigs fly with it".
    """
    for at in range(1, len(words)):
        follows = words[at + 1] if at + 1 < len(words) else ""
        surely = words[at - 1] in _ACTORS or (follows in _OBJECTS and words[at - 1] not in _NOT_BEFORE_VERB)
        if surely and is_verb(words[at]):
            return at
    for known in (VERBS, _NOUN_VERBS):
        for at in range(1, len(words)):
            if words[at] in known and words[at - 1] not in _NOT_BEFORE_VERB:
                return at
    return next((at for at in range(1, len(words) - 1) if _between(*words[at - 1 : at + 2])), None)


def _between(before: str, word: str, behind: str) -> bool:
    """Whether a word that is not known as a verb is one by its neighbours."""
    plural = before.endswith("s") and not before.endswith(("ss", "us", "is"))
    no_noun = word.isalpha() and not word.endswith(("s", "ed", "ing", "ly", "er", "al", "ic"))
    return plural and no_noun and word not in _NO_VERBS and behind in _OBJECTS | _BEHIND_VERBS
