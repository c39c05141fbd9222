"""Transcripts of episodes: WebVTT, SRT and the podcast namespace's JSON, read into a text and its turns."""

import io
import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from html import unescape
from itertools import pairwise

import webvtt
from webvtt.errors import MalformedCaptionError, MalformedFileError

from store.cleaning.encoding import decode, mend
from store.cleaning.lines import tidy
from store.errors import Refused
from store.facts.names import is_person
from store.turns import Turn

TURN_MS = 30_000
"""A turn ends with its sentence, or after so long where nothing shows where sentences end."""
PARAGRAPH_CHARS = 600
PARAGRAPH_CHARS_MAX = 2000
PAUSE_MS = 4000
"""Silence of this length after a sentence begins a new paragraph."""

_VOICE = re.compile(r"<v(?:\.[\w.]+)?\s+([^<>]{1,100})>")
_TAG = re.compile(r"<[^<>]{0,200}>")
_NAMED = re.compile(r"\A([A-Z][\w.’'-]{0,30}(?: [\w.’'-]{1,30}){0,3}):\s+(?=\S)")
_NO_SPEECH = re.compile(r"\A(?:[\[(♪♫][^\])]*[\])♪♫]\s*)+\Z")
_OPENING = re.compile(r"\A(?:>>+|[-–—])\s+")
_ENDS_SENTENCE = re.compile(r"[.!?…。！？][\"'”’»)\]]*\Z")
_NUMBERED = re.compile(r"(?:speaker|spk|voice|unknown|person)[ _-]*\d*\Z", re.IGNORECASE)
_SAID_TWICE = 2


@dataclass(frozen=True)
class Script:
    """A transcript as text, its paragraphs separated by a blank line, and who said which span of it when."""

    text: str
    turns: tuple[Turn, ...]


@dataclass(frozen=True)
class _Cue:
    speaker: str | None
    starts_ms: int
    ends_ms: int
    text: str


def read_transcript(data: bytes) -> Script:
    """The transcript in these bytes, whatever its sender calls it. Raises Refused for what is none."""
    text = tidy(decode(data))
    start = text.lstrip()
    if start[:1] in ("{", "["):
        cues = list(_from_json(start))
    else:
        cues = _with_names(list(_from_captions(start, "vtt" if start.startswith("WEBVTT") else "srt")))
    spoken = list(_spoken(cues))
    if not spoken:
        raise Refused("the transcript has no timed words; WebVTT, SRT and podcast JSON are read")
    return _script(list(_merged(spoken)))


def placed(script: Script, text: str) -> list[Turn]:
    """The script's turns as spans of the article made of it; what cleaning took out or changed has none."""
    paragraphs = list(_paragraphs(script.text))
    found: list[Turn] = []
    at = 0
    for start, paragraph in _paragraphs(text):
        match = next((n for n in range(at, len(paragraphs)) if paragraphs[n][1] == paragraph), None)
        if match is None:
            continue
        at = match + 1
        first, words = paragraphs[match]
        shift = start - first
        found += [
            replace(turn, start=turn.start + shift, end=turn.end + shift)
            for turn in script.turns
            if first <= turn.start < first + len(words)
        ]
    return found


