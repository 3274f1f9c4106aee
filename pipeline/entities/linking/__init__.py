"""Linking: mentions of one issue joined to entities, places with their codes, generic references resolved."""

from pipeline.entities.linking.antecedent import antecedent
from pipeline.entities.linking.entities import FIELD_ORDER, Linked, link
from pipeline.entities.linking.places import Place, Places

__all__ = ["FIELD_ORDER", "Linked", "Place", "Places", "antecedent", "link"]
