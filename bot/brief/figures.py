"""The figures of a text, normalised: 400,000 is 400k, 1.2 per cent is 1.2%, half is 50%."""

import re
from dataclasses import dataclass, replace
from fractions import Fraction

_TOKEN = re.compile(
    r"\d{1,3}(?:[,\u00a0\u2009\u202f]\d{3})+(?!\d)(?:\.\d{1,30})?|\d{1,30}(?:\.\d{1,30})?|[^\W\d_]+|[^\w\s]|_"
)

_SMALL = "two three four five six seven eight nine ten eleven twelve".split()  # noqa: SIM905
_TEENS = "thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()  # noqa: SIM905
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()  # noqa: SIM905  (a word a line reads worse)
_ONES = ("a", "an", "one")
_WORDS = {word: number for number, word in enumerate(_SMALL + _TEENS, 2)}
_WORDS |= {word: 10 * number for number, word in enumerate(_TENS, 2)}

_MAGNITUDE_WORDS = {"dozen": 12, "hundred": 10**2, "thousand": 10**3, "million": 10**6, "billion": 10**9}
_MAGNITUDE_WORDS |= {"trillion": 10**12, "mn": 10**6, "mln": 10**6, "bn": 10**9, "tn": 10**12}
_MAGNITUDE_LETTERS = {"k": 10**3, "m": 10**6, "b": 10**9, "t": 10**12}
_VAGUE = {f"{word}s": size for word, size in _MAGNITUDE_WORDS.items() if len(word) > 3}  # noqa: PLR2004
_PARTS = {"half": 2, "third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "eighth": 8, "tenth": 10}
_PARTS |= {"halves": 2} | {f"{word}s": size for word, size in _PARTS.items() if size > 2}  # noqa: PLR2004
_HALF_OF_TIME = ("first", "second", "other")
_HALVING = ("half", "halve", "halved", "halves", "halving")
_TIMES = dict.fromkeys(("double", "doubled", "doubles", "doubling", "twice"), 2)
_TIMES |= dict.fromkeys(("triple", "tripled", "triples", "tripling", "thrice"), 3)
_TIMES |= {f"{word}fold": number for word, number in _WORDS.items()}

_SIGNS = {"$": "$", "€": "€", "£": "£", "¥": "¥", "usd": "$", "eur": "€", "gbp": "£", "rmb": "yuan", "cny": "yuan"}
_UNITS = {
    ("%",): "%",
    ("percent",): "%",
    ("pct",): "%",
    ("per", "cent"): "%",
    ("percentage", "point"): "points",
    ("percentage", "points"): "points",
    ("pp",): "points",
    ("basis", "points"): "basis points",
    ("x",): "times",
    ("×",): "times",
    ("times",): "times",
    ("fold",): "times",
}
_CURRENCIES = {"dollar": "$", "dollars": "$", "usd": "$", "euro": "€", "euros": "€", "eur": "€", "pound": "£"}
_CURRENCIES |= {"pounds": "£", "gbp": "£", "yuan": "yuan", "renminbi": "yuan", "rmb": "yuan", "cny": "yuan"}
_YEARS = range(1900, 2100)


@dataclass(frozen=True)
class Figure:
    """A number with what it counts in: a currency, "%" (fractions too: half is 50%), "times", or "" for plain ones.

    "thousands of" has the unit "many".
    """

    value: Fraction
    unit: str = ""


@dataclass(frozen=True)
class _Found:
    figure: Figure
    magnitude: int
    start: int
    end: int


@dataclass(frozen=True)
class _Token:
    text: str
    start: int
    end: int
    capital: bool


def figures_in(text: str) -> frozenset[Figure]:
    """Every figure that the text states in digits or in English words. "One", "first" and version names are none."""
    tokens = [_Token(m[0].casefold(), m.start(), m.end(), m[0][0].isupper()) for m in _TOKEN.finditer(text)]
    found: list[_Found] = []
    i = 0
    while i < len(tokens):
        one = _read(tokens, i)
        if one is None:
            i += 1
            continue
        if found and _is_range(tokens[found[-1].end : one.start], found[-1]):
            found[-1], one = _as_range(found[-1], one)
        found.append(one)
        i = one.end
    return frozenset(item.figure for item in found)


def _read(tokens: list[_Token], i: int) -> _Found | None:
    """The figure that starts with token `i`; its `start` and `end` count tokens."""
    word, start = tokens[i].text, i
    if figure := _in_one_word(tokens, i):
        return _Found(figure, 1, start, i + 1)
    sign = _SIGNS.get(word)
    if sign and i + 1 < len(tokens) and tokens[i + 1].text[0].isdigit():
        i += 1
        if start and tokens[start - 1].end == tokens[start].start and tokens[start - 1].text in {"a", "c", "hk"}:
            sign = tokens[start - 1].text + sign
    number = _number(tokens, i)
    if number is None:
        return None
    value, i = number
    if part := _part(tokens, i, value):
        return _Found(Figure(value / part * 100, "%"), 1, start, i + 1 + (_text(tokens, i) == "-"))
    magnitude, i = _magnitude(tokens, i)
    if tokens[start].text in _ONES and magnitude == 1:
        return None
    unit, i = _unit(tokens, i)
    return _Found(Figure(value * magnitude, sign or unit), magnitude, start, i)


def _in_one_word(tokens: list[_Token], i: int) -> Figure | None:
    """What a single word says: thousands, doubled, halved. Not the first half of a year."""
    word = tokens[i].text
    if word in _VAGUE:
        return Figure(Fraction(_VAGUE[word]), "many")
    if word in _TIMES:
        return Figure(Fraction(_TIMES[word]), "times")
    before = _text(tokens, i - 2 if _text(tokens, i - 1) == "-" else i - 1)
    return Figure(Fraction(50), "%") if word in _HALVING and before not in _HALF_OF_TIME else None


def _number(tokens: list[_Token], i: int) -> tuple[Fraction, int] | None:
    """The bare number at token `i` and the token after it; None for other words and for digits inside a name."""
    token = tokens[i]
    if token.text[0].isdecimal():
        return None if _in_a_name(tokens, i) else (Fraction(re.sub(r"[^\d.]", "", token.text)), i + 1)
    if token.text in _ONES:
        return Fraction(1), i + 1
    if token.text not in _WORDS:
        return None
    value, i = _WORDS[token.text], i + 1
    rest = i + (_text(tokens, i) == "-")
    below_ten = {"one": 1} | {word: n for word, n in _WORDS.items() if n < 10}  # noqa: PLR2004
    if token.text in _TENS and _text(tokens, rest) in below_ten:
        return Fraction(value + below_ten[_text(tokens, rest)]), rest + 1
    return Fraction(value), i


def _in_a_name(tokens: list[_Token], i: int) -> bool:
    """Whether digits are part of a word (H100, 5G, 2020s) or hang on a capitalised one by a hyphen (GPT-4)."""
    before, after = tokens[i - 1] if i else None, tokens[i + 1] if i + 1 < len(tokens) else None
    if before and before.end == tokens[i].start:
        if before.text[0].isalpha() and before.text not in _SIGNS:
            return True
        if before.text == "-" and i > 1 and tokens[i - 2].end == before.start and tokens[i - 2].capital:
            return True
    glued = after is not None and after.start == tokens[i].end and after.text[0].isalpha()
    return glued and after is not None and after.text not in {*_MAGNITUDE_LETTERS, *_MAGNITUDE_WORDS, "x", "pct", "pp"}


def _part(tokens: list[_Token], i: int, value: Fraction) -> int | None:
    """What a third, three quarters or two-fifths is divided by; None for a third party and a quarter of a year."""
    i += _text(tokens, i) == "-"
    word, after = _text(tokens, i), _text(tokens, i + 1)
    if word not in _PARTS or value >= _PARTS[word] or after in {"party", "parties", "time", "country", "countries"}:
        return None
    by = i > 1 and _text(tokens, i - 2) == "by"
    return None if word.startswith("quarter") and after != "of" and not by else _PARTS[word]


def _magnitude(tokens: list[_Token], i: int) -> tuple[int, int]:
    size = 1
    if i < len(tokens) and tokens[i].text in _MAGNITUDE_LETTERS and tokens[i].start == tokens[i - 1].end:
        return _MAGNITUDE_LETTERS[tokens[i].text], i + 1
    while (word := _text(tokens, i + (_text(tokens, i) == "-"))) in _MAGNITUDE_WORDS:
        size *= _MAGNITUDE_WORDS[word]
        i += 1 + (_text(tokens, i) == "-")
    return size, i


def _unit(tokens: list[_Token], i: int) -> tuple[str, int]:
    first = i + (_text(tokens, i) == "-" or (_text(tokens, i) == "us" and _text(tokens, i + 1) == "dollars"))
    if _text(tokens, first) in _CURRENCIES:
        return _CURRENCIES[_text(tokens, first)], first + 1
    for words, unit in _UNITS.items():
        if tuple(token.text for token in tokens[first : first + len(words)]) == words:
            return unit, first + len(words)
    return "", i


def _is_range(between: list[_Token], first: _Found) -> bool:
    is_year = not first.figure.unit and first.magnitude == 1 and first.figure.value in _YEARS
    return [token.text for token in between] in (["-"], ["–"], ["to"], ["and"]) and not is_year


def _as_range(first: _Found, last: _Found) -> tuple[_Found, _Found]:
    """10 to 20 per cent is 10% and 20%; $2-3bn is $2bn and $3bn."""
    if first.magnitude == 1 and not (first.figure.unit and last.figure.unit):
        value = first.figure.value * last.magnitude
        first = replace(first, figure=replace(first.figure, value=value), magnitude=last.magnitude)
    unit = first.figure.unit or last.figure.unit
    if "many" in {first.figure.unit, last.figure.unit}:
        return first, last
    return (
        replace(first, figure=replace(first.figure, unit=unit)),
        replace(last, figure=replace(last.figure, unit=last.figure.unit or unit)),
    )


def _text(tokens: list[_Token], i: int) -> str:
    return tokens[i].text if 0 <= i < len(tokens) else ""
