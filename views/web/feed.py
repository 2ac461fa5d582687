"""The feed of what is new, for everybody."""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from corpus.settings import settings
from search.news import public_feed
from views.engine import public_store


async def show_feed(request: Request) -> Response:
    """
    The last documents published, as Atom.

    :param request: of anybody.
    :returns: the feed, of what the public may see.
    """
    address = settings().address or str(request.base_url).rstrip("/")
    feed = await run_in_threadpool(lambda: public_feed(public_store(), address))
    return Response(feed, media_type="application/atom+xml", headers={"Cache-Control": "max-age=600"})
