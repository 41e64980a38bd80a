"""How Sphinx builds this folder: `make docs`. Nothing is fetched while building or reading."""

from importlib.metadata import version as installed_version

project = "vamv"
copyright = "the contributors to vamv; licence EUPL-1.2"
version = release = installed_version("vamv")
language = "en"

extensions = ["myst_parser"]
myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3
exclude_patterns = ["_build"]
nitpicky = True

html_theme = "furo"
html_title = "vamv"
html_copy_source = False
html_show_sphinx = False
html_baseurl = ""
