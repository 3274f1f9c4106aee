"""Many issues: which of them to do, who does them, and where their rows are kept. Knows nothing of newspapers."""
