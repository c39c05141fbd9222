"""Whether a name in a byline is a person's, an outlet's or an agency's."""

import re

from store.phrases import word_set

_OUTLET_WORDS = word_set("outlet_words")
_SECTION_WORDS = word_set("section_words")
_NOT_NAMES = word_set("not_names")
_INITIALS_MAX = 2
_PARTICLES = r"(?:de|da|di|del|della|der|den|van|von|bin|binti|ibn|al|el|la|le|du|dos|das|ter|ten|y|e)"
_PERSON = re.compile(
    rf"[A-ZÀ-ÝŁŚŠŽČ][\w’'.-]*(?:[ ](?:{_PARTICLES}[ ]){{0,2}}[A-ZÀ-ÝŁŚŠŽČ][\w’'.-]*){{1,3}}", re.UNICODE
)
_SEPARATOR = re.compile(r"\s*(?:,|;|\band\b|\bund\b|\bet\b|\by\b|&|\|)\s*")


def is_outlet(name: str) -> bool:
    """Whether the name reads as that of a newspaper, site or broadcaster."""
    words = name.lower().replace(".", " ").split()
    return (
        any(word in _OUTLET_WORDS for word in words)
        or re.search(r"\w\.(?:com|org|net|co|io|ai)\b", name.lower()) is not None
    )


def is_section(name: str) -> bool:
    """Whether the name is that of a section, which any site may have: "World News", "Business"."""
    return all(word in _SECTION_WORDS for word in re.findall(r"\w+", name.lower()))


def is_person(name: str) -> bool:
    """Whether the name reads as a person's first and last name."""
    if any(word.isupper() and len(word) > _INITIALS_MAX and "." not in word for word in name.split()):
        return False
    words = name.lower().replace(".", "").split()
    return _PERSON.fullmatch(name) is not None and not is_outlet(name) and not any(word in _NOT_NAMES for word in words)


def split_names(text: str) -> list[str]:
    """The single names of "Ann Lee, Bo Chan and Reuters"."""
    return [name.strip(" .") for name in _SEPARATOR.split(text) if name.strip(" .")]


def join_names(names: list[str]) -> str:
    """The names as a reader writes them: "Ann Lee, Bo Chan and Cy Dow"."""
    names = list(dict.fromkeys(names))
    if len(names) <= 1:
        return "".join(names)
    return ", ".join(names[:-1]) + " and " + names[-1]
