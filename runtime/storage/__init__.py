"""Sessions and the events of recordings in a database: all that the application keeps."""

from runtime.storage.open_store import CONNECTIONS, open_store
from runtime.storage.store import Store

__all__ = ["CONNECTIONS", "Store", "open_store"]
