"""A student's grade in words."""

from django import template

from people.choices import grade_name

register = template.Library()


@register.filter
def in_grade(grade: str) -> str:
    """K -> "kindergarten", 3 -> "grade 3"."""
    return grade_name(grade)
