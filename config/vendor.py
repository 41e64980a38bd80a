"""Fetch what others wrote and browsers load from us, and note name, version, licence and digest of each file.

`make vendor` runs it; a clean clone needs neither Node nor this script, because its results are committed.
A test compares the files with the manifest.
"""

import hashlib
import json
import re
import subprocess
import tarfile
import tempfile
from pathlib import Path

from vamv.web.icons import ICONS

VENDOR = Path(__file__).parent.parent / "src" / "vamv" / "static" / "vendor"
LUCIDE = ("lucide-static", "1.62.0", "ISC")
SOCKET_IO = ("socket.io-client", "4.8.4", "MIT")


def fetch(package: str, version: str, folder: Path) -> Path:
    """Unpack one package of npm's registry below `folder` and return where it lies."""
    command = ["npm", "pack", "--silent", f"{package}@{version}"]
    # Name and version are constants of this file.
    packed = subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True)  # noqa: S603
    with tarfile.open(folder / packed.stdout.split()[-1]) as unpacking:
        unpacking.extractall(folder, filter="data")
    return folder / "package"


def sprite(icons: Path) -> str:
    """Return one SVG document, a symbol for each picked icon; stroke and size are the style sheet's."""
    symbols = []
    for name in ICONS:
        source = (icons / f"{name}.svg").read_text(encoding="utf-8")
        drawing = re.search(r"<svg[^>]*>(.*)</svg>", source, re.DOTALL)
        if drawing is None:
            raise ValueError(f"{name}.svg holds no drawing")
        shapes = re.sub(r"\s*(<[^>]*?)\s*/>\s*", r"\1/>", drawing[1]).strip()
        symbols.append(f'<symbol id="{name}" viewBox="0 0 24 24">{shapes}</symbol>')
    return '<svg xmlns="http://www.w3.org/2000/svg">\n' + "\n".join(symbols) + "\n</svg>\n"


def module(source: Path) -> str:
    """Return a script without the address of its source map, which we do not serve."""
    text = source.read_text(encoding="utf-8")
    return re.sub(r"^//# sourceMappingURL=.*\n?", "", text, flags=re.MULTILINE)


def entry(path: Path, name: str, version: str, licence: str) -> dict[str, str]:
    """Return the manifest's row for one produced file."""
    digest = hashlib.sha512(path.read_bytes()).hexdigest()
    file = path.relative_to(VENDOR).as_posix()
    return {"file": file, "name": name, "version": version, "licence": licence, "sha512": digest}


def main() -> None:
    """Rebuild all vendored files and their manifest."""
    manifest = []
    with tempfile.TemporaryDirectory() as folder:
        package = fetch(LUCIDE[0], LUCIDE[1], Path(folder))
        target = VENDOR / "lucide"
        target.mkdir(parents=True, exist_ok=True)
        (target / "icons.svg").write_text(sprite(package / "icons"), encoding="utf-8")
        (target / "LICENSE").write_bytes((package / "LICENSE").read_bytes())
        manifest.append(entry(target / "icons.svg", *LUCIDE))
    with tempfile.TemporaryDirectory() as folder:
        package = fetch(SOCKET_IO[0], SOCKET_IO[1], Path(folder))
        target = VENDOR / "socket.io"
        target.mkdir(parents=True, exist_ok=True)
        script = target / "socket.io.esm.min.js"
        script.write_text(module(package / "dist" / script.name), encoding="utf-8")
        (target / "LICENSE").write_bytes((package / "LICENSE").read_bytes())
        manifest.append(entry(script, *SOCKET_IO))
    (VENDOR / "manifest.json").write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
