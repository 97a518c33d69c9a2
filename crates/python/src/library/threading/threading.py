"""Threads and what they wait for; each operation is one step of a sync state, and this code runs quietly."""
import _sync

_call = _sync.call
_new = _sync.new
TIMEOUT_MAX = 9223372036.0
ThreadError = RuntimeError


def get_ident():
    return _sync.ident() + 1


get_native_id = get_ident


class lock:
    __module__ = "_thread"

    def __init__(self):
        self._number = _new("lock")

    def acquire(self, blocking=True, timeout=-1):
        return _call(self._number, *_way(blocking, timeout))

    def release(self):
        if not _call(self._number, "release"):
            raise RuntimeError("release unlocked lock")

    def locked(self):
        return _call(self._number, "locked")

    def __enter__(self):
        return _call(self._number, "acquire")

    def __exit__(self, kind, value, traceback):
        if not _call(self._number, "release"):
            raise RuntimeError("release unlocked lock")

    def _is_owned(self):
        return _call(self._number, "locked")

    def _release_save(self):
        self.release()

    def _acquire_restore(self, saved):
        _call(self._number, "acquire")

    def __repr__(self):
        return "<%s _thread.lock object at %#x>" % ("locked" if self.locked() else "unlocked", id(self))


def _way(blocking, timeout):
    if not blocking:
        if timeout != -1:
            raise ValueError("can't specify a timeout for a non-blocking call")
        return ("try_acquire",)
    if timeout == -1:
        return ("acquire",)
    if timeout < 0:
        raise ValueError("timeout value must be a non-negative number")
    if timeout > TIMEOUT_MAX:
        raise OverflowError("timeout value is too large")
    if timeout == 0:
        return ("try_acquire",)
    return ("acquire", None, timeout)


class RLock:
    __module__ = "_thread"

    def __init__(self):
        self._number = _new("rlock")

    def acquire(self, blocking=True, timeout=-1):
        return _call(self._number, *_way(blocking, timeout))

    def release(self):
        if not _call(self._number, "release"):
            raise RuntimeError("cannot release un-acquired lock")

    def locked(self):
        return _call(self._number, "locked")

    def __enter__(self):
        return _call(self._number, "acquire")

    def __exit__(self, kind, value, traceback):
        self.release()

    def _is_owned(self):
        return _call(self._number, "owned")

    def _release_save(self):
        return _call(self._number, "release_all")

    def _acquire_restore(self, saved):
        _call(self._number, "acquire_all", saved)

    def __repr__(self):
        return "<%s _thread.RLock object at %#x>" % ("locked" if self.locked() else "unlocked", id(self))


Lock = lock
LockType = lock
_RLock = RLock


class Condition:
    def __init__(self, lock=None):
        if lock is None:
            lock = RLock()
        self._lock = lock
        self._number = _new("condition")

    def acquire(self, *args, **kwargs):
        return self._lock.acquire(*args, **kwargs)

    def release(self):
        self._lock.release()

    def locked(self):
        return self._lock.locked()

    def __enter__(self):
        return self._lock.__enter__()

    def __exit__(self, *args):
        return self._lock.__exit__(*args)

    def __repr__(self):
        return "<Condition(%s, %d)>" % (self._lock, _call(self._number, "count"))

    def wait(self, timeout=None):
        if not self._lock._is_owned():
            raise RuntimeError("cannot wait on un-acquired lock")
        ticket = _call(self._number, "enlist")
        saved = self._lock._release_save()
        try:
            return _call(self._number, "await", ticket, _limit(timeout))
        finally:
            self._lock._acquire_restore(saved)

    def wait_for(self, predicate, timeout=None):
        end = None
        left = timeout
        result = predicate()
        while not result:
            if left is not None:
                if end is None:
                    end = _sync.clock() + left
                else:
                    left = end - _sync.clock()
                    if left <= 0:
                        break
            self.wait(left)
            result = predicate()
        return result

    def notify(self, n=1):
        if not self._lock._is_owned():
            raise RuntimeError("cannot notify on un-acquired lock")
        _call(self._number, "notify", n)

    def notify_all(self):
        self.notify(1 << 40)

    notifyAll = notify_all


def _limit(timeout):
    if timeout is None:
        return None
    return timeout if timeout > 0 else 0


