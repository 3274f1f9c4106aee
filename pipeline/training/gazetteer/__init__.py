"""Builds the gazetteer's data files from public tables; run once when the tables change."""
