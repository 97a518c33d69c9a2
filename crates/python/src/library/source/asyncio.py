"""An event loop, tasks, and what they synchronise by. The order of callbacks is CPython's: first in, first out, one hop a completed future."""
import heapq as _heapq
import queue as _queue
import threading as _threading
from _time import monotonic as _monotonic
from collections import deque as _deque

import _sync

ALL_COMPLETED, FIRST_COMPLETED, FIRST_EXCEPTION = "ALL_COMPLETED", "FIRST_COMPLETED", "FIRST_EXCEPTION"


class CancelledError(BaseException):
    pass


class InvalidStateError(Exception):
    pass


class QueueEmpty(Exception):
    pass


class QueueFull(Exception):
    pass


class QueueShutDown(Exception):
    pass


class BrokenBarrierError(RuntimeError):
    pass


TimeoutError = TimeoutError


def _looks(thing, name):
    """None of these is safe to use in other threads than its loop's; a program that does it all the same is to be seen doing it."""
    _sync.touch(thing, "read", name, 0, 1)


def _changes(thing, name):
    _sync.touch(thing, "update", name, 0, 1)


def _here():
    """What belongs to the thread that asks: the loop that runs in it, and the one that was set. All runs share this module, so the run keeps it."""
    return _sync.run().setdefault("loops", {}).setdefault(_threading.get_ident(), {})


def _get_running():
    return _here().get("loop")


def get_running_loop():
    loop = _get_running()
    if loop is None:
        raise RuntimeError("no running event loop")
    return loop


def get_event_loop():
    loop = _get_running() or _here().get("set_loop")
    if loop is None:
        raise RuntimeError(f"There is no current event loop in thread {_threading.current_thread().name!r}.")
    return loop


def set_event_loop(loop):
    _here()["set_loop"] = loop


def new_event_loop():
    return EventLoop()


class Handle:
    def __init__(self, callback, args):
        self._callback, self._args, self._cancelled = callback, args, False

    def cancel(self):
        self._cancelled = True

    def cancelled(self):
        return self._cancelled

    def _run(self):
        self._callback(*self._args)


class TimerHandle(Handle):
    def __init__(self, when, order, callback, args):
        super().__init__(callback, args)
        self._when, self._order = when, order

    def when(self):
        return self._when

    def __lt__(self, other):
        return (self._when, self._order) < (other._when, other._order)


class Future:
    def __init__(self, *, loop=None):
        self._loop = get_event_loop() if loop is None else loop
        self._state, self._result, self._exception, self._cancel_message = "PENDING", None, None, None
        self._callbacks, self._blocking = [], False

    def get_loop(self):
        return self._loop

    def done(self):
        _looks(self, "a future")
        return self._state != "PENDING"

    def cancelled(self):
        _looks(self, "a future")
        return self._state == "CANCELLED"

    def cancel(self, msg=None):
        _changes(self, "a future")
        if self._state != "PENDING":
            return False
        self._state, self._cancel_message = "CANCELLED", msg
        self._schedule()
        return True

    def _cancelled_error(self):
        return CancelledError() if self._cancel_message is None else CancelledError(self._cancel_message)

    def result(self):
        _looks(self, "a future")
        if self._state == "CANCELLED":
            raise self._cancelled_error()
        if self._state != "FINISHED":
            raise InvalidStateError("Result is not ready.")
        if self._exception is not None:
            raise self._exception
        return self._result

    def exception(self):
        _looks(self, "a future")
        if self._state == "CANCELLED":
            raise self._cancelled_error()
        if self._state != "FINISHED":
            raise InvalidStateError("Exception is not set.")
        return self._exception

    def set_result(self, result):
        _changes(self, "a future")
        if self._state != "PENDING":
            raise InvalidStateError(f"{self._state}: {self!r}")
        self._state, self._result = "FINISHED", result
        self._schedule()

    def set_exception(self, exception):
        _changes(self, "a future")
        if self._state != "PENDING":
            raise InvalidStateError(f"{self._state}: {self!r}")
        if isinstance(exception, type):
            exception = exception()
        if isinstance(exception, StopIteration):
            exception = RuntimeError("StopIteration interacts badly with generators and cannot be raised into a Future")
        self._state, self._exception = "FINISHED", exception
        self._schedule()

    def add_done_callback(self, fn, *, context=None):
        _changes(self, "a future")
        if self._state != "PENDING":
            self._loop.call_soon(fn, self)
        else:
            self._callbacks.append(fn)

    def remove_done_callback(self, fn):
        _changes(self, "a future")
        kept = [one for one in self._callbacks if one != fn]
        removed = len(self._callbacks) - len(kept)
        self._callbacks = kept
        return removed

    def _schedule(self):
        callbacks, self._callbacks = self._callbacks, []
        for callback in callbacks:
            self._loop.call_soon(callback, self)

    def __await__(self):
        _looks(self, "a future")
        if self._state == "PENDING":
            self._blocking = True
            yield self
        if self._state == "PENDING":
            raise RuntimeError("await wasn't used with future")
        return self.result()

    __iter__ = __await__

    def __repr__(self):
        return f"<Future {self._state.lower()}>"


