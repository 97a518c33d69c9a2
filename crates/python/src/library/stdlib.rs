//! The standard library by name: what CPython has, whether it is here or not.

/// The modules and packages of CPython 3.14 at the top, those that only its own library imports left out (`sys.stdlib_module_names`).
const STANDARD: &str = "\
_asyncio _queue _thread _threading_local abc annotationlib argparse array ast asyncio atexit base64 bdb binascii bisect builtins \
bz2 cProfile calendar cmath cmd code codecs codeop collections colorsys compileall compression concurrent configparser contextlib \
contextvars copy copyreg csv ctypes curses dataclasses datetime dbm decimal difflib dis doctest email encodings enum errno \
faulthandler fcntl filecmp fileinput fnmatch fractions ftplib functools gc getopt getpass gettext glob graphlib grp gzip hashlib \
heapq hmac html http imaplib importlib inspect io ipaddress itertools json keyword linecache locale logging lzma mailbox marshal \
math mimetypes mmap modulefinder multiprocessing netrc numbers operator optparse os pathlib pdb pickle pickletools pkgutil \
platform plistlib poplib posixpath pprint profile pstats pty pwd py_compile pyclbr pydoc pyrepl queue quopri random re readline \
reprlib resource rlcompleter runpy sched secrets select selectors shelve shlex shutil signal site smtplib socket socketserver \
sqlite3 ssl stat statistics string stringprep struct subprocess symtable sys sysconfig syslog tabnanny tarfile tempfile termios \
textwrap threading time timeit tkinter token tokenize tomllib trace traceback tracemalloc tty turtle types typing unicodedata \
unittest urllib uuid warnings wave weakref webbrowser wsgiref xml xmlrpc zipapp zipfile zipimport zlib zoneinfo";

/// Whether a module, or the package it is in, belongs to CPython's standard library.
#[must_use]
pub fn is_standard(name: &str) -> bool {
    let top = name.split('.').next().unwrap_or_default();
    STANDARD.split(' ').any(|known| known == top)
}

/// All of these.
pub fn modules() -> impl Iterator<Item = &'static str> {
    STANDARD.split(' ')
}
