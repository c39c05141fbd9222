"""The language of a text, by its commonest words or its script."""

import re
from collections import Counter

from store.phrases import word_lists

_WORDS = word_lists("common_words")
_SCRIPTS = (
    ("ja", re.compile("[\u3040-\u30ff]")),
    ("ko", re.compile("[\uac00-\ud7af]")),
    ("zh", re.compile("[\u4e00-\u9fff]")),
    ("el", re.compile("[\u0370-\u03ff]")),
    ("he", re.compile("[\u0590-\u05ff]")),
    ("th", re.compile("[\u0e00-\u0e7f]")),
    ("hi", re.compile("[\u0900-\u097f]")),
)
_SCRIPT_SHARE_MIN = 0.3
# Japanese mixes its own letters with Chinese characters, so that a smaller share of them decides.
_KANA_SHARE_MIN = 0.1
_COMMON_SHARE_MIN = 0.15
_LEAD_MIN = 1.2
_READ_CHARACTERS = 20_000


def language_of(text: str) -> str | None:
    """The ISO 639-1 code of the text's language, or None where no language stands out clearly."""
    text = text[:_READ_CHARACTERS]
    letters = sum(map(str.isalpha, text)) or 1
    for code, script in _SCRIPTS:
        if len(script.findall(text)) / letters > (_KANA_SHARE_MIN if code == "ja" else _SCRIPT_SHARE_MIN):
            return code
    words = Counter(re.findall(r"[^\W\d_]+", text.lower()))
    shares = sorted(
        ((sum(words[word] for word in common) / (words.total() or 1), code) for code, common in _WORDS.items()),
        reverse=True,
    )
    (best, code), (second, _) = shares[:2]
    return code if best >= _COMMON_SHARE_MIN and best >= _LEAD_MIN * second else None


def language_code(stated: str | None) -> str | None:
    """The two-letter code of a stated language tag ("en-GB", "de_AT"), or None if it is none."""
    match = re.match(r"\s*([A-Za-z]{2})(?:[-_][A-Za-z0-9]+)*\s*$", stated or "")
    return match[1].lower() if match else None
