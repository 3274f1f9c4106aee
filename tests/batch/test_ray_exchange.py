"""What the driver of the Ray engine does between two outcomes; needs no Ray."""

import signal
import threading
import time
from types import SimpleNamespace

from pipeline.batch.pool import PULSE
from pipeline.batch.ray_engine import Results, _exchange


def test_a_signal_whose_handler_outlasts_the_pulse_still_ends_the_run():
    asked, results = threading.Event(), Results()
    remote = SimpleNamespace(remote=lambda *_: None)

    def slowly(number, frame):
        asked.set()
        time.sleep(2 * PULSE)

    before = signal.signal(signal.SIGALRM, slowly)
    saved = threading.Timer(60, results.put, [None])  # ends a driver that hears nothing
    try:
        saved.start()
        signal.setitimer(signal.ITIMER_REAL, PULSE / 2)
        assert list(_exchange(SimpleNamespace(put=remote, drop=remote), iter(()), asked.is_set, results, 1)) == []
        assert saved.is_alive()
    finally:
        saved.cancel()
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
