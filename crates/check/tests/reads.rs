//! Whatever looks into a container that another thread changes can come before the change or after it: neither outcome may be missing, or a proof is false.

use std::sync::Arc;

use check::{Limits, Model, Text};

/// A container that is made, how one thread changes it, and what another prints: each way of looking into it.
struct Shared<'a> {
    made: &'a str,
    change: &'a str,
    looks: &'a [&'a str],
}

const LIST: Shared = Shared {
    made: "[]",
    change: "it.append(97)",
    looks: &[
        "len(it)",
        "it.__len__()",
        "it.copy()",
        "it.count(97)",
        "it[:]",
        "it * 2",
        "it + [1]",
        "[1] + it",
        "tuple(it)",
        "[*it]",
        "(*it, 1)",
        "sum(it)",
        "it == []",
        "[] == it",
        "97 in it",
        "str(it)",
        "'%s' % it",
        "'%s' % ([it],)",
        "f'{it}'",
        "f'{[it]}'",
        "repr([it])",
        "str({1: (it,)})",
        "sorted(it)",
        "list(reversed(it))",
        "list(enumerate(it))",
        "bool(it)",
        "not it",
        "next(iter(it), None)",
        "[x for x in it]",
        "set(it)",
        "dict.fromkeys(it)",
        "bytes(it)",
        "bytearray(it)",
        "list(zip(it, it))",
        "(lambda *a: a)(*it)",
        "(lambda *a, **k: a)(*it, **{})",
        "[[it] == [[]]]",
        "max([0] + it)",
        "collections.Counter(it)",
        "collections.deque(it)",
        "collections.OrderedDict.fromkeys(it)",
        "set().union(it)",
        "{97, 1}.difference(it)",
        "{97}.intersection(it)",
        "{97}.isdisjoint(it)",
        "{97}.issubset(it)",
        "set().issuperset(it)",
        "b''.join([bytes(it)])",
        "''.join(map(str, it))",
        "'{}'.format(it)",
        "'{}'.format([it])",
        "copy.copy(it)",
        "copy.deepcopy([it])",
        "json.dumps({'a': it})",
        "print(*it)",
        "print(it)",
        "print([it])",
        "Pile(it)",
        "any(it)",
        "min(it, default=0)",
        "it < [97]",
        "[it] < [[97]]",
        "it is it and list(it)",
        "list(map(str, it))",
        "list(filter(None, it))",
        "list(itertools.chain(it, it))",
        "list(itertools.chain.from_iterable([it]))",
        "functools.reduce(max, it, 0)",
        "(lambda own: own.extend(it) or own)([])",
        "operator.itemgetter(slice(None))(it)",
        "statistics.mean(it or [1])",
        "heapq.nlargest(1, it)",
    ],
};

const DICT: Shared = Shared {
    made: "{}",
    change: "it['a'] = 2",
    looks: &[
        "len(it)",
        "it.__len__()",
        "it.copy()",
        "dict(it)",
        "'a' in it",
        "it.get('a')",
        "list(it)",
        "list(it.items())",
        "list(it.keys())",
        "sum(it.values())",
        "it == {}",
        "str(it)",
        "{**it}",
        "sorted(it)",
        "2 in it.values()",
        "('a', 2) in it.items()",
        "len(it.items())",
        "it | {}",
        "{} | it",
        "list(reversed(it))",
        "bool(it)",
        "it.setdefault('a', 3)",
        "it.pop('a', None)",
        "'%(a)s' % {'a': it}",
        "'%s' % it",
        "it.keys() | {5}",
        "it.keys() == {'a'}",
        "(lambda **k: k)(**it)",
        "(lambda *a, **k: k)(*(), **it)",
        "dict(**it)",
        "collections.OrderedDict(it)",
        "collections.Counter(it)",
        "collections.defaultdict(int, it)",
        "collections.ChainMap(it).get('a')",
        "'{a}'.format(a=it)",
        "json.dumps([it])",
        "copy.copy(it)",
        "types.MappingProxyType(it).get('a')",
        "{}.update(it) or len(it)",
        "Book(it)",
        "repr([it])",
        "print(it)",
        "list(map(str, it)) and list(it)",
    ],
};

