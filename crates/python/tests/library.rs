//! The library's modules against what CPython prints.

use python::interpreter::Settings;
use python::{Answer, Effect, Interpreter, Thread};

/// What a program prints, and whether it let go of the lock for a computation.
fn run(source: &str) -> (String, bool) {
    let interpreter = Interpreter::new(source.to_owned(), "program.py".to_owned(), Settings::default());
    let start = interpreter.main().expect("the program runs here");
    let mut thread = Thread::new(&interpreter, 0, start);
    let (mut out, mut detached) = (String::new(), false);
    loop {
        match thread.resume(&interpreter, Answer::Go) {
            Effect::Output { text, .. } => out.push_str(&text),
            Effect::Compute { detached: true, .. } => detached = true,
            Effect::Finished(Err(raised)) => return (out + &interpreter.describe(raised), detached),
            Effect::Finished(Ok(_)) => return (out, detached),
            _ => {}
        }
    }
}

fn refusal(source: &str) -> String {
    let interpreter = Interpreter::new(source.to_owned(), "program.py".to_owned(), Settings::default());
    interpreter
        .main()
        .err()
        .map(|refusal| refusal.to_string())
        .unwrap_or_default()
}

#[test]
fn digests_are_those_of_the_standards() {
    let (out, _) = run("import hashlib\nfor n in 'md5', 'sha1', 'sha256': print(hashlib.new(n, b'abc').hexdigest())");
    assert_eq!(
        out,
        "900150983cd24fb0d6963f7d28e17f72\na9993e364706816aba3e25717850c26c9cd0d89d\n\
         ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad\n"
    );
}

#[test]
fn hashing_lets_go_of_the_lock_above_2047_bytes() {
    assert!(!run("import hashlib\nhashlib.sha256(b'a' * 2047)").1);
    assert!(run("import hashlib\nhashlib.sha256(b'a' * 2048)").1);
    assert!(run("import hashlib\nhashlib.sha256().update(b'a' * 2048)").1);
}

#[test]
fn seeded_random_numbers_are_those_of_cpython() {
    let (out, _) =
        run("import random\nrandom.seed(42)\nprint(random.random(), random.randint(1, 100), random.getrandbits(70))");
    assert_eq!(out, "0.6394267984578837 4 RANDOM\n".replace("RANDOM", SEVENTY_BITS));
}

/// `random.getrandbits(70)` of Python 3.11 after the calls above.
const SEVENTY_BITS: &str = "281774556622676705531";

#[test]
fn files_live_in_the_run() {
    let (out, _) = run(
        "with open('a.txt', 'w') as f:\n    f.write('one\\ntwo\\n')\nwith open('a.txt', 'a') as f:\n    print('three', file=f)\n\
         print(open('a.txt').readlines())\ntry:\n    open('b.txt')\nexcept FileNotFoundError as e:\n    print(e)\n",
    );
    assert_eq!(
        out,
        "['one\\n', 'two\\n', 'three\\n']\n[Errno 2] No such file or directory: 'b.txt'\n"
    );
}

#[test]
fn what_is_written_reaches_the_file_when_it_is_flushed() {
    let (out, _) = run(
        "f = open('a.txt', 'w')\nf.write('one')\nprint(repr(open('a.txt').read()))\nf.flush()\nprint(repr(open('a.txt').read()))\n",
    );
    assert_eq!(out, "''\n'one'\n");
}

#[test]
fn imports_that_do_not_run_here_are_refused_before_the_run() {
    assert!(
        refusal("def f():\n    import subprocess\n").starts_with("line 2, column 5: Other programs do not run here")
    );
    assert!(
        refusal("import hashlib\nprint(hashlib.blake2b(b''))\n")
            .starts_with("line 2, column 7: blake2b and blake2s are not here")
    );
    assert!(
        refusal("from hashlib import md5, blake2s\n").starts_with("line 1, column 1: blake2b and blake2s are not here")
    );
    for module in [
        "pathlib", "decimal", "inspect", "pickle", "weakref", "argparse", "unittest", "zlib",
    ] {
        assert!(
            refusal(&format!("import {module}\n")).starts_with("line 1, column 1: "),
            "{module}"
        );
    }
    for (program, sentence) in [
        (
            "print(1)\nimport select\n",
            "line 2, column 1: The module select is not here",
        ),
        (
            "from concurrent.interpreters import create\n",
            "line 1, column 1: The module concurrent.interpreters",
        ),
        (
            "def f():\n    return eval('1')\n",
            "line 2, column 12: eval, exec and compile are not here",
        ),
        (
            "try:\n    import multiprocessing\nexcept ImportError:\n    pass\n",
            "line 2, column 5: multiprocessing starts",
        ),
    ] {
        assert!(
            refusal(program).starts_with(sentence),
            "{program}: {}",
            refusal(program)
        );
    }
    for program in [
        "try:\n    import numpy\nexcept ImportError:\n    numpy = None\n",
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import numpy, select\n",
        "def compile(x):\n    return x\ncompile(1)\n",
        "from re import compile\ncompile('a')\n",
    ] {
        assert_eq!(refusal(program), "");
    }
    for program in [
        "import sys\nsys.stdin.read()\n",
        "import sys, io\nsys.stdin = io.StringIO()\n",
    ] {
        assert!(refusal(program).contains("Nobody types here"), "{program}");
    }
    assert!(refusal("import sys\nsys.excepthook = print\n").contains("The hooks of sys are not called here"));
    assert!(refusal("import os\nos.fork()\n").starts_with("line 2, column 1: os.fork starts a process"));
    assert_eq!(refusal("import threading, os\nprint(os.getpid())\n"), "");
}

