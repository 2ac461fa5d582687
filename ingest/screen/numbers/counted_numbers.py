"""Numbers that lead to no one: of money, of people counted, of laws, books and projects."""

import re

_COUNTED = re.compile(
    r"\s*(?:%|per\b|US\b|USD|riels?|baht|kip|dong|yuan|rupiah|pesos?|ringgit|dollars?|"
    r"euros?|million|billion|thousand|people|persons?|"
    r"children|women|men|girls|boys|victims|workers|migrants|households|families|cases|votes|hectares|ha\b|km|metres|"
    r"inhabitants|bricks|នាក់|រៀល|ដុល្លារ|ភាគរយ|បាត|គ្រួសារ|ដុំ|គីឡូ|យ័ន)",
    re.IGNORECASE,
)
_MONEY = re.compile(
    r"(?:US\s?\$?|[$€£¥฿៛₱]|USD|THB|KHR|VND|MMK|IDR|PHP|riels?|baht|dollars?|budget[^.\n]{0,30}|"
    r"population[^.\n]{0,30})\s*$",
    re.IGNORECASE,
)
_PUBLIC = re.compile(
    r"(?:ISBN|ISSN|DOI|https?:\S*|www\.\S*|NS/RK[MT]|law|prakas|kram|kret|sub-?decree|"
    r"anukret|decision|resolution|circular|directive|"
    r"convention|treaty|articles?|section|act|award|(?:penal|criminal|labou?r|civil|procedure)\s+code|paragraphs?|no\.\s?treaty|contract|"
    r"grant|project|budget|versions?|vol|"
    r"G\.\s?R\.|rule|ព្រះរាជក្រម(?:លេខ)?|នស/រកម|អនុក្រឹត្យ|ប្រកាស|ច្បាប់|"
    r"មាត្រា|សារាចរ|cases?\s+in|B\.?E\.?|พ\.ศ\.|"
    r"study|survey|data\s?set|hot\s?lines?|toll[- ]free|fax|ទូរសារ)[\s:#]*(?:no\.?|number|លេខ)?[\s:#]*$",
    re.IGNORECASE,
)
_BEFORE = 45


def is_counted_or_public(plain: str, start: int, end: int) -> bool:
    """
    Whether a number is a sum, a count, or that of a public paper, by the words in its line.

    ```python
    from ingest.screen.numbers.counted_numbers import is_counted_or_public

    is_counted_or_public("USD 120000 were paid", 4, 10)  # True
    ```

    :param plain: the page's words, as `Prose.plain` has them.
    :param start: of the number.
    :param end: of the number.
    :returns: whether so.
    """
    before = plain[max(0, start - _BEFORE) : start].rsplit("\n", 1)[-1]
    return bool(_PUBLIC.search(before) or _MONEY.search(before) or _COUNTED.match(plain, end))
