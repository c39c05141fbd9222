"""Plain sentences about any subject, made from parts: what praise, blame and background look like in news.

The written data is rich but each sentence stands alone; these show, over and over and under both polarities of a
topic, that the side lies in what is said of the subject.

`data/idioms` holds more: figures of speech that praise, blame or do neither, one a line, as news quotes them.
"""

import random
from collections.abc import Iterator, Sequence
from pathlib import Path

from bot.brief.models.data import LABELS, Label, Pair, Subject, flipped

GOOD = (
    "cut costs for {who}", "lower prices for customers", "create {n},000 jobs", "make {who} safer",
    "protect consumers from harm", "speed up innovation", "give {who} more control over their data",
    "raise productivity by {n} per cent", "save {who} time and money", "help small firms compete with large ones",
    "reduce dependence on a handful of suppliers", "strengthen national security", "build trust in the technology",
    "bring down emissions", "shorten waiting times", "make errors easier to find", "open the market to newcomers",
    "protect the privacy of {who}", "attract investment", "improve the quality of service", "raise wages",
    "give the country an edge over its rivals", "reduce the risk of accidents", "make systems more transparent",
    "keep skilled workers in the country", "ease the pressure on staff", "catch mistakes before they do damage",
    "pay for itself within {n} months", "spread the benefits more widely", "prevent abuse", "save lives",
    "free {who} from a single vendor", "let {who} keep sensitive records in house", "close the gap with the leaders",
    "give {who} legal certainty", "stop criminals from misusing the technology", "make {who} more independent",
)  # fmt: skip
BAD = (
    "raise costs for {who}", "drive up prices for customers", "cost {n},000 jobs", "put {who} at risk",
    "expose consumers to harm", "slow down innovation", "take control of their data away from {who}",
    "reduce productivity by {n} per cent", "waste the time and money of {who}", "hand the market to the biggest firms",
    "deepen dependence on a handful of suppliers", "weaken national security", "undermine trust in the technology",
    "push up emissions", "lengthen waiting times", "make errors harder to find", "shut newcomers out of the market",
    "threaten the privacy of {who}", "scare off investment", "lower the quality of service", "depress wages",
    "leave the country behind its rivals", "increase the risk of accidents", "make systems harder to understand",
    "drive skilled workers abroad", "overburden staff", "let mistakes through that nobody notices in time",
    "never earn back its price", "benefit only a few", "invite abuse", "endanger lives",
    "lock {who} into a single vendor", "expose sensitive records to outsiders", "widen the gap with the leaders",
    "leave {who} without legal certainty", "make it easier for criminals to misuse the technology",
    "bury {who} in paperwork",
)  # fmt: skip
FOR = (
    "{x} would {good}", "{x} could {good}", "{x} can {good}", "{x} helped to {good}", "{x} will {good}",
    "without {x}, rivals would pull ahead and {who} would pay the price", "the benefits of {x} outweigh the risks",
    "{x} would not {bad}, as opponents claim", "{who} need {x}", "fears about {x} are overblown",
    "a trial of {x} was a success", "the gains from {x} showed within {n} weeks", "it is high time for {x}",
    "{x} works", "rejecting {x} would {bad}", "{x} would {good} and {good2}",
    "although {x} takes effort at first, it will {good}",
)  # fmt: skip
AGAINST = (
    "{x} would {bad}", "{x} could {bad}", "{x} can {bad}", "{x} threatens to {bad}", "{x} will {bad}",
    "with {x}, rivals would pull ahead and {who} would pay the price", "the risks of {x} outweigh the benefits",
    "{x} would not {good}, as supporters claim", "{x} is the last thing that {who} need",
    "hopes for {x} are overblown", "a trial of {x} was a failure", "{x} failed to {good}",
    "the damage done by {x} showed within {n} weeks", "{x} is a mistake", "rejecting {x} would {good}",
    "{x} would {bad} and {bad2}", "although {x} looks attractive at first, it will {bad}", "{x} did nothing to {good}",
)  # fmt: skip
BACKGROUND = (
    "the committee will discuss {x} on {day}", "a report on {x} is due on {day}",
    "{n} companies took part in a survey on {x}", "both supporters and opponents of {x} will be heard on {day}",
    "opinions on {x} differ", "the paper describes how {x} is handled in {n} countries", "what {x} means is unclear",
    "the debate about {x} has lasted {n} months", "{who} were asked for their views on {x}",
    "the minister declined to comment on {x}", "a vote on {x} was put off until {day}",
    "the conference has {n} sessions, one of them on {x}", "about {n} per cent of {who} had heard of {x}",
    "the company has not decided on {x} yet", "{x} will be reviewed after {n} months",
    "an earlier version of the text on {x} had {n} pages", "the author has written {n} articles on {x}",
    "whether {x} would {good} or {bad} is not known", "it is too early to say whether {x} will {good}",
    "{x} has both advantages and drawbacks, the report says", "the team that works on {x} moved to a new office",
    "the firm reported a profit of {n} million and said nothing of {x}",
    "rain is expected on {day}, and the talks on {x} will move indoors",
    "a new canteen would {good}", "the delayed station would {bad}", "the new tram would {good}",
)  # fmt: skip
WHO = ("companies", "hospitals", "schools", "banks", "workers", "small firms", "customers", "users", "public agencies",
       "manufacturers", "developers", "families", "start-ups")  # fmt: skip
