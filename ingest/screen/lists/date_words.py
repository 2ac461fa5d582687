"""Words that dates are made of where no figures are: months, moons, feasts, seasons, years of an animal, numbers."""

_MONTHS_ENGLISH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,7}\.?"
_MONTHS_FRENCH = r"(?:janv|févr?|fevr|mars|avr|mai|juin|juil|ao[uû]t|sept|d[ée]c)[a-zéû]{0,6}\.?"
_MONTHS_THAI = "(?:มกรา|กุมภา|มีนา|เมษา|พฤษภา|มิถุนา|กรกฎา|สิงหา|กันยา|ตุลา|พฤศจิกา|ธันวา)(?:คม|ยน|พันธ์)?|[ก-๎]{1,2}\\.[คยพ]\\."
_MONTHS_KHMER = (
    "មករា|កុម្ភៈ|កុម្ភះ|មីនា|មិនា|មេសា|ឧសភា|មិថុនា|កក្កដា|សីហា|កញ្ញា|តុលា|វិច្ឆិកា|ធ្នូ|ចេត្រ|ពិសាខ|ជេស្ឋ|អាសាឍ|"
    "ស្រាពណ៍|ភទ្របទ|អស្សុជ|កត្ដិក|កត្តិក|មិគសិរ|បុស្ស|មាឃ|ផល្គុន"
)
_ROMAN = r"(?<=[\d.\s/-])(?:XII|XI|IX|IV|VI{1,3}|I{1,3}|X|V)(?=[.\s/-])"
MONTH_OF_ANY_KIND = (
    rf"(?:\b{_MONTHS_ENGLISH}|\b{_MONTHS_FRENCH}|{_MONTHS_THAI}|{_MONTHS_KHMER}|\btháng\s+\w+|(?-i:{_ROMAN}))"
)

_ANIMALS = (
    r"(?:rat|mouse|ox|cow|buffalo|tiger|rabbit|hare|cat|dragon|naga|snake|horse|goat|sheep|ram|monkey|rooster|cock|"
    r"chicken|hen|dog|pig|boar)"
)
_ANIMALS_FRENCH = (
    r"(?:rat|bœuf|boeuf|buffle|tigre|lapin|lièvre|chat|dragon|serpent|cheval|chèvre|mouton|singe|coq|chien|"
    r"cochon|porc)"
)
ANIMAL_YEAR = (
    rf"(?:\byears?\s+of\s+(?:the\s+)?(?:\w+\s+)?{_ANIMALS}\b|\b{_ANIMALS}\s+year\b|"
    rf"\bann[ée]e\s+(?:du|de\s+la|de\s+l'|des)\s*(?:\w+\s+)?{_ANIMALS_FRENCH}\b|"
    r"\b(?:năm|tuổi)\s+(?:con\s+)?(?:(?:giáp|ất|bính|đinh|mậu|kỷ|canh|tân|nhâm|quý)\s+)?"
    r"(?:tý|tí|sửu|dần|mão|mẹo|thìn|tỵ|tị|ngọ|mùi|thân|dậu|tuất|hợi)\b|"
    "ปี(?:ชวด|ฉลู|ขาล|เถาะ|มะโรง|มะเส็ง|มะเมีย|มะแม|วอก|ระกา|จอ|กุน|เสือ|หนู|วัว|กระต่าย|งูใหญ่|งูเล็ก|งู|ม้า|แพะ|ลิง|ไก่|หมา|หมู)|"
    "ឆ្នាំ ?(?:ជូត|ឆ្លូវ|ខាល|ថោះ|រោង|ម្សាញ់|មមីរ|មមី|មមែ|វក|រកា|កុរ|ច(?![\u1780-\u17d3])))"
)