class Task(Future):
    def __init__(self, coro, *, loop=None, name=None, context=None, eager_start=False):
        super().__init__(loop=loop)
        if not iscoroutine(coro):
            raise TypeError(f"a coroutine was expected, got {coro!r}")
        if name is None:
            state = _sync.run()
            state["tasks"] = state.get("tasks", 0) + 1
            name = f"Task-{state['tasks']}"
        self._coro, self._name = coro, str(name)
        self._waits_for, self._must_cancel, self._requests = None, False, 0
        self._loop._tasks.append(self)
        self._loop.call_soon(self._step)

    def get_name(self):
        return self._name

    def set_name(self, value):
        self._name = str(value)

    def get_coro(self):
        return self._coro

    def cancelling(self):
        return self._requests

    def uncancel(self):
        if self._requests > 0:
            self._requests -= 1
            if self._requests == 0:
                self._must_cancel = False
        return self._requests

    def set_result(self, result):
        raise RuntimeError("Task does not support set_result operation")

    def set_exception(self, exception):
        raise RuntimeError("Task does not support set_exception operation")

    def cancel(self, msg=None):
        _changes(self, "a task")
        if self._state != "PENDING":
            return False
        self._requests += 1
        if self._waits_for is not None and self._waits_for.cancel(msg=msg):
            return True
        self._must_cancel, self._cancel_message = True, msg
        return True

    def _step(self, error=None):
        if self._must_cancel:
            if not isinstance(error, CancelledError):
                error = self._cancelled_error()
            self._must_cancel = False
        self._waits_for = None
        before, self._loop._current = self._loop._current, self
        try:
            waits_for = self._coro.send(None) if error is None else self._coro.throw(error)
        except StopIteration as stopped:
            if self._must_cancel:
                self._finish(lambda: Future.cancel(self, msg=self._cancel_message))
            else:
                value = stopped.value
                self._finish(lambda: Future.set_result(self, value))
        except CancelledError as cancelled:
            message = cancelled.args[0] if cancelled.args else None
            self._finish(lambda: Future.cancel(self, msg=message))
        except (KeyboardInterrupt, SystemExit) as raised:
            exception = raised
            self._finish(lambda: Future.set_exception(self, exception))
            raise
        except BaseException as raised:
            exception = raised
            self._finish(lambda: Future.set_exception(self, exception))
        else:
            if isinstance(waits_for, Future) and waits_for._blocking:
                if waits_for is self:
                    self._loop.call_soon(self._step, RuntimeError(f"Task cannot await on itself: {self!r}"))
                else:
                    waits_for._blocking = False
                    waits_for.add_done_callback(self._wake)
                    self._waits_for = waits_for
                    if self._must_cancel and waits_for.cancel(msg=self._cancel_message):
                        self._must_cancel = False
            elif waits_for is None:
                self._loop.call_soon(self._step)
            else:
                self._loop.call_soon(self._step, RuntimeError(f"Task got bad yield: {waits_for!r}"))
        finally:
            self._loop._current = before

    def _finish(self, how):
        if self in self._loop._tasks:
            self._loop._tasks.remove(self)
        how()

    def _wake(self, future):
        try:
            future.result()
        except BaseException as error:
            self._step(error)
        else:
            self._step()

    def __repr__(self):
        return f"<Task {self._state.lower()} name={self._name!r}>"


