"""Pools of threads and what their tasks will have given; this code runs quietly."""
import _sync
import threading

_call = _sync.call

FIRST_COMPLETED = "FIRST_COMPLETED"
FIRST_EXCEPTION = "FIRST_EXCEPTION"
ALL_COMPLETED = "ALL_COMPLETED"
TimeoutError = TimeoutError


class Error(Exception):
    __module__ = "concurrent.futures._base"


class CancelledError(Error):
    __module__ = "concurrent.futures._base"


class InvalidStateError(Error):
    __module__ = "concurrent.futures._base"


class BrokenExecutor(RuntimeError):
    __module__ = "concurrent.futures._base"


class BrokenThreadPool(BrokenExecutor):
    __module__ = "concurrent.futures.thread"


class Future:
    def __init__(self):
        self._number = _sync.new("future")

    def _told(self):
        return _call(self._number, "stage")

    @property
    def _state(self):
        stage = self._told()[0]
        return "FINISHED" if stage == "FAILED" else "CANCELLED_AND_NOTIFIED" if stage == "CANCELLED" else stage

    def cancel(self):
        callbacks = _call(self._number, "cancel")
        if callbacks is False:
            return False
        self._tell(callbacks or ())
        return True

    def cancelled(self):
        return self._told()[0] == "CANCELLED"

    def running(self):
        return self._told()[0] == "RUNNING"

    def done(self):
        return _call(self._number, "is_set")

    def _ended(self, timeout):
        told = _call(self._number, "outcome", None, _limit(timeout))
        if told is False:
            raise TimeoutError()
        if told[0] == "CANCELLED":
            raise CancelledError()
        return told

    def result(self, timeout=None):
        stage, value = self._ended(timeout)
        if stage == "FAILED":
            raise value
        return value

    def exception(self, timeout=None):
        stage, value = self._ended(timeout)
        return value if stage == "FAILED" else None

    def add_done_callback(self, fn):
        if not _call(self._number, "callback", fn):
            self._tell((fn,))

    def _tell(self, callbacks):
        for callback in callbacks:
            try:
                callback(self)
            except Exception as error:
                _sync.log("exception calling callback for %r" % (self,), error)

    def set_running_or_notify_cancel(self):
        if _call(self._number, "begin"):
            return True
        if self.cancelled():
            return False
        raise RuntimeError("Future in unexpected state")

    def set_result(self, result):
        self._finish(_call(self._number, "resolve", result))

    def set_exception(self, exception):
        self._finish(_call(self._number, "fail", exception))

    def _finish(self, callbacks):
        if callbacks is False:
            raise InvalidStateError("%s: %r" % (self._state, self))
        self._tell(callbacks)

    def __repr__(self):
        stage, value = self._told()
        if stage == "FAILED":
            return "<Future at %#x state=finished raised %s>" % (id(self), type(value).__name__)
        if stage == "FINISHED":
            return "<Future at %#x state=finished returned %s>" % (id(self), type(value).__name__)
        return "<Future at %#x state=%s>" % (id(self), stage.lower())


def _limit(timeout):
    if timeout is None:
        return None
    return timeout if timeout > 0 else 0


class Executor:
    def submit(self, fn, /, *args, **kwargs):
        raise NotImplementedError()

    def map(self, fn, *iterables, timeout=None, chunksize=1, buffersize=None):
        end = None if timeout is None else timeout + _sync.clock()
        return _results([self.submit(fn, *args) for args in zip(*iterables)], end)

    def shutdown(self, wait=True, *, cancel_futures=False):
        pass

    def __enter__(self):
        return self

    def __exit__(self, kind, value, traceback):
        self.shutdown(wait=True)
        return False


def _results(futures, end):
    try:
        futures.reverse()
        while futures:
            future = futures.pop()
            try:
                value = future.result() if end is None else future.result(end - _sync.clock())
            except BaseException:
                future.cancel()
                raise
            yield value
    finally:
        for future in futures:
            future.cancel()


