"""The addresses that are answered beside Streamlit's pages; what is not here is Streamlit's."""

from starlette.routing import BaseRoute, Route

from views.web.account import change_password, show_account, sign_out_everywhere
from views.web.feed import show_feed
from views.web.file import show_file
from views.web.sign_in import show_sign_in, sign_in, sign_out

# No path may begin with one of Streamlit's own: /_stcore/, /media/, /component/, /static/.
ROUTES: tuple[BaseRoute, ...] = (
    Route("/feed.atom", show_feed, methods=["GET"]),
    Route("/file/{identifier}/{path:path}", show_file, methods=["GET"]),
    Route("/sign-in", show_sign_in, methods=["GET"]),
    Route("/sign-in", sign_in, methods=["POST"]),
    Route("/sign-out", sign_out, methods=["POST"]),
    Route("/account", show_account, methods=["GET"]),
    Route("/account/password", change_password, methods=["POST"]),
    Route("/account/sign-out-everywhere", sign_out_everywhere, methods=["POST"]),
)
