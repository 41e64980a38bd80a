"""`vamv worker`: works until it is told to stop, then ends by itself."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_the_worker_in_peace(write_ini, number):
    command = [str(Path(sys.executable).parent / "vamv"), "worker", "--config", str(write_ini())]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout.readline() == "Working off jobs until stopped.\n"
        process.send_signal(number)
        _out, errors = process.communicate(timeout=30)
    assert process.returncode == 0, errors
    assert errors == ""
