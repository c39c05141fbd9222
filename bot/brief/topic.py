"""What a question is about, and which way round it asks."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Topic:
    """A subject with a polarity.

    `wording` is the topic as the user put it ("open models"). `read_as` says in plain words how it was
    understood, for the brief. `terms` are the lower-case words and phrases that name the subject in articles,
    `opposite` those that name what it is weighed against (proprietary models, for open ones; empty where
    there is no such thing): an argument against the opposite argues for the subject.
    """

    wording: str
    read_as: str
    terms: tuple[str, ...]
    opposite: tuple[str, ...] = ()
