"""Packages: a plan with every comment families made on it."""