class Semaphore:
    def __init__(self, value=1):
        if value < 0:
            raise ValueError("semaphore initial value must be >= 0")
        self._number = _new("semaphore", value, self._bound(value))

    def _bound(self, value):
        return -1

    def acquire(self, blocking=True, timeout=None):
        if not blocking:
            if timeout is not None:
                raise ValueError("can't specify timeout for non-blocking acquire")
            return _call(self._number, "try_acquire")
        return _call(self._number, "acquire", None, _limit(timeout))

    def release(self, n=1):
        if n < 1:
            raise ValueError("n must be one or more")
        if not _call(self._number, "give", n):
            raise ValueError("Semaphore released too many times")

    def __enter__(self):
        return _call(self._number, "acquire")

    def __exit__(self, kind, value, traceback):
        self.release()

    @property
    def _value(self):
        return _call(self._number, "count")

    def __repr__(self):
        return "<threading.%s at %#x: value=%d>" % (type(self).__name__, id(self), self._value)


class BoundedSemaphore(Semaphore):
    def _bound(self, value):
        return value


class Event:
    def __init__(self):
        self._number = _new("event")

    def is_set(self):
        return _call(self._number, "is_set")

    isSet = is_set

    def set(self):
        _call(self._number, "set")

    def clear(self):
        _call(self._number, "clear")

    def wait(self, timeout=None):
        return _call(self._number, "wait", None, _limit(timeout))

    def __repr__(self):
        return "<threading.Event at %#x: %s>" % (id(self), "set" if self.is_set() else "unset")


class BrokenBarrierError(RuntimeError):
    pass


class Barrier:
    def __init__(self, parties, action=None, timeout=None):
        if parties < 1:
            raise ValueError("parties must be >= 1")
        self._parties = parties
        self._action = action
        self._timeout = timeout
        self._number = _new("barrier", parties)

    def wait(self, timeout=None):
        if timeout is None:
            timeout = self._timeout
        arrived = _call(self._number, "arrive")
        if arrived is None:
            raise BrokenBarrierError
        place, generation = arrived
        if place + 1 == self._parties:
            self._open()
        elif not _call(self._number, "pass", generation, _limit(timeout)):
            raise BrokenBarrierError
        return place

    def _open(self):
        try:
            if self._action:
                self._action()
        except:
            _call(self._number, "break")
            raise
        _call(self._number, "open")

    def reset(self):
        _call(self._number, "reset")

    def abort(self):
        _call(self._number, "break")

    @property
    def parties(self):
        return self._parties

    @property
    def n_waiting(self):
        return _call(self._number, "look")[0]

    @property
    def broken(self):
        return _call(self._number, "look")[1]


def _run():
    state = _sync.run()
    if "threads" not in state:
        state["threads"] = {}
        state["names"] = 0
        state["hook"] = None
    return state


class Thread:
    _number = None

    def __init__(self, group=None, target=None, name=None, args=(), kwargs=None, *, daemon=None, context=None):
        assert group is None, "group argument must be None for now"
        self._target = target
        self._args = args
        self._kwargs = {} if kwargs is None else kwargs
        self._name = str(name) if name else _name_for(target)
        self._daemonic = current_thread().daemon if daemon is None else daemon
        self._number = _new("end")
        self._begun = False
        self._ident = None

    def start(self):
        if self._number is None:
            raise RuntimeError("thread.__init__() not called")
        _sync.touch(self, "update", "a thread", "_begun")
        if not _call(self._number, "start"):
            raise RuntimeError("threads can only be started once")
        self._begun = True
        threads = _run()["threads"]
        ident = _sync.spawn(self._name, bool(self._daemonic), self._bootstrap) + 1
        threads[ident] = self
        self._ident = ident

    def _bootstrap(self):
        if self._ident is None:
            ident = get_ident()
            _run()["threads"][ident] = self
            self._ident = ident
        try:
            self.run()
        except SystemExit:
            pass
        except BaseException as error:
            if excepthook is _sync.excepthook:
                raise
            excepthook(ExceptHookArgs((type(error), error, error.__traceback__, self)))
        finally:
            _call(self._number, "finish")

    def run(self):
        try:
            if self._target is not None:
                self._target(*self._args, **self._kwargs)
        finally:
            del self._target, self._args, self._kwargs

    def join(self, timeout=None):
        if self._number is None:
            raise RuntimeError("Thread.__init__() not called")
        _sync.touch(self, "read", "a thread", "_begun")
        if not self._begun:
            raise RuntimeError("cannot join thread before it is started")
        if self._ident == get_ident():
            raise RuntimeError("cannot join current thread")
        if timeout is not None:
            timeout = _limit(timeout)
        _call(self._number, "wait", None, timeout)

    def is_alive(self):
        _sync.touch(self, "read", "a thread", "_begun")
        return self._begun and not _call(self._number, "is_set")

    @property
    def name(self):
        return self._name

    @name.setter
    def name(self, name):
        self._name = str(name)
        if self._ident is not None:
            _sync.rename(self._ident - 1, self._name)

    def getName(self):
        return self._name

    def setName(self, name):
        self.name = name

    @property
    def ident(self):
        return self._ident

    @property
    def native_id(self):
        return self._ident

    @property
    def daemon(self):
        return self._daemonic

    @daemon.setter
    def daemon(self, daemonic):
        if self._number is None:
            raise RuntimeError("Thread.__init__() not called")
        if self._begun:
            raise RuntimeError("cannot set daemon status of active thread")
        self._daemonic = daemonic

    def isDaemon(self):
        return self.daemon

    def setDaemon(self, daemonic):
        self.daemon = daemonic

    def __repr__(self):
        status = "initial"
        if self._begun:
            status = "started" if self.is_alive() else "stopped"
        if self._daemonic:
            status += " daemon"
        if self._ident is not None:
            status += " %s" % self._ident
        return "<%s(%s, %s)>" % (type(self).__name__, self._name, status)


