"""A document brought from an address of the web."""

import tempfile
from pathlib import Path

import httpx

from desk.database import DeskError
from desk.drafts.drafts import Drafts
from ingest.fetch import FetchError, downloaded


def begin_from_address(drafts: Drafts, address: str, *, local: bool = False) -> int:
    """
    Begin a draft of what an address of the web gives; the address becomes the record's source.

    ```python
    begin_from_address(drafts, "https://www.ohchr.org/some/report.pdf")
    ```

    :param drafts: of the account that brings it.
    :param address: of the document itself, not of a page that leads to it.
    :param local: allow addresses of this machine and of local networks.
    :returns: the draft's number.
    :raises DeskError: where it may not be asked, does not answer, or gives no document that can be read.
    """
    try:
        with tempfile.TemporaryDirectory() as folder, downloaded(address, Path(folder), local) as file:
            name = Path(httpx.URL(address).path).stem or httpx.URL(address).host
            return drafts.begin([(f"{name}{file.suffix}", file)], {"source": address})
    except FetchError as error:
        raise DeskError(f"{address}: {error}.") from error
    except httpx.HTTPError as error:
        said = error or type(error).__name__
        raise DeskError(f"{address} did not answer ({said}): see whether it opens in a browser.") from error
