"""Runs the peers of the facts stage on texts. A script of its own: it runs in the peers' environment, not in ours.

Reads a JSON list of texts from standard input and prints a JSON object with, for each peer, one list a text of
``[kind, value, bound]``; money in yuan or ``CODE value``, areas in hectares, shares in percent. A peer that cannot be
imported is left out.
"""

# mypy: ignore-errors
import json
import sys
import time
import warnings

HECTARES = {"Mu": 1 / 15, "Square meter": 1e-4, "Square kilometer": 100.0, "Hectare": 1.0, "Acre": 0.40468564224}


def recognizers():
    """Microsoft Recognizers-Text: currencies, areas and percentages, always exact."""
    from recognizers_number import recognize_percentage
    from recognizers_number_with_unit import recognize_currency, recognize_dimension
    from recognizers_text import Culture

    def extract(text):
        found = []
        for result in recognize_currency(text, Culture.Chinese):
            value, code = (result.resolution or {}).get("value"), (result.resolution or {}).get("isoCurrency")
            if value is not None and code:
                found.append(["money" if code == "CNY" else f"money {code}", float(value), "exact"])
        for result in recognize_dimension(text, Culture.Chinese):
            value, factor = (result.resolution or {}).get("value"), HECTARES.get((result.resolution or {}).get("unit"))
            if value is not None and factor:
                found.append(["area", float(value) * factor, "exact"])
        for result in recognize_percentage(text, Culture.Chinese):
            value = (result.resolution or {}).get("value")
            if value:
                found.append(["percent", float(value.rstrip("%")), "exact"])
        return found

    return extract


def jionlp():
    """JioNLP: amounts of money only; a vague amount is one figure (about) or two (between)."""
    import jionlp as package

    codes = {"元": "money", "美元": "money USD", "港元": "money HKD", "欧元": "money EUR", "英镑": "money GBP", "日元": "money JPY"}

    def extract(text):
        found = []
        for result in package.ner.extract_money(text, with_parsing=True) or []:
            detail = result.get("detail") or {}
            kind = codes.get(detail.get("case"), f"money {detail.get('case')}")
            numbers = detail.get("num")
            if isinstance(numbers, list):
                span = result["text"]
                bound = "over" if any(sign in span for sign in "多余几超") else "range"
                found += [[kind, float(n), bound] for n in (numbers[:1] if bound == "over" else numbers)]
            elif numbers is not None:
                found.append([kind, float(numbers), "exact" if detail.get("definition") == "accurate" else "approx"])
        return found

    return extract


def main():
    """Standard input to standard output; see the module."""
    warnings.simplefilter("ignore")
    texts = json.load(sys.stdin)
    answer, output = {}, sys.stdout
    sys.stdout = sys.stderr  # the packages greet
    for name, load in (("jionlp", jionlp), ("recognizers-text", recognizers)):
        try:
            extract = load()
            extract("1元")
        except ImportError as error:
            print(f"{name}: {error}", file=sys.stderr)
            continue
        began = time.perf_counter()
        rows = [extract(text) for text in texts]
        answer[name] = {"rows": rows, "seconds": time.perf_counter() - began}
    json.dump(answer, output)


if __name__ == "__main__":
    main()
