"""How close repaired articles come to the articles as written."""

import re
from collections import Counter, defaultdict
from dataclasses import dataclass

from rapidfuzz.distance import Indel

from pipeline.evaluation.counts import unblanked

_SHINGLE = 6
_BYLINE_NOISE = re.compile(
    r"[（）()：:、，]|(?:本报|本刊|本网|新华社)?(?:见习|首席|实习|特约|全媒体)?(?:记者|通讯员|实习生)|摄影报道|报道|[文图]/"
)


@dataclass(frozen=True, slots=True)
class Body:
    """One article for comparison, gold or predicted."""

    title: str
    byline: str
    paragraphs: tuple[str, ...]

    @property
    def solid(self) -> str:
        """All characters of the body, blanks removed."""
        return unblanked("".join(self.paragraphs))


def shingles(text: str) -> set[str]:
    """All substrings of six characters."""
    return {text[i : i + _SHINGLE] for i in range(max(1, len(text) - _SHINGLE + 1))}


def match(predicted: list[Body], gold: list[Body]) -> dict[int, int]:
    """gold index → predicted index, one to one, greedy by shared shingles."""
    ps, gs = [shingles(a.solid) for a in predicted], [shingles(a.solid) for a in gold]
    shared = sorted(((len(p & g), i, j) for i, p in enumerate(ps) for j, g in enumerate(gs)), reverse=True)
    out: dict[int, int] = {}
    for score, i, j in shared:
        if score and j not in out and i not in out.values():
            out[j] = i
    return out


def gaps(paragraphs: tuple[str, ...]) -> tuple[str, list[str]]:
    """The characters without blanks and what follows each: '' nothing, ' ' a blank, 'P' the paragraph's end."""
    chars: list[str] = []
    after: list[str] = []
    for paragraph in paragraphs:
        for piece in re.finditer(r"\S|\s+", paragraph.strip()):
            if not piece.group().isspace():
                chars.append(piece.group())
                after.append("")
            elif chars:
                after[-1] = " "
        if chars:
            after[-1] = "P"
    return "".join(chars), after


def _decisions(predicted: list[Body], gold_chars: str) -> dict[int, str]:
    """What the predicted bodies that share text with the gold one put into each of its gaps."""
    wanted = shingles(gold_chars)
    near = [a for a in predicted if len(shingles(a.solid) & wanted) >= max(3, 0.02 * len(wanted))]
    chars, after = gaps(tuple(p for a in near for p in a.paragraphs))
    out: dict[int, str] = {}
    for op in Indel.opcodes(chars, gold_chars):
        if op.tag == "equal":
            for k in range(op.src_end - op.src_start - 1):
                out[op.dest_start + k] = after[op.src_start + k]
    return out


def _homes(predicted: list[Body], gold: list[Body], matched: dict[int, int]) -> list[tuple[int, int | None, int]]:
    """(gold article, predicted article that holds most of it, length) for every gold paragraph."""
    solid = [a.solid for a in predicted]
    sets = [shingles(s) for s in solid]
    out = []
    for j, article in enumerate(gold):
        for paragraph in article.paragraphs:
            text = unblanked(paragraph)
            wanted = shingles(text)
            overlap = [len(wanted & s) if len(text) >= _SHINGLE else int(text in whole) for s, whole in zip(sets, solid, strict=True)]
            best = max(range(len(predicted)), key=lambda i: (overlap[i], i == matched.get(j)), default=None)
            if best is not None and overlap[best] < 0.5 * len(wanted):
                best = None
            out.append((j, best, len(text)))
    return out


def _byline(text: str) -> str:
    return unblanked(_BYLINE_NOISE.sub("", text))


def score_page(predicted: list[Body], gold: list[Body]) -> dict[str, float]:
    """body_sim, para_f1, assign_acc, spurious_per_1k, title_em, byline_em of one page."""
    matched = match(predicted, gold)
    similar = total = looked = spurious = tp = fp = fn = titles = bylines = signed = 0.0
    for j, article in enumerate(gold):
        paragraphs = tuple(p for p in article.paragraphs if unblanked(p))
        text = "\n".join(paragraphs)
        total += len(text)
        signed += bool(article.byline)
        if j in matched:
            own = predicted[matched[j]]
            similar += len(text) * Indel.normalized_similarity("\n".join(p.strip() for p in own.paragraphs if unblanked(p)), text)
            titles += unblanked(own.title) == unblanked(article.title)
            bylines += bool(article.byline) and _byline(own.byline) == _byline(article.byline)
        chars, after = gaps(paragraphs)
        made = _decisions(predicted, chars)
        for q in range(len(chars) - 1):
            got, want = made.get(q), after[q]
            looked += got is not None
            spurious += bool(got) and not want
            tp += got == "P" == want
            fp += got == "P" != want
            fn += got != "P" == want
    homes = _homes(predicted, gold, matched)
    majority: dict[int, Counter[int]] = defaultdict(Counter)
    for j, best, length in homes:
        if best is not None:
            majority[best][j] += length
    right = sum(best is not None and majority[best].most_common(1)[0][0] == j and matched.get(j) == best for j, best, _ in homes)
    return {
        "body_sim": similar / max(1, total),
        "para_f1": 2 * tp / (2 * tp + fp + fn) if tp + fp + fn else 1.0,
        "assign_acc": right / max(1, len(homes)),
        "spurious_per_1k": 1000 * spurious / max(1, looked),
        "title_em": titles / len(gold),
        "byline_em": bylines / signed if signed else 1.0,
    }
