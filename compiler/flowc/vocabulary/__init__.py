"""What is declared: the verbs of a flow, the widget types behind them, and the types of values."""

from flowc.vocabulary.standard import standard_vocabulary
from flowc.vocabulary.vocabulary import Vocabulary

__all__ = ["Vocabulary", "standard_vocabulary"]
