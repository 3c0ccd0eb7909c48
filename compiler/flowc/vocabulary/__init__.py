"""What is declared: the verbs of a flow, the widget types behind them, and the types of values."""

from flowc.vocabulary.load import load_vocabulary, read_declarations, standard_vocabulary
from flowc.vocabulary.vocabulary import Vocabulary

__all__ = ["Vocabulary", "load_vocabulary", "read_declarations", "standard_vocabulary"]
