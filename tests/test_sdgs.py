"""SDGs: what names a goal or target, and what only looks like it."""

from __future__ import annotations

import pytest

from pipeline.annotate.sdgs import find_sdgs, goals
from pipeline.document import Document, Field


def page(text: str, fields: tuple[Field, ...] = (), tags: tuple[str, ...] = ()) -> Document:
    return Document("doc-a", "a.txt", text, "", fields=fields, tags=tags)


def found(text: str) -> list[str]:
    """ "3" for a goal, "3.8" for a target, in order."""
    out = []
    for sdg in find_sdgs(page(text)):
        assert sdg.start is not None
        assert 0 <= sdg.start < (sdg.end or 0) <= len(text)
        out.append(sdg.target or str(sdg.goal))
    return out


NAMED = [
    ("It names SDG 13, SDG\u00a016 and SDG 17 as the yardstick.", ["13", "16", "17"]),
    ("contributes to SDGs 3, 5 and 17.", ["3", "5", "17"]),
    ("SDG 17 - PARTNERSHIPS FOR THE GOALS", ["17"]),
    ("SDG 10.7 and target 10.c", ["10.7", "10.c"]),
    ("SDG targets: 11.5, 13.1 and 13.b", ["11.5", "13.1", "13.b"]),
    ("Sustainable Development Goal (SDG) 3", ["3"]),
    ("Sustainable Development Goals 10 (Reduced Inequalities), 11 (Sustainable Cities) and 13 (Climate Action).", ["10", "11", "13"]),
    ("SDG(s): 16. Peace, Justice and Strong Institutions, 17. Partnerships for the Goals", ["16", "17"]),
    ("SDGs: 5 – Gender Equality; 14 – Life Below Water", ["5", "14"]),
    ("Sustainable Development Goals: Goal 5: Gender Equality; 13. Climate Action", ["5", "13"]),
    ("Global Goals\n9. Industry, Innovation and Infrastructure\n13. Climate Action", ["9", "13"]),
    ("SDGs: Gender Equality; Climate Action", ["5", "13"]),
    ("Which SDG\n6 (6.5, 6.a), 13, 15 (15.4)\nPartners", ["6", "6.5", "6.a", "13", "15", "15.4"]),
    ("SDGs: 11 | 12 | 14.1", ["11", "12", "14.1"]),
    ("SDGs\t8.8, 10.7", ["8.8", "10.7"]),
    ("SDGs 6-8", ["6", "7", "8"]),
    ("SDG 8 (target 8.8), SDG 10 (targets 10.7 and 10.c) and Objectives 5 and 6 of the Compact", ["8.8", "10.7", "10.c"]),
    ("SDG 11, in particular target 11.5", ["11", "11.5"]),
    ("in line with SDG target 1.3 and Goals 8 and 10. A register", ["1.3", "8", "10"]),
    ("the sixth of the Sustainable Development Goals", ["6"]),
    ("relevant targets: 8.8, 10.7", ["8.8", "10.7"]),
    ("ODS relacionados\n3 Salud y bienestar\n11.7\nCalle 18", ["3", "11.7"]),
    ("the eighth goal of sustainable development (Goal 8)", ["8"]),
    ("#SDG4 #SDG5", ["4", "5"]),
    ("the third Sustainable Development Goal", ["3"]),
    ("Sustainable Development Goal Four", ["4"]),
    ("Goals 6 to 8 of the 2030 Agenda", ["6", "7", "8"]),
    ("goal 16 of the 2030 Agenda", ["16"]),
    ("Sustainable Development Goals (3, 5 and 17)", ["3", "5", "17"]),
    ("the Sustainable Development Goals, in particular 5 and 8", ["5", "8"]),
    ("SDG tags: 8 10 17", ["8", "10", "17"]),
    ("SDGs targeted: 3 | 4 | 5", ["3", "4", "5"]),
    ("SDGs: 03 Good health, 05 Gender equality", ["3", "5"]),
    ("Related SDGs Gender equality Climate action", ["5", "13"]),
    ("SDGs #3 and #4", ["3", "4"]),
    ("SDGs             6 | 11 | 13.1", ["6", "11", "13.1"]),
    ("ODD :                2 – 8 – 13", ["2", "8", "13"]),
    ("ODS   5.4 – 8.5 – 10", ["5.4", "8.5", "10"]),
    ("SDGs 3-5-17", ["3", "5", "17"]),
    ("SDGs 3-5, 17", ["3", "4", "5", "17"]),
    ("Funded by the county\nGoals served: 6, 14 and 15\nBack to top", ["6", "14", "15"]),
    ("Goals: 3 · 5 · 17", ["3", "5", "17"]),
    ("ODD : objectif 3, objectif 6", ["3", "6"]),
    ("the Sustainable Development Goals, goal 4 among them", ["4"]),
    ("both SDG 4 and 8 depend on it", ["4", "8"]),
    ("las metas 8.7 y 8.8 del ODS 8", ["8.7", "8.8"]),
    ("SDG indicator 10.7.2", ["10.7"]),
    ("SDG target 14.2 (and SDG 15)", ["14.2", "15"]),
    ("the Sustainable\nDevelopment Goals 3, 8 and 10", ["3", "8", "10"]),
    ("Sustainable Development\nGoal 8 on decent work", ["8"]),
    ("contributes to SDGs 3\nand 5, as well as to Goal 17", ["3", "5", "17"]),
    ("It contributes to SDG 4 for all.", ["4"]),
    ("SDG 5: gender equality, 8: decent work, 10: reduced inequalities", ["5", "8", "10"]),
    ("SDG 3 on health, 4 on education and 5 on gender equality", ["3", "4", "5"]),
    ("SDG 6, 7 and 11-13", ["6", "7", "11", "12", "13"]),
    ("the SDGs No Poverty, Zero Hunger and Climate Action", ["1", "2", "13"]),
    ("By invitation | 15. Life on Land", ["15"]),
    ("sur la cible 8.7 des Objectifs de développement durable et sur l’ODD 16.", ["8.7", "16"]),
    ("ODD : 6. Eau propre et assainissement ; 15. Vie terrestre", ["6", "15"]),
    ("ODS 4. Educación de calidad | ODS 9", ["4", "9"]),
    ("Objetivos de Desarrollo Sostenible relacionados: 3, 10 y 16.", ["3", "10", "16"]),
    ("la meta 4.4 de los ODS", ["4.4"]),
    ("SDGs\n• No Poverty\n• Zero Hunger\nPartners", ["1", "2"]),
    ("Sustainable Development Goals\nGender Equality\nClimate Action\nContact", ["5", "13"]),
    ("SDGs\n5 Gender Equality\n10 Reduced Inequalities", ["5", "10"]),
    ("Objetivos de Desarrollo Sostenible\nFin de la pobreza\nIgualdad de género", ["1", "5"]),
    ("Objectifs de développement durable :\nPas de pauvreté\nFaim zéro", ["1", "2"]),
    ("the SDG on gender equality; Sustainable Development Goals on climate action and life on land", ["5", "13", "15"]),
    ("Goals 8 and 10 of the 2030 Agenda for Sustainable Development", ["8", "10"]),
    ("SDGs addressed: 3,4 & 17", ["3", "4", "17"]),
    ("Sustainable Development Goal number 5; el Objetivo de Desarrollo Sostenible número 6", ["5", "6"]),
    ("E_SDG_goals_icons-individual-rgb-05 E SDG Icons 13 E-WEB-Goal-16", ["5", "13", "16"]),
    ("#SDGs: #5 #10", ["5", "10"]),
    ("UN SDG Nr. 13, el ODS n.º 5, l’ODD n° 6, ODS núm. 7", ["13", "5", "6", "7"]),
    ("UNSDGs: 3, 4", ["3", "4"]),
    ("the 5th SDG, the sixth goal of the 2030 Agenda and le 7e ODD", ["5", "6", "7"]),
    ("le cinquième ODD ; el sexto Objetivo de Desarrollo Sostenible", ["5", "6"]),
    ("SDG six and SDG XIV", ["6", "14"]),
    ("Sustainable Development Goals six and fourteen", ["6", "14"]),
    ("SDGs five (gender equality) and thirteen", ["5", "13"]),
    ("SDG 3+5, SDG 7-9", ["3", "5", "7", "8", "9"]),
    ("the SDGs, specifically goals 3 and 5", ["3", "5"]),
    ("UN Sustainable Development Goals (UN SDGs) 3 and 5", ["3", "5"]),
    ("targets 3.1–3.4 of the SDGs", ["3.1", "3.2", "3.3", "3.4"]),
    ("indicator 5.3.1 of the SDGs; el indicador 16.9.1 de los ODS", ["5.3", "16.9"]),
    ("Goal 4 / Target 4.7 of the SDGs", ["4.7"]),
    ("la cible 3.b de l'ODD 3", ["3.b"]),
    ("SDG 3, especially 3.3 and 3.8", ["3", "3.3", "3.8"]),
    ("SDG 3 (particularly target 3.3)", ["3", "3.3"]),
    ("SDGs and targets\nSDG 4 Quality Education\n4.1 4.7\nSDG 5 Gender Equality\n5.2", ["4", "4.1", "4.7", "5", "5.2"]),
    ("SDG contribution\n3, 6, 11\nODS vinculados\n4\n5\nSocios", ["3", "6", "11", "4", "5"]),
    ("Goal 3: Ensure healthy lives and promote well-being for all at all ages", ["3"]),
    ("Objetivo 5: Lograr la igualdad entre los géneros", ["5"]),
    ("Objectif 5 : Égalité des sexes", ["5"]),
    ("Gender Equality (5), Climate Action (13) are the SDGs we serve.", ["5", "13"]),
    ("SDGs: Good Health, Decent Work", ["3", "8"]),
    ("the Sustainable Development Goal “Zero Hunger”", ["2"]),
    ("SDG Icon 5, SDG logo 8, E-Goal-06, TheGlobalGoals_Icons_Color_Goal_13.png", ["5", "8", "6", "13"]),
    ("#SDG5GenderEquality #SDG13ClimateAction", ["5", "13"]),
    ("SDG 5\ufe0f\u20e3 and SDG\u201113", ["5", "13"]),
    ("los ODS del 1 al 4", ["1", "2", "3", "4"]),
    ("l’objectif 6 du Programme de développement durable à l’horizon 2030", ["6"]),
    ("Objectif mondial 14; Global Goal 15", ["14", "15"]),
    ("Goal 4: schools for all, and other SDGs", ["4"]),
    ("SDG 3 and/or 5; el ODS 4 y el 5; l'ODD 6 et le 7", ["3", "5", "4", "5", "6", "7"]),
    ("SDG 3 > 3.8, SDG 4 → target 4.7", ["3", "3.8", "4", "4.7"]),
    ("Target 4.7 (SDG 4)", ["4.7"]),
    ("#GlobalGoal5", ["5"]),
    ("The SDGs addressed are 3, 5 and 8.", ["3", "5", "8"]),
    ("el ODS cinco, l'ODD cinq.", ["5", "5"]),
    ("Objetivo 9: Industria, innovación e infraestructuras", ["9"]),
    ("#ODD4 #ODS_13, Icono ODS 5, icône ODD 13, ODS-05.png", ["4", "13", "5", "13", "5"]),
    ("les ODD n°3 et n°4, la cible ODD 4.7, indicador ODS 4.7.1", ["3", "4", "4.7", "4.7"]),
    ("ODD 1 à 3; le treizième ODD", ["1", "2", "3", "13"]),
    ("how SDG indicator 5.2.1 is built, and on indicators 16.1.3 and 16.2.3", ["5.2", "16.1", "16.2"]),
    ("The Global Goals guide us: the school farm is told under Zero Hunger as well.", ["2"]),
    ("Your idea serves one of these: Good Health and Well-being; Reduced Inequalities; Life on Land.", ["3", "10", "15"]),
    ("three of the Global Goals, Zero Hunger, Climate Action and Life Below Water", ["2", "13", "14"]),
    ("It also serves the Sustainable Development Goal on decent work and economic growth: its presses hire.", ["8"]),
    ("ODS relacionados  3 | 5", ["3", "5"]),
    ("It counts towards 11.6, 12.5 and 14.1 of the Sustainable Development Goals.", ["11.6", "12.5", "14.1"]),
    ("Cet ODD n'est pas seul : le réseau lit aussi les objectifs 1, 5 et 10.", ["1", "5", "10"]),
]