const SET: Shared = Shared {
    made: "set()",
    change: "it.add(1)",
    looks: &[
        "len(it)",
        "it.__len__()",
        "1 in it",
        "it.copy()",
        "sorted(it)",
        "it | {2}",
        "{2} | it",
        "it & {1}",
        "it - {2}",
        "{1, 2} - it",
        "it ^ {2}",
        "it.union({2})",
        "{2}.union(it)",
        "it.intersection({1})",
        "{1}.intersection(it)",
        "it.difference({2})",
        "{1, 2}.difference(it)",
        "{2}.symmetric_difference(it)",
        "it.issubset({2})",
        "{1}.issubset(it)",
        "it.issuperset({1})",
        "{2}.issuperset(it)",
        "it.isdisjoint({1})",
        "{1, 2}.isdisjoint(it)",
        "it == {1}",
        "{1} == it",
        "it <= {2}",
        "{1} <= it",
        "frozenset(it)",
        "str(it)",
        "list(it)",
        "{*it}",
        "bool(it)",
        "sum(it)",
        "f'{it}'",
        "repr([it])",
        "len({3}.union(*[it]))",
    ],
};

const BYTES: Shared = Shared {
    made: "bytearray(b'x')",
    change: "it.append(97)",
    looks: &[
        "len(it)",
        "it.__len__()",
        "it.count(b'a')",
        "bytes(it)",
        "list(it)",
        "it == b'x'",
        "97 in it",
        "it + b''",
        "b'' + it",
        "it[:]",
        "repr(it)",
        "it.decode()",
        "it.find(b'a')",
        "b''.join([it])",
        "b''.join((b'', it))",
        "f'{it}'",
        "sorted(it)",
        "it.hex()",
        "it.upper()",
        "it * 2",
        "tuple(it)",
        "it.startswith(b'xa')",
        "it.endswith(b'a')",
        "it.split(b'y')",
        "it.replace(b'y', b'z')",
        "it.strip()",
        "it.isalpha() and it.find(b'a')",
        "it.partition(b'a')",
        "it.rjust(3)",
        "b'xa'.startswith(it) and bytes(it)",
        "hashlib.sha1(it).hexdigest()",
        "int.from_bytes(it, 'big')",
        "struct.pack('3s', it)",
        "base64.b64encode(it)",
        "it.title()",
        "it.rsplit(b'y', 1)",
        "it.copy()",
    ],
};

const DEQUE: Shared = Shared {
    made: "collections.deque()",
    change: "it.append(1)",
    looks: &[
        "len(it)",
        "it.__len__()",
        "1 in it",
        "it.copy()",
        "sorted(it)",
        "list(it)",
        "it.count(1)",
        "str(it)",
        "bool(it)",
        "sum(it)",
        "it == collections.deque()",
        "it + collections.deque()",
        "it * 2",
        "tuple(reversed(it))",
        "it[0] if it else 0",
        "collections.deque(it)",
        "(lambda *a: a)(*it)",
        "repr([it])",
        "list(itertools.islice(it, 1))",
    ],
};

fn program(shared: &Shared, look: &str) -> String {
    format!(
        "import base64, collections, copy, dataclasses, functools, hashlib, heapq, io, itertools, json, logging, operator, statistics, struct, sys, threading, types
class Pile(list): pass
class Book(dict): pass
@dataclasses.dataclass
class Point:
    n: object
it = {}
def change():
    {}
def look():
    print({look})
threads = [threading.Thread(target=one) for one in (change, look)]
for thread in threads: thread.start()
for thread in threads: thread.join()
",
        shared.made, shared.change
    )
}

/// How many outcomes a program has under 3.14 and under 3.14t.
fn prints(text: &str) -> [usize; 2] {
    [Model::Python314, Model::Free314].map(|model| {
        let source = Text::new(text.to_owned(), "program.py".to_owned()).source();
        let checked = check::check(&source, model, &Limits::new(Arc::new(|| 0.0)));
        checked.outcomes.len()
    })
}

fn outcomes(shared: &Shared, look: &str) -> [usize; 2] {
    prints(&program(shared, look))
}

fn nothing_is_missing(shared: &Shared) {
    let missing: Vec<&str> = shared
        .looks
        .iter()
        .copied()
        .filter(|look| outcomes(shared, look).iter().any(|count| *count < 2))
        .collect();
    assert_eq!(missing, Vec::<&str>::new(), "of {}", shared.made);
}

#[test]
fn of_a_list() {
    nothing_is_missing(&LIST);
}

#[test]
fn of_a_dict() {
    nothing_is_missing(&DICT);
}

#[test]
fn of_a_set() {
    nothing_is_missing(&SET);
}

#[test]
fn of_a_bytearray() {
    nothing_is_missing(&BYTES);
}

