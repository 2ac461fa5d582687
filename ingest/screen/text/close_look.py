"""Which pages are looked at less strictly."""

from ingest.screen.text.prose import Prose

# Few words of cases are known in them, and few of the papers are laws: a page is looked at whatever it tells.
_NEIGHBOURS = {"fr", "vi", "th", "lo", "my"}


def is_looked_at_closely(prose: Prose) -> bool:
    """
    Whether doubts are told of a page: it speaks of persons' cases, or in a language whose words of cases are not known.

    ```python
    from ingest.screen.text.close_look import is_looked_at_closely
    from ingest.screen.text.prose import Prose

    is_looked_at_closely(Prose("The victim was rescued."))  # True
    ```

    :param prose: the page.
    :returns: whether so.
    """
    return prose.tells_of_cases or prose.language in _NEIGHBOURS
