//! What the search did not see once.

/// What a search did not see once: how it is made, and what two threads do with it.
pub const ONCE_MISSING: &[(&str, &str, &str)] = &[
    // What is printed goes where another thread put the output.
    (
        "$ = sys.stdout",
        "with contextlib.redirect_stdout(io.StringIO()) as f: print('in'); out.append(f.getvalue())",
        "print('to?')",
    ),
    // What an op looks into.
    ("$ = [2, 1]", "$.append(3)", "out.append(f'{$!r:>9}')"),
    ("$ = Point()", "$.x = 1", "out.append(f'{$!r:>20}')"),
    (
        "$ = iter([1, 2, 3])",
        "for n in $: out.append(n)",
        "out.extend(relay($))",
    ),
    ("$ = iter([1, 2, 3])", "for n in $: out.append(n)", "out.append(2 in $)"),
    ("$ = iter([1, 2, 3])", "out.extend(relay($))", "out.append(sum($))"),
    ("$ = count_up()", "for n in $: out.append(n)", "out.append(1 in $)"),
    ("$ = {'a': 1}", "$['b'] = 2", "out.append(shape($))"),
    ("$ = Point()", "$.x = 1", "out.append(spot($))"),
    ("$ = Bare(); $.n = 0", "$.n = 1", "out.append(point($))"),
    ("$ = {'a': 1}", "$['a'] = 3", "out.append(collections.ChainMap($)['a'])"),
    (
        "$ = {'a': 1}",
        "$['a'] = 3",
        "out.append(types.MappingProxyType($)['a'])",
    ),
    ("$ = 0", "del $; $ = $ + 1", "out.append(scope())"),
    // Attributes of what is inherited, set later, or looked at all at once.
    ("$ = Derived()", "Derived.n += 1", "Derived.n += 1"),
    ("$ = Derived()", "Derived.n = 3", "out.append($.n)"),
    ("$ = Derived()", "Base.n = 2", "out.append(super(Derived, $).n)"),
    ("$ = Derived()", "Base.m = 7", "out.append(getattr($, 'm', None))"),
    (
        "$ = Derived()",
        "Base.name = lambda self: 'new'",
        "out.append($.name())",
    ),
    ("$ = Derived()", "$.name = lambda: 'own'", "out.append($.name())"),
    ("$ = Derived()", "Derived.n = 3", "out.append(vars(Derived).get('n'))"),
    ("$ = Slots(); $.n = 0", "del $.n", "out.append($.n)"),
    (
        "$ = None",
        "if not hasattr(static, 'seen'): static.seen = True; out.append(1)",
        "out.append(hasattr(static, 'seen'))",
    ),
    ("$ = None", "sys.extra = 1", "out.append(getattr(sys, 'extra', None))"),
    ("$ = None", "globals()['len'] = lambda one: 7", "out.append(len([]))"),
    ("$ = 0", "$ += 1", "out.append(globals().get('$'))"),
    ("$ = Bare(); $.n = 0", "$.m = 1", "out.append(sorted(vars($)))"),
    ("$ = Bare(); $.n = 0", "del $.n", "out.append(dir($)[-1])"),
    ("$ = Bare(); $.n = 0", "$.n = 1", "out.append({**vars($)}.get('n'))"),
    ("$ = Bare(); $.n = 0", "$.n = 1", "out.append('{0.n}'.format($))"),
    (
        "$ = Bare(); $.n = 0",
        "$.n = 1",
        "out.append(operator.attrgetter('n')($))",
    ),
    ("$ = Bare(); $.n = 0", "$.n = 1", "out.append(copy.copy($).n)"),
    (
        "$ = Bare(); $.n = 0",
        "$.n = 1",
        "out.append(json.dumps($, default=lambda it: it.__dict__))",
    ),
    ("$ = types.SimpleNamespace(n=0)", "del $.n", "out.append(str($))"),
    // Natives that come back from Python.
    ("$ = [2, 1]", "$.sort(key=lambda n: -n)", "$.append(3)"),
    ("$ = [2, 1]", "$.extend(n for n in [5, 6])", "$.append(3)"),
    ("$ = collections.deque()", "$.extend(n for n in [5, 6])", "$.append(3)"),
    // What the library does with what it is given, or keeps.
    ("$ = [2, 1]", "random.Random(1).shuffle($)", "out.append($[-1])"),
    ("$ = [2, 1]", "operator.setitem($, 0, 5)", "out.append($[:])"),
    ("$ = [[], {}]", "$[0].append(4)", "out.append(any($))"),
    ("$ = [[], {}]", "$[1]['a'] = 1", "out.append(list(filter(None, $)))"),
    ("$ = None", "os.environ['X'] = 'y'", "out.append(os.getenv('X'))"),
    (
        "$calls = []\n@functools.lru_cache\ndef $(n): $calls.append(n)",
        "$(2)",
        "out.append($.cache_info())",
    ),
    (
        "$to = io.StringIO(); $ = logging.getLogger('$'); $.addHandler(logging.StreamHandler($to))",
        "$.warning('w')",
        "out.append($to.getvalue())",
    ),
    ("$ = threading.Thread(target=print)", "$.start()", "$.start()"),
    (
        "$ = threading.Thread(target=print)",
        "$.start()",
        "if not $.is_alive(): $.start()",
    ),
    (
        "$v = contextvars.ContextVar('v', default=0); $ = contextvars.copy_context()",
        "$.run(lambda: $v.set(1))",
        "$.run(lambda: $v.set(2))",
    ),
    // What is no thread's business but its loop's, and is reached for all the same.
    (
        "$ = asyncio.new_event_loop().create_future()",
        "$.set_result(1)",
        "out.append($.done())",
    ),
    ("$ = asyncio.Event()", "$.set()", "out.append($.is_set())"),
    (
        "$ = asyncio.Lock()",
        "asyncio.run($.acquire())",
        "out.append($.locked())",
    ),
    ("$ = asyncio.Queue(1)", "$.put_nowait(1)", "$.put_nowait(2)"),
    ("$ = asyncio.Queue()", "$.put_nowait(1)", "out.append($.qsize())"),
    (
        "$ = asyncio.new_event_loop()",
        "$.call_soon(out.append, 2)",
        "$.call_soon($.stop); $.run_forever()",
    ),
    // What the library calls for the program, with what it was handed in.
    (
        "$ = collections.OrderedDict(a=1, b=2)",
        "t = threading.Thread(target=$.move_to_end, args=('a',)); t.start(); t.join()",
        "out.append(list($))",
    ),
    (
        "$ = [3, 5]",
        "t = threading.Thread(target=heapq.heappush, args=($, 1)); t.start(); t.join()",
        "out.append($[0])",
    ),
    (
        "$to = io.StringIO(); $ = csv.writer($to)",
        "$.writerow([1])",
        "$.writerow([2]); out.append($to.getvalue())",
    ),
    // What the library keeps for itself.
    ("$ = contextlib.ExitStack()", "$.callback(out.append, 1)", "$.close()"),
    (
        "$ = functools.singledispatch(lambda it: 'any')",
        "$.register(int, lambda it: 'int')",
        "out.append($(1))",
    ),
    (
        "$to = io.StringIO(); $ = logging.getLogger('$')",
        "$.addHandler(logging.StreamHandler($to))",
        "$.warning('w'); out.append($to.getvalue())",
    ),
    (
        "$ = http.client.HTTPConnection('example.org')",
        "$.request('GET', '/a'); out.append($.getresponse().status)",
        "$.request('GET', '/b'); out.append($.getresponse().status)",
    ),
];
