"""Set articles as a newspaper page, so that repair can be measured and tested on pages whose truth is known.

The setting is plain: justified columns, half-wide punctuation if asked for, headlines above, below, beside or within their
columns, pictures with captions, rules, page header. Nothing here knows how repair works.
"""

from pipeline.evaluation.pdfwriter import HEI, KAI, SONG
from pipeline.evaluation.typeset.setter import Run, Setter
from pipeline.evaluation.typeset.style import Story, Style

__all__ = ["HEI", "KAI", "SONG", "Run", "Setter", "Story", "Style"]
