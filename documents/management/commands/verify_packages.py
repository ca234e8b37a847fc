"""Work out the seal of every package again: what was sent on with a plan must still be what was sealed."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from documents.facts.packages import every_sealed, faults

WORDS = {
    "words": "a comment or their order is not as it was sealed",
    "lost": "a comment made before the seal is not in it",
    "plan": "the plan's text is not as it was published",
}


class Command(BaseCommand):
    """Prints each package that is no longer as it was sealed; ends with 1 if there is one."""

    help = "Check the seal of every package of a plan and families' comments."

    def handle(self, *args: Any, **options: Any) -> None:
        """Raises CommandError naming how many are not as they were."""
        checked = bad = 0
        for package in every_sealed().iterator():
            checked += 1
            if found := faults(package):
                bad += 1
                self.stderr.write(f"package {package.pk}: {'; '.join(WORDS[one] for one in found)}")
        if bad:
            raise CommandError(f"{bad} of {checked} packages are not as they were sealed")
        self.stdout.write(f"{checked} packages are as they were sealed")
