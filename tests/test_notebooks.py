"""Every notebook runs from top to bottom on the sample's tables."""

from pathlib import Path

import pytest

nbformat = pytest.importorskip("nbformat", reason="needs the extra `notebook`")
nbclient = pytest.importorskip("nbclient", reason="needs the extra `notebook`")
pytest.importorskip("matplotlib", reason="needs the extra `notebook`")

NOTEBOOKS = sorted((Path(__file__).resolve().parents[1] / "notebooks").glob("*.ipynb"))
NEEDS_FONT = {"01_first_look", "02_who_invests_where", "03_land_use", "04_offices_over_time"}


def chinese_font() -> bool:
    from pipeline.errors import UsageError
    from pipeline.report.plots import use_chinese_font

    try:
        use_chinese_font()
    except UsageError:
        return False
    return True


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda p: p.stem)
def test_notebook_runs(path, sample_tables, monkeypatch):
    if path.stem in NEEDS_FONT and not chinese_font():
        pytest.skip("no Chinese font on this machine to draw labels with")
    monkeypatch.setenv("BAOSHU_OUT", str(sample_tables))
    monkeypatch.setenv("PYTHONWARNINGS", "error::UserWarning:matplotlib")
    notebook = nbformat.read(path, as_version=4)
    nbclient.NotebookClient(notebook, timeout=120, kernel_name="python3", resources={"metadata": {"path": str(path.parent)}}).execute()
    assert any(cell.get("outputs") for cell in notebook.cells if cell.cell_type == "code")


def test_there_are_notebooks():
    assert {p.stem for p in NOTEBOOKS} >= NEEDS_FONT | {"05_spacy", "06_own_gold"}
