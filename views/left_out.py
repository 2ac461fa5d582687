"""What an answer leaves out because its document was superseded or withdrawn, one click away."""

from dataclasses import replace

from search.answer import Answer
from views.address import DocumentAddress, SearchAddress
from views.html import anchor
from views.labels import counted

_SHOWN = 2


def left_out(address: SearchAddress, answer: Answer) -> str:
    """
    Say what was left out, with the address that shows it.

    ```python
    left_out(address, answer)  # '<p class="facts">12 more passages in superseded or withdrawn documents: …</p>'
    ```

    :param address: what was asked.
    :param answer: what was found.
    :returns: HTML; empty where nothing was left out.
    """
    titles = ", ".join(
        anchor(DocumentAddress(record.identifier).link(), record.title) for record in answer.left_out_titles[:_SHOWN]
    )
    if answer.left_out:
        more = counted(answer.left_out, "more passage")
        link = anchor(replace(address, superseded=True, page=1).link(), "show them")
        said = f"{more} in superseded or withdrawn documents{f', as in {titles}' if titles else ''}: {link}"
    elif titles:
        said = f"Superseded or withdrawn, and so left out: {titles}"
    else:
        return ""
    return f'<p class="facts"><span>{said}</span></p>'
