"""``baoshu compact``."""

from pipeline.cli import options as o


def compact(out: o.Out) -> None:
    """Write the tables in DIR anew, file by file, and drop what only a run in progress needs.

    Runs keep the files in order by themselves; this is for after an upgrade of the program, or to free disk space.
    Notebooks may read on meanwhile.
    """
    from pipeline.batch.compact import compact as rewrite
    from pipeline.wording import counted

    done = rewrite(out)
    after, before = counted(done.files_after, "file"), counted(done.files_before, "file")
    print(f"{after}, {done.bytes_after / 1e6:,.1f} MB (before: {before}, {done.bytes_before / 1e6:,.1f} MB)")