def _name_for(target):
    state = _run()
    state["names"] += 1
    name = "Thread-%d" % state["names"]
    if target is not None and _sync.version() >= 310:
        try:
            name += " (%s)" % target.__name__
        except AttributeError:
            pass
    return name


class _MainThread(Thread):
    def __init__(self):
        self._name = "MainThread"
        self._daemonic = False
        self._number = _new("end")
        _call(self._number, "start")
        self._begun = True
        self._ident = 1


class _DummyThread(_MainThread):
    pass


class Timer(Thread):
    def __init__(self, interval, function, args=None, kwargs=None):
        Thread.__init__(self)
        self.interval = interval
        self.function = function
        self.args = args if args is not None else []
        self.kwargs = kwargs if kwargs is not None else {}
        self.finished = Event()

    def cancel(self):
        self.finished.set()

    def run(self):
        self.finished.wait(self.interval)
        if not self.finished.is_set():
            self.function(*self.args, **self.kwargs)
        self.finished.set()


def main_thread():
    threads = _run()["threads"]
    if 1 not in threads:
        threads[1] = _MainThread()
    return threads[1]


def current_thread():
    ident = get_ident()
    if ident == 1:
        return main_thread()
    return _run()["threads"][ident]


def enumerate():
    main = main_thread()
    return [main] + [thread for thread in list(_run()["threads"].values()) if thread is not main and thread.is_alive()]


def active_count():
    return len(enumerate())


currentThread = current_thread
activeCount = active_count


class ExceptHookArgs(tuple):
    @property
    def exc_type(self):
        return self[0]

    @property
    def exc_value(self):
        return self[1]

    @property
    def exc_traceback(self):
        return self[2]

    @property
    def thread(self):
        return self[3]


excepthook = _sync.excepthook
__excepthook__ = _sync.excepthook


def settrace(func):
    pass


def setprofile(func):
    pass


def gettrace():
    return None


def getprofile():
    return None


def stack_size(size=0):
    return 0


class local:
    def __new__(cls, *args, **kwargs):
        self = object.__new__(cls)
        object.__setattr__(self, "_local", ({}, args, kwargs))
        return self

    def __getattribute__(self, name):
        values = _values_of(self)
        if name == "__dict__":
            return values
        if name in values:
            return values[name]
        try:
            return object.__getattribute__(self, name)
        except AttributeError:
            raise AttributeError("%r object has no attribute %r" % (type(self).__name__, name), name=name, obj=self) from None

    def __setattr__(self, name, value):
        _values_of(self)[name] = value

    def __delattr__(self, name):
        values = _values_of(self)
        if name not in values:
            raise AttributeError("%r object has no attribute %r" % (type(self).__name__, name), name=name, obj=self)
        del values[name]


def _values_of(this):
    everybody, args, kwargs = object.__getattribute__(this, "_local")
    ident = get_ident()
    if ident not in everybody:
        everybody[ident] = {}
        if type(this).__init__ is not object.__init__:
            type(this).__init__(this, *args, **kwargs)
    return everybody[ident]
