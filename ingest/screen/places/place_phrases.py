"""How people say where a house is: behind the pagoda, the hut past the second bridge, kilometre 14."""

import re

_NUMBERED = (
    r"(?:\b(?:PK|km|kilomet(?:re|er)|milestone|moo|mu|house|home|hut|villa|room|unit|"
    r"flat|block|bldg|building|floor|stall|plot|street|"
    r"str|st|road|rd|nr|lane|alley|soi|trok|group|krom|gate|door|pier|kiln|camp|bed|"
    r"dorm\w*)\b\.?\s*(?:no\b\.?|number|nº|#)?\s*#?[A-Z]?\d+[\w/-]*"
    r"|\b(?:building|block|tower|wing|dorm\w*)\s+[A-Z]\d{0,3}\b|\b\d{1,2}(?:st|nd|rd|th)\s+floor\b|\bplot\s+\d+"
    r"|\b(?:no\b\.|number|nº|#)\s?\d+[A-Z]?(?:[/-]\w+)?(?=,)|\b\d+(?:\s?m\b|\s?km\b|"
    r"\s?met(?:re|er)s|\s?kilomet(?:re|er)s|\s?minutes)\s+\w+"
    r"|\b(?:số|tổ|ngõ|hẻm|khóm|đường|ấp|thôn|xã|phường|huyện|bản)\s+[\wÀ-ɏḀ-ỹ/]+)"
)
_LANDMARK = (
    r"(?:house|home|villa|hut|shack|cottage|building|gate|fence|wall|lane|alley|path|"
    r"track|room|floor|flat|apartment|stall|cart|kiosk|shop|store|"
    r"market|pagoda|temple|stupa|church|mosque|school|kindergarten|clinic|pharmacy|hospital|"
    r"bridge|station|pump|garage|kiln|factory|workshop|"
    r"warehouse|pier|jetty|ferry|port|landing|well|pond|lake|river|stream|canal|dyke|"
    r"dike|dam|crossroads?|junction|corner|roundabout|statue|"
    r"monument|tower|tank|tree|orchard|plantation|field|guest\s?house|hotel|karaoke|"
    r"ktv|casino|salon|caf[eé]|restaurant|bakery|compound|"
    r"dormitory|barracks|mill|stop|stand|rank|road|street|airport|checkpoint|flyover|"
    r"hall|plant|border|square|embankment|riverside|beach|railway|rails|rooftop|terrace|"
    r"yard|garden|quarry|depot|bank|office|post|stadium|park|cemetery|hill|"
    r"psar|phsar|wat|borey|trailer|container|boathouse|annex|attic|basement|stilts)s?"
)
_POSITION = (
    r"(?:behind|opposite|near(?:by)?|next\s+(?:door\s+)?to|next\s+door|beside|past|outside|"
    r"in\s+front\s+of|across(?:\s+the\s+\w+)?\s+from|across\s+the|"
    r"close\s+(?:to|by)|at\s+the\s+(?:very\s+)?(?:end|back|corner|foot|edge|top|bottom|"
    r"rear|side|far\s+end)(?:\s+of)?|(?:on|round|around)\s+the\s+corner|"
    r"between\s+(?:the|a)\s+(?=\w+\s+and\s)|above|under(?=\s+(?:the|a)\s)|underneath|beneath|adjacent\s+to|facing|"
    r"(?:to\s+the\s+)?(?:left|right|north|south|east|west)\s+of|(?:turn|turning|go|bear|"
    r"then)\s+"
    r"(?:left|right|straight)|(?:on|to)\s+(?:the|your)\s+(?:left|right)|halfway|upstairs|"
    r"downstairs|along\s+the|alongside|"
    r"(?:two|three|four|five|several|\d+)\s+(?:doors|houses|lanes|streets|stops)\s+(?:from|"
    r"past|down|behind|up|after|before)|(?:house|home|hut|shop|stall|place|villa|yard|"
    r"boat)\s+(?:of|belonging\s+to|owned\s+by|called|named|known\s+as)|(?:first|second|"
    r"third|fourth|fifth|last|only)\s+(?:house|hut|door|gate|lane|alley|room|left|right|"
    r"turning|street|villa|building|stall))"
)
POSITION = re.compile(
    rf"\b{_POSITION}\b|ទល់មុខ|ខាងក្រោយ(?!នេះ|មក)|ក្រោយ(?=វត្ត|ផ្សារ|សាលា|ផ្ទះ|មន្ទីរ|"
    rf"ស្ថានីយ|រោង|ឡ)|ក្បែរ|ខាងជើង|ខាងត្បូង|ខាងកើត|ខាងលិច|ជិត(?=វត្ត|ផ្សារ|សាលា|ផ្ទះ|"
    rf"ស្ពាន|មន្ទីរ|រោង|ឡ|ស្ថានីយ)|ចន្លោះ(?=ផ្ទះ|វត្ត|ផ្សារ|សាលា|ភូមិ)|ខាងមុខ|មុខ(?=វត្ត|"
    rf"ផ្សារ|សាលា)|ជាប់(?=របង|ផ្ទះ|ផ្លូវ|វត្ត|សាលា|ផ្សារ|ស្ពាន)",
    re.IGNORECASE,
)
NUMBERED = re.compile(
    rf"{_NUMBERED}|(?:ផ្ទះ|បន្ទប់|ផ្លូវ|ក្រុម|ជាន់|ខ្ទម|បុរី|ឡ)[\u1780-\u17d3]{{0,8}}(?:លេខ|"
    rf"ទី)?\s*#?\d+|គីឡូម៉ែត្រ(?:លេខ|ទី)?\s*\d+|ម៉ូ\s*\d+|(?:บ้านเลขที่|เลขที่|หมู่(?:ที่)?|"
    rf"ซอย)\s*\d+[\d/]*",
    re.IGNORECASE,
)
LANDMARK = re.compile(
    rf"\b(?:(?:the|a|an|her|his|their|one|my|our)\s+)?(?:(?!(?:in|at|to|on|of|by|from|"
    rf"is|was|and|near|behind|live[sd]?|stay\w*)\b)[\w'-]+\s+){{0,3}}?{_LANDMARK}\b"
    r"|ផ្ទះ(?!សំណាក់)|ខ្ទម|វីឡា|បន្ទប់ជួល|វត្ត|ផ្សារ|ស្ពាន|ស្ថានីយ|រោងចក្រ|ឡឥដ្ឋ|សាលា(?!ដំបូង|"
    r"ឧទ្ធរណ៍)|វិទ្យាល័យ|មន្ទីរពេទ្យ|មណ្ឌលសុខភាព|អណ្តូង|(?<!មាតុ)ភូមិ(?!ភាគ|សាស្ត្រ|"
    r"ន្ទ)|ឃុំ(?!ឃាំង|ខ្លួន|គ្រង)|សង្កាត់|ច្រក|កំពង់ផែ|ដំបូល|របង|"
    r"บ้าน|ตำบล|อำเภอ|ต\.|อ\.|วัด|ตลาด",
    re.IGNORECASE,
)
# That someone is there: before the place or in it.
DWELLS = re.compile(
    r"\b(?:liv(?:e|es|ed|ing)|resid\w+|stay(?:s|ed|ing)?|sle(?:ep|eps|pt|eping)|hid(?:es?|"
    r"den|ing)?|kept|lock(?:ed|s)?|held|works?|worked|working|sells?|"
    r"selling|f(?:ind|ound|ind\s+her)|meets?|met|shelters?|safe\s?-?house|drop-?in|refuge|"
    r"home|house|hut|villa|room|address|rent(?:s|ed)?|lodg\w+|waits?|"
    r"knock|ring|deliver\w*|drivers?|driven|pick(?:ed)?\s?up|moved|mov(?:es|ing)|brought|"
    r"bring|taken|placed|family|parents|mother|father|grand\w+|aunt|uncle|"
    r"cent(?:re|er)|accommodation|farm(?:s|ed)?|born|village|grew\s+up|visit(?:s|ed)?|"
    r"camp(?:s|ed)?|drop(?:ped)?\s+(?:her|him|them)|located|situated|stands|"
    r"reach(?:ed)?|buried|runs?|has\s+a|owns?|cook(?:s|ing)?|teach(?:es)?|attends?|begs?|"
    r"collect\w*|where|directions?|way|from|native)\b"
    r"|នៅ|ស្នាក់|ផ្ទះ|ស្ថិតនៅ|ខ្ទម|លាក់|ដេក|គេង|ជួល|ទីតាំង|លំនៅ|មណ្ឌល|ជម្រក|ធ្វើការនៅ|លក់|อยู่|พัก|บ้าน",
    re.IGNORECASE,
)
