"""What the bot says of itself, in one place. Everything else it says comes from briefs. All of it is mrkdwn."""

STATUS = "is reading the corpus…"
EXAMPLE = "What are the arguments for and against open models?"
HOW_TO_MENTION = (
    "Ask me a question and I answer in this thread with checked quotations, both sides where there are two. "
    f"For example, mention me with: {EXAMPLE}"
)
HOW_TO_COMMAND = (
    "Write a question after the command and I answer you alone, with checked quotations, both sides where there are "
    f"two. For example: `/brief {EXAMPLE}`"
)


def failed(reference: str) -> str:
    """What people read when something unforeseen went wrong."""
    return (
        f"Sorry, something failed on my side and I could not answer; please give your admin the reference {reference}."
    )
