"""Which of an article's first sentences tell its news, and which only set the scene."""

import re

from bot.brief.findings.meanings import stem
from store.search import keywords_of

TITLE_WEIGHT = 1.0
NAMED, FIGURE, DECIDED, REPORTED = 0.15, 0.1, 0.2, 0.1
SCENE = 0.3
"""What counts beside the share of the title's words and the likeness to the beginning. Guesses, tried on a table."""
_NAME = re.compile(r"(?<=[a-z,;] )[A-Z][\w’&-]+|^[A-Z][\w’-]+(?=(?:\s+[A-Z][\w’-]+)+)")
_FIGURE = re.compile(r"\d|\b(?:million|billion|half|third|quarter|per cent|percent)\b")
_DECIDED = re.compile(
    r"\b(?:will|would|plans?|agreed|agrees|voted|votes|approved|backed|rejected|banned|ruled|fined|bought|sold|sued|"
    r"announced|launched|released|opened|closed|cut|raised|signed|ordered|dropped|adopted|delayed|withdrew|hired|won|"
    r"lost|published|unveiled|suspended|decided|settled|merged|invested|introduced|stopped|started)\b"
)
_REPORTED = re.compile(r"\b(?:said|says|according to|found|reported|warned|told|shows|showed)\b")
_SCENE = re.compile(
    r"^(?:At|On|In|Every|Each|One|When|As|For|Before|After|Outside|Inside|Behind)\b[^.]{0,60}"
    r"\b(?:morning|night|evening|afternoon|dawn|noon|dusk|o[’']clock|room|window|desk|hall|kitchen|street|rain|snow|"
    r"summer|winter|spring|autumn|day|hour)\b|\b(?:looked|smell\w*|sat|sits|stood|stands|hums?|hummed|glow\w*|blink\w*|"
    r"stare[sd]?|smiled|sighed|shrugged)\b|[?!]”?$|^(?:It|He|She|They)\b",
)


def news_in(sentence: str, title: str) -> float:
    """How much a sentence of an article's beginning tells of its news: names, figures, deeds, the title's words."""
    wanted = _stems(title)
    share = len(wanted & _stems(sentence)) / len(wanted) if wanted else 0.0
    told = (
        NAMED * bool(_NAME.search(sentence))
        + FIGURE * bool(_FIGURE.search(sentence))
        + DECIDED * bool(_DECIDED.search(sentence))
        + REPORTED * bool(_REPORTED.search(sentence))
    )
    return TITLE_WEIGHT * share + told - SCENE * bool(_SCENE.search(sentence))


def _stems(text: str) -> set[str]:
    return {stem(word) for word in keywords_of(text)}
