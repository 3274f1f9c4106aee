"""Matplotlib with Chinese labels, for notebooks."""

from pipeline.errors import UsageError

FONTS = (
    "Noto Sans CJK SC", "Noto Sans CJK JP", "Source Han Sans SC", "PingFang SC", "Heiti SC", "Microsoft YaHei", "SimHei",
    "WenQuanYi Micro Hei", "WenQuanYi Zen Hei", "Noto Serif CJK SC", "Noto Serif CJK JP", "Songti SC", "SimSun",
)  # fmt: skip


def use_chinese_font() -> str:
    """Make matplotlib draw Chinese labels with the first of ``FONTS`` this machine has; returns its name.

    Raises UsageError, saying what to install, where there is none: boxes instead of characters help nobody.
    """
    import matplotlib
    from matplotlib import font_manager

    here = {f.name for f in font_manager.fontManager.ttflist}
    for name in FONTS:
        if name in here:
            matplotlib.rcParams["font.sans-serif"] = [name, "DejaVu Sans"]
            matplotlib.rcParams["font.family"] = "sans-serif"
            matplotlib.rcParams["axes.unicode_minus"] = False
            return name
    raise UsageError(f"no Chinese font here; install one of {', '.join(FONTS[:4])} (Debian: fonts-noto-cjk)")
