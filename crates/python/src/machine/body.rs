//! Code as the machine runs it: the compiler's, with its constants, names and hints made once.

use std::sync::atomic::AtomicU32;
use std::sync::{Arc, OnceLock};

use num_bigint::BigInt;
use python_syntax::code::{Code, Constant, Kind, Op};

use super::fused::{Quick, fuse};
use super::mentioned::Mentioned;
use crate::objects::string::{Name, intern};
use crate::operations::sequence::set_of;
use crate::value::Value;

/// Code as the machine runs it.
#[derive(Debug)]
pub struct Body {
    /// The compiler's code.
    pub code: Arc<Code>,
    /// Its constants; a tuple of names is one of strings.
    pub constants: Vec<Value>,
    /// Its ops as real threads run them.
    pub(super) quick: Box<[Quick]>,
    /// Names of globals and attributes.
    pub names: Vec<Name>,
    /// Names of the fast slots.
    pub locals: Vec<Name>,
    /// Its name.
    pub name: Name,
    /// Its qualified name.
    pub qualname: Name,
    /// For each op, where what it looks up was found last.
    pub hints: Vec<AtomicU32>,
    /// How many slots a frame has before its operands: locals and own cells.
    pub slots: usize,
    /// Whether a call with exactly its positional parameters needs nothing but a frame.
    pub simple: bool,
    /// Whether it belongs to the library and is left out of tracebacks.
    pub hidden: bool,
    /// Whether it belongs to the library and is Python in CPython as well, so that to enter it is a check point.
    pub checks_entry: bool,
    mentioned: OnceLock<Arc<Mentioned>>,
}

impl Body {
    /// The code as the machine runs it.
    #[must_use]
    pub fn new(code: &Arc<Code>, hidden: bool) -> Arc<Self> {
        let named = |names: &[Arc<str>]| names.iter().map(|name| intern(name)).collect::<Vec<_>>();
        let plain = code.keyword_only == 0 && !code.variadic && !code.variadic_keywords;
        Arc::new(Self {
            constants: code
                .constants
                .iter()
                .map(|constant| value_of(constant, hidden))
                .collect(),
            quick: fuse(code),
            names: named(&code.names),
            locals: named(&code.locals),
            name: intern(&code.name),
            qualname: intern(&code.qualname),
            hints: code.ops.iter().map(|_| AtomicU32::new(0)).collect(),
            slots: code.locals.len() + code.cells.len(),
            simple: plain && code.kind == Kind::Function && code.cells.is_empty(),
            hidden,
            checks_entry: hidden && is_python_in_cpython(code),
            mentioned: OnceLock::new(),
            code: code.clone(),
        })
    }

    /// What it and the code in it say of attributes.
    pub fn mentioned(&self) -> Arc<Mentioned> {
        self.mentioned.get_or_init(|| Arc::new(Mentioned::of(self))).clone()
    }

    /// The op at a place.
    #[inline]
    pub fn op(&self, at: usize) -> Op {
        self.code.ops[at]
    }
}

/// Modules whose functions are Python in CPython, and look into what they are given.
const PYTHON: [&str; 10] = [
    "<base64>",
    "<copy>",
    "<dataclasses>",
    "<fractions>",
    "<json>",
    "<pprint>",
    "<random>",
    "<statistics>",
    "<string>",
    "<textwrap>",
];
/// Classes of `collections` of which that is true, while others are C.
const CLASSES: [&str; 5] = ["ChainMap", "Counter", "UserDict", "UserList", "UserString"];

fn is_python_in_cpython(code: &Code) -> bool {
    let class = code.qualname.split('.').next().unwrap_or_default();
    PYTHON.contains(&&*code.filename) || &*code.filename == "<collections>" && CLASSES.contains(&class)
}

fn value_of(constant: &Constant, hidden: bool) -> Value {
    match constant {
        Constant::None => Value::None,
        Constant::Ellipsis => Value::Ellipsis,
        Constant::Bool(value) => Value::Bool(*value),
        Constant::Int(value) => Value::Int(*value),
        Constant::BigInt(digits) => digits.parse::<BigInt>().map_or(Value::Int(0), Value::from),
        Constant::Float(value) => Value::Float(*value),
        Constant::Imaginary(value) => Value::complex(0.0, *value),
        Constant::Str(text) => Value::Str(intern(text)),
        Constant::Bytes(bytes) => Value::Bytes(Arc::new(bytes.to_vec())),
        Constant::Tuple(items) => Value::tuple(items.iter().map(|item| value_of(item, hidden)).collect()),
        Constant::FrozenSet(items) => {
            let items = items.iter().map(|item| value_of(item, hidden));
            Value::frozen_set(set_of(items).unwrap_or_default())
        }
        Constant::Code(code) => Value::Code(Body::new(code, hidden)),
    }
}