class ThreadPoolExecutor(Executor):
    def __init__(self, max_workers=None, thread_name_prefix="", initializer=None, initargs=(), **ctxkwargs):
        if max_workers is None:
            max_workers = min(32, _sync.cores() + 4)
        if max_workers <= 0:
            raise ValueError("max_workers must be greater than 0")
        if initializer is not None and not callable(initializer):
            raise TypeError("initializer must be a callable")
        self._max_workers = max_workers
        self._thread_name_prefix = thread_name_prefix or "ThreadPoolExecutor-%d" % _count()
        self._initializer = initializer
        self._initargs = initargs
        self._threads = set()
        self._broken = False
        self._workers = []
        self._number = _sync.new("pool", max_workers)

    def submit(self, fn, /, *args, **kwargs):
        if self._broken:
            raise BrokenThreadPool(self._broken)
        future = Future()
        worker = _call(self._number, "submit", (future, fn, args, kwargs))
        if worker is False:
            raise RuntimeError("cannot schedule new futures after shutdown")
        if worker is not None and worker >= 0:
            self._start(worker)
        return future

    def _start(self, worker):
        name = "%s_%d" % (self._thread_name_prefix, worker)
        thread = threading.Thread(name=name, target=self._work, args=(worker + 1 == self._max_workers,), daemon=False)
        self._workers.append(thread)
        self._threads.add(thread)
        thread.start()

    # Once all workers are there nobody asks who is idle: the last one waits at once, as the others do that know of it.
    def _work(self, is_last):
        if self._initializer is not None:
            try:
                self._initializer(*self._initargs)
            except BaseException as error:
                _sync.log("Exception in initializer:", error)
                self._break()
                return
        while True:
            task = None if is_last else _call(self._number, "try_take")
            if task is None:
                task = _call(self._number, "take")
                if task is None:
                    return
            _perform(*task[0])
            del task

    def _break(self):
        self._broken = "A thread initializer failed, the thread pool is not usable anymore"
        for future, fn, args, kwargs in _call(self._number, "close", True):
            future.set_exception(BrokenThreadPool(self._broken))

    def shutdown(self, wait=True, *, cancel_futures=False):
        for future, fn, args, kwargs in _call(self._number, "close", cancel_futures):
            future.cancel()
        if wait:
            for thread in self._workers:
                # CPython starts a worker with a lock held for which this waits.
                if thread._begun:
                    thread.join()
                else:
                    _call(thread._number, "wait", None, None)


def _count():
    state = _sync.run()
    count = state.get("executors", 0)
    state["executors"] = count + 1
    return count


def _perform(future, fn, args, kwargs):
    if not future.set_running_or_notify_cancel():
        return
    try:
        result = fn(*args, **kwargs)
    except BaseException as error:
        future.set_exception(error)
    else:
        future.set_result(result)


class ProcessPoolExecutor(Executor):
    def __init__(self, *args, **kwargs):
        raise NotImplementedError("ProcessPoolExecutor starts processes, and here is only one: use ThreadPoolExecutor")


# Made when it is first asked for: `collections` is much to run for it.
def _done_and_not_done(done, not_done):
    global DoneAndNotDoneFutures
    if DoneAndNotDoneFutures is None:
        from collections import namedtuple
        DoneAndNotDoneFutures = namedtuple("DoneAndNotDoneFutures", "done not_done")
    return DoneAndNotDoneFutures(done, not_done)


DoneAndNotDoneFutures = None


def _watch(futures):
    ended = _sync.new("simple", 0)
    early = []
    for future in futures:
        if not _call(future._number, "callback", lambda future: _call(ended, "put", future)):
            early.append(future)
    return ended, early


def _distinct(fs):
    return list(dict.fromkeys(fs))


def as_completed(fs, timeout=None):
    end = None if timeout is None else timeout + _sync.clock()
    fs = _distinct(fs)
    ended, early = _watch(fs)
    left = len(fs) - len(early)
    yield from early
    while left:
        limit = None if end is None else _limit(end - _sync.clock())
        item = _call(ended, "get", None, limit)
        if not item:
            raise TimeoutError("%d (of %d) futures unfinished" % (left, len(fs)))
        left -= 1
        yield item[0]


def wait(fs, timeout=None, return_when=ALL_COMPLETED):
    end = None if timeout is None else timeout + _sync.clock()
    fs = _distinct(fs)
    ended, done = _watch(fs)
    while len(done) < len(fs) and not _enough(done, return_when):
        item = _call(ended, "get", None, None if end is None else _limit(end - _sync.clock()))
        if not item:
            break
        done.append(item[0])
    return _done_and_not_done(set(done), set(fs) - set(done))


def _enough(done, return_when):
    if return_when == FIRST_COMPLETED:
        return bool(done)
    if return_when == FIRST_EXCEPTION:
        return any(not future.cancelled() and future.exception() is not None for future in done)
    return False
