"""Labs of Threadbare in Sphinx, MkDocs and Jupyter: a block of Python becomes a program that readers check and run in the page."""

from .embed import Embed, InvalidSetting
from .jupyter import show

__version__ = "0.1.0"
__all__ = ["Embed", "InvalidSetting", "__version__", "show"]
