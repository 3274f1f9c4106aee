"""The tables as pages to look at: one HTML file that opens from disk, or an index and a file an issue where it grows large."""

from pipeline.report.build import ReportFiles, build_report

__all__ = ["ReportFiles", "build_report"]
