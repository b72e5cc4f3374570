"""Says plainly when the Python is not the one the artifact runs on. Readable by any Python, old ones included."""

import sys

NEEDED = (3, 11)

if sys.version_info[:2] != NEEDED:
    sys.stderr.write(
        "Banshi needs Python 3.11, the run time of its functions; this is Python {}.{} ({}).\n"
        "Install it (Debian: apt install python3.11 python3.11-venv) and name it: make PYTHON=python3.11 run\n".format(
            sys.version_info[0], sys.version_info[1], sys.executable
        )
    )
    sys.exit(2)
