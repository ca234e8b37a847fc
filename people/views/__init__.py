"""Families at a school's desk."""
