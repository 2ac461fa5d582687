"""Parts of an address cut short, as forms and lists write them, and parts in French."""

from ingest.screen.places.levels import Level
from ingest.screen.text.letters import CAPITAL

_NAME = rf"[{CAPITAL}][\w'’-]{{1,30}}(?:[ \t][{CAPITAL}][\w'’-]{{1,30}}){{0,3}}(?:\s\d{{1,2}}\b)?"
_TO_NAME = rf"[ \t]?(?:(?:K[gp]\.[ \t]?)?{_NAME}|\d{{1,2}}\b)"

# “Ph. Thnal Kaeng, Kh. Svay Teab, Sr. Chamkar Leu”: phum, khum or khan, srok; with a full stop, or they are words.
ABBREVIATED: tuple[tuple[Level, str], ...] = (
    (
        "house",
        r"\b(?:[Bb]ld?g|[Rr]m|[Aa]pt|[Ff]lr?|BLDG|RM|APT)\b\.?\s?(?:[A-Z]\b-?)?\d{0,4}(?:[-/]\w{1,4})?(?<=[A-Z\d])\b",
    ),
    ("house", r"(?<![\w/.,-])#\s?\d+[A-Za-z]{0,3}\d?(?:[-/]\w{1,4})?(?=,?\s+(?:[Ss]tr?|Kr|Gr?|Ph|Rd)\.)"),
    ("group", r"\b(?:[Kk]r|[Gg]rp?|KR|GR)\.\s?\d{1,3}\b"),
    ("village", rf"\b(?:[Pp]hm?|Vill?|Vlg|PH|VILL?)\.{_TO_NAME}"),
    ("commune", rf"\b(?:[Kk]hm?|[Ss]g?k|Skt|Comm?|KH|SK|SGK)\.{_TO_NAME}"),
    ("district", rf"\b(?:[Ss]rk?|Dist|Kng|Mun|SR|DIST)\.{_TO_NAME}"),
    ("province", rf"\b(?:Prov|Kht|PROV)\.{_TO_NAME}"),
)
FRENCH: tuple[tuple[Level, str], ...] = (
    (
        "house",
        r"(?<![\w/.,-])\d{1,4}(?:\s?(?i:bis|ter|[a-d]\b))?(?=,?\s+(?i:rue|avenue|boulevard|bd\.?|impasse|quai|all[ée]e|chemin|ruelle)\s)",
    ),
    (
        "house",
        r"(?i:\b(?:appartement|appt?\.?|chambre|b[âa]timent|b[âa]t\.?|immeuble|escalier|porte|lot|studio)\s+(?:n[°º]\s?)?)(?:\d+(?:-?[A-Z])?|[A-Z]-?\d{0,3})\b",
    ),
    (
        "house",
        r"(?i:\b(?:\d{1,2}\s?(?:er|e|ème|ième)|premier|deuxième|troisième|quatrième|dernier)\s+étage\b|\brez-de-chaussée\b)",
    ),
    (
        "street",
        rf"(?i:\b(?:rue|avenue|boulevard|bd\.?|impasse|quai|allée|chemin|ruelle|résidence|cité)\s+(?:n[°º]\s?|d(?:e|u|es)\s+(?:la\s+)?|d')?)(?:\d+\b|{_NAME})",
    ),
    ("village", rf"(?i:\b(?:village|hameau|quartier)\s+(?:de\s+|du\s+|d')){_NAME}"),
    ("commune", rf"(?i:\bcommune\s+(?:de\s+|du\s+|d')){_NAME}"),
)
# Houses that have a name, doors and beds that have a number, and who takes in a letter.
NAMED: tuple[tuple[Level, str], ...] = (
    ("house", rf"{_NAME}\s(?:Villa|Cottage|Mansion|Bungalows?|Residences?|Apartments|Guest\s?[Hh]ouse)\b(?!')"),
    (
        "house",
        r"(?i:\b(?:stairwell|staircase|stairway|entrance|corridor|row|raft|berth|bed|hut|kiln|jetty|gate|kuti|"
        r"cabin|wing|tower|dorm(?:itory)?)\s+(?:no\.?\s*|number\s+)?)(?:\d{1,4}[A-Z]?|[A-Z])\b",
    ),
    ("house", rf"\b[Cc]/[Oo]\s+(?:[A-Z][a-z]{{1,4}}\.?\s)?{_NAME}"),
    ("street", rf"\b(?:Borey|BOREY|Bourei)\s+{_NAME}"),
)
