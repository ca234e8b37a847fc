"""Words of the glossary that frighten, mislead or are English: never on a parent's page. One row each.

A row is: the pattern (any case, whole words, accents as written or left out where people do), why, what to write
instead, and a sentence that it has to catch. `FINE` are sentences that no row may catch.
"""

import re
from typing import NamedTuple


class Row(NamedTuple):
    """A pattern never to be found, why, what stands in its place, and a sentence it catches."""

    pattern: str
    why: str
    instead: str
    caught: str


ROWS = [
    # The law, the police, a debt.
    Row(r"(?<!preguntamos por )papeles", "immigration papers", "hoja", "Traiga sus papeles."),
    Row(r"reg[ií]str\w+", "a government register", "anótese, lista", "Regístrese antes de la junta."),
    Row(r"identif[ií](?:qu|car)\w*", "showing identification", "escriba su nombre (si quiere)", "Identifíquese."),
    Row(
        r"reportad\w+|reporta|reportar\w*|reportamos", "denouncing someone", "avisar, decirnos", "Puede reportar algo."
    ),
    Row(r"denunci\w+|demand(?:a|as|ar|e|en)", "a lawsuit", "queja; pedir", "Ponga una denuncia."),
    Row(r"firme|firmen", "binding oneself", "marque si ya lo leyó (opcional)", "Firme aquí."),
    Row(r"(?<!no es un )contratos?", "debt, signature, court", "acuerdo", "Lea el contrato."),
    Row(r"compactos?|pactos?|convenios?", "no word of families", "acuerdo", "El compacto de la escuela."),
    Row(r"cortes?", "a court", "reunión", "La corte decide."),
    Row(r"audiencias?", "a court hearing", "reunión pública donde usted puede hablar", "Venga a la audiencia."),
    Row(r"citatorios?|convocatorias?|asambleas?", "a summons", "junta, aviso", "Le llegó un citatorio."),
    Row(r"notifica\w*|notifiqu\w*|noticias?", "mail of a court; the news", "aviso", "Recibió una notificación."),
    Row(r"evidencias?", "a crime", "lo que se hizo", "No hay evidencia."),
    Row(
        r"pruebas?(?= (?:de|escrita|estatal))|basad[oa]s? en pruebas",
        "an exam or a crime",
        "lo que se hizo",
        "La prueba de eso.",
    ),
    Row(r"expedientes?", "a case file", "lo que se hizo", "Su expediente."),
    Row(
        r"juvenil\w*|juvenile|delincuen\w+|deten(?:id\w+|ción)|tribunal\w*",
        "tells a school's type",
        "la escuela de su familia",
        "La escuela juvenil.",
    ),
    Row(r"cumplimiento", "an order obeyed", "cómo va", "El cumplimiento de la escuela."),
    Row(r"mandatori\w+", "an order", "la escuela tiene que", "Es mandatorio."),
    # False friends and words of other things.
    Row(
        r"involucr\w+",
        "an affair, a crime",
        "cómo trabaja la escuela con las familias",
        "Involúcrese o involucramiento.",
    ),
    Row(r"p[oó]lizas?", "insurance", "política", "La póliza de la escuela."),
    Row(r"regulaci[oó]n(?:es)?|normativas?", "no word of families", "las reglas del condado", "La regulación dice."),
    Row(r"provisi[oó]n(?:es)?|estipula\w*", "groceries", "punto", "La provisión siete."),
    Row(r"atender\w*|ati[eé]nd\w+|atend\w+", "to wait on", "venir", "Puede atender la junta."),
    Row(
        r"aplicar\w*|aplic(?:a|an|ó|ad[oa]s?|amos)|apliqu\w+",
        "to apply a law or a cream",
        "pedir; no le toca",
        "No aplica a su escuela.",
    ),
    Row(r"asistencias?", "aid", "quién vino", "La asistencia fue buena."),
    Row(r"minutas?|actas?", "a birth certificate", "lo que se dijo y se decidió", "Lea el acta."),
    Row(r"padres", "fathers, or both?", "familias; mamá o papá", "Los padres deciden."),
    Row(
        r"apoderad\w+|guardi[aá]n\w*|cuidador\w*|poseedor\w*",
        "no word of families",
        "persona a cargo",
        "El guardián del niño.",
    ),
    Row(r"tutor(?:a|es|as)?(?! legal)", "a homework tutor", "persona a cargo", "El tutor viene."),
    Row(r"traductor\w*", "writes, does not speak", "intérprete", "Habrá un traductor."),
    Row(r"guarder[ií]as?", "a daycare place", "cuidado de niños", "Hay guardería."),
    Row(r"transportaci[oó]n|avent[oó]n", "not said, or slang", "transporte", "Ofrecemos transportación."),
    Row(r"acomodaci[oó]n\w*|discapacitad\w+", "seats; a label", "apoyo; persona con discapacidad", "Una acomodación."),
    Row(r"evaluaci[oó]n(?:es)?", "a child's assessment", "revisión del año", "La evaluación de la escuela."),
    Row(r"asesoramiento|curr[ií]cul\w+", "advice; a résumé", "examen; lo que se enseña", "El currículum."),
    Row(r"conferencias?", "a lecture", "junta con la maestra o el maestro", "Venga a la conferencia."),
    Row(r"sondeos?|cuestionarios?", "a form to fill in", "encuesta", "Conteste el cuestionario."),
    Row(r"barreras?", "labels a family", "lo que hace difícil participar", "Familias con barreras."),
    Row(
        r"refer(?:ir\w*|id[oa]s?)|remit\w+",
        "handed over to an agency",
        "le decimos adónde acudir",
        "Le remitimos a otra oficina.",
    ),
    Row(
        r"retroalimentaci[oó]n|insumos?|seguimiento",
        "words of offices",
        "su opinión; esto hicimos",
        "Denos retroalimentación.",
    ),
    Row(
        r"d(?:a|á|ar|é|arse|arle|ado|ese)(?: \w+)? de baja|darse de baja",
        "a student drops out",
        "ya no quiero mensajes",
        "Puede darse de baja.",
    ),
    Row(r"(?:reserva|reserve)\w*", "a restaurant", "anotarse, avise si viene", "Reserve su lugar."),
    Row(
        r"le[ií]d[oa]s?|rebotad\w+", "we never know whether it was read", "enviado, llegó a su teléfono", "Aviso leído."
    ),
    Row(r"estatus", "English", "cómo va", "Su estatus."),
    Row(
        r"(?<!este )sitios?(?! web)|recintos?|concilios?",
        "a building plot; a council of the church",
        "escuela, plantel; Consejo Escolar (SSC)",
        "El sitio escolar.",
    ),
    Row(r"junta directiva", "a meeting that directs", "Mesa Directiva", "La junta directiva vota."),
    Row(
        r"limitad\w+ en inglés|no habla bien|aprendi(?:z|ces)",
        "a label",
        "estudiante que aprende inglés",
        "Un niño limitado en inglés.",
    ),
    Row(
        r"versi[oó]n preliminar|ventana de",
        "words of offices",
        "borrador; tiempo para opinar",
        "La versión preliminar.",
    ),
    Row(
        r"(?:niños|estudiantes) de Título I|fondos categóricos",
        "a label",
        "estudiantes con apoyo de Título I",
        "Los niños de Título I.",
    ),
    # Computers and English.
    Row(r"(?:inici|cerr|cierr)\w+ (?:la |su )?sesi[oó]n", "a computer word", "entrar, salir", "Inicie sesión."),
    Row(
        r"ID|e-?mails?|links?|RSVP|apps?|feedback|draft|clic|click|password|login|online|newsletter|Title I|LEP",
        "English",
        "identificación, correo, enlace, avise si viene, aplicación, borrador",
        "Mándenos un email.",
    ),
    Row(r"(?<!\()(?:SSC|ELAC|LCAP)(?!\))", "letters alone say nothing", "Consejo Escolar (SSC)", "El SSC opina."),
    # How it is read aloud, and whom it speaks to.
    Row(r"\w+[oae]s?/[oae]s?|padre/madre|mam[aá]/pap[aá]", "unreadable aloud", "su hijo o hija", "Su hijo/a viene."),
    Row(
        r"\w+@s?(?![\w-]|\.\w)|(?:tod|hij|alumn|niñ|latin|maestr)xs?",
        "screen readers spell it",
        "todas las personas",
        "Hola a tod@s.",
    ),
    Row(r"tú|tu|tus|ti|contigo|te", "families are spoken to as usted", "su, le", "Trae a tu familia."),
]

FINE = [
    "No preguntamos por papeles ni por su situación migratoria. No pedimos identificación para venir a esta junta.",
    "No es un contrato legal. No tiene que firmarlo. Marque si ya lo leyó (opcional).",
    "Abra la aplicación de su teléfono. Pruebe otra vez. Este sitio es de la oficina del condado.",
    "El Consejo Escolar (SSC) ve el plan de metas y gastos (LCAP). Le dan un reporte de cómo va su hijo o hija.",
    "Persona a cargo (tutor legal). Llame al (209) 555-0100 o escriba a ana@families.invalid.",
]

PATTERNS = [(re.compile(rf"(?<!\w)(?:{row.pattern})(?!\w)", re.IGNORECASE), row) for row in ROWS]


def faults(text: str) -> list[str]:
    """What stands in a Spanish text and should not, with the reason and the words to write instead."""
    found = [(pattern.search(text), row) for pattern, row in PATTERNS]
    return [f"“{match[0]}” ({row.why}): write {row.instead}" for match, row in found if match]
