"""Run as a program on an empty database: forward, filled, back to nothing, forward and filled again.

Its last line says how many rows the portal's rooms had after each of the three.
"""

import django
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection


def main() -> None:
    django.setup()
    call_command("migrate", verbosity=0)
    fill()
    first = rows()
    for room in settings.ROOMS:  # the rooms above first, each before what it stands on
        if list(apps.get_app_config(room).get_models()):
            call_command("migrate", room, "zero", verbosity=0)
    nothing = rows()
    call_command("migrate", verbosity=0)
    fill()
    call_command("migrate", check_unapplied=True, verbosity=0)
    print(first, nothing, rows())


def fill() -> None:
    """The tests' world, entered by the real verbs."""
    from tests import cast
    from tests.trust import world

    world.build(cast.build())


def rows() -> int:
    """Rows in the tables of the rooms; tables that are not there count nothing."""
    there = set(connection.introspection.table_names())
    models = [model for model in apps.get_models() if model._meta.app_label in settings.ROOMS]
    return sum(model._base_manager.count() for model in models if model._meta.db_table in there)


if __name__ == "__main__":
    main()
