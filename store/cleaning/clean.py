"""The article out of a page that was saved or pasted as text.

Every line is judged by its own words (store/furniture.py) and by its shape; then the stretch of lines with the most
prose in it is the article, and what is furniture inside this stretch is taken out.
"""

from dataclasses import dataclass, replace

from store.cleaning.furniture import kind_of
from store.cleaning.inside import furniture_inside
from store.cleaning.lines import Line, read_lines, tidy
from store.cleaning.rejoin import rejoin, unwrap
from store.cleaning.stretch import find_stretch
from store.facts.agencies import unsigned

_SIGNED_WORDS_MIN = 4


@dataclass(frozen=True)
class Cleaned:
    """The paragraphs of the article and the lines taken out, both in page order.

    `before` and `after` are the lines around the article, among which its title, byline and date stand.
    `signature` is the news agency that signed the last paragraph ("… he said. — AFP"), under its usual name.
    """

    paragraphs: tuple[str, ...]
    furniture: tuple[str, ...]
    before: tuple[str, ...]
    after: tuple[str, ...]
    signature: str | None = None

    @property
    def text(self) -> str:
        return "\n\n".join(self.paragraphs)


def clean(text: str) -> Cleaned:
    """The article in a text dump. Never invents or reorders: every paragraph is a line of the input or lines joined.

    A text that is all article comes back whole, without its headline; one without prose gives no paragraphs.
    """
    signatures: dict[str, str] = {}
    lines = rejoin([_without_signature(line, signatures) for line in read_lines(unwrap(tidy(text)))])
    kinds = [kind_of(line) for line in lines]
    first, last = find_stretch(lines, kinds)
    inside = furniture_inside(lines, kinds, first, last)
    kept = [i for i in range(first, last) if i not in inside]
    taken = [i for i in range(len(lines)) if not first <= i < last or i in inside]
    return Cleaned(
        paragraphs=tuple(lines[i].text for i in kept),
        furniture=tuple(lines[i].text for i in taken),
        before=tuple(line.text for line in lines[:first]),
        after=tuple(line.text for line in lines[last:]),
        signature=signatures.get(lines[kept[-1]].text) if kept else None,
    )


def _without_signature(line: Line, signatures: dict[str, str]) -> Line:
    body, agency = unsigned(line.text)
    if agency is not None and line.words >= _SIGNED_WORDS_MIN:
        signatures[body] = agency
        return replace(line, text=body)
    return line
