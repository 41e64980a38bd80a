"""What the clients of the fault tests did and were told: one line for each thing, written before they go on."""

import json
import os
import threading
import time


class History:
    """A file that only grows. Times are seconds of a clock that never goes back."""

    def __init__(self, path):
        self.path = path
        self._file = path.open("ab", buffering=0)
        self._lock = threading.Lock()

    def note(self, what, **more):
        """Add a line; return its time."""
        now = time.monotonic()
        line = json.dumps({"at": now, "what": what, **more}).encode() + b"\n"
        with self._lock:
            if not self._file.closed:
                self._file.write(line)
        return now

    def close(self):
        """Bring everything to the disk, for the checker; what happens later is not looked at."""
        with self._lock:
            if not self._file.closed:
                os.fsync(self._file.fileno())
                self._file.close()


def read(path):
    """Return all lines of a history."""
    return [json.loads(line) for line in path.read_bytes().splitlines()]