OTHER = [
    "Goals scored: 2, 3 and 1",
    "Goals: 3",
    "The SDGs are 17 goals and 169 targets",
    "cible 16.9",
    "Strategic Goals: 1, 2 and 3",
    "Our Goals: 1, 2 and 3 are met",
    "",
    "MDG 5 and Millennium Development Goal 4",
    "SDG 2030, SDGs by 2030, all 17 SDGs, SDG 18, SDG 10.9",
    "Goal 3 of the National Strategy serves the SDGs",
    "goal 3 of the plan; the SDGs",
    "scored Goal 3 in the match; target 10.7 of the plan",
    "SDGs: target 2.5 per cent, target 1.5 degrees",
    "all 17 SDGs",
    "SDG 17 goals",
    "the SDGs of 17 countries",
    "the SDGs (2015–2030)",
    "Sustainable Development Goals (12 June)",
    "the SDGs, including 17 targets",
    "the SDGs – 5 years on",
    "Goal One of the Fund, which the SDGs inspired",
    "sorghum at SDG 12 per kilo, millet at SDG 13 (Sudanese pounds)",
    "the SDGs. 3 countries",
    "health, gender equality and climate action",
    "The SDGs\nGender equality is a subject of this page.",
    "The SDGs matter.\nGender Equality\nClimate Action",
    "talks on the SDGs on 5 May, and on SDG on 3 continents",
    "The third SDG Summit, the 2nd SDG Forum and the first of three SDG workshops",
    "SDGs ten years on; SDGs, one of which; SDG II workshop; SDG I am",
    "Goal 1: train teachers. Goal 2: build schools. The SDGs are our frame.",
    "Objectif 3 du projet : former 40 agents. Objectif 1 : former. Les ODD guident le projet.",
    "Goal 8: Develop a global partnership for development, and the SDGs",
    "Aspiration 3, Goal 11 of Agenda 2063, and the SDGs",
    "Output 1.2.1, indicator 1.2.1: schools built. The SDGs.",
    "the SDGs: 5 facts; our SDG work: 3 projects, 5 partners",
    "News on the SDGs\n1\n2\n3\nNext",
    "How it fits the Global Goals\n1. Every child may play\n2. Quarrels end on the field",
    "The SDGs, the Zero Hunger Challenge, the Minister of Quality Education and the Life on Land Trust",
    "Gender Equality is our theme, Climate Action our method, the SDGs our frame.",
    "They planted in the name of Quality Education.",
    "The SDGs guide us.\nGoal 1: 150 mills\nGoal 2: 60 per cent women among the owners",
    "Los objetivos 1, 2 y 3 del plan se revisarán; los ODS son otros.",
    "Read more (5) Climate action (2) Gender equality (12) on the SDGs",
]


@pytest.mark.parametrize(("text", "expected"), NAMED)
def test_named(text: str, expected: list[str]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize("text", OTHER)
def test_not_named(text: str) -> None:
    assert found(text) == []


def test_further_numbers_need_a_list() -> None:
    assert found("SDG 5, 3 workshops on SDG 3, 12 May 2019") == ["5", "3"]


def test_tags_and_fields_outside_the_text_have_no_span() -> None:
    document = page("It serves SDG 3.", fields=(Field("SDGs", "3, 4"),), tags=("Goal 5: Gender Equality",))
    assert [(s.goal, s.start) for s in find_sdgs(document)] == [(3, 14), (4, None), (5, None)]


def test_titles_without_numbers_under_a_heading_among_the_tags() -> None:
    titles = ("Gender Equality", "Climate Action", "Niger")
    assert [s.goal for s in find_sdgs(page("About.", tags=("SDGs:", *titles)))] == [5, 13]
    assert [s.goal for s in find_sdgs(page("About the SDGs.", tags=titles))] == []


def test_reference_table() -> None:
    table = goals()
    assert [goal for goal, _ in table] == list(range(1, 18))
    assert table[15] == (16, "Peace, justice and strong institutions")