#[test]
fn of_a_deque() {
    nothing_is_missing(&DEQUE);
}

/// What an iterator walks is looked into when it takes a step, long after it was made.
#[test]
fn of_a_list_by_an_iterator_that_was_made_before() {
    let missing: Vec<&str> = [
        "iter(it)",
        "enumerate(it)",
        "zip(it, it)",
        "map(str, it)",
        "filter(None, it)",
        "map(str, enumerate(it))",
        "(x for x in it)",
        "itertools.chain(it, it)",
        "itertools.chain.from_iterable([it])",
        "itertools.islice(it, 3)",
        "itertools.accumulate(it)",
        "itertools.takewhile(bool, it)",
        "itertools.zip_longest(it, [])",
        "itertools.batched(it, 1)",
    ]
    .into_iter()
    .filter(|made| {
        [
            "list(lazy)",
            "[*lazy]",
            "next(lazy, None)",
            "[x for x in lazy]",
            "print(*lazy)",
            "sorted(lazy, key=str)",
        ]
        .into_iter()
        .any(|look| {
            let shared = Shared {
                made: &format!("[]; lazy = {made}"),
                ..LIST
            };
            outcomes(&shared, look).iter().any(|count| *count < 2)
        })
    })
    .collect();
    assert_eq!(missing, Vec::<&str>::new());
}

/// Two threads that take from one iterator: either may get the first.
#[test]
fn an_iterator_that_is_shared_moves_on_for_both() {
    let missing: Vec<&str> = [
        "iter([1, 2])",
        "iter((1, 2))",
        "iter(range(2))",
        "iter('ab')",
        "iter({1: 1, 2: 2})",
        "iter({1, 2})",
        "reversed([1, 2])",
        "enumerate('ab')",
        "zip('ab', 'cd')",
        "map(str, [1, 2])",
        "filter(None, [1, 2])",
        "itertools.count()",
        "itertools.cycle([1, 2])",
        "iter(b'ab')",
    ]
    .into_iter()
    .filter(|made| {
        let text = format!(
            "import itertools, threading
it, got = {made}, {{}}
def one(): got[1] = next(it)
def two(): got[2] = next(it)
threads = [threading.Thread(target=each) for each in (one, two)]
for thread in threads: thread.start()
for thread in threads: thread.join()
print(sorted(got.items()))
"
        );
        prints(&text) != [2, 2]
    })
    .collect();
    assert_eq!(missing, Vec::<&str>::new());
}

/// What else threads share: how it is made, how one thread changes it, how another looks.
#[test]
fn of_what_the_library_keeps() {
    let missing: Vec<&str> = [
        ("io.StringIO()", "it.write('a')", "it.getvalue()"),
        ("io.BytesIO()", "it.write(b'a')", "it.getvalue()"),
        ("Point(0)", "it.n = 1", "print(it)"),
        ("Point(0)", "it.n = 1", "f'{it}'"),
        ("Point(0)", "it.n = 1", "[it]"),
        ("Point(0)", "it.n = 1", "it == Point(1)"),
        ("Point(0)", "it.n = 1", "repr(it)"),
        ("Point([])", "it.n.append(1)", "str(it)"),
        ("Point(0)", "it.n = 1", "dataclasses.asdict(it)"),
        ("Point(0)", "it.n = 1", "dataclasses.astuple(it)"),
        ("Point(0)", "it.n = 1", "dataclasses.replace(it)"),
        ("types.SimpleNamespace(n=0)", "it.n = 1", "it"),
        ("logging.getLogger('one')", "it.setLevel(10)", "it.isEnabledFor(10)"),
        (
            "io.StringIO(); out = sys.stdout",
            "sys.stdout = it",
            "sys.stdout is it) or out.write('.'",
        ),
        ("sys.stdout", "sys.stdout = io.StringIO()", "'printed where?', end=''"),
        ("{'a': 0, 'b': 1}", "it['a'] = 5", "sorted('ab', key=it.get)"),
        ("{'a': 0, 'b': 1}", "it['a'] = 5", "max('ab', key=it.get)"),
        ("{'a': 0, 'b': 1}", "it['a'] = 5", "list(map(it.get, 'ab'))"),
        ("{'a': 0, 'b': 1}", "it['a'] = 5", "*map(it.get, 'ab')"),
        ("{'a': 0, 'b': 1}", "it['a'] = 5", "sum(map(it.get, 'ab'))"),
        ("{'a': 0, 'b': 1}", "it['a'] = 5", "list(filter(it.get, 'ab'))"),
        ("[]", "it.append('a')", "sum([it], [])"),
        ("[]", "it.append('a')", "list(map(len, [it]))"),
        ("[]", "it.append('a')", "list(map(str, [it]))"),
        ("collections.UserDict()", "it['a'] = 1", "len(it)"),
        ("Point(0)", "vars(it)['n'] = 1", "it.n"),
        ("Point(0)", "it.n = 1", "vars(it)['n']"),
        ("Point(0)", "it.n = 1", "vars(it)"),
        ("Point(0)", "it.n = 1", "vars(it).get('n')"),
        ("Point(0)", "it.m = 1", "'m' in vars(it)"),
        ("Point(0)", "it.m = 1", "vars(it).get('m')"),
        ("Point(0)", "vars(it).update(n=1)", "it.n"),
        ("Point(0)", "it.__dict__['n'] = 1", "it"),
        ("Point(0)", "vars(it).pop('n')", "hasattr(it, 'n')"),
        ("0", "globals()['it'] = 1", "it"),
        ("0", "global it; it = 1", "globals()['it']"),
        ("0", "global new; new = 1", "'new' in globals()"),
        ("collections.UserDict()", "it['a'] = 1", "it"),
        ("collections.UserList()", "it.append(1)", "it"),
        ("collections.ChainMap()", "it['a'] = 1", "'a' in it"),
    ]
    .into_iter()
    .filter(|(made, change, look)| {
        let shared = Shared {
            made,
            change,
            looks: &[],
        };
        outcomes(&shared, look).iter().any(|count| *count < 2)
    })
    .map(|(_, _, look)| look)
    .collect();
    assert_eq!(missing, Vec::<&str>::new());
}