class EventLoop:
    def __init__(self):
        self._ready, self._timers, self._tasks = _deque(), [], []
        self._inbox, self._expected = _queue.SimpleQueue(), 0
        self._current, self._order, self._stopping, self._closed = None, 0, False, False
        self._executor = None

    def time(self):
        return _monotonic()

    def is_running(self):
        return _get_running() is self

    def is_closed(self):
        return self._closed

    def get_debug(self):
        return False

    def set_debug(self, enabled):
        pass

    def _check_closed(self):
        if self._closed:
            raise RuntimeError("Event loop is closed")

    def call_soon(self, callback, *args, context=None):
        _changes(self, "an event loop")
        self._check_closed()
        handle = Handle(callback, args)
        self._ready.append(handle)
        return handle

    def call_soon_threadsafe(self, callback, *args, context=None):
        self._check_closed()
        handle = Handle(callback, args)
        self._inbox.put(handle)
        return handle

    def call_later(self, delay, callback, *args, context=None):
        return self.call_at(self.time() + delay, callback, *args)

    def call_at(self, when, callback, *args, context=None):
        _changes(self, "an event loop")
        self._check_closed()
        self._order += 1
        handle = TimerHandle(when, self._order, callback, args)
        _heapq.heappush(self._timers, handle)
        return handle

    def create_future(self):
        return Future(loop=self)

    def create_task(self, coro, *, name=None, context=None, **kwargs):
        self._check_closed()
        return Task(coro, loop=self, name=name)

    def run_in_executor(self, executor, func, *args):
        self._check_closed()
        if executor is None:
            if self._executor is None:
                from concurrent.futures import ThreadPoolExecutor
                self._executor = ThreadPoolExecutor(thread_name_prefix="asyncio")
            executor = self._executor
        return wrap_future(executor.submit(func, *args), loop=self)

    def set_default_executor(self, executor):
        self._executor = executor

    def stop(self):
        _changes(self, "an event loop")
        self._stopping = True

    def _run_once(self):
        _changes(self, "an event loop")
        while self._timers and self._timers[0]._cancelled:
            _heapq.heappop(self._timers)
        if self._ready or self._stopping:
            while not self._inbox.empty():
                self._ready.append(self._inbox.get())
        elif self._timers:
            left = self._timers[0]._when - self.time()
            if left > 0:
                self._await_inbox(left)
        else:
            self._await_inbox(None)
        now = self.time()
        while self._timers and self._timers[0]._when <= now:
            handle = _heapq.heappop(self._timers)
            if not handle._cancelled:
                self._ready.append(handle)
        for _ in range(len(self._ready)):
            handle = self._ready.popleft()
            if not handle._cancelled:
                try:
                    handle._run()
                except (KeyboardInterrupt, SystemExit):
                    raise
                except BaseException as error:
                    self.call_exception_handler({"message": "Exception in callback", "exception": error})

    def _await_inbox(self, limit):
        try:
            handle = self._inbox.get(timeout=limit)
        except _queue.Empty:
            return
        finally:
            _changes(self, "an event loop")  # others may have added to it while it slept
        self._ready.append(handle)
        while not self._inbox.empty():
            self._ready.append(self._inbox.get())

    def call_exception_handler(self, context):
        import sys
        import traceback
        print(context["message"], file=sys.stderr)
        traceback.print_exception(context["exception"])

    def run_forever(self):
        self._check_closed()
        if self.is_running():
            raise RuntimeError("This event loop is already running")
        if _get_running() is not None:
            raise RuntimeError("Cannot run the event loop while another loop is running")
        _here()["loop"] = self
        try:
            while True:
                self._run_once()
                if self._stopping:
                    break
        finally:
            self._stopping = False
            _here()["loop"] = None

    def run_until_complete(self, future):
        self._check_closed()
        if self.is_running():
            raise RuntimeError("This event loop is already running")
        if _get_running() is not None:
            raise RuntimeError("Cannot run the event loop while another loop is running")
        future = ensure_future(future, loop=self)

        def stop(_):
            self.stop()

        future.add_done_callback(stop)
        try:
            self.run_forever()
        finally:
            future.remove_done_callback(stop)
        if not future.done():
            raise RuntimeError("Event loop stopped before Future completed.")
        return future.result()

    async def shutdown_asyncgens(self):
        pass

    async def shutdown_default_executor(self, timeout=None):
        if self._executor is not None:
            self._executor.shutdown(wait=True)

    def close(self):
        _changes(self, "an event loop")
        if self.is_running():
            raise RuntimeError("Cannot close a running event loop")
        self._closed = True
        self._ready.clear()


AbstractEventLoop = BaseEventLoop = EventLoop


