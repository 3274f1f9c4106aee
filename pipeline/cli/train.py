"""``baoshu train``."""

import typer

app = typer.Typer(help="Build the models anew from corpora.")
