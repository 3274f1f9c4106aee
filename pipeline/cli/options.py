"""Options that several commands share, each declared once."""

import functools
import inspect
from collections.abc import Callable
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from pipeline.settings import Settings

Out = Annotated[Path, typer.Option("--out", "-o", metavar="DIR", help="Folder of the tables.")]
MaybeOut = Annotated[Path | None, typer.Option("--out", "-o", metavar="DIR", help="Folder of the tables.")]
Jobs = Annotated[int, typer.Option("--jobs", "-j", min=0, help="Worker processes; 0 means one a core.")]
Force = Annotated[bool, typer.Option("--force", help="Do every issue again, changed or not.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Only say what would be done, and why.")]
Only = Annotated[str | None, typer.Option("--only", metavar="GLOB", help="Only issues whose id matches, for example 'rmrb-2022-*'.")]
Since = Annotated[str | None, typer.Option("--since", metavar="DATE", help="Only issues dated DATE (YYYY-MM-DD) or later, or not dated.")]
Retry = Annotated[bool, typer.Option("--retry-failed", help="Do quarantined issues again, too.")]
Timeout = Annotated[float, typer.Option("--timeout", min=0.1, metavar="SECONDS", help="Time one issue may take before it is quarantined.")]
SummaryFile = Annotated[Path | None, typer.Option("--summary", metavar="FILE", help="Write what was done to FILE, as JSON.")]
LogJson = Annotated[bool, typer.Option("--log-json", help="Log to standard error as one JSON object a line.")]
Engine = Annotated[
    str, typer.Option("--engine", metavar="local|ray", help="Where the work is done: processes here, or a Ray cluster (extra ray).")
]
RayAddress = Annotated[
    str | None, typer.Option("--ray-address", help="Ray cluster to join, for example 'auto'; without it a local one is started.")
]
Segmenter = Annotated[str | None, typer.Option("--segmenter", help="pkuseg (default), hanlp:PATH_OR_NAME, jieba or char.")]
Lexicon = Annotated[Path | None, typer.Option("--lexicon", metavar="FILE", help="Words the segmenter must know, one a line.")]
Ner = Annotated[str | None, typer.Option("--ner", help="Entity model: default, hanlp:PATH_OR_NAME or spacy:NAME.")]
Corrections = Annotated[
    Path | None, typer.Option("--corrections", metavar="FILE", help="Corrections by hand; without it corrections.csv in RAW, if there.")
]
Text = Annotated[str | None, typer.Option("--text", help="Work on this text instead of tables and print what is found.")]
TextDate = Annotated[str | None, typer.Option("--date", metavar="DATE", help="With --text: the date of the issue, for dates such as 昨日.")]
StatusJson = Annotated[bool, typer.Option("--json", help="Print as JSON.")]
AsJson = Annotated[bool, typer.Option("--json", help="With --text: print rows as JSON, one a line.")]


@dataclass(frozen=True, slots=True)
class Work:
    """How tables are brought up to date: the options of every command that does so. See ``with_work``."""

    jobs: Jobs = 0
    force: Force = False
    dry_run: DryRun = False
    only: Only = None
    since: Since = None
    timeout: Timeout = 600.0
    summary: SummaryFile = None
    log_json: LogJson = False


def with_work(command: Callable[..., None]) -> Callable[..., None]:
    """A command for Typer, with the options of ``Work`` in the place of its parameter ``work``."""
    options = [
        inspect.Parameter(field.name, inspect.Parameter.KEYWORD_ONLY, default=field.default, annotation=field.type)
        for field in fields(Work)
    ]
    own = inspect.signature(command)
    parameters: list[inspect.Parameter] = []
    for parameter in own.parameters.values():
        parameters += options if parameter.name == "work" else [parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY)]

    @functools.wraps(command)
    def spread(**given: Any) -> None:
        command(work=Work(**{option.name: given.pop(option.name) for option in options}), **given)

    spread.__signature__ = own.replace(parameters=parameters)  # type: ignore[attr-defined]
    spread.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    return spread


def settings(segmenter: str | None = None, lexicon: Path | None = None, ner: str | None = None) -> "Settings":
    """Settings from file, environment and these options. Raises UsageError."""
    from pipeline.errors import UsageError
    from pipeline.memory import make_settings

    if lexicon and not lexicon.is_file():
        raise UsageError(f"{lexicon}: no such file")
    given: dict[str, Any] = {"segmenter": segmenter, "lexicon": lexicon, "ner": ner}
    return make_settings(**{k: v for k, v in given.items() if v is not None})
