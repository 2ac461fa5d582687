"""Words that say nothing of what is looked for: questions are full of them, and so is every passage."""

from index.words import split_words

STOP_WORDS = frozenset(
    """
    a about above after again all also am an and any are as at be because been being between both but by can
    could did do does doing done during each for from had has have having he her here hers him his how i if
    in into is it its itself me more most must my no nor not of on only or other our out over own same she
    should so some such than that the their them then there these they this those through to too under until
    up very was we were what when where which while who whom whose why will with would you your
    """.split()  # noqa: SIM905 - a list of single words is a page long
)


def content_words(text: str) -> str:
    """
    The words of a question that tell what it is about.

    :param text: the question.
    :returns: its words without those that say nothing; all of them where nothing would be left.
    """
    words = split_words(text)
    telling = [word for word in words if word.lower() not in STOP_WORDS]
    return " ".join(telling or words)
