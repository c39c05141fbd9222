"""News agencies, and the marks by which a text says that one of them wrote it."""

import re

_NAMES = {
    "AFP": "AFP|Agence France[- ]Presse",
    "Reuters": "Reuters|Thomson Reuters(?: Foundation)?",
    "AP": "AP|(?:The )?Associated Press",
    "Bloomberg": "Bloomberg(?: News)?",
    "Xinhua": "Xinhua(?: News Agency)?",
    "dpa": "dpa|DPA|Deutsche Presse-Agentur",
    "UPI": "UPI|United Press International",
    "PTI": "PTI|Press Trust of India",
    "ANI": "ANI|Asian News International",
    "IANS": "IANS",
    "Bernama": "Bernama|BERNAMA",
    "Kyodo": "Kyodo(?: News)?",
    "Yonhap": "Yonhap(?: News(?: Agency)?)?",
    "TASS": "TASS",
    "EFE": "EFE|Agencia EFE",
    "ANSA": "ANSA",
    "Antara": "Antara|ANTARA",
    "AAP": "AAP|Australian Associated Press",
    "PA Media": "PA|PA Media|Press Association",
    "The Canadian Press": "(?:The )?Canadian Press",
    "Anadolu": "Anadolu(?: Agency)?",
    "Jiji Press": "Jiji(?: Press)?",
    "CNA": "Central News Agency",
}
_ANY = "|".join(_NAMES.values())
_SIGNATURE = re.compile(rf"\s*(?:(?:—|–|--|-)\s*(?P<dashed>{_ANY})|\((?P<bracketed>{_ANY})\)|\b(?P<bare>{_ANY}))\.?$")
_TO_TEXT = r"\s{0,3}(?:—|–|--?|:)"
_DATELINES = (
    re.compile(rf"[\"“]?[A-ZÀ-Ý][^()—–]{{1,70}}\((?P<agency>{_ANY})\){_TO_TEXT}"),
    re.compile(rf"\((?P<agency>{_ANY})\)(?:{_TO_TEXT}|\b|\s)"),
    re.compile(rf"[A-ZÀ-Ý][A-ZÀ-Ý.’' -]{{2,40}},[^()—–]{{0,30}}\s/?(?P<agency>{_ANY})/?{_TO_TEXT}"),
)
# Only a place in capitals makes sure that a name in brackets is that of an agency which we do not know.
_OTHER_DATELINE = re.compile(
    rf"[A-ZÀ-Ý][A-ZÀ-Ý.’' -]{{2,40}}(?:,[^()—–]{{0,30}})?\s?\((?P<agency>[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?)\){_TO_TEXT}"
)
_TOLD = re.compile(rf"\b(?:told|tells) (?:news agency |the news agency )?(?P<agency>{_ANY})\b")
_CREDITED = re.compile(rf"^\W*(?:by|source|from|agency|quelle|via)?\W*(?P<agency>{_ANY})\W*$", re.IGNORECASE)


def agency_named(text: str) -> str | None:
    """The usual name of the agency that the whole text names, or None."""
    text = text.strip()
    return next((name for name, forms in _NAMES.items() if re.fullmatch(forms, text)), None)


def agency_at_end(text: str) -> str | None:
    """The agency that the text names alone or behind a person's name ("Ann Lee Associated Press")."""
    words = text.split()
    return next((name for at in range(len(words)) if (name := agency_named(" ".join(words[at:])))), None)


def unsigned(line: str) -> tuple[str, str | None]:
    """The line without the agency's signature at its end, and that agency: "… he said. — AFP" or "… he said. PTI"."""
    match = _SIGNATURE.search(line)
    if match is None or match.start() == 0 or line[match.start() - 1] not in ".!?”\"’'…":
        return line, None
    return line[: match.start()], agency_named(match["dashed"] or match["bracketed"] or match["bare"])


def agency_in_dateline(paragraph: str) -> str | None:
    """The agency of a first paragraph such as "PARIS (AFP) — …", also one that is not among those known here."""
    for pattern in _DATELINES:
        if match := pattern.match(paragraph):
            return agency_named(match["agency"])
    other = _OTHER_DATELINE.match(paragraph)
    return other["agency"] if other else None


def agency_told(text: str) -> str | None:
    """The agency to which somebody speaks in the text ("… told AFP"): it did the interview."""
    match = _TOLD.search(text)
    return agency_named(match["agency"]) if match else None


def agency_credited(line: str) -> str | None:
    """The agency of a line that only names it, as a byline does ("Source: Reuters")."""
    match = _CREDITED.match(line)
    return agency_named(match["agency"]) if match else None