class Runner:
    def __init__(self, *, debug=None, loop_factory=None):
        self._factory, self._loop = loop_factory or new_event_loop, None

    def __enter__(self):
        self.get_loop()
        return self

    def __exit__(self, exc_type, exc_val, exc_tb):
        self.close()

    def get_loop(self):
        if self._loop is None:
            self._loop = self._factory()
            set_event_loop(self._loop)
        return self._loop

    def run(self, coro, *, context=None):
        if _get_running() is not None:
            raise RuntimeError("Runner.run() cannot be called from a running event loop")
        return self.get_loop().run_until_complete(coro)

    def close(self):
        loop = self._loop
        if loop is None:
            return
        try:
            left = [task for task in loop._tasks if not task.done()]
            for task in left:
                task.cancel()
            if left:
                loop.run_until_complete(gather(*left, return_exceptions=True))
            if loop._executor is not None:
                loop._executor.shutdown(wait=True)
        finally:
            set_event_loop(None)
            loop.close()
            self._loop = None


def run(main, *, debug=None, loop_factory=None):
    if _get_running() is not None:
        raise RuntimeError("asyncio.run() cannot be called from a running event loop")
    if not iscoroutine(main):
        raise ValueError(f"a coroutine was expected, got {main!r}")
    with Runner(loop_factory=loop_factory) as runner:
        return runner.run(main)


async def _sample():
    pass


def iscoroutine(obj):
    return isinstance(obj, _coroutine_type)


_probe = _sample()
_coroutine_type = type(_probe)
_probe.close()


def iscoroutinefunction(func):
    code = getattr(getattr(func, "__func__", func), "__code__", None)
    return code is not None and bool(code.co_flags & 0x80)


def isfuture(obj):
    return isinstance(obj, Future)


def ensure_future(coro_or_future, *, loop=None):
    if isinstance(coro_or_future, Future):
        return coro_or_future
    if not iscoroutine(coro_or_future):
        if not hasattr(coro_or_future, "__await__"):
            raise TypeError("An asyncio.Future, a coroutine or an awaitable is required")
        coro_or_future = _awaiting(coro_or_future)
    loop = get_event_loop() if loop is None else loop
    return loop.create_task(coro_or_future)


async def _awaiting(awaitable):
    return await awaitable


def create_task(coro, *, name=None, context=None, **kwargs):
    return get_running_loop().create_task(coro, name=name)


def current_task(loop=None):
    return (get_running_loop() if loop is None else loop)._current


def all_tasks(loop=None):
    return {task for task in (get_running_loop() if loop is None else loop)._tasks if not task.done()}


class _Yield:
    def __await__(self):
        yield


async def sleep(delay, result=None):
    if delay <= 0:
        await _Yield()
        return result
    loop = get_running_loop()
    future = loop.create_future()
    handle = loop.call_later(delay, _set_unless_done, future, result)
    try:
        return await future
    finally:
        handle.cancel()


def _set_unless_done(future, result):
    if not future.done():
        future.set_result(result)


class _Gathering(Future):
    def __init__(self, children, *, loop):
        super().__init__(loop=loop)
        self._children, self._asked = children, False

    def cancel(self, msg=None):
        if self.done():
            return False
        cancelled = False
        for child in self._children:
            if child.cancel(msg=msg):
                cancelled = True
        if cancelled:
            self._asked = True
        return cancelled


def gather(*coros_or_futures, return_exceptions=False):
    if not coros_or_futures:
        outer = get_event_loop().create_future()
        outer.set_result([])
        return outer
    loop, children, known = _get_running(), [], {}
    for one in coros_or_futures:
        if id(one) not in known:
            known[id(one)] = ensure_future(one, loop=loop)
            loop = known[id(one)]._loop
        children.append(known[id(one)])
    outer = _Gathering(children, loop=loop)
    finished = [0]

    def done(child):
        finished[0] += 1
        if outer.done():
            return
        if not return_exceptions:
            if child.cancelled():
                outer.set_exception(child._cancelled_error())
                return
            if child.exception() is not None:
                outer.set_exception(child.exception())
                return
        if finished[0] == len(known):
            results = []
            for one in children:
                if one.cancelled():
                    results.append(one._cancelled_error())
                else:
                    results.append(one.exception() or one.result())
            if outer._asked:
                outer.set_exception(CancelledError())
            else:
                outer.set_result(results)

    for child in known.values():
        child.add_done_callback(done)
    return outer


