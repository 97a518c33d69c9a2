//! However a program ends, it is known, and Python's words are said.

use std::time::Duration;

use threads::Status;

use crate::common::{Which, run, start, start_with};

#[test]
fn threads_print_and_are_joined() {
    let text = "import threading\ndef f(n):\n    print('hello', n)\nts = [threading.Thread(target=f, args=(n,)) for n in range(3)]\nfor t in ts:\n    t.start()\n    t.join()\nprint('done')\n";
    for which in Which::ALL {
        let (status, told) = run(text, "hello.py", which);
        assert_eq!((status, told.status), (Status::Finished, 0), "{which:?}");
        assert_eq!(told.output, "hello 0\nhello 1\nhello 2\ndone\n", "{which:?}");
    }
}

#[test]
fn two_locks_in_two_orders_are_a_deadlock_that_names_them() {
    let text = "import threading\nfork = threading.Lock()\nspoon = threading.Lock()\nboth = threading.Barrier(2)\ndef eat(first, second):\n    with first:\n        both.wait()\n        with second:\n            pass\na = threading.Thread(target=eat, args=(fork, spoon))\nb = threading.Thread(target=eat, args=(spoon, fork))\na.start()\nb.start()\n";
    for which in Which::ALL {
        let (run, _) = start(text, "dinner.py", which);
        assert_eq!(run.wait(), Status::Deadlocked, "{which:?}");
        let graph = run.graph();
        let names: Vec<&str> = graph.nodes.iter().map(|node| node.name.as_str()).collect();
        for name in ["fork", "spoon", "Thread-1", "Thread-2"] {
            assert!(names.contains(&name), "{which:?}: {names:?}");
        }
        let lines: Vec<u32> = graph
            .nodes
            .iter()
            .filter_map(|node| Some(node.place.as_ref()?.line))
            .collect();
        assert!(lines.contains(&8), "{which:?}: {lines:?}");
        run.stop();
        run.join_all();
    }
}

#[test]
fn a_daemon_is_cut_off_wherever_it_is() {
    for body in [
        "while True:\n        pass",
        "lock.acquire()",
        "time.sleep(1000)",
        "queue.Queue().get()",
    ] {
        let text = format!(
            "import threading, time, queue\nlock = threading.Lock()\nlock.acquire()\ndef f():\n    {body}\nthreading.Thread(target=f, daemon=True).start()\nprint('over')\n"
        );
        for which in Which::ALL {
            let (status, told) = run(&text, "daemon.py", which);
            assert_eq!(
                (status, told.output.as_str()),
                (Status::Finished, "over\n"),
                "{which:?}: {body}"
            );
        }
    }
}

#[test]
fn a_loop_that_never_blocks_is_stopped() {
    let text = "import threading\ndef f():\n    while True:\n        pass\nthreading.Thread(target=f).start()\nprint('on')\nf()\n";
    for which in Which::ALL {
        let (run, course) = start(text, "loop.py", which);
        while course.told().output.is_empty() {
            std::thread::yield_now();
        }
        run.stop();
        run.join_all();
        assert_eq!(run.status(), Status::Stopped, "{which:?}");
    }
}

#[test]
fn exceptions_are_told_with_their_tracebacks() {
    let text = "import threading\ndef f():\n    1 / 0\nt = threading.Thread(target=f)\nt.start()\nt.join()\nraise ValueError('no')\n";
    let (status, told) = run(text, "wrong.py", Which::Free314);
    assert_eq!((status, told.status), (Status::Finished, 1));
    assert_eq!(told.exception.as_deref(), Some("ValueError: no"));
    assert_eq!(
        told.thread_exceptions,
        ["Thread-1 (f): ZeroDivisionError: division by zero"]
    );
    assert!(
        told.errors
            .contains("Exception in thread Thread-1 (f):\nTraceback (most recent call last):\n")
    );
    assert!(
        told.errors.ends_with("    raise ValueError('no')\nValueError: no\n"),
        "{}",
        told.errors
    );
}

#[test]
fn endless_recursion_is_an_error_like_any_other() {
    let text = "def f():\n    f()\ntry:\n    f()\nexcept RecursionError as error:\n    print(error)\n";
    let (status, told) = run(text, "deep.py", Which::Python314);
    assert_eq!(
        (status, told.output.as_str()),
        (Status::Finished, "maximum recursion depth exceeded\n")
    );
}

#[test]
fn endless_memory_is_a_memory_error() {
    let text = "kept = []\ntry:\n    while True:\n        kept.append('x' * 1000 + str(len(kept)))\nexcept MemoryError:\n    kept = None\n    print('no more')\n";
    for which in Which::ALL {
        let mut settings = which.settings("large.py");
        settings.memory_limit = 64 << 20;
        let (run, course) = start_with(text, "large.py", which, settings, Duration::from_millis(5));
        assert_eq!(
            (run.wait(), course.told().output.as_str()),
            (Status::Finished, "no more\n"),
            "{which:?}"
        );
    }
}

#[test]
fn too_many_threads_are_an_error_like_any_other() {
    let text = "import threading\ngate = threading.Event()\nts = []\ntry:\n    for n in range(1000):\n        t = threading.Thread(target=gate.wait)\n        t.start()\n        ts.append(t)\nexcept RuntimeError as error:\n    print(error)\ngate.set()\nfor t in ts:\n    t.join()\nprint(len(ts))\n";
    let (status, told) = run(text, "many.py", Which::Python314);
    assert_eq!(
        (status, told.output.as_str()),
        (Status::Finished, "can't start new thread\n63\n")
    );
}

#[test]
fn exits_are_exits() {
    let text = "import os, threading, time\ndef f():\n    os._exit(7)\nthreading.Thread(target=f).start()\nthreading.Event().wait()\n";
    for which in Which::ALL {
        let (status, told) = run(text, "exit.py", which);
        assert_eq!((status, told.status), (Status::Finished, 7), "{which:?}");
    }
}

/// A chain of a million links is dropped, compared and shown without an end of the host's stack.
#[test]
fn deep_structures_break_nothing() {
    for text in [
        "node = None\nfor n in range(1000000):\n    node = (n, node)\nnode = None\nprint('gone')\n",
        "node = None\nfor n in range(300000):\n    node = [n, node]\nnode = None\nprint('gone')\n",
        "class Node:\n    pass\nnode = None\nfor n in range(300000):\n    new = Node()\n    new.next = node\n    node = new\nnew = node = None\nprint('gone')\n",
        "node = []\nfor n in range(100000):\n    node = [node]\ntry:\n    repr(node)\nexcept RecursionError:\n    pass\ntry:\n    node == [node]\nexcept RecursionError:\n    pass\nprint('gone')\n",
        "f = lambda: 0\nfor n in range(200000):\n    f = lambda g=f: g\nf = None\nprint('gone')\n",
    ] {
        let (status, told) = run(text, "deep.py", Which::Free314);
        assert_eq!((status, told.output.as_str()), (Status::Finished, "gone\n"), "{text}");
    }
}
