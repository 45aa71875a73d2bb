"""Events told by what people do together, in Spanish."""

from __future__ import annotations

import pytest
from event_passage import names_told

from pipeline.events.acts_spanish import acted

CASES: list[tuple[str, str, list[str]]] = [
    (
        "es",
        "El @3 de mayo@, en un aula de Selma, treinta maestras y enfermeras aprendieron a medir cloro, con guías.",
        ["treinta maestras y enfermeras aprendieron a medir cloro"],
    ),
    ("es", "Será @el sábado@: contadores del puerto les enseñarán a llevar un cuaderno.", ["contadores del puerto enseñarán a llevar un cuaderno"]),
    (
        "es",
        "@Ayer@, la alcaldesa de Selma, Dña. Ada Rey, recogió de manos del cónsul, D. Íñigo Sol, las llaves de la bomba.",
        ["la alcaldesa de Selma recogió de manos las llaves de la bomba"],
    ),
    (
        "es",
        "La ministra de Puertos, Ada Rey, escuchó @ayer@ las quejas de los armadores en el muelle.",
        ["La ministra de Puertos escuchó las quejas de los armadores"],
    ),
    ("es", "Del @6 al 8 de abril@ un equipo del Organismo irá de Selma a Orlen.", ["un equipo del Organismo irá de Selma a Orlen"]),
    (
        "es",
        "Durante dos tardes del @pasado marzo@, treinta maestras aprendieron en Selma a medir cloro.",
        ["treinta maestras aprendieron en Selma a medir cloro"],
    ),
    ("es", "@Ayer@, doce niños del puerto merendaron con la alcaldesa.", ["doce niños del puerto merendaron con la alcaldesa"]),
    ("es", "@Ayer@, doce niños del puerto merendaron.", []),
    ("es", "El @3 de mayo@, médicos de Orlen pasaron diez días en el puerto.", ["médicos de Orlen pasaron diez días en el puerto"]),
    ("es", "El @3 de mayo@, médicos de Orlen pasaron el control.", []),
    ("es", "Doce pescadores de Orlen se pasaron @ayer@ el día.", []),
    ("es", "Los participantes discutieron @ayer@ los estatutos.", []),
    ("es", "El @3 de mayo@, en el taller, treinta maestras aprendieron a medir cloro.", []),
    ("es", "Treinta maestras aprendieron a medir cloro.", []),
    ("es", "Desde el @3 de mayo@ discutieron los estatutos.", []),
    ("fr", "Le @3 mai@, trente maîtresses aprendieron a medir cloro.", []),
]


@pytest.mark.parametrize(("language", "marked", "names"), CASES)
def test_acted(language: str, marked: str, names: list[str]) -> None:
    assert names_told(acted, language, marked) == names
