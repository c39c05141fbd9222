"""Other ways to say a topic, and its reverse: training must not hang on one wording."""

import re

from bot.brief.asking.verbs import gerund
from bot.brief.asking.words import word_set

_REFUSING = word_set(
    """ban abolish abandon end prohibit limit fight close criminalize criminalise stop restrict forbid scrap reject
    oppose outlaw eliminate remove disband"""
)
_FAVOURING = word_set(
    """legalize legalise subsidize subsidise introduce adopt allow support fund build promote encourage implement
    enforce create expand permit embrace use teach pass"""
)
_CALL = re.compile(
    r"(?:we|governments?|this house|the state)\s+(?:should|would|must|ought to)\s+(\w+)\s+(.+?)[.?!]*$", re.IGNORECASE
)
_PASSIVE = re.compile(
    r"(.+?)\s+(?:should|must|ought to) be (?:banned|a criminal offence|abandoned|prohibited|abolished|illegal"
    r"|outlawed|forbidden|stopped)[.?!]*$",
    re.IGNORECASE,
)
_MODAL = re.compile(r"\b(should|must)\b", re.IGNORECASE)
_NEGATED = re.compile(r"\bno[tr]?\b|n't\b|\bnever\b", re.IGNORECASE)


def other_wordings(statement: str) -> tuple[list[str], list[str]]:
    """Wordings with the polarity of a statement such as "We should ban X", and wordings of the reverse such as "X".

    Both lists are empty where the statement has no form that can be turned safely.
    """
    same: list[str] = []
    turned: list[str] = []
    if match := _CALL.match(statement):
        verb, rest = match.group(1).lower(), match.group(2)
        if rest.startswith(("for ", "against ", "not ")):
            return [], []
        if verb in _REFUSING:
            same += [f"{gerund(verb)} {rest}", f"Should we {verb} {rest}?", f"the case against {rest}"]
            turned += [rest, f"keeping {rest}", f"the case for {rest}"]
        elif verb in _FAVOURING:
            same += [f"{gerund(verb)} {rest}", f"Should we {verb} {rest}?", rest]
            turned += [f"banning {rest}", f"the case against {gerund(verb)} {rest}", f"opposing {rest}"]
    elif match := _PASSIVE.match(statement):
        subject = match.group(1)
        same += [f"banning {subject}", f"a ban on {subject}"]
        turned += [subject, f"allowing {subject}"]
    modals = _MODAL.findall(statement)
    if len(modals) == 1 and not _NEGATED.search(statement):
        turned.append(_MODAL.sub(lambda found: f"{found.group(1)} not", statement))
    return same, turned
