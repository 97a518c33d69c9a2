//! The book as another implementation counts it.

/// Words of the book, different words, and the twenty most frequent, from Python's own idea of a word:
///
/// ```python
/// import collections, re
/// text = open("crates/workloads/data/book.txt", encoding="utf-8").read()
/// words = collections.Counter(re.findall(r"[^\W_]+", text.lower()))
/// print(words.total(), len(words), sorted(words.items(), key=lambda entry: (-entry[1], entry[0]))[:20])
/// ```
pub const WORDS: u64 = 84_165;
/// See [`WORDS`].
pub const DISTINCT: u64 = 5_776;
/// See [`WORDS`].
pub const TOP: [(&str, u64); 20] = [
    ("the", 3329),
    ("to", 2808),
    ("and", 2800),
    ("of", 2570),
    ("a", 1595),
    ("in", 1389),
    ("was", 1337),
    ("her", 1204),
    ("had", 1187),
    ("she", 1146),
    ("i", 1124),
    ("it", 1038),
    ("he", 961),
    ("be", 950),
    ("not", 934),
    ("that", 882),
    ("as", 810),
    ("for", 707),
    ("but", 664),
    ("his", 659),
];
