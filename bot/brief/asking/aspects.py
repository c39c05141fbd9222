"""Aspects of a subject that questions ask for ("the cost of X"), and the words by which articles speak of them."""

import re
from collections.abc import Iterable

from bot.brief.asking.words import forms_of, phrases, word_set, words_of

# An aspect's names, and the beginnings of words that speak of it.
_ASPECTS: tuple[tuple[str, str], ...] = (
    (
        "cost costs price prices pricing expense expenses economics savings affordability money budget spending",
        (
            "cost, cheap, expens, price, pricing, bill, pays, paying, payment, to pay, paid, sav, spend, spent, budget,"
            " money, fee, afford, dollar, euro, margin, invest"
        ),
    ),
    (
        "security cybersecurity vulnerability vulnerabilities",
        (
            "secur, insecur, attack, hack, vulnerab, breach, leak, malware, exploit, backdoor, back door, threat, "
            "intrusion, intruder, phish, cyber, stolen, spy, sabotage"
        ),
    ),
    (
        "safety misuse harm harms",
        "safe, unsafe, harm, danger, misuse, guardrail, safeguard, accident, weapon, abuse, crime, criminal",
    ),
    (
        "privacy confidentiality",
        "privac, private, personal data, surveil, confidential, secre, data protection, sensitive",
    ),
    (
        "sovereignty independence dependence dependency autonomy control",
        "sovereign, jurisdiction, foreign, independen, depend, own server, control, autonom, rely, relian",
    ),
    (
        "energy power electricity water climate environment emissions footprint",
        "energy, electric, power, grid, megawatt, gigawatt, water, emission, carbon, climate, cooling, heat",
    ),
    (
        "quality performance accuracy reliability capability capabilities",
        "quality, perform, benchmark, accura, inaccura, error, reliab, unreliab, mistake, hallucinat, capab, score",
    ),
    (
        "transparency explainability auditability",
        "transparen, audit, inspect, disclos, opaque, black box, explain, scrutin, examin",
    ),
    (
        "ethics morality fairness bias",
        "ethic, moral, fair, unfair, bias, discriminat, rights, dignity, consent, prejudice",
    ),
    ("innovation research", "innovat, research, startup, start-up, invent, progress, experiment"),
    ("competition competitiveness", "compet, monopol, market power, rival, concentrat"),
    ("employment workforce", "job, layoff, worker, employ, staff, wage, unemploy, redundan"),
)
_BEGINNINGS = {name: tuple(phrases(said)) for names, said in _ASPECTS for name in names.split()}
# Behind one of these an aspect ends: "security risks of X", "energy use of X".
_AROUND = word_set("risk risks danger dangers benefit benefits problem problems issue issues concern concerns use")
_EMPTY = _AROUND | word_set(
    """the a an and or its their of for real true hidden total overall main biggest key major possible potential
    long-term short-term long short term data national consumption implications implication questions question
    aspects"""
)


def aspect_named(phrase: str) -> str:
    """The aspect that a short phrase is ("security risks", "energy use"); "" if it is another thing."""
    words = words_of(phrase)
    named = [word for word in words if word in _BEGINNINGS]
    return phrase.strip() if named and all(word in _BEGINNINGS or word in _EMPTY for word in words) else ""


_ENDINGS = re.compile(r"(?:ility|ations?|ances?|ences?|ments?|ities|ity|ions?|ings?|ies|es|ed|y|e|s)$")
_MIN_STEM_CHARS = 3


def speaks_of_any(words: Iterable[str]) -> re.Pattern[str]:
    """What finds any of these words in any form: "licences" also finds "licensed" and "a license"."""
    stems = set()
    for word in words:
        stem = _ENDINGS.sub("", word)
        stem = stem if len(stem) >= _MIN_STEM_CHARS else word
        stems.add("licen" if stem in {"lic", "licenc", "licens"} else stem)
    return re.compile(rf"\b(?:{'|'.join(sorted(map(re.escape, stems))) or '(?!)'})", re.IGNORECASE)


def speaks_of(aspect: str) -> re.Pattern[str]:
    """What finds words that speak of an aspect: of a known one its vocabulary, of any other its own words."""
    beginnings: set[str] = set()
    for word in words_of(aspect):
        if word in _BEGINNINGS:
            beginnings.update(_BEGINNINGS[word])
        elif word not in _EMPTY and word[0].isalnum():
            beginnings.update(forms_of(word))
    return re.compile(rf"\b(?:{'|'.join(sorted(map(re.escape, beginnings))) or '(?!)'})", re.IGNORECASE)
