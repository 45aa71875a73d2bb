"""French and Spanish verbs that tell of an event."""

from __future__ import annotations

import pytest
from event_passage import names_told

from pipeline.binding import Passages
from pipeline.context import Context
from pipeline.document import Document
from pipeline.events.names import Reader
from pipeline.events.verbs import verbs

CASES = [
    ("fr", "Le ministre a inauguré hier la première unité de tri gérée par des femmes.", ["inauguration de la première unité de tri"]),
    ("fr", "Les deux parties ont signé le @12 février@ un accord sur la pêche.", ["signature d’un accord sur la pêche"]),
    ("fr", "Ils ont signé des livres.", []),
    ("fr", "La Convention sur les rives, que les deux pays ont signée à Oria, est citée.", ["signature de la Convention sur les rives"]),
    ("fr", "L’accord de pêche qu’ont signé les maires dure un an.", ["signature de l’accord de pêche"]),
    ("fr", "La convention que les maires ont relue dure un an.", []),
    ("fr", "Elle a lancé un appel.", []),
    ("es", "La oficina llevó el cuestionario con que visitó los hogares del puerto.", []),
    ("es", "Tenemos convenio con la cofradía. Lo rompieron ayer.", []),
    ("es", "Los presidentes lanzan ayer la Red de Archivos del Lago.", ["lanzamiento de la Red de Archivos del Lago"]),
    ("es", "Los pescadores lanzan la red al agua.", []),
    ("es", "El alcalde inauguró ayer el puente nuevo.", ["inauguración del puente nuevo"]),
    ("es", "Ambas instituciones suscribieron hoy en esta ciudad un acuerdo sobre ríos.", ["firma de un acuerdo sobre ríos"]),
    (
        "es",
        "Se presentó en el Centro Comunal del Sur la Red de Archivos del Lago, que reúne a diez.",
        ["presentación de la Red de Archivos del Lago"],
    ),
    ("fr", "Les deux maires ont signé ce matin une convention sur le bac.", ["signature d’une convention sur le bac"]),
    ("fr", "Le marché de Tessao a été remis le @5 mai@ au maire.", ["remise du marché de Tessao"]),
    ("fr", "Les élus ont visité, ce vendredi matin, le terminal bois.", ["visite du terminal bois"]),
    ("fr", "Le gouverneur a posé lundi la première pierre du lycée.", ["pose de la première pierre du lycée"]),
    ("fr", "La mairie a signé vendredi avec la Société Ubaye une convention sur le bac.", []),
    ("fr", "La mairie a signé avec son homologue une convention sur le bac.", ["signature d’une convention sur le bac"]),
    ("es", "El 8 de marzo firmamos un acuerdo sobre el muelle.", ["firma de un acuerdo sobre el muelle"]),
    ("es", "La red entregó ayer al Ministerio del Puerto (MPTO) cuatro equipos de pesca.", ["entrega de cuatro equipos de pesca"]),
    ("fr", "Hier, elle a rencontré les responsables du quai.", ["entretien avec les responsables du quai"]),
    ("fr", "Elle a fait une visite, au cours de laquelle elle a inauguré le quai.", []),
    ("fr", "Le gouverneur a posé lundi une question difficile.", []),
    ("es", "Los vicepresidentes firman hoy el acuerdo del lago.", ["firma del acuerdo del lago"]),
    ("es", "Con la planta que inauguraron ayer los dos alcaldes, hay agua.", ["inauguración de la planta"]),
    ("es", "La secretaria puso ayer la primera piedra del mercado.", ["colocación de la primera piedra del mercado"]),
    ("fr", "Le fonds et la ville ont remis aux autorités sanitaires locales les clés de douze pompes.", ["remise des clés de douze pompes"]),
    ("es", "La alcaldesa entregó cascos de protección a los bomberos.", ["entrega de cascos de protección a los bomberos"]),
    ("es", "La campaña «Hilo corto» se presentó el lunes en Selma.", ["presentación de la campaña «Hilo corto»"]),
    ("es", "La campaña se presentó como un éxito.", []),
    ("es", "La alcaldesa visitó los puertos de Oria y Tavika.", ["visita a los puertos de Oria y Tavika"]),
    ("es", "La red hizo entrega hoy en la plaza de cuarenta bombas de agua al puerto.", ["entrega de cuarenta bombas de agua al puerto"]),
    ("es", "La red entregó los cascos nuevos y firmó un convenio con Oria.", ["firma de un convenio", "entrega de los cascos nuevos"]),
    ("fr", "À la clôture, les participants ont signé une charte du lac.", []),
    ("es", "El memorando del puerto fue suscripto ayer por la alcaldesa.", ["firma del memorando del puerto"]),
    ("en", "El alcalde inauguró ayer el puente nuevo.", []),
]


@pytest.mark.parametrize(("language", "marked", "names"), CASES)
def test_verbs(language: str, marked: str, names: list[str]) -> None:
    assert names_told(verbs, language, marked) == names


def test_a_pact_of_the_sentence_before_is_signed() -> None:
    told, rest = "Desde mayo tenemos convenio con la Universidad del Lago.", "Lo firmaron ayer en Selma la rectora y el alcalde."
    text = f"{told} {rest}"
    document = Document("doc-1", "a.txt", text, "", language="es", sentences=((0, len(told)), (len(told) + 1, len(text))))
    reader = Reader(document, context := Context(document), Passages(context))
    found = list(verbs(reader, (len(told) + 1, len(text))))
    assert [(c.name, c.kind) for c in found] == [("firma de convenio con la Universidad del Lago", "signing")]
    assert list(verbs(reader, (0, len(told)))) == []


@pytest.mark.parametrize(
    ("text", "end"), [("Intercambio por videoconferencia sobre redes.", "redes"), ("Intercambio por correo sobre redes.", "Intercambio")]
)
def test_an_exchange_held_at_a_distance_keeps_its_topic(text: str, end: str) -> None:
    document = Document("doc-1", "a.txt", text, "", language="es", sentences=((0, len(text)),))
    reader = Reader(document, context := Context(document), Passages(context))
    assert text[: reader.right(len("Intercambio"), len(text), "meeting", bare=False)].endswith(end)
