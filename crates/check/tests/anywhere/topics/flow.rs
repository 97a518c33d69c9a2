//! Variables, functions, iterators, and what threads wait for.

use super::Topic;

pub const ALL: &[Topic] = &[
    Topic {
        made: "$ = 0",
        changes: &[
            "$ += 1",
            "$ = 5",
            "$ = $ + 1",
            "globals()['$'] = 7",
            "globals()['$'] += 1",
            "del $",
            "globals().update($=8)",
            "for $ in (1, 2): pass",
            "with Closing() as $: pass",
            "import math as $",
            "def $(): pass",
            "sys.modules['__main__'].$ = 6",
        ],
        looks: &[
            "$",
            "[$, $]",
            "globals()['$']",
            "globals().get('$')",
            "'$' in globals()",
            "f'{$}'",
            "(lambda: $)()",
            "[$ for _ in range(2)]",
            "getattr(sys.modules['__main__'], '$', None)",
            "scope()",
            "type($).__name__",
            "sorted(k for k in list(globals()) if k == '$')",
        ],
    },
    // What hides a built-in name.
    Topic {
        made: "$ = None",
        changes: &[
            "globals()['len'] = lambda one: 7",
            "globals()['max'] = min",
            "import builtins; builtins.extra = 1",
            "static.calls = 1",
            "static.calls = getattr(static, 'calls', 0) + 1",
            "if not hasattr(static, 'seen'): static.seen = True; out.append('first')",
            "static.__dict__['calls'] = 5",
            "globals()['static'] = lambda: 2",
            "sys.extra = 1",
            "os.environ['X'] = 'y'",
            "out.append(os.environ.pop('X', None))",
            "static.__defaults__ = (1,)",
        ],
        looks: &[
            "len([])",
            "max(1, 2)",
            "extra",
            "getattr(static, 'calls', None)",
            "static.calls",
            "hasattr(static, 'calls')",
            "static()",
            "getattr(sys, 'extra', None)",
            "sys.extra",
            "os.environ.get('X')",
            "'X' in os.environ",
            "os.getenv('X')",
        ],
    },
    // Captured variables.
    Topic {
        made: "$more, $get = counter()",
        changes: &["out.append($more())", "$more()"],
        looks: &["$get()", "list(map(lambda _: $get(), 'ab'))", "[$get() for _ in 'ab']"],
    },
    // Generators and iterators that are shared.
    Topic {
        made: "$ = count_up()",
        changes: &[
            "out.append(next($))",
            "for n in $: out.append(n)",
            "$.close()",
            "out.append($.send(None))",
            "out.extend(relay($))",
        ],
        looks: &[
            "next($, None)",
            "list($)",
            "sum($)",
            "[*$]",
            "1 in $",
            "list(itertools.islice($, 1))",
            "list(zip($, 'ab'))",
            "list(map(str, $))",
            "max($, default=0)",
            "$.gi_frame is None",
        ],
    },
    Topic {
        made: "$ = iter([1, 2, 3])",
        changes: &[
            "out.append(next($))",
            "for n in $: out.append(n)",
            "out.extend(relay($))",
            "a, *b = $; out.append(b)",
        ],
        looks: &[
            "next($, None)",
            "list($)",
            "sum($)",
            "[*$]",
            "2 in $",
            "list(zip($, $))",
            "dict(enumerate($))",
            "list(itertools.islice($, 1))",
            "max($, default=0)",
            "operator.length_hint($)",
            "any(n > 1 for n in $)",
        ],
    },
    Topic {
        made: "$ = itertools.count()",
        changes: &["out.append(next($))", "out.append(next(zip($, 'a')))"],
        looks: &[
            "next($)",
            "list(zip($, 'ab'))",
            "list(itertools.islice($, 2))",
            "str($)",
        ],
    },
    Topic {
        made: "$ = enumerate(iter('abc'))",
        changes: &["out.append(next($))", "for n, c in $: out.append(c)"],
        looks: &["next($, None)", "list($)", "dict($)"],
    },
    Topic {
        made: "$src = [1, 2]; $ = iter($src)",
        changes: &[
            "out.append(next($))",
            "$src.append(3)",
            "$src.clear()",
            "$src.insert(0, 9)",
        ],
        looks: &[
            "next($, None)",
            "list($)",
            "[*$]",
            "list(map(str, $))",
            "operator.length_hint($)",
        ],
    },
    Topic {
        made: "$src = {1: 1}; $ = iter($src)",
        changes: &["out.append(next($))", "$src[2] = 2", "$src.clear()", "del $src[1]"],
        looks: &["next($, None)", "list($)", "[*$]"],
    },
    Topic {
        made: "$seen = []; $ = itertools.takewhile(lambda n: $seen.append(n) or True, [1, 2])",
        changes: &["out.append(next($))", "for n in $: out.append(n)", "$seen.append(9)"],
        looks: &["next($, None)", "list($)", "sum($)", "len($seen)"],
    },
    Topic {
        made: "$src = [1, 2]; $ = itertools.accumulate($src)",
        changes: &["out.append(next($))", "for n in $: out.append(n)", "$src.append(3)"],
        looks: &["next($, None)", "list($)", "sum($)", "len($src)"],
    },
    Topic {
        made: "$seen = []; $ = map(lambda n: $seen.append(n) or n, [1, 2])",
        changes: &["out.append(next($))", "for n in $: out.append(n)", "$seen.append(9)"],
        looks: &["next($, None)", "list($)", "sum($)", "len($seen)"],
    },
    Topic {
        made: "$a, $b = itertools.tee([1, 2])",
        changes: &["out.append(next($a))", "out.append(next($b))"],
        looks: &["list($a)", "list($b)", "next($a, None)"],
    },
    // Queues.
    Topic {
        made: "$ = queue.Queue(2); $.put(1)",
        changes: &[
            "$.put_nowait(2)",
            "out.append($.get_nowait())",
            "$.put(3)",
            "$.task_done()",
            "if not $.empty(): out.append($.get_nowait())",
            "if not $.full(): $.put_nowait(4)",
            "$.put(5, timeout=1)",
            "out.append($.get(timeout=1))",
        ],
        looks: &[
            "$.qsize()",
            "$.empty()",
            "$.full()",
            "len($.queue)",
            "list($.queue)",
            "$.unfinished_tasks",
        ],
    },
    Topic {
        made: "$ = queue.PriorityQueue(); $.put((2, 'b'))",
        changes: &["$.put((1, 'a'))", "out.append($.get_nowait())", "$.put((0, 'z'))"],
        looks: &["$.qsize()", "$.empty()", "len($.queue)"],
    },
    Topic {
        made: "$ = queue.LifoQueue(); $.put(1)",
        changes: &["$.put(2)", "out.append($.get_nowait())", "out.append($.get(False))"],
        looks: &["$.qsize()", "$.empty()"],
    },
    Topic {
        made: "$ = queue.SimpleQueue(); $.put(1)",
        changes: &["$.put(2)", "out.append($.get_nowait())", "out.append($.get(timeout=1))"],
        looks: &["$.qsize()", "$.empty()"],
    },
    // Locks and their kin.
    Topic {
        made: "$ = threading.Lock()",
        changes: &[
            "with $: out.append('in')",
            "out.append($.acquire(False))",
            "out.append($.acquire(timeout=1))",
            "$.release()",
            "$.acquire(); $.release()",
            "if $.acquire(blocking=False): out.append('got'); $.release()",
        ],
        looks: &["$.locked()", "$.locked() and 1"],
    },
    Topic {
        made: "$ = threading.RLock()",
        changes: &[
            "with $:\n            with $: out.append('in')",
            "out.append($.acquire(False))",
            "$.release()",
        ],
        looks: &["$._is_owned()"],
    },
    Topic {
        made: "$ = threading.Semaphore(1)",
        changes: &[
            "out.append($.acquire(False))",
            "$.release()",
            "with $: out.append('in')",
            "out.append($.acquire(timeout=1))",
        ],
        looks: &["$._value"],
    },
    Topic {
        made: "$ = threading.BoundedSemaphore(1)",
        changes: &[
            "out.append($.acquire(False))",
            "$.release()",
            "with $: out.append('in')",
        ],
        looks: &["$._value"],
    },
    Topic {
        made: "$ = threading.Event()",
        changes: &[
            "$.set()",
            "$.clear()",
            "out.append($.wait(1))",
            "if not $.is_set(): $.set(); out.append('I')",
        ],
        looks: &["$.is_set()", "$.wait(0)"],
    },
    Topic {
        made: "$ = threading.Condition(); $ready = []",
        changes: &[
            "with $: $ready.append(1); $.notify()",
            "with $: $ready.append(2); $.notify_all()",
            "with $: out.append($.wait(1))",
            "with $: out.append($.wait_for(lambda: $ready, 1))",
            "$ready.append(3)",
            "$.notify()",
        ],
        looks: &["len($ready)", "bool($ready)"],
    },
    Topic {
        made: "$ = threading.Barrier(2)",
        changes: &["out.append($.wait(1))", "$.abort()", "$.reset()"],
        looks: &["$.n_waiting", "$.broken", "$.parties"],
    },
    // Futures and pools.
    Topic {
        made: "$ = concurrent.futures.Future()",
        changes: &[
            "$.set_result(1)",
            "$.set_exception(ValueError())",
            "out.append($.cancel())",
            "$.add_done_callback(lambda f: out.append('done'))",
            "out.append($.set_running_or_notify_cancel())",
        ],
        looks: &[
            "$.done()",
            "$.running()",
            "$.cancelled()",
            "$.result(0)",
            "$.exception(timeout=0)",
        ],
    },
    // What is each thread's own.
    Topic {
        made: "$ = threading.local(); $.n = 0",
        changes: &["$.n = 1", "$.n = getattr($, 'n', 5) + 1", "$.__dict__['n'] = 3"],
        looks: &["$.n", "getattr($, 'n', None)", "hasattr($, 'n')", "vars($).get('n')"],
    },
    Topic {
        made: "$ = contextvars.ContextVar('$', default=0)",
        changes: &["$.set(1)", "$.set($.get() + 1)", "$.reset($.set(3))"],
        looks: &["$.get()", "contextvars.copy_context().run($.get)"],
    },
    // Caches.
    Topic {
        made: "$calls = []\n@functools.lru_cache(maxsize=2)\ndef $(n): $calls.append(n); return len($calls)",
        changes: &["out.append($(1))", "out.append($(2))", "$.cache_clear()"],
        looks: &[
            "$(1)",
            "$.cache_info().hits",
            "$.cache_info().currsize",
            "len($calls)",
            "$.cache_info()",
        ],
    },
    Topic {
        made: "$base = 1\n@functools.cache\ndef $(n): return $base + n",
        changes: &["$base += 1", "$base = 5", "$.cache_clear()", "$(1)"],
        looks: &["$(1)", "$(2)", "$.cache_info().misses"],
    },
];
