"""Compile the catalogues whenever the package is built or installed editable; the rest is in setup.cfg."""

from pathlib import Path

from babel.messages.frontend import CompileCatalog
from setuptools import setup
from setuptools.command.build_py import build_py


class BuildPy(build_py):
    """Turn each ``.po`` below ``src`` into its ``.mo``: they are read at run time and not kept in git."""

    def run(self) -> None:
        for po in sorted(Path("src").glob("*/locale/*/LC_MESSAGES/*.po")):
            compiler = CompileCatalog(self.distribution)
            compiler.input_file, compiler.output_file = str(po), str(po.with_suffix(".mo"))
            compiler.locale, compiler.domain = po.parts[-3], po.stem
            compiler.ensure_finalized()
            compiler.run()
        super().run()


setup(cmdclass={"build_py": BuildPy})
