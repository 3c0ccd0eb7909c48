"""Tests of flows played against their bundles: served by a process, called by a stand-in for Twilio.

`host.py` is the program of that process; it runs beside a bundle and knows nothing of the compiler. All else runs
in a process of its own as well (`worker.py`), since the stand-in is found by the name `tests.twilio`.
"""