/// What is only handed on is not looked into: no race is said to be where none is.
#[test]
fn what_is_handed_on_is_no_look() {
    for hand in [
        "other.append(it)",
        "[len((it, one)) for one in (it, other)]",
        "[one is it for one in [it]]",
        "other.insert(0, it)",
        "box.put(it)",
        "Box(it)",
        "[it]",
        "len([it])",
        "[it].copy()",
        "id(it)",
        "other.append(*[it])",
        "it is None",
        "isinstance(it, list)",
        "type(it)",
    ] {
        let text = format!(
            "import threading, queue
class Box:
    def __init__(self, it): self.it = it
it, other, box = [], [], queue.Queue()
def change():
    it.append(97)
def look():
    {hand}
threads = [threading.Thread(target=one) for one in (change, look)]
for thread in threads: thread.start()
for thread in threads: thread.join()
"
        );
        let source = Text::new(text, "program.py".to_owned()).source();
        let checked = check::check(&source, Model::Free314, &Limits::new(Arc::new(|| 0.0)));
        assert_eq!(checked.schedules, 1, "{hand}");
    }
}

/// A thread that is started with a container's own method: what it does is set against what others do.
#[test]
fn a_method_that_a_thread_is_handed_is_seen() {
    let threads = "import threading
it = []
thread = threading.Thread(target=it.append, args=(1,))
thread.start()
print(it)
thread.join()
";
    assert_eq!(prints(threads), [2, 2]);
    let pool = "from concurrent.futures import ThreadPoolExecutor
it = []
with ThreadPoolExecutor(2) as pool:
    for n in (1, 2): pool.submit(it.append, n)
print(it)
";
    assert_eq!(prints(pool), [2, 2]);
}

/// What the library does in Python in CPython as well has a check point on entry: between a look and the call another thread may run under the lock too.
#[test]
fn a_function_of_the_library_may_be_entered_late() {
    let safe: Vec<&str> = [
        "print(random.choice(it))",
        "print(statistics.mean(it))",
        "random.sample(it, 1)",
        "copy.copy(it)[0]",
        "json.loads(json.dumps(it))[0]",
    ]
    .into_iter()
    .filter(|call| {
        let text = format!(
            "import copy, json, random, statistics, threading
it = [1]
def look():
    if it: {call}
threads = [threading.Thread(target=one) for one in (look, it.clear)]
for thread in threads: thread.start()
for thread in threads: thread.join()
"
        );
        let source = Text::new(text, "program.py".to_owned()).source();
        let checked = check::check(&source, Model::Python314, &Limits::new(Arc::new(|| 0.0)));
        checked.verdict != check::Verdict::Fails
    })
    .collect();
    assert_eq!(safe, Vec::<&str>::new());
}
