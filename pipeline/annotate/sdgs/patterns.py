"""The patterns of heads, numbers, lists and their surroundings, from which :mod:`pipeline.annotate.sdgs` reads goals and targets."""

from __future__ import annotations

import re

from pipeline.phrases import either

_LONG = (
    r"Sustainable\sDevelopment\s(?:Goals?|Objectives?)|Goals?\s(?:of|for)\sSustainable\sDevelopment"
    r"|Objectifs?\sd[eu]\sdéveloppement\sdurable|Objetivos?\s(?:del?|para\sel)\sdesarrollo\ssostenible"
)
NAME = (
    rf"SDGs?|SDG\(s\)|S\.D\.G\.?s?|ODDs?|ODS|O\.D\.D\.?|(?:UN |United Nations )?Global ?Goals?|UN Sustainab(?:le|ility) Goals?"
    rf"|Objectifs? mondia(?:l|ux)|Objetivos? (?:global|mundial)(?:es)?|{_LONG}"
)
_TARGET = r"targets?|target\(s\)|cibles?|metas?"
_GOAL = r"Goals?(?:\(s\))?|Objectifs?|Objetivos?"
# What may stand before a number to say that it is one: "No. 5", "n.º 5", "numbers 3 and 4".
_NO = (
    r"(?:(?!(?i:no poverty))"
    r"(?i:nos?\.?|n\s?[°º]s?|n\.\s?[°ºo]s?|n[°º]\.|nrs?\.?|nro\.?|n\.|n[uú]m\.?|numbers?|numbered|numéros?|números?)(?=[ \d#]) ?)?"
)
_ESPECIALLY = (
    r"in particular|(?:most |more )?notably|especially|particularly|(?:most |more )?specifically|mainly|primarily|chiefly|above all|including"
    r"|such as|namely|i\.e\.|en particulier|notamment|surtout|principalement|à savoir|plus précisément|en particular|particularmente"
    r"|en especial|especialmente|principalmente|sobre todo|concretamente|a saber"
)
HEAD = re.compile(
    rf"(?:(?:(?<![^\W\d_])|(?<=[a-zà-ÿ])(?=SDG)|(?<=\bUN)(?=SDG))"
    rf"(?P<name>(?:(?i:{NAME}))(?![^\W\d_])(?:\s?\((?:(?:UN )?SDGs?|ODD|ODS|{_LONG})\)|[’'´`]s?(?= ))?)"
    rf"(?:[\s-]\s*(?P<more>(?i:{_TARGET}|goals?|indicators?|indicateurs?|indicadore?s?)(?![^\W\d_])))?(?:\(s\))?"
    rf"|(?<![^\W\d_])(?:(?P<target>(?i:{_TARGET}))|(?P<goal>(?i:{_GOAL})))(?![^\W\d_]))"
    r"(?P<filler>(?:[ \t]+\(?[a-zà-ÿ]{1,15}\)?){0,6}(?:[ \t]*:|\t|[ ]{2,4}(?=\d))"
    r"|(?:[ \t]+[a-zà-ÿ]{4,12}){0,2}[ \t]+(?:are|include|includes|son|sont)(?=[ \t](?:1[0-7]|[1-9])(?:,| and| et| y) (?:1[0-7]|[1-9])(?!\w))"
    r"|[ \t]+(?P<on>on|of|for|sur|sobre|de)(?=[ \t]))?"
    rf"(?:[ \t]?[,(–—-]?[ \t]?(?:{_ESPECIALLY})(?:,|:)?(?: (?i:the |les |los )?(?i:numbers|goals|objectifs|objetivos))?(?= #?\d))?"
    rf"(?:[ \t]{{2,60}}+|[ \t:\n#|•▪*·–—([_-]|\.{{3,30}}){{0,5}}{_NO}#?"
)
# A range that a preposition opens: "los ODS del 1 al 4", "SDGs from 1 to 4".
RANGE = re.compile(
    r"[ \t](?:del?|from|de l[’']|du)[ \t](?=(?:1[0-7]|[1-9]) (?:al?|à|au|hasta|to|through) (?:1[0-7]|[1-9])(?![\w.%])"
    r"(?! (?:años?|ans|meses|mois|years|months|days|días|jours|de [a-z]|[A-Z])))"
)
# "the Goal on decent work and economic growth: …": a title, and no list.
ON = re.compile(r"[ \t]+(?:on|sur|sobre)[ \t]")
# Names of the United Nations' own picture files, as they stand in tags and texts for pictures: "E_SDG_Icons-05", "SDG goals icons individual rgb 13".
ICON = re.compile(
    r"(?i)(?<![^\W_])(?:[EFS][-_ ])?(?:(?:INVERTED[-_ ])?(?:SDGs?|ODD|ODS)[-_ ](?:goals?[-_ ])?(?:icons?|logos?|tiles?|pictograms?|badges?)"
    r"|(?:WEB|PRINT)[-_ ]Goal|(?<=[EFS][-_])Goal|(?:TheGlobalGoals|TGG)[-_ ]Icons?)"
    r"[-_ ](?:(?:[a-z]{2,12}|20[12]\d)[-_ ]){0,4}(?P<goal>0[1-9]|1[0-7]|[1-9])(?!\d|[.,]\d)"
)
_CARDINALS = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
_FRENCH = "un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept"
_SPANISH = "uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete"
_ROMAN = "i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii"
# The value of a number in words or Roman signs.
WORDS = {word: i + 1 for words in (_ROMAN, _SPANISH, _FRENCH, _CARDINALS) for i, word in enumerate(words.split())}
_CAPITALS = either(w.capitalize() for w in _CARDINALS.split())
_LONG_FIRST = either(w for w in WORDS if w not in _ROMAN.split() and w != "un")
# Small letters and Roman numbers need a list or a sentence's end behind them: "the SDGs, one of …" and "SDG I" are none.
_AFTER_WORD = r"(?=\s?(?:[,;:.()/&–]|$|\n)|\s(?:and|or|to|through|on|is|aims|calls|targets?|SDG)\b)(?!\sand\s(?:only|the|a)\b)"
NUMBER = re.compile(
    r"(?:0?(?P<goal>1[0-7]|[1-9])(?:\.(?P<target>\d{1,2}|[a-eA-E])(?:\.\d{1,2})?)?"
    rf"|(?P<word>(?:{_CAPITALS})|(?<=[ #])(?:{_LONG_FIRST}){_AFTER_WORD}"
    rf"|(?<= )(?:XVI{{0,2}}|XI[IV]|XII?I?|IX|IV|VI{{1,3}}|II{{1,2}}){_AFTER_WORD}))"
    r"(?![\w%])(?!\.\d)(?!,\d{3})"
)
# Behind a hash or an underscore, words may hang on the number: "#SDG5GenderEquality", "SDG_05_gender".
HASHTAG = re.compile(
    r"(?<![^\W_])(?:#(?:UN)?(?:SDGs?|ODD|ODS|GlobalGoals?|Goal|Objectif|Objetivo)[_-]?|SDG_)0?(?P<goal>1[0-7]|[1-9])(?=_|[A-Z][a-z])"
)
_FIRST = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth",
    "premier deuxième troisième quatrième cinquième sixième septième huitième neuvième dixième onzième douzième treizième quatorzième quinzième"
    " seizième dix-septième",
    "primer segundo tercer cuarto quinto sexto séptimo octavo noveno décimo undécimo duodécimo decimotercer decimocuarto decimoquinto decimosexto"
    " decimoséptimo",
)
ORDINALS = {word: i + 1 for words in _FIRST for i, word in enumerate(words.split())}
_COUNTED = r"(?P<number>1[0-7]|[1-9])(?:st|nd|rd|th|er|e|è|ème|eme|º|°|\.º|\.°|ro|to)"
# "the sixth SDG", not "the sixth SDG Summit"; "the sixth goal of the 2030 Agenda".
ORDINAL = re.compile(
    rf"(?i)(?<!\w)(?:(?P<goal>{'|'.join(sorted(ORDINALS, key=len, reverse=True))})|{_COUNTED}) (?:"
    r"(?:UN )?(?:SDG|ODD|ODS|Sustainable Development Goal|Global Goal|objectif de développement durable|objetivo de desarrollo sostenible)"
    r"(?: \((?:SDG|ODD|ODS)\))?(?![\w-])(?=\s?(?:[,;:.()–—!?]|$|\n)|"
    r"\s(?-i:[a-zà-ÿ]{1,3}|seeks|calls|aims|asks|promises|says|which|that|with|vise|busca)\b)"
    r"|of the (?:17 |seventeen )?(?:UN |United Nations )?(?:SDGs|Sustainable Development Goals|Global Goals)(?!\w)"
    r"|(?:goal|objectif|objetivo) (?:of|de|du) (?:the |l[’']|la )?(?:2030 Agenda|Agenda 2030|Agenda for Sustainable)"
    r"|des (?:17 )?(?:ODD|objectifs de développement durable)(?!\w)|de los (?:17 )?(?:ODS|objetivos de desarrollo sostenible)(?!\w))"
)
# "ODS relacionados" on a line of its own, and a line under it that is a goal or target and its title.
_LEAD = (
    r"related|our|linked|relevant|main|key|primary|secondary|other|associated|aligned|targeted|supported|priority|focus|which"
    r"|contribut(?:es|ing|ions?) to(?: the)?|contribution aux|contribución a los|principaux|principales"
)
_TRAIL = (
    r"relacionados|vinculados|asociados|abordados|alineados|prioritarios|a los que (?:se )?contribuye|concernés|liés|visés|associés|abordés|couverts"
    r"|ciblés|(?:we )?(?:addressed|supported?|served?|targeted|covered|involved)|contributions?|alignment|focus|impact|tags|goals|icons|lies|targets?"
    r"|(?:and|&) targets"
)
HEADING = re.compile(
    rf"(?im)^[ \t#*]{{0,4}}(?:(?:{_LEAD}) )?(?:UN )?(?:{NAME})(?: \((?:SDGs?|ODD|ODS)\))?(?: (?:{_TRAIL})){{0,2}}[ \t]{{0,4}}:?[ \t]{{0,4}}$"
)
_PAIR = r"[ \t•▪*·–#|-]{0,4}(?:(?:SDG|ODD|ODS|Goal|Objectif|Objetivo|Target|Cible|Meta)[ \t-]?)?#?"
ITEM = re.compile(rf"\n{{1,2}}{_PAIR}(?={NUMBER.pattern})")
# A further number of the same line, under a heading.
BESIDE = re.compile(rf"[ \t]{{0,3}}(?:(?:[,;|·•/&]|and|et|y)[ \t]{{0,3}}|(?<=[ \t])){_PAIR}(?={NUMBER.pattern})", re.IGNORECASE)
TARGETS_ALONE = re.compile(
    r"[ \t]?\d{1,2}\.(?:\d{1,2}|[a-e])(?:(?:[ \t]?[,;|·/][ \t]?|[ \t](?:and|et|y|&)[ \t])\d{1,2}\.(?:\d{1,2}|[a-e])){1,20}[ \t]*(?:$|[\n.])"
)
# A label on a line with nothing but goals behind it: "Goals served: 6, 14 and 15".
GOALS_ALONE = re.compile(
    r"(?:Goals|Objectifs|Objetivos)(?: (?:addressed|concernés|covered|relacionados|served|supported|targeted|visés))?[ \t]?:[ \t]{1,4}"
    r"(?:1[0-7]|[1-9])(?:(?:[ \t]?[,;|·/][ \t]?|[ \t](?:and|et|y|&)[ \t])(?:1[0-7]|[1-9])){1,16}\.?[ \t]*(?:$|\n)"
)
# A dash that stands between three numbers or more parts items of a list ("2 – 8 – 13").
DASHED = re.compile(r"[ \t]?[–—-][ \t]?(?:1[0-7]|[1-9])(?:\.[\da-e]{1,2})?(?![\w%])")
AGENDA = re.compile(
    r"(?:2030 Agenda|Agenda 2030|Agenda for Sustainable Development|\bSDGs|\bODD|\bODS|Sustainable Development Goals)(?:[’']s?)?(?: ?:|,)? [(]?$"
)
IN_BRACKETS = re.compile(r"(?=\d[\d.a-e]{0,4}(?:,| (?:and|et|y|&) ))(?:\d{1,2}(?:\.[\da-e]{1,2})?|[ ,;&]|and|et|y){2,60}[)\]]")
NUMBERS_ALONE = re.compile(r"(?:[ \t]{1,3}(?:1[0-7]|[1-9])(?:\.[\da-e]{1,2})?){1,16}[ \t]*(?:$|\n)")
FREE_GLOSS = re.compile(r"[ \t:.–-]{1,3}[^\W\d_][^\d\n,;|•.]{2,60}(?=[,;|•]\s{0,2}0?(?:1[0-7]|[1-9])[ .:–-])")
# "SDG 3 on health, 4 on education and 5 on …": the next number has such a gloss too.
LIKE_GLOSS = re.compile(
    r"\s?(?P<how>on|for|sur|sobre|[:–“-])\s?[^\W\d_][^\d\n,;|•.]{2,60}?(?=(?:[,;]| and| et| y) (?:and )?(?:1[0-7]|[1-9])\s?(?P=how))"
)
SEPARATOR = re.compile(
    r"(?P<marks>[ \t]{0,3}(?:[,;:•·|/&+.()\[\]>→–—-][ \t]{0,3}){0,3})"
    r"(?P<word>(?:and/or|et/ou|y/o|y\sel|et\sle|and|et|y|e|or|ou|as well as|along with|ainsi que|así como|to|through|al?|à|au|hasta)\s+)?"
    r"(?P<line>\n[ \t•▪*·–-]{0,4})?"
    rf"(?P<especially>(?:{_ESPECIALLY}),?\s+)?"
    rf"(?P<again>(?:(?:{NAME}|{_TARGET}|{_GOAL})[ \t]+))?{_NO}(?P<hash>#)?",
    re.IGNORECASE,
)
GLOSS = re.compile(
    r"[ \t\n]{0,2}\((?![^()\n]{0,30}\b(?:SDGs?|ODD|ODS|Goals?) \d)"
    rf"(?!\d{{1,2}}\.[\da-e])(?!(?:(?:{_ESPECIALLY}) )?(?i:targets?|la cible|cibles?|la meta|metas?)\b)[^()\n]{{1,90}}\)"
)
_COUNTED_THINGS = (
    "people|countries|years?|months?|weeks?|days?|hours?|minutes?|facts|things|ways|reasons|steps|lessons|questions|stories|examples|projects|partners|members"
    "|workshops|events|schools|villages|districts|women|men|girls|children|farmers|publications|results|regions|organi[sz]ations|pays|personnes|projets|écoles"
    "|ateliers|années|mois|semaines|jours|partenaires|femmes|países|personas|proyectos|escuelas|talleres|años|meses|semanas|días|socios|mujeres"
)
COUNTS = re.compile(
    rf"\s?(?:%|goals|targets|per ?cent|(?:{_COUNTED_THINGS})\b"
    r"|million|billion|thousand|degrees?|°|o'clock|[ap]\.?m\b|de [a-z]{4,10} de 20"
    r"|(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre)\b)"
)
# What may follow a further number after a head in the singular ("SDG 5, 8 and 10", not "SDG 5, 3 workshops").
LISTED = re.compile(r"\s*(?:$|[,;.()|/&+·•\n]|[–-]\d{1,2}(?!\d| ?[^\W\d_])|(?:and|et|y|e|or|ou)\b)")
GLOSSED = re.compile(r"\s?(?:(?:on|for|sur|sobre) |[:–“-]\s?)[^\W\d_]")
ENDS = re.compile(r"[ \t]*(?:$|\n|\()")
# SDG is also the Sudanese pound.
POUNDS = re.compile(r"(?i:Sudan(?:ese)? pounds?)|pounds? \(SDG|\bSDG ?\d{1,3}[,.]\d{3}\b")
PRICE = re.compile(r"\bSDG ?\d{1,4}(?:\.\d{1,2})? (?:million|billion|per|a|an|for|each)\b")
OTHER_GOALS = re.compile(
    r"(?:Millennium(?: Development)?|Strategic|strategic|Strategy|stratégique|estratégico|MDGs?|OMD|ODM|policy|Policy|du Millénaire|del Milenio)"
    r"(?: Goals? \d(?:,| and| et| y)?)?\s*$"
)
OF_PLAN = re.compile(
    r"\s*(?:\([^()\n]{1,60}\)\s*)?(?:(?:of|de|under) (?:the|this|that|our|its|their|la|le|el|l’|l'|este|esta|ce|cette|notre|nuestro|su)\s*+"
    r"|du\s+|del\s+|of (?=[A-Z]|Agenda 20[4-9]))"
    r"(?!SDG|ODD|ODS|2030|Sustainable|Agenda(?! 20[4-9])|Objecti|Objeti|UN\b|United Nations|Global Goals|Programme de développement durable)"
)
OF_AGENDA = re.compile(
    r"(?:(?:,| and| et| y|,? to) (?:1[0-7]|[1-9])){0,8} (?:of|des?|du|del) (?:the |la |l’|l'|los |des )?(?:UN |United Nations )?"
    r"(?:Agenda 2030|2030 Agenda|SDG|ODD|ODS|Sustainable Development|Agenda for Sustainable|Programme de développement durable"
    r"|Objectifs de dév|Objetivos de Des)"
)
# Indicators have three numbers: "indicator 5.3.1 of the SDGs", and on the same page "indicators 16.1.3 and 16.2.3".
INDICATOR = re.compile(r"(?<![\w.])(?P<goal>1[0-7]|[1-9])\.(?P<target>\d{1,2}|[a-e])\.\d{1,2}(?![\w.]?\d)")
_INDICATORS = r"(?<!\w)(?i:indicators?|indicateurs?|indicador(?:es)?)[ \t:]{1,3}"
_ONE = r"(?:1[0-7]|[1-9])"
_TWO = rf"{_ONE}\.(?:\d{{1,2}}|[a-e])"
_THREE = rf"{_ONE}\.\w{{1,2}}\.\d{{1,2}}(?![\w.]?\d)"
# "counts towards 11.6, 12.5 and 14.1 of the SDGs".
TARGETS_OF = re.compile(
    rf"(?<![\w.])(?P<numbers>{_TWO}(?:(?:,|,? and| et| y) {_TWO}){{0,9}})"
    r" (?:of|des?|du|de los) (?:the )?(?i:(?:UN |17 )?(?:SDGs?|ODD|ODS|Sustainable Development Goals|Objectifs de dév|Objetivos de Des))"
)
TARGET = re.compile(r"(?<![\w.])(?P<goal>1[0-7]|[1-9])\.(?P<target>\d{1,2}|[a-e])(?![\w.]?\d)")
# "les objectifs 1, 5 et 10": three numbers or more, and no plan's.
MANY = re.compile(rf"{_ONE}, ?(?:{_ONE}, ?){{0,14}}{_ONE},? (?:and|et|y) {_ONE}(?![\w%]|[.,]\d)(?! [a-zà-ÿ]{{3,}}s\b)")
INDICATORS = re.compile(rf"{_INDICATORS}(?P<numbers>{_THREE}(?:(?:,|,? and| et| y) {_THREE}){{0,9}})")
OUR_INDICATORS = re.compile(
    rf"(?:SDG|ODD|ODS) {_INDICATORS}\d|{_INDICATORS}{_THREE} (?:of|des?|del?) (?:the |los |l[’'])?"
    r"(?i:(?:UN |17 )?(?:SDGs?|ODD|ODS|Sustainable Development|Objectifs? de dév|Objetivos? de Des))"
)
# What a plan's own goal has behind its number: "Goal 1: train teachers".
OWN_WORDING = re.compile(r"\s?(?:[:–—(-]\s?(?=[^\W\d_])|:\s?(?=\d[\d ,.]{0,9}(?:%|[^\W\d_])))(?P<gloss>[^\n.;]{3,90})")
ONLY_TARGET = re.compile(r"\s{0,2}[(,/:–—-]\s{0,2}(?:(?i:SDG )?)(?i:targets?|cibles?|metas?)\s+(?P<goal>\d{1,2})\.")
OF_TARGET = re.compile(
    r"(?i:targets?|cibles?|metas?)\s+(?:\d{1,2}\.\w{1,2}(?:,| and| et| y) ){0,3}"
    r"(?P<goal>\d{1,2})\.\w{1,2} (?:(?:of|under|de la|de l[’']|de|du|del) ?|\()$"
)
WRAP = re.compile(r"\n(?=(?:and|et|y|to) \d)|(?<=Sustainable)\n(?=Development)|(?<=Sustainable Development)\n(?=Goals?\b)")
SPACES = dict.fromkeys(map(ord, "\xa0\xad\u2009\u202f\ufe0f\u20e3"), " ") | {0x2011: "-"}
