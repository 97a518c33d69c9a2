"""Queues; each operation is one step of a sync state, and this code runs quietly."""
import _sync
import heapq

_call = _sync.call


class Empty(Exception):
    __module__ = "_queue"


class Full(Exception):
    pass


class ShutDown(Exception):
    pass


class Queue:
    _kind = "fifo"

    def __init__(self, maxsize=0):
        self.maxsize = maxsize
        self._number = _sync.new(self._kind, maxsize)

    def qsize(self):
        return _call(self._number, "count")

    def empty(self):
        return not self.qsize()

    def full(self):
        return 0 < self.maxsize <= self.qsize()

    def put(self, item, block=True, timeout=None):
        if block and timeout is not None and timeout < 0:
            raise ValueError("'timeout' must be a non-negative number")
        if block:
            done = _call(self._number, "put", item, timeout)
        else:
            done = _call(self._number, "try_put", item)
        if done is None:
            raise ShutDown
        if not done:
            raise Full

    def get(self, block=True, timeout=None):
        if block and timeout is not None and timeout < 0:
            raise ValueError("'timeout' must be a non-negative number")
        if block:
            item = _call(self._number, "get", None, timeout)
        else:
            item = _call(self._number, "try_get")
        if item is None:
            raise ShutDown
        if item is False:
            raise Empty
        return item[0]

    def put_nowait(self, item):
        return self.put(item, block=False)

    def get_nowait(self):
        return self.get(block=False)

    def task_done(self):
        if not _call(self._number, "task_done"):
            raise ValueError("task_done() called too many times")

    def join(self):
        _call(self._number, "drain")

    def shutdown(self, immediate=False):
        _call(self._number, "shut_down", immediate)

    @property
    def is_shutdown(self):
        return _call(self._number, "is_shut_down")

    @property
    def unfinished_tasks(self):
        return _call(self._number, "unfinished")

    @property
    def queue(self):
        return _call(self._number, "items")


class LifoQueue(Queue):
    _kind = "lifo"


class PriorityQueue(Queue):
    _kind = "priority"

    def __init__(self, maxsize=0):
        Queue.__init__(self, maxsize)
        self._heap = []
        self._guard = _sync.new("lock")

    def put(self, item, block=True, timeout=None):
        if not _sync.orderable(item):
            item = self._ranked(item)
        Queue.put(self, item, block, timeout)

    def _ranked(self, item):
        _call(self._guard, "acquire")
        try:
            heapq.heappush(self._heap, item)
        finally:
            _call(self._guard, "release")
        return _LEAST

    def get(self, block=True, timeout=None):
        item = Queue.get(self, block, timeout)
        if item is not _LEAST:
            return item
        _call(self._guard, "acquire")
        try:
            return heapq.heappop(self._heap)
        finally:
            _call(self._guard, "release")


_LEAST = float("-inf")


class SimpleQueue:
    __module__ = "_queue"

    def __init__(self):
        self._number = _sync.new("simple", 0)

    def qsize(self):
        return _call(self._number, "count")

    def empty(self):
        return not self.qsize()

    def put(self, item, block=True, timeout=None):
        _call(self._number, "put", item)

    def put_nowait(self, item):
        _call(self._number, "put", item)

    def get(self, block=True, timeout=None):
        if block and timeout is not None and timeout < 0:
            raise ValueError("'timeout' must be a non-negative number")
        if block:
            item = _call(self._number, "get", None, timeout)
        else:
            item = _call(self._number, "try_get")
        if not item:
            raise Empty
        return item[0]

    def get_nowait(self):
        return self.get(False)