def shield(arg):
    inner = ensure_future(arg)
    if inner.done():
        return inner
    outer = inner._loop.create_future()

    def copy(inner):
        if outer.cancelled():
            return
        if inner.cancelled():
            outer.cancel()
        elif inner.exception() is not None:
            outer.set_exception(inner.exception())
        else:
            outer.set_result(inner.result())

    inner.add_done_callback(copy)
    return outer


async def wait(fs, *, timeout=None, return_when=ALL_COMPLETED):
    if isfuture(fs) or iscoroutine(fs):
        raise TypeError(f"expect a list of futures, not {type(fs).__name__}")
    fs = list(dict.fromkeys(fs))
    if not fs:
        raise ValueError("Set of Tasks/Futures is empty.")
    if any([iscoroutine(one) for one in fs]):
        raise TypeError("Passing coroutines is forbidden, use tasks explicitly.")
    if return_when not in (FIRST_COMPLETED, FIRST_EXCEPTION, ALL_COMPLETED):
        raise ValueError(f"Invalid return_when value: {return_when}")

    def enough():
        finished = [one for one in fs if one.done()]
        return (len(finished) == len(fs) or (return_when == FIRST_COMPLETED and finished)
                or (return_when == FIRST_EXCEPTION and any([not one.cancelled() and one.exception() is not None for one in finished])))

    if not enough():
        waiter = get_running_loop().create_future()

        def look(_):
            if enough() and not waiter.done():
                waiter.set_result(None)

        handle = None if timeout is None else get_running_loop().call_later(timeout, _set_unless_done, waiter, None)
        for one in fs:
            one.add_done_callback(look)
        try:
            await waiter
        finally:
            if handle is not None:
                handle.cancel()
            for one in fs:
                one.remove_done_callback(look)
    return {one for one in fs if one.done()}, {one for one in fs if not one.done()}


class _AsCompleted:
    def __init__(self, fs, timeout):
        self._done, self._left = Queue(), 0
        self._todo = [ensure_future(one) for one in dict.fromkeys(fs)]
        for one in self._todo:
            self._left += 1
            one.add_done_callback(self._done.put_nowait)
        self._handle = None if timeout is None else get_running_loop().call_later(timeout, self._expire)

    def _expire(self):
        for one in self._todo:
            if not one.done():
                one.remove_done_callback(self._done.put_nowait)
                self._done.put_nowait(None)

    def __iter__(self):
        return self

    def __aiter__(self):
        return self

    def __next__(self):
        if not self._left:
            raise StopIteration
        self._left -= 1
        return self._result()

    async def __anext__(self):
        if not self._left:
            raise StopAsyncIteration
        self._left -= 1
        return await self._one()

    async def _one(self):
        future = await self._done.get()
        if future is None:
            raise TimeoutError
        return future

    async def _result(self):
        return (await self._one()).result()


def as_completed(fs, *, timeout=None):
    return _AsCompleted(fs, timeout)


async def wait_for(fut, timeout):
    if timeout is not None and timeout <= 0:
        fut = ensure_future(fut)
        if fut.done():
            return fut.result()
        fut.cancel()
        try:
            await fut
        except CancelledError as error:
            raise TimeoutError from error
        return fut.result()
    async with globals()["timeout"](timeout):
        return await fut


class Timeout:
    def __init__(self, when):
        self._when, self._state, self._task, self._handle = when, "created", None, None

    def when(self):
        return self._when

    def reschedule(self, when):
        if self._state != "entered":
            raise RuntimeError(f"Cannot change state of {self._state} Timeout")
        self._when = when
        if self._handle is not None:
            self._handle.cancel()
            self._handle = None
        if when is not None:
            loop = get_running_loop()
            self._handle = loop.call_soon(self._expire) if when <= loop.time() else loop.call_at(when, self._expire)

    def expired(self):
        return self._state in ("expiring", "expired")

    def _expire(self):
        self._task.cancel()
        self._state, self._handle = "expiring", None

    async def __aenter__(self):
        if self._state != "created":
            raise RuntimeError("Timeout has already been entered")
        task = current_task()
        if task is None:
            raise RuntimeError("Timeout should be used inside a task")
        self._state, self._task, self._cancelling = "entered", task, task.cancelling()
        self.reschedule(self._when)
        return self

    async def __aexit__(self, exc_type, exc_val, exc_tb):
        if self._handle is not None:
            self._handle.cancel()
            self._handle = None
        if self._state == "expiring":
            self._state = "expired"
            if self._task.uncancel() <= self._cancelling and exc_type is not None and issubclass(exc_type, CancelledError):
                raise TimeoutError from exc_val
        elif self._state == "entered":
            self._state = "exited"
        return None


