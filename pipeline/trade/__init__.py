"""Trade figures: amounts, growth rates, shares and ranks, with metric, period and parties."""

from pipeline.trade.find import find_figures
from pipeline.trade.model import Figure, FigureMention, FigureResolution
from pipeline.trade.resolve import resolve_figures

__all__ = ["Figure", "FigureMention", "FigureResolution", "find_figures", "resolve_figures"]
