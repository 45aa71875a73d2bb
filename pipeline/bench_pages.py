"""Pages for measuring speed and memory: as many as one wants, made from the annotated training pages, the same for the same seed.

A made page has a title and a few paragraphs of two training pages of one language, under and over lines that its site repeats; the people that the
gold records name get other names, places other places, and years and days other numbers. So pages are alike in kind to what is scraped and are no
copies of each other. They are shorter than real ones, some hundred words, and what they say is nonsense.
"""

from __future__ import annotations

import csv
import json
import random
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

CORPUS = Path(__file__).parents[1] / "corpus" / "annotated"
SITES = 40
_YEAR = re.compile(r"\b20[012]\d\b")
_DAY = re.compile(r"\b\d{1,2}(?= (?:de )?[A-Za-zé]{3,10},? (?:de )?20\d\d)")
_LISTS = """
Abena Adnan Aisha Bruno Chiara Dario Elif Farid Goran Hanna Ines Jorge Kofi Lucía Mei Nadia Omar Petra Rosa Sami Tala Uma Yves Zoé
Adeyemi Almeida Banda Castro Diallo Eriksen Fofana Garba Haidar Ivanov Joshi Keita Lopes Mbeki Nkosi Okafor Perez Rahman Silva Toure
Amber Basalt Cedar Delta Ember Falcon Granite Harbour Indigo Jasmine Kestrel Lagoon Maple Nimbus Orchid Pebble Quartz River Saffron Tidal
"""
_GIVEN, _FAMILY, _WORDS = (line.split() for line in _LISTS.strip().split("\n"))


@dataclass(frozen=True, slots=True)
class Template:
    """What made pages are made from: the title and paragraphs of a training page, and the names of people and of places in them."""

    language: str
    title: str
    paragraphs: tuple[str, ...]
    people: tuple[str, ...]
    places: tuple[str, ...]


@cache
def templates(corpus: Path = CORPUS) -> tuple[Template, ...]:
    """The training pages that are text, by name; raises FileNotFoundError where the corpus is not there."""
    with (corpus / "split.csv").open(encoding="utf-8") as file:
        names = [row["page"] for row in csv.DictReader(file) if row["part"] == "train"]
    found = []
    for name in sorted(names):
        file_ = corpus / f"{name}.txt"
        gold = json.loads((corpus / f"{name}.gold.json").read_text(encoding="utf-8")) if file_.exists() else {}
        lines = file_.read_text(encoding="utf-8", errors="replace").split("\n") if gold.get("main_lines") else []
        kept = [line for first, last in gold.get("main_lines", ()) for line in lines[first : last + 1]]
        paragraphs = tuple(line.strip() for line in kept if 60 < len(line) < 900)
        if len(paragraphs) > 1:
            people, places = (tuple(x["name"] for x in gold[key] if " " in x["name"] or key == "locations") for key in ("people", "locations"))
            found.append(Template(gold["language"], gold["title"] or paragraphs[0][:60], paragraphs, people, places))
    return tuple(found)


def page(number: int, seed: int = 1, corpus: Path = CORPUS) -> tuple[str, str]:
    """Path and text of one made page; the same number and seed give the same page, whatever other pages are made."""
    draw = random.Random(f"{seed}-{number}")
    every = templates(corpus)
    one = draw.choice(every)
    other = draw.choice([t for t in every if t.language == one.language])
    site = number % SITES
    body = [*_some(one.paragraphs, draw, 2), *_some(other.paragraphs, draw, 1)]
    text = "\n\n".join((f"{one.title} {draw.choice(_WORDS)} {draw.choice(_WORDS)}", *body))
    for name in sorted({*one.people, *other.people}):
        if name in text:
            text = text.replace(name, f"{draw.choice(_GIVEN)} {draw.choice(_FAMILY)}-{draw.choice(_FAMILY)}")
    elsewhere = sorted({p for t in (one, other) for p in t.places})
    for name in elsewhere[:3]:
        text = re.sub(rf"\b{re.escape(name)}\b", draw.choice(elsewhere), text)
    text = _YEAR.sub(lambda _: str(draw.randint(2012, 2025)), text)
    text = _DAY.sub(lambda _: str(draw.randint(1, 28)), text)
    head = f"Home | About site {site} | News | Contact\nSite {site} of the bench\nShare this page\n"
    return f"site-{site:02}/{number:07}.txt", f"{head}\n{text}\n\nRelated pages of site {site}\n© Site {site}. All rights reserved.\n"


def _some(paragraphs: Sequence[str], draw: random.Random, count: int) -> list[str]:
    """So many neighbouring paragraphs."""
    at = draw.randrange(max(len(paragraphs) - count, 1))
    return list(paragraphs[at : at + count])


def write(folder: Path, count: int, seed: int = 1, corpus: Path = CORPUS) -> None:
    """Writes that many made pages into the folder, a folder a site; those that are there already stay."""
    for number in range(count):
        path, text = page(number, seed, corpus)
        file = folder / path
        if not file.exists():
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