def timeout(delay):
    return Timeout(None if delay is None else get_running_loop().time() + delay)


def timeout_at(when):
    return Timeout(when)


class TaskGroup:
    def __init__(self):
        self._entered = self._exiting = self._aborting = False
        self._parent, self._tasks, self._errors, self._base_error, self._waiter = None, [], [], None, None
        self._cancel_requested = False

    async def __aenter__(self):
        if self._entered:
            raise RuntimeError(f"TaskGroup {self!r} has been already entered")
        self._entered, self._loop, self._parent = True, get_running_loop(), current_task()
        return self

    def create_task(self, coro, *, name=None, context=None, **kwargs):
        if not self._entered:
            raise RuntimeError(f"TaskGroup {self!r} has not been entered")
        if self._exiting and not self._tasks:
            raise RuntimeError(f"TaskGroup {self!r} is finished")
        if self._aborting:
            raise RuntimeError(f"TaskGroup {self!r} is shutting down")
        task = self._loop.create_task(coro, name=name)
        self._tasks.append(task)
        task.add_done_callback(self._done)
        return task

    def _abort(self):
        self._aborting = True
        for task in list(self._tasks):
            if not task.done():
                task.cancel()

    def _done(self, task):
        self._tasks.remove(task)
        if self._waiter is not None and not self._tasks and not self._waiter.done():
            self._waiter.set_result(True)
        if task.cancelled() or task.exception() is None:
            return
        error = task.exception()
        self._errors.append(error)
        if isinstance(error, (SystemExit, KeyboardInterrupt)) and self._base_error is None:
            self._base_error = error
        if self._parent.done():
            return
        if not self._aborting and not self._cancel_requested:
            self._abort()
            self._cancel_requested = True
            self._parent.cancel()

    async def __aexit__(self, et, exc, tb):
        self._exiting = True
        cancelled = exc if et is not None and issubclass(et, CancelledError) else None
        if self._cancel_requested and self._parent.uncancel() == 0:
            cancelled = None
        if et is not None and not self._aborting:
            self._abort()
        while self._tasks:
            self._waiter = self._loop.create_future()
            try:
                await self._waiter
            except CancelledError as error:
                if not self._aborting:
                    cancelled = error
                    self._abort()
            self._waiter = None
        if self._base_error is not None:
            raise self._base_error
        if self._cancel_requested and cancelled is not None and self._parent.cancelling() == 0:
            cancelled = None
        if cancelled is not None and not self._errors:
            raise cancelled
        if et is not None and not issubclass(et, CancelledError):
            self._errors.append(exc)
        if self._errors:
            raise BaseExceptionGroup("unhandled errors in a TaskGroup", self._errors)
        return et is not None and cancelled is None and issubclass(et, CancelledError) and self._cancel_requested


async def to_thread(func, /, *args, **kwargs):
    return await get_running_loop().run_in_executor(None, lambda: func(*args, **kwargs))


def wrap_future(future, *, loop=None):
    if isinstance(future, Future):
        return future
    loop = get_event_loop() if loop is None else loop
    wrapped = loop.create_future()

    def arrive():
        if wrapped.done():
            return
        if future.cancelled():
            wrapped.cancel()
        elif future.exception() is not None:
            wrapped.set_exception(future.exception())
        else:
            wrapped.set_result(future.result())

    def finished(_):
        if not loop.is_closed():
            loop.call_soon_threadsafe(arrive)

    future.add_done_callback(finished)
    wrapped.add_done_callback(lambda one: future.cancel() if one.cancelled() else None)
    return wrapped


def run_coroutine_threadsafe(coro, loop):
    from concurrent.futures import Future as _Future
    if not iscoroutine(coro):
        raise TypeError("A coroutine object is required")
    future = _Future()

    def copy(task):
        if task.cancelled():
            future.cancel()
        elif task.exception() is not None:
            future.set_exception(task.exception())
        else:
            future.set_result(task.result())

    def start():
        ensure_future(coro, loop=loop).add_done_callback(copy)

    loop.call_soon_threadsafe(start)
    return future


class _ContextManager:
    async def __aenter__(self):
        await self.acquire()
        return None

    async def __aexit__(self, exc_type, exc, tb):
        self.release()


