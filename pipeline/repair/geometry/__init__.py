"""A PDF page by its geometry: columns, boxes, headlines and captions found by place and size, read into articles."""

from pipeline.repair.geometry.page import read_layout

__all__ = ["read_layout"]
