"""The gazetteer: administrative divisions down to towns with their codes, renamed divisions, listed companies."""

from pipeline.entities.gazetteer.division import CITY, COUNTY, PROVINCE, TOWN, UNCODED, Division
from pipeline.entities.gazetteer.gazetteer import Gazetteer
from pipeline.entities.gazetteer.names import stem
from pipeline.entities.gazetteer.phrases import Phrases

__all__ = ["CITY", "COUNTY", "PROVINCE", "TOWN", "UNCODED", "Division", "Gazetteer", "Phrases", "stem"]
