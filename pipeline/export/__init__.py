"""Writing a run's tables, and reading them back."""

from pipeline.export.folder import OutputFolderError, staged
from pipeline.export.load import load_outputs

__all__ = ["OutputFolderError", "load_outputs", "staged"]