class Lock(_ContextManager):
    def __init__(self):
        self._locked, self._waiters = False, _deque()

    def locked(self):
        _looks(self, "an asyncio.Lock")
        return self._locked

    async def acquire(self):
        _changes(self, "an asyncio.Lock")
        if not self._locked and all([one.cancelled() for one in self._waiters]):
            self._locked = True
            return True
        future = get_running_loop().create_future()
        self._waiters.append(future)
        try:
            try:
                await future
            finally:
                self._waiters.remove(future)
        except CancelledError:
            if not self._locked:
                self._wake_first()
            raise
        self._locked = True
        return True

    def release(self):
        _changes(self, "an asyncio.Lock")
        if not self._locked:
            raise RuntimeError("Lock is not acquired.")
        self._locked = False
        self._wake_first()

    def _wake_first(self):
        if self._waiters and not self._waiters[0].done():
            self._waiters[0].set_result(True)

    def __repr__(self):
        return f"<asyncio.locks.Lock object [{'locked' if self._locked else 'unlocked'}]>"


class Event:
    def __init__(self):
        self._waiters, self._value = _deque(), False

    def is_set(self):
        _looks(self, "an asyncio.Event")
        return self._value

    def set(self):
        _changes(self, "an asyncio.Event")
        if not self._value:
            self._value = True
            for future in self._waiters:
                if not future.done():
                    future.set_result(True)

    def clear(self):
        _changes(self, "an asyncio.Event")
        self._value = False

    async def wait(self):
        _changes(self, "an asyncio.Event")
        if self._value:
            return True
        future = get_running_loop().create_future()
        self._waiters.append(future)
        try:
            await future
            return True
        finally:
            self._waiters.remove(future)


class Condition(_ContextManager):
    def __init__(self, lock=None):
        self._lock = Lock() if lock is None else lock
        self.locked, self.acquire, self.release = self._lock.locked, self._lock.acquire, self._lock.release
        self._waiters = _deque()

    async def wait(self):
        _changes(self, "an asyncio.Condition")
        if not self.locked():
            raise RuntimeError("cannot wait on un-acquired lock")
        self.release()
        future = get_running_loop().create_future()
        self._waiters.append(future)
        cancelled = None
        try:
            await future
        except CancelledError as error:
            cancelled = error
        finally:
            self._waiters.remove(future)
        while True:
            try:
                await self.acquire()
                break
            except CancelledError as error:
                cancelled = error
        if cancelled is not None:
            raise cancelled
        return True

    async def wait_for(self, predicate):
        result = predicate()
        while not result:
            await self.wait()
            result = predicate()
        return result

    def notify(self, n=1):
        _changes(self, "an asyncio.Condition")
        if not self.locked():
            raise RuntimeError("cannot notify on un-acquired lock")
        for future in self._waiters:
            if n <= 0:
                break
            if not future.done():
                n -= 1
                future.set_result(False)

    def notify_all(self):
        self.notify(len(self._waiters))


class Semaphore(_ContextManager):
    def __init__(self, value=1):
        if value < 0:
            raise ValueError("Semaphore initial value must be >= 0")
        self._value, self._waiters = value, _deque()

    def locked(self):
        _looks(self, "an asyncio.Semaphore")
        return self._value == 0 or any([not one.cancelled() for one in self._waiters])

    async def acquire(self):
        _changes(self, "an asyncio.Semaphore")
        if not self.locked():
            self._value -= 1
            return True
        future = get_running_loop().create_future()
        self._waiters.append(future)
        try:
            try:
                await future
            finally:
                self._waiters.remove(future)
        except CancelledError:
            if future.done() and not future.cancelled():
                self._value += 1
            raise
        finally:
            while self._value > 0 and self._wake_next():
                pass
        return True

    def release(self):
        _changes(self, "an asyncio.Semaphore")
        self._value += 1
        self._wake_next()

    def _wake_next(self):
        for future in self._waiters:
            if not future.done():
                self._value -= 1
                future.set_result(True)
                return True
        return False


class BoundedSemaphore(Semaphore):
    def __init__(self, value=1):
        self._bound = value
        super().__init__(value)

    def release(self):
        if self._value >= self._bound:
            raise ValueError("BoundedSemaphore released too many times")
        super().release()


