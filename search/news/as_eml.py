"""The news as a mail that opens as a draft, to be addressed and sent by a person."""

from email.message import EmailMessage
from email.policy import SMTP
from email.utils import localtime

from search.news.as_html import as_html
from search.news.as_text import as_text
from search.news.collect import News
from search.news.wording import title


def as_eml(news: News, owner: str, address: str = "") -> bytes:
    """
    The news as a mail, in plain text and in HTML.

    It has neither sender nor receiver: whoever opens it in a mail program gives both.

    ```python
    Path("news.eml").write_bytes(as_eml(news(store, date(2026, 7, 1)), settings().owner))
    ```

    :param news: the news.
    :param owner: who keeps the clearinghouse, for the subject.
    :param address: where people reach the clearinghouse, for the links; empty leaves them out.
    :returns: an .eml file.
    """
    mail = EmailMessage(policy=SMTP)
    # A header ends at the end of its line.
    mail["Subject"] = " ".join(f"{owner}: {title(news)}".split())
    mail["Date"] = localtime()
    mail["X-Unsent"] = "1"
    mail.set_content(as_text(news, address))
    mail.add_alternative(as_html(news, address), subtype="html")
    return mail.as_bytes()
