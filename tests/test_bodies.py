import pytest

from pipeline.document import Contact, Document, Dropped, Event, Mention, Organisation, Party, Person, Place, document_id
from pipeline.link.bodies import agree, ministry, settled
from pipeline.store import Store


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Ministry of Health", "health ministry"),
        ("Lesotho’s Ministry of Health", "health ministry"),
        ("Lesotho Ministry of Health", "health ministry"),
        ("Ministry of Health of the Republic of Moldova", "health ministry"),
        ("Ministère de la Santé du Niger", "health ministry"),
        ("Ministerio de Salud", "health ministry"),
        ("Ministry of Home Affairs, Sri Lanka", "affair home ministry"),
        ("Ministry", None),
        ("Danish Ministry of Immigration", None),
        ("National Health Fund", None),
        ("", None),
    ],
)
def test_ministry(name, words):
    assert ministry(name) == words


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("Minister of Health", "Health Minister", True),
        ("Chief of Mission", "Chief of Mission in Libya", True),
        ("Minister of Health", "Deputy Minister of Health", False),
        ("Mayor", "Nurse", False),
        ("", "", False),
    ],
)
def test_agree(a, b, same):
    assert agree(a, b) is same


def page(path, *bodies, places=(), people=()):
    mentions = [Mention(i, i + 1, "x", "ORG", "model", 0.9, b.organisation_id) for i, b in enumerate(bodies)]
    mentions += [Mention(10 + i, 11 + i, "x", "LOC", "model", 0.9, f"loc-{c}") for i, c in enumerate(places)]
    return Document(
        document_id(path),
        path,
        "x" * 60,
        "h",
        organisations=tuple({b.organisation_id: b for b in bodies}.values()),
        places=tuple(Place(f"loc-{c}", c, "country", c) for c in dict.fromkeys(places)),
        people=tuple(people),
        mentions=tuple(mentions),
        contacts=tuple(Contact("con-x", "email", "x@y.example", 0, 1, None, b.organisation_id) for b in bodies[:1]),
        events=(Event("forum", "forum", "held", 0, 5, parties=tuple(Party(b.organisation_id, "organiser") for b in bodies)),),
    )


HEALTH = Organisation("org-ministry-of-health", "Ministry of Health")
KWS = Organisation("org-kws", "KWS")
WILDLIFE = Organisation("org-kenya-wildlife-service", "Kenya Wildlife Service", "KWS", country_code="KE")


def settle(records):
    with Store() as store:
        return list(settled(lambda: records, store)())


def ids(records):
    return [[o.organisation_id for o in r.organisations] if isinstance(r, Document) else None for r in settle(records)]


def test_a_ministry_is_of_the_country_that_the_page_is_about():
    named = Organisation("org-ministry-of-health-of-zambia", "Ministry of Health of Zambia", None, "government", "ZM")
    pages = [page("a", HEALTH, places=["ZM"]), page("b", HEALTH, places=["ZW"]), page("c", HEALTH, places=["ZM", "ZW"]), page("d", named)]
    zambia, zimbabwe = "org-health-ministry-zm", "org-health-ministry-zw"
    assert ids(pages) == [[zambia], [zimbabwe], ["org-ministry-of-health"], [zambia]]
    (first, *_) = settle(pages)
    assert isinstance(first, Document)
    assert [m.entity for m in first.mentions if m.label == "ORG"] == [zambia]
    assert first.contacts[0].organisation_id == zambia
    assert [p.ref for p in first.events[0].parties] == [zambia]
    assert first.organisations[0].country_code == "ZM"


def test_two_names_of_one_ministry_on_a_page_become_one():
    named = Organisation("org-ministry-of-health-of-zambia", "Ministry of Health of Zambia", None, "government", "ZM")
    (both,) = settle([page("a", HEALTH, named, places=["ZM"])])
    assert isinstance(both, Document)
    assert [(o.name, o.aliases) for o in both.organisations] == [("Ministry of Health", ("Ministry of Health of Zambia",))]
    assert len(both.events[0].parties) == 1


@pytest.mark.parametrize(
    ("pages", "last"),
    [
        ([page("a", WILDLIFE, places=["KE"]), page("b", KWS, places=["KE", "UG"])], "org-kenya-wildlife-service"),
        ([page("a", WILDLIFE, places=["KE"]), page("b", KWS, places=["PL"])], "org-kws"),
        ([page("a", WILDLIFE, Organisation("org-kws-bank", "KWS Bank", "KWS"), places=["KE"]), page("b", KWS, places=["KE"])], "org-kws"),
        ([page("a", places=["KE"]), page("b", KWS, places=["KE"])], "org-kws"),
    ],
)
def test_an_acronym_alone_is_the_only_body_that_has_it(pages, last):
    assert ids(pages)[-1] == [last]


def test_people_are_one_where_name_and_position_agree():
    minister = Person("per-afi-lawson-health", "Afi Lawson", "Minister of Health", "org-health")
    alone = [Person("per-afi-lawson", "Afi Lawson", role) for role in ("Health Minister", "goalkeeper", None)]
    other = Person("per-afi-lawson-bank", "Afi Lawson", "Minister of Health", "org-bank")

    def persons(*people):
        pages = [page(str(i), people=[p]) for i, p in enumerate(people)]
        return [r.people[0].person_id for r in settle(pages) if isinstance(r, Document)]

    assert persons(minister, *alone)[1:] == ["per-afi-lawson-health", "per-afi-lawson", "per-afi-lawson"]
    assert persons(minister, other, alone[0])[2] == "per-afi-lawson"


def test_people_are_one_at_a_body_that_pages_name_in_several_ways():
    named = [
        Organisation("org-ministry-of-health-of-zambia", "Ministry of Health of Zambia", country_code="ZM"),
        Organisation("org-zambian-health-ministry", "Health Ministry of Zambia", country_code="ZM"),
        HEALTH,
    ]

    def persons(*roles, bodies=named):
        held = zip(roles, bodies, strict=True)
        people = [Person(f"per-afi-lawson-{i}", "Afi Lawson", role, body.organisation_id) for i, (role, body) in enumerate(held)]
        pages = [page(str(i), body, places=["ZM"], people=[p]) for i, (body, p) in enumerate(zip(bodies, people, strict=True))]
        return [r.people[0].person_id[-1] for r in settle(pages) if isinstance(r, Document)]

    assert persons("Minister of Health", "Ministry spokeswoman", "Health Minister") == ["0", "1", "0"]
    assert persons("Minister of Health", None, "Deputy Minister of Health") == ["0", "1", "2"]
    elsewhere = Organisation("org-bank-of-zambia", "Bank of Zambia")
    assert persons("Director", "Director", bodies=[HEALTH, elsewhere]) == ["0", "1"]
    kws = page("a", WILDLIFE, places=["KE"], people=[Person("per-b", "Afi Lawson", "Director", WILDLIFE.organisation_id)])
    short = page("b", KWS, places=["KE"], people=[Person("per-a", "Afi Lawson", "Director", KWS.organisation_id)])
    assert [r.people[0].person_id for r in settle([kws, short]) if isinstance(r, Document)] == ["per-b", "per-b"]


def test_what_is_no_page_stays():
    dropped = Dropped("a.txt", "read", "empty")
    assert settle([dropped]) == [dropped]
