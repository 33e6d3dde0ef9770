"""Between rooms 2 and 3: whose turn it is, when more is wanted than there are slots.

Each client has a queue of its own and they take turns, so a client with ten submissions waits
for ten turns, however many thousands another one has queued.
"""

from __future__ import annotations

from collections import OrderedDict
from typing import Generic, TypeVar

T = TypeVar("T")


class ReadyQueue(Generic[T]):
    """What waits for a slot. Items are hashed; an item may wait in several clients' queues.

    Ordered dictionaries rather than deques: what a vanished client wanted is taken out from the
    middle at once, so that a client can't pile up the dead by asking and leaving.
    """

    def __init__(self) -> None:
        self._clients: OrderedDict[str, OrderedDict[T, None]] = OrderedDict()

    def __bool__(self) -> bool:
        return bool(self._clients)

    def push(self, client: str, item: T) -> None:
        """Puts the item at the end of the client's queue; no change if it is in there."""
        self._clients.setdefault(client, OrderedDict())[item] = None

    def discard(self, client: str, item: T) -> None:
        """Takes the item out of the client's queue, if it is in there."""
        queue = self._clients.get(client)
        if queue is None:
            return
        queue.pop(item, None)
        if not queue:
            del self._clients[client]

    def pop(self) -> T:
        """The next item of the client whose turn it is. Raises KeyError when nothing waits."""
        client, queue = next(iter(self._clients.items()), (None, None))
        if client is None or queue is None:
            raise KeyError("nothing waits")
        item, _ = queue.popitem(last=False)
        if queue:
            self._clients.move_to_end(client)
        else:
            del self._clients[client]
        return item
