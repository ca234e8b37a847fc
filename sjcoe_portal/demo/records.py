"""What schools wrote down themselves, and the days the office's calendar names."""

from datetime import date

import compliance.actions
from accounts.clock import at
from sjcoe_portal.demo.cast import COMMUNITY, COURT, ONE, SPECIAL, TEAM, VENTURE, Stage, moment

# provision: the day the office's calendar names for every school.
DUE = {
    "B1": date(2026, 10, 30),
    "B6.c.2": date(2026, 10, 30),
    "B3": date(2026, 12, 11),
    "B8": date(2026, 12, 18),
    "B0": date(2027, 1, 29),
    "B6": date(2027, 1, 29),
    "B7.c": date(2027, 2, 26),
    "B7.a": date(2027, 3, 12),
    "C4": date(2026, 12, 11),
    "A2.c": date(2026, 12, 15),
}
# school, part, provision, day, what was done: the field holds one text, so the office writes it in both languages
DONE = [
    (
        TEAM,
        "B",
        "B4.a",
        date(2026, 9, 10),
        (
            "Carta de Título I en los dos idiomas para la casa de cada estudiante",
            "Title I letter in both languages went home with every student",
        ),
    ),
    (
        TEAM,
        "B",
        "B4.b",
        date(2026, 9, 17),
        (
            "Noche de regreso a clases: lo que se enseña, exámenes y niveles, en los dos idiomas",
            "Back to school night: curriculum, tests and levels explained in both languages",
        ),
    ),
    (
        TEAM,
        "B",
        "B6.c.3",
        date(2026, 9, 28),
        (
            "Horas para hablar con el personal, visitar y ayudar, en la puerta y en línea",
            "Hours to reach staff, to visit and to volunteer posted at the door and online",
        ),
    ),
    (
        TEAM,
        "B",
        "B7.b",
        date(2026, 10, 8),
        (
            "Noche de familias: leer en casa y usar bien las tabletas de la escuela",
            "Family night: reading at home, safe use of the school's tablets",
        ),
    ),
    (
        TEAM,
        "B",
        "B7.opt.i",
        date(2026, 10, 12),
        ("Se repartió la lista de clases de lectura para adultos", "List of adult literacy classes handed out"),
    ),
    (
        ONE,
        "B",
        "B4.a",
        date(2026, 9, 14),
        (
            "Carta de Título I en los dos idiomas por correo a las familias",
            "Title I letter in both languages mailed to families",
        ),
    ),
    (
        COMMUNITY,
        "B",
        "B7.d",
        date(2026, 10, 14),
        (
            "Tarde junto con el preescolar público y la biblioteca",
            "Joint evening with the public preschool and the library",
        ),
    ),
    (
        COURT,
        "B",
        "B4.a",
        date(2026, 9, 18),
        (
            "Carta del programa en los dos idiomas, en mano durante las visitas",
            "Program letter in both languages handed to families at visits",
        ),
    ),
    (
        SPECIAL,
        "C",
        "C1",
        date(2026, 9, 29),
        (
            "Taller para familias sobre lo que pide el estado y sus exámenes",
            "Workshop on the state standards and tests for families",
        ),
    ),
    (
        SPECIAL,
        "C",
        "C2",
        date(2026, 10, 6),
        (
            "Guía para aprender en casa, en los dos idiomas, a cada familia",
            "Home learning guide in both languages sent to every family",
        ),
    ),
    (
        SPECIAL,
        "C",
        "C4",
        date(2026, 9, 3),
        (
            "Todo el personal aprendió a trabajar con las familias de igual a igual",
            "All staff trained to work with families as equal partners",
        ),
    ),
    (
        VENTURE,
        "C",
        "C1.b",
        date(2026, 8, 24),
        (
            "El manual para familias explica qué se espera en cada grado",
            "Family handbook explains what is expected in each grade",
        ),
    ),
    (
        VENTURE,
        "C",
        "C2.a",
        date(2026, 9, 15),
        ("Hoja sobre un buen lugar para estudiar", "Leaflet on a good place to study"),
    ),
]
OFFICE = [
    (
        "A2.b",
        date(2026, 9, 9),
        (
            "Lista de fondos y apoyos de la comunidad, vista con las escuelas",
            "List of funds and community partners reviewed with the schools",
        ),
    ),
    (
        "A2.e",
        date(2026, 9, 16),
        (
            "Hoja sobre los indicadores de avance para las escuelas con Título I",
            "Sheet on the progress indicators sent to the Title I schools",
        ),
    ),
    (
        "A3",
        date(2026, 10, 7),
        (
            "El trabajo con familias va junto con los programas de migrantes y de inglés",
            "Family engagement work aligned with the migrant and English learner programs",
        ),
    ),
]


def write_down(stage: Stage) -> None:
    office = next(school for school in stage.schools.values() if school.kind == "office")
    with at(moment(date(2026, 7, 15))):
        for code, due in DUE.items():
            compliance.actions.set_due(office, code, 2026, due, by=stage.county)
    for slug, part, code, on, what in DONE:
        _attest(stage, stage.schools[slug], part, code, on, what, stage.coordinator(slug))
    for code, on, what in OFFICE:
        _attest(stage, office, "A", code, on, what, stage.county)


def _attest(stage, school, part, code, on, what, by):  # type: ignore[no-untyped-def]
    with at(moment(on, 15)):
        compliance.actions.attest(school, code, on=on, description=" / ".join(what), person=by.name, part=part, by=by)