def _paragraphs(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    for paragraph in text.split("\n\n"):
        yield start, paragraph
        start += len(paragraph) + 2


def _from_captions(text: str, form: str) -> Iterator[_Cue]:
    try:
        captions = webvtt.from_buffer(io.StringIO(text), format=form).captions
    except (MalformedFileError, MalformedCaptionError, ValueError):
        raise Refused("the transcript is neither WebVTT nor SRT nor podcast JSON") from None
    for caption in captions:
        starts, ends = caption.start_time.in_milliseconds(), caption.end_time.in_milliseconds()
        before, *voiced = _VOICE.split(caption.raw_text)
        for speaker, words in [(None, before), *zip(voiced[::2], voiced[1::2], strict=True)]:
            for line in _speeches(_TAG.sub("", words)):
                yield _Cue(_name(speaker), starts, ends, line)


def _speeches(text: str) -> list[str]:
    """A caption's lines joined, unless each begins a speech of its own."""
    lines = text.split("\n")
    return lines if sum(bool(_OPENING.match(line)) for line in lines) > 1 else [" ".join(lines)]


def _from_json(text: str) -> Iterator[_Cue]:
    try:
        stated = json.loads(text)
    except (ValueError, RecursionError):
        raise Refused("the transcript's JSON cannot be read") from None
    segments = stated.get("segments") if isinstance(stated, dict) else stated
    for segment in segments if isinstance(segments, list) else ():
        if not isinstance(segment, dict):
            continue
        body = segment.get("body") or segment.get("text")
        starts, ends = _ms(segment.get("startTime")), _ms(segment.get("endTime"))
        if isinstance(body, str) and starts is not None:
            speaker = segment.get("speaker")
            yield _Cue(_name(speaker) if isinstance(speaker, str) else None, starts, max(starts, ends or 0), body)


def _ms(seconds: object) -> int | None:
    if not isinstance(seconds, (int, float)) or not 0 <= seconds < 1_000_000:  # noqa: PLR2004  (eleven days)
        return None
    return round(seconds * 1000)


def _name(speaker: str | None) -> str | None:
    """A speaker's name, or None for the numbers that machines give to voices."""
    name = " ".join(unescape(speaker or "").split())
    return None if not name or _NUMBERED.match(name) else name


def _with_names(cues: Sequence[_Cue]) -> list[_Cue]:
    """Captions without voice tags name the speaker in front: "Ada Fenn: …"; it holds until another is named.

    A word with a colon is a name where it is a person's, or where it begins several captions.
    """
    if any(cue.speaker for cue in cues):
        return list(cues)
    starts = [_NAMED.match(_OPENING.sub("", cue.text)) for cue in cues]
    often = Counter(match[1] for match in starts if match)
    named, current = [], None
    for cue, match in zip(cues, starts, strict=True):
        words = _OPENING.sub("", cue.text)
        if match and (is_person(match[1]) or _NUMBERED.match(match[1]) or often[match[1]] >= _SAID_TWICE):
            current, words = _name(match[1]), words[match.end() :]
        elif words != cue.text:
            current = None  # a dash begins somebody's speech and does not say whose
        named.append(replace(cue, speaker=current, text=words))
    return named


def _spoken(cues: Sequence[_Cue]) -> Iterator[_Cue]:
    """The cues with their words mended, without music and without captions that only repeat the one before."""
    last = ""
    for cue in cues:
        words = " ".join(tidy(mend(unescape(_OPENING.sub("", cue.text)))).split())
        if words and words != last and not _NO_SPEECH.match(words):
            yield replace(cue, text=words)
            last = words


def _merged(cues: Sequence[_Cue]) -> Iterator[_Cue]:
    """Cues of one speaker joined to sentences: a caption's end means nothing."""
    current = cues[0]
    for cue in cues[1:]:
        ended = _ENDS_SENTENCE.search(current.text) or current.ends_ms - current.starts_ms >= TURN_MS
        if ended or cue.speaker != current.speaker:
            yield current
            current = cue
        else:
            text = f"{current.text} {cue.text}"
            current = replace(current, ends_ms=max(current.ends_ms, cue.ends_ms), text=text)
    yield current


def _script(cues: Sequence[_Cue]) -> Script:
    parts, turns, begun, length = [cues[0].text], [_turn(cues[0], 0)], 0, len(cues[0].text)
    for before, cue in pairwise(cues):
        separator = "\n\n" if _begins_paragraph(before, cue, length - begun) else " "
        start = length + len(separator)
        begun = start if separator == "\n\n" else begun
        parts += [separator, cue.text]
        turns.append(_turn(cue, start))
        length = start + len(cue.text)
    return Script("".join(parts), tuple(turns))


def _begins_paragraph(before: _Cue, cue: _Cue, so_far: int) -> bool:
    if cue.speaker != before.speaker or so_far >= PARAGRAPH_CHARS_MAX:
        return True
    rests = so_far >= PARAGRAPH_CHARS or cue.starts_ms - before.ends_ms >= PAUSE_MS
    return rests and _ENDS_SENTENCE.search(before.text) is not None


def _turn(cue: _Cue, start: int) -> Turn:
    return Turn(start, start + len(cue.text), cue.speaker, cue.starts_ms, cue.ends_ms)