class Barrier:
    def __init__(self, parties):
        if parties < 1:
            raise ValueError("parties must be >= 1")
        self._parties, self._count, self._generation, self._broken = parties, 0, None, False

    parties = property(lambda self: self._parties)
    n_waiting = property(lambda self: self._count)
    broken = property(lambda self: self._broken)

    async def __aenter__(self):
        return await self.wait()

    async def __aexit__(self, *args):
        pass

    async def wait(self):
        _changes(self, "an asyncio.Barrier")
        if self._broken:
            raise BrokenBarrierError("Barrier aborted")
        index = self._count
        self._count += 1
        if self._generation is None:
            self._generation = get_running_loop().create_future()
        generation = self._generation
        if self._count == self._parties:
            self._count, self._generation = 0, None
            generation.set_result(True)
        else:
            await shield(generation)
        return index

    async def abort(self):
        _changes(self, "an asyncio.Barrier")
        self._broken = True
        if self._generation is not None and not self._generation.done():
            self._generation.set_exception(BrokenBarrierError("Abort or reset of barrier"))

    async def reset(self):
        _changes(self, "an asyncio.Barrier")
        generation, self._generation = self._generation, None
        self._count, self._broken = 0, False
        if generation is not None and not generation.done():
            generation.set_exception(BrokenBarrierError("Abort or reset of barrier"))


class Queue:
    def __init__(self, maxsize=0):
        self._maxsize, self._getters, self._putters = maxsize, _deque(), _deque()
        self._unfinished, self._finished, self._shut = 0, Event(), False
        self._finished.set()
        self._init(maxsize)

    maxsize = property(lambda self: self._maxsize)

    def _init(self, maxsize):
        self._queue = _deque()

    def _get(self):
        return self._queue.popleft()

    def _put(self, item):
        self._queue.append(item)

    def _wake_next(self, waiters):
        while waiters:
            waiter = waiters.popleft()
            if not waiter.done():
                waiter.set_result(None)
                break

    def qsize(self):
        _looks(self, "an asyncio.Queue")
        return len(self._queue)

    def empty(self):
        _looks(self, "an asyncio.Queue")
        return not self._queue

    def full(self):
        _looks(self, "an asyncio.Queue")
        return self._maxsize > 0 and self.qsize() >= self._maxsize

    async def put(self, item):
        while self.full():
            if self._shut:
                raise QueueShutDown
            await self._wait(self._putters, self.full)
        return self.put_nowait(item)

    async def _wait(self, waiters, still):
        waiter = get_running_loop().create_future()
        waiters.append(waiter)
        try:
            await waiter
        except BaseException:
            waiter.cancel()
            if waiter in waiters:
                waiters.remove(waiter)
            if not still() and not waiter.cancelled():
                self._wake_next(waiters)
            raise

    def put_nowait(self, item):
        _changes(self, "an asyncio.Queue")
        if self._shut:
            raise QueueShutDown
        if self.full():
            raise QueueFull
        self._put(item)
        self._unfinished += 1
        self._finished.clear()
        self._wake_next(self._getters)

    async def get(self):
        while self.empty():
            if self._shut:
                raise QueueShutDown
            await self._wait(self._getters, self.empty)
        return self.get_nowait()

    def get_nowait(self):
        _changes(self, "an asyncio.Queue")
        if self.empty():
            if self._shut:
                raise QueueShutDown
            raise QueueEmpty
        item = self._get()
        self._wake_next(self._putters)
        return item

    def task_done(self):
        _changes(self, "an asyncio.Queue")
        if self._unfinished <= 0:
            raise ValueError("task_done() called too many times")
        self._unfinished -= 1
        if self._unfinished == 0:
            self._finished.set()

    async def join(self):
        _looks(self, "an asyncio.Queue")
        if self._unfinished > 0:
            await self._finished.wait()

    def shutdown(self, immediate=False):
        _changes(self, "an asyncio.Queue")
        self._shut = True
        if immediate:
            while not self.empty():
                self._get()
                if self._unfinished > 0:
                    self._unfinished -= 1
            if self._unfinished == 0:
                self._finished.set()
        for waiters in (self._getters, self._putters):
            while waiters:
                self._wake_next(waiters)


class PriorityQueue(Queue):
    def _init(self, maxsize):
        self._queue = []

    def _put(self, item):
        _heapq.heappush(self._queue, item)

    def _get(self):
        return _heapq.heappop(self._queue)


class LifoQueue(Queue):
    def _init(self, maxsize):
        self._queue = []

    def _put(self, item):
        self._queue.append(item)

    def _get(self):
        return self._queue.pop()