ABOUT_TURNED = 0.25
UNDER_TURNED = 0.3
SPEAKERS = ("the minister", "a spokesperson", "the chief executive", "Ines Moreau of Halden Bank", "the union",
            "analysts", "a study", "the regulator", "researchers at the institute", "Tom Adeyemi, who runs a clinic",
            "the industry group", "an audit")  # fmt: skip
DAYS = ("Monday", "Thursday", "3 March", "12 October", "Friday", "1 July")
IDIOMS = Path(__file__).parent / "data" / "idioms"
_FRAMES: dict[Label, tuple[str, ...]] = {"for": FOR, "against": AGAINST, "neither": BACKGROUND}
_IDIOMS: dict[Label, tuple[str, ...]] = {
    label: tuple((IDIOMS / f"{label}.txt").read_text("utf-8").splitlines()) for label in LABELS
}
IDIOMATIC = 0.7
"""The share of the sentences made of an idiom."""
_VERBS: dict[Label, tuple[str, ...]] = {
    "for": ("said", "argued", "found", "believes", "told the committee", "expects"),
    "against": ("said", "warned", "found", "fears", "told the committee", "complained"),
    "neither": ("said", "noted", "told the committee"),
}
_NO_NOUN = ("should ", "is ", "are ", "do ", "does ", "the case ", "against ")


def plain_pairs(subjects: Sequence[Subject], per_subject: int, rng: random.Random) -> Iterator[Pair]:
    """`per_subject` pairs a subject: a made sentence about one wording, under another of either polarity."""
    for subject in subjects:
        straight, turned = _nouns(subject.wordings), _nouns(subject.turned)
        for _ in range(per_subject if straight else 0):
            label = rng.choice(LABELS)
            about_turned = bool(turned) and rng.random() < ABOUT_TURNED
            under_turned = bool(subject.turned) and rng.random() < UNDER_TURNED
            text = made_sentence(rng.choice(turned if about_turned else straight), label, rng)
            towards = flipped(label) if about_turned != under_turned else label
            yield Pair(rng.choice(subject.turned if under_turned else subject.wordings), text, towards)


def made_sentence(noun: str, label: Label, rng: random.Random) -> str:
    """A sentence about `noun`, with that side towards it."""
    good, bad = rng.sample(GOOD, 2), rng.sample(BAD, 2)
    bare = rng.choice((_IDIOMS if rng.random() < IDIOMATIC else _FRAMES)[label])
    parts = {"good": good[0], "good2": good[1], "bad": bad[0], "bad2": bad[1], "x": noun}
    for name, part in parts.items():
        bare = bare.replace(f"{{{name}}}", part)
    bare = bare.format(who=rng.choice(WHO), n=rng.randint(2, 60), day=rng.choice(DAYS))
    speaker, verb = rng.choice(SPEAKERS), rng.choice(_VERBS[label])
    opened = bare[0].upper() + bare[1:]
    shape = rng.choice(
        ("{o}.", "{o}.", "{S} {v} that {b}.", "“{o},” {v} {s}.", "{o}, {s} {v}.", "According to {s}, {b}.")
    )
    return shape.format(o=opened, b=bare, s=speaker, S=speaker[0].upper() + speaker[1:], v=verb)


def _nouns(wordings: Sequence[str]) -> list[str]:
    """The wordings that can stand as a noun in a sentence."""
    return [w for w in wordings if not (w.endswith("?") or " should " in w or w.lower().startswith(_NO_NOUN))]
