"""What can go wrong, sorted by who can mend it. Every message names the problem and then the remedy."""


class EvenhandError(Exception):
    """A problem whose message is safe to show to the person who caused it."""


class Refused(EvenhandError):
    """This source cannot become an article; trying again is useless."""


class FixSetup(EvenhandError):
    """A setting, token or file needs an operator; the message says which and where to find it."""


class TryLater(EvenhandError):
    """Something outside failed for now; the same call may go through later."""
