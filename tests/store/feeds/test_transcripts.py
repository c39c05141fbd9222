"""Promises of transcripts: words, speakers and times as they stand there."""

import json
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.errors import Refused
from store.feeds.transcripts import placed, read_transcript
from store.turns import turn_at

SRT = """1
00:00:00,780 --> 00:00:06,210
Ada Morrow: Open models are cheaper to run,

2
00:00:06,210 --> 00:00:08,000
and our clerks like them.

3
00:00:08,000 --> 00:00:09,000
[Music]

4
01:02:03,500 --> 01:02:05,000
Lena Hart: They come without support. Remember: nobody answers.
"""
SEGMENTS = {
    "version": "1.0.0",
    "segments": [
        {"speaker": "Ada Morrow", "startTime": 0.5, "endTime": 1.0, "body": "Open"},
        {"speaker": "Ada Morrow", "startTime": 1.0, "endTime": 2.0, "body": "models are cheaper."},
        {"speaker": "Speaker 2", "startTime": 2.25, "endTime": 4, "body": "They come without support."},
        {"startTime": "x", "body": "lost"},
        17,
    ],
}


def said(data: str) -> list[tuple[str | None, str, str]]:
    script = read_transcript(data.encode())
    return [(turn.speaker, turn.said_at, script.text[turn.start : turn.end]) for turn in script.turns]


def test_srt_names_its_speakers_in_front() -> None:
    assert said(SRT) == [
        ("Ada Morrow", "00:00:00", "Open models are cheaper to run, and our clerks like them."),
        ("Lena Hart", "01:02:03", "They come without support. Remember: nobody answers."),
    ]


def test_json_gives_segments_and_a_number_is_nobodys_name() -> None:
    assert said(json.dumps(SEGMENTS)) == [
        ("Ada Morrow", "00:00:00", "Open models are cheaper."),
        (None, "00:00:02", "They come without support."),
    ]


def test_vtt_may_have_two_voices_in_one_caption() -> None:
    vtt = "WEBVTT\n\n00:01.000 --> 00:04.000\n<v Ann Bee>Is it <i>cheap</i> &amp; good?</v>\n<v.loud Bo Chan>No.</v>\n"
    assert said(vtt) == [("Ann Bee", "00:00:01", "Is it cheap & good?"), ("Bo Chan", "00:00:01", "No.")]


def test_each_speech_is_a_paragraph_and_long_ones_are_cut_after_a_sentence() -> None:
    cues = "\n\n".join(f"00:{n:02d}:00.000 --> 00:{n:02d}:59.000\nSentence number {n} of a long talk about ships and the sea."
                       for n in range(30))  # fmt: skip
    paragraphs = read_transcript(f"WEBVTT\n\n{cues}".encode()).text.split("\n\n")
    assert len(paragraphs) == 3
    assert all(paragraph.endswith("sea.") for paragraph in paragraphs)


def test_what_cleaning_took_out_has_no_turn_and_the_rest_keeps_its_own() -> None:
    script = read_transcript(SRT.encode())
    second = script.text.split("\n\n")[1]
    (turn,) = placed(script, second)
    assert (turn.speaker, turn.start, turn.end) == ("Lena Hart", 0, len(second))
    assert turn_at([turn], 5) == turn
    assert turn_at([turn], len(second)) is None


@pytest.mark.parametrize("data", [b"", b"WEBVTT", b"just words", b"{}", b"[" * 100_000, b"<html></html>", b"\x89PNG"])
def test_what_is_no_transcript_is_refused(data: bytes) -> None:
    with pytest.raises(Refused):
        read_transcript(data)


@settings(max_examples=80, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["Ada Morrow", "Bo", None]), st.text(max_size=60), st.floats()), max_size=8))
def test_turns_are_spans_of_the_text_in_their_order(segments: list[tuple[str | None, str, float]]) -> None:
    stated = [{"speaker": who, "body": words, "startTime": at} for who, words, at in segments]
    try:
        script = read_transcript(json.dumps({"segments": stated}).encode())
    except Refused:
        return
    assert all(script.text[turn.start : turn.end].strip() for turn in script.turns)
    assert all(one.end <= other.start for one, other in pairwise(script.turns))
    assert placed(script, script.text) == list(script.turns)
