"""Puts the commands together and turns errors into messages and exit statuses."""

import sys
import traceback
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from pipeline import __version__
from pipeline.cli import bench, compact, entities, evaluate, export, facts, repair, report, run, schema, segment, status, train
from pipeline.errors import BaoshuError, UsageError

UNFINISHED = 3
"""Exit status where the work could not be done at all: disk full, another run at work, model missing."""


class _Commands(TyperGroup):
    """Turns the errors this package raises on purpose into one line on standard error and an exit status."""

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except BaoshuError as error:
            from pipeline.raw.names import printable

            print(f"baoshu: {printable(str(error))}", file=sys.stderr)
            raise typer.Exit(2 if isinstance(error, UsageError) else UNFINISHED) from error
        except KeyboardInterrupt as error:
            print("baoshu: stopped at once; run the same command again to go on", file=sys.stderr)
            raise typer.Exit(130) from error
        except (typer.Abort, BrokenPipeError):
            raise
        except Exception as error:
            if hasattr(error, "exit_code"):  # Typer's own
                raise
            traceback.print_exc()  # by itself Python would end with 1, which says that the tables are written
            raise typer.Exit(UNFINISHED) from error


app = typer.Typer(
    name="baoshu",
    cls=_Commands,
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help="报数: facts out of Chinese newspaper pages, as tables.\n\n"
    "Exit status: 0 all well; 1 some issue failed and is quarantined (the rest is written); 2 wrong usage; "
    "3 the work could not be done (disk full, another run at work, model missing); 130 interrupted.",
)


def _version(wanted: bool) -> None:
    if wanted:
        print(f"baoshu {__version__}")
        raise typer.Exit


@app.callback()
def baoshu(
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and end.")] = False,
) -> None:
    """Typer needs a callback to carry the options of ``baoshu`` itself."""


app.command("run")(run.run)
app.command("repair")(repair.repair)
app.command("segment")(segment.segment)
app.command("entities")(entities.entities)
app.command("facts")(facts.facts)
app.command("status")(status.status)
app.command("schema")(schema.schema)
app.command("report")(report.report)
app.command("export")(export.export)
app.command("compact")(compact.compact)
app.command("evaluate")(evaluate.evaluate)
app.command("bench")(bench.bench)
app.add_typer(train.app, name="train")


def main() -> None:
    """Entry point of the command."""
    app()
