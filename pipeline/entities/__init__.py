"""Entities: who, which body, which company, where; one thing under one id, and every person's office."""

from pipeline.entities.linking import antecedent
from pipeline.entities.stage import VERSION, Entities

__all__ = ["VERSION", "Entities", "antecedent"]