/// Nothing may say that a program fails where only a name is missing here: so it does not run at all.
#[test]
fn names_that_a_module_lacks_here_are_refused_before_the_run() {
    let lacks = |module: &str, name: &str| {
        format!("The module {module} has no {name} here: paste what you need of it into the program.")
    };
    for (program, place, (module, name)) in [
        (
            "import sys\nprint(1)\nsys.gettrace()\n",
            "line 3, column 1",
            ("sys", "gettrace"),
        ),
        ("import os\nos.scandir('.')\n", "line 2, column 1", ("os", "scandir")),
        (
            "import os.path\nos.path.samefile('a', 'b')\n",
            "line 2, column 1",
            ("os.path", "samefile"),
        ),
        (
            "import os.path as p\np.samefile('a', 'b')\n",
            "line 2, column 1",
            ("os.path", "samefile"),
        ),
        (
            "from os import path\npath.samefile('a', 'b')\n",
            "line 2, column 1",
            ("os.path", "samefile"),
        ),
        (
            "from os import getpid, scandir\n",
            "line 1, column 1",
            ("os", "scandir"),
        ),
        (
            "import os as o\ndef f():\n    return o.scandir\n",
            "line 3, column 12",
            ("os", "scandir"),
        ),
        (
            "def f():\n    import os\n    os.scandir()\n",
            "line 3, column 5",
            ("os", "scandir"),
        ),
        (
            "import os, threading\nwith threading.Lock():\n    os.scandir()\n",
            "line 3, column 5",
            ("os", "scandir"),
        ),
    ] {
        assert_eq!(
            refusal(program),
            format!("{place}: {}", lacks(module, name)),
            "{program}"
        );
    }
    for program in [
        "import os\ntry:\n    os.scandir('.')\nexcept AttributeError:\n    pass\n",
        "import os\nif hasattr(os, 'scandir'):\n    os.scandir('.')\n",
        "import os\nos.scandir = list\nos.scandir('.')\n",
        "import os\nos = object()\nos.scandir\n",
        "import queue\ndef f(queue):\n    queue.anything\n",
        "import queue\nfor queue in []:\n    queue.anything\n",
        "import queue\nclass C:\n    queue = 1\n    def f(self):\n        self.queue.anything\n",
        "import os\nfrom contextlib import suppress\nwith suppress(AttributeError):\n    os.scandir('.')\n",
        "import os\nprint(os.__name__, os.path.join('a', 'b'), os.__doc__)\n",
        "import collections\nprint(collections.Counter)\n",
        "import concurrent.futures as futures, urllib.request, logging.handlers\nfutures.ThreadPoolExecutor\nurllib.request.urlopen\n",
        "import sys\nsys.version_info, sys._is_gil_enabled\n",
        "import math\nmath.squareroot(2)\n",
    ] {
        assert_eq!(refusal(program), "", "{program}");
    }
}

/// The table is of what is missing: what is there after all would be refused without need.
#[test]
fn what_a_module_is_said_to_lack_it_lacks() {
    let mut program = String::new();
    for (module, names) in python::library::lacking::lacking() {
        for name in names {
            program += &format!("import {module}\nif hasattr({module}, '{name}'): print('{module}.{name}')\n");
        }
    }
    assert_eq!(run(&program).0, "");
}

#[test]
fn an_uncaught_exception_says_what_its_class_says() {
    let (out, _) =
        run("class E(Exception):\n    def __str__(self):\n        return f'own {self.args[0]}'\nraise E(3)\n");
    assert!(out.ends_with("\nE: own 3\n"), "{out}");
}

#[test]
fn the_version_has_names() {
    let (out, _) = run("import sys\nv = sys.version_info\nprint(v.major, v >= (3, 9), v[:2], v)\n");
    let shown = "sys.version_info(major=3, minor=14, micro=0, releaselevel='final', serial=0)";
    assert_eq!(out, format!("3 True (3, 14) {shown}\n"));
}
