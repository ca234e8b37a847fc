"""Sentences of the glossary that stand word for word; the counsel or the families have agreed on them."""

COMPACT = (
    "Este es un acuerdo entre la escuela y las familias. Dice qué hace la escuela, qué hace usted en casa y qué hace su"
    " hijo o hija. No es un contrato legal. No tiene que firmarlo. Usted puede pedir cambios."
)
POLICY = (
    "Esta hoja dice cómo la escuela trabaja con las familias: cuándo hay juntas, cómo le avisamos y cómo puede opinar."
    " La escribimos con familias como la suya."
)
TITLE_I = (
    "Título I es dinero del gobierno federal para que la escuela ayude más a los estudiantes. Usted tiene derecho a"
    " saber en qué se usa y a opinar."
)
# One or more pieces, which may stand apart.
DISSENT = [
    "Si este plan no le parece bien, díganos. Lo que usted diga se manda junto con el plan a la oficina del condado.",
    "No tiene que dar su nombre. Nadie puede castigar a su hijo o hija por lo que usted diga.",
]
STATUS = "No preguntamos por papeles ni por su situación migratoria."
IDENTIFICATION = "No pedimos identificación para venir a esta junta."
NAME = "Su nombre es opcional."
CALL = [
    "¿Prefiere que le llamemos?",
    "Díganos a qué hora.",
    "Le llama una persona que habla español. No cuesta nada.",
    "¿Podemos dejar recado?",
]

IN_THE_CATALOGUE = [COMPACT, POLICY, TITLE_I, STATUS, IDENTIFICATION, NAME, *CALL]
EVERY_FORM = [STATUS, NAME]

# Found odd by a native ear, and what is said instead.
ODD = [
    "cómo le buscamos",
    "con usted como igual",
    "diga otra cosa",
    "en confidencia",
    "Terminarla",
    "Dar una función",
    "contraseña de hoy",
    "Cada uno se promete",
    "Todavía no llegó ningún",
    "Se puso como era",
    "Ponga cada hora",
    "bajo cuidado",
]
SAID_INSTEAD = [
    "Diga qué necesita y cómo podemos comunicarnos con usted.",
    "El personal aprende a hablar con usted de igual a igual",
    "a menos que usted haya visto una orden del juez que diga lo contrario.",
    "Mantener en reserva los datos de esta persona",
    "Terminar esta relación por una orden del juez",
    "Quitarle esta función",
    "Asignar una función",
    "Su contraseña actual",
    "Cada uno debe quedar listo en %(n)s días de clases.",
    "Todavía no ha llegado ningún plan.",
    "Se anotó tal como era antes del portal.",
    "No repita una hora. Puede poner hasta doce.",
    "Fondos reservados para jóvenes bajo tutela",
]
