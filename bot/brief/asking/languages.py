"""Is a question in a language that is not read here? A question is too short for its commonest words alone."""

import re

from bot.brief.asking.words import word_set
from store.facts.language import language_of

_NAMES = {
    "ar": "Arabic", "da": "Danish", "de": "German", "el": "Greek", "es": "Spanish", "fr": "French", "he": "Hebrew",
    "hi": "Hindi", "id": "Indonesian", "it": "Italian", "ja": "Japanese", "ko": "Korean", "nl": "Dutch",
    "pl": "Polish", "pt": "Portuguese", "ru": "Russian", "sv": "Swedish", "th": "Thai", "tr": "Turkish",
    "zh": "Chinese",
}  # fmt: skip
# Words that ask, demand or weigh and that English does not have.
_ASKING = {
    "de": "sollen sollte sollten soll wir warum wieso welche welcher welches wer wie wann wo gibt spricht sprechen "
    "gegen für vorteile nachteile argumente risiken neues nachrichten ist sind wird werden können kann über oder "
    "und nicht der die das eine einen bei von zu mit besser als",
    "fr": "faut devrait devrions doit quels quelles quel quelle pourquoi comment combien quand où qui que avantages "
    "inconvénients risques contre pour est sont les des une avec sur ou et dans nous la le interdire",
    "es": "qué cuáles cuál cómo por quién cuándo dónde cuánto cuántos deberíamos debería debemos ventajas desventajas "
    "riesgos contra favor los las el la una es son hay y o de con sobre noticias",
    "it": "quali quale perché cosa chi come quando dove quanto dovremmo dovrebbe vantaggi svantaggi rischi contro "
    "favore sono gli degli dei delle della il di che è una i le usare",
    "pt": "quais qual porque quem quando onde quanto devemos deveríamos deveria vantagens desvantagens riscos contra "
    "os as são dos das uma é não e o",
    "nl": "welke wat waarom wie wanneer waar hoeveel moeten zouden voordelen nadelen risico's tegen zijn het een van "
    "voor en de wij we",
    "pl": "jakie jaki dlaczego kto kiedy gdzie ile czy powinniśmy zalety wady ryzyka przeciw za są jest i w na",
    "sv": "vilka vad varför vem när var hur borde ska fördelar nackdelar risker för mot och är med vi",
    "da": "hvilke hvad hvorfor hvem hvornår hvor bør skal fordele ulemper risici for imod og er med vi",
    "tr": "neden nasıl kim ne hangi avantajları dezavantajları riskleri karşı için mı mi ve bir nedir",
}
_ENGLISH = word_set(
    """what which who whom whose why how when where is are was were do does did should would could can will shall has
    have the of for against and or not with about on to in by from as at it its we our you us they their there any
    some be been best better than more latest news pros cons arguments risks benefits case a an this that"""
)
_WORDS = {code: word_set(words) for code, words in _ASKING.items()}
_SCRIPTS = {"ru": re.compile("[\u0400-\u04ff]"), "ar": re.compile("[\u0600-\u06ff]")}
_SCRIPT_SHARE_MIN = 0.3
_FOREIGN_MIN = 2
_TELLING_CHARS = 5
"""A listed word so long tells the language by itself where no English word asks."""
_BY_SCRIPT = frozenset({"ja", "ko", "zh", "el", "he", "th", "hi"})


def foreign_language(question: str) -> str | None:
    """The English name of the language a question is asked in; None for English, and where that is not sure.

    A word that languages share ("in", "die") makes no question foreign: it must have more foreign words that ask than
    English ones and two at least, or a long one and no English one at all.
    """
    letters = sum(map(str.isalpha, question)) or 1
    for code, script in _SCRIPTS.items():
        if len(script.findall(question)) / letters > _SCRIPT_SHARE_MIN:
            return _NAMES[code]
    known = language_of(question)
    if known in _BY_SCRIPT:
        return _NAMES.get(known)
    words = re.findall(r"[^\W\d_]+(?:'s)?", question.lower())
    english = sum(word in _ENGLISH for word in words)
    counts = {code: sum(word in listed for word in words) for code, listed in _WORDS.items()}
    best = max(counts, key=lambda code: (counts[code], code == known))
    telling = not english and any(word in _WORDS[best] and len(word) >= _TELLING_CHARS for word in words)
    return _NAMES[best] if telling or (counts[best] >= _FOREIGN_MIN and counts[best] > english) else None