_UNITS = r"(?:oh|one|two|three|four|five|six|seven|eight|nine)"
_TEENS = r"(?:ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen)"
_TENS = r"(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)"
_BELOW_A_HUNDRED = rf"(?:{_TENS}(?:[\s-]+{_UNITS})?|{_TEENS}|(?:oh[\s-]+)?{_UNITS})\b"
_UNITS_FRENCH = r"(?:un|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize)"
_TENS_FRENCH = r"(?:vingts?|trente|quarante|cinquante|soixante|cent)"
_UNITS_VIETNAMESE = r"(?:không|một|mốt|hai|ba|bốn|tư|năm|lăm|sáu|bảy|tám|chín|mười|mươi|linh|lẻ|trăm)"
_UNITS_KHMER = "(?:សូន្យ|មួយ|ពីរ|បី|បួន|ប្រាំពីរ|ប្រាំបី|ប្រាំបួន|ប្រាំមួយ|ប្រាំ|ដប់|ម្ភៃ|សាមសិប|សែសិប|ហាសិប|ហុកសិប|ចិតសិប|ប៉ែតសិប|កៅសិប)"
YEAR_IN_WORDS = (
    rf"(?:\btwo\s+thousand(?:[\s-]+(?:and\s+)?{_BELOW_A_HUNDRED})?|"
    rf"\bnineteen[\s-]+(?:hundred[\s-]+(?:and\s+)?)?{_BELOW_A_HUNDRED}|"
    rf"\btwenty[\s-]+(?:oh[\s-]+{_UNITS}|{_TEENS}|{_TENS}(?:[\s-]+{_UNITS})?)\b|"
    rf"\bdeux[\s-]mille(?:[\s-]+(?:et\s+)?(?:{_UNITS_FRENCH}|{_TENS_FRENCH})\b){{0,4}}|"
    rf"\b(?:mil|mille|dix)[\s-]neuf[\s-]cents?(?:[\s-]+(?:et\s+)?(?:{_UNITS_FRENCH}|{_TENS_FRENCH})\b){{1,5}}|"
    rf"\bhai\s+(?:nghìn|ngàn)(?:\s+{_UNITS_VIETNAMESE}\b){{0,5}}|"
    rf"\bmột\s+(?:nghìn|ngàn)(?:\s+{_UNITS_VIETNAMESE}\b){{1,6}}|"
    rf"(?:ពីរ|មួយ)ពាន់(?:\s?(?:ប្រាំបួនរយ|{_UNITS_KHMER})){{0,5}})"
)

# What a telling of a day begins with, where it is not a number.
TIME_WORD = (
    r"(?:\b(?:(?:the|an?|le|la|les)\s+)?(?:(?:\w+(?:st|nd|rd|th)|last|first|very|same)\s+)?"
    r"(?:days?|nights?|eves?|mornings?|evening|weeks?|months?|years?|season|harvest|rainy|dry|monsoon|planting|"
    r"full|new|waxing|waning|moon|feast|beginning|end|middle|mid|early|late|spring|summer|autumn|winter|"
    r"christmas|xmas|easter|valentine|new\s+year|khmer\s+new|water\s+festival|pchum|bon|songkran|tet|halloween|"
    r"ramadan|eid|assumption|all\s+(?:saints|souls)|boxing|labou?r\s+day|women's\s+day|"
    r"mon(?:day)?|tues(?:day)?|wednesday|thursday|friday|saturday|sunday|"
    r"\w*(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|\w{3}teenth|tieth)|"
    r"jour|soir|matin|lendemain|veille|nuit|fête|début|fin|printemps|été|automne|hiver|noël|toussaint|pâques|"
    r"lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|premier|an|année|saison|lune|"
    r"mùng|mồng|ngày|rằm|đêm|tháng|giao\s+thừa|tết|mùa|năm|trung\s+thu|"
    r"when|while|during|abt|about|approx|approximately|circa|around|dawn|dusk|noon|midnight|flood|new\s+year's|"
    r"pleine?|đúng|pendant|durant|lors|vers|mousson|vendredi\s+saint)\b|"
    "หน้า(?:หนาว|ฝน|ร้อน)|ฤดู|วัน|คืน|เดือน|ปี|ขึ้น|แรม|สงกรานต์|ลอยกระทง|เข้าพรรษา|ออกพรรษา|ตรุษ|"
    "ថ្ងៃ|យប់|ព្រឹក|ខែ|ឆ្នាំ|រដូវ|ចូលឆ្នាំ|ភ្ជុំ|បុណ្យ|អុំទូក|"
    rf"(?<!\w)'?\d|(?-i:\b[A-Z][A-Za-z0-9]{{2,8}})\.?\s\d{{1,2}}(?:st|nd|rd|th)?\b|(?:\b{_UNITS_FRENCH}\s+)?{MONTH_OF_ANY_KIND}|{ANIMAL_YEAR}|{YEAR_IN_WORDS})"
)
