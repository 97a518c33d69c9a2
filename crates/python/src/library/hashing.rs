//! The module `hashlib`: digests, for which the lock is let go when much is hashed, as CPython does above 2,047 bytes.

use std::sync::{Arc, OnceLock};

use md5::Md5;
use sha1::Sha1;
use sha2::digest::Digest;
use sha2::{Sha224, Sha256, Sha384, Sha512};
use sha3::{Sha3_224, Sha3_256, Sha3_384, Sha3_512};

use super::touch::{detached, touch};
use crate::builtins::args::{keyword, only};
use crate::builtins::methods::{getter, quick, slow};
use crate::checkpoint::Undo;
use crate::effect::Kind;
use crate::machine::cx::{Arguments, Call, Cx};
use crate::number::{self, ObjectNumber};
use crate::objects::class::{Class, Layout};
use crate::objects::dict::Dict;
use crate::objects::exception::Raised;
use crate::objects::guarded::Guarded;
use crate::objects::opaque::Opaque;
use crate::objects::types::types;
use crate::operations::compare::bytes_of;
use crate::value::Value;

type Outcome = Result<Value, Raised>;

/// Up to this many bytes the lock is kept (`HASHLIB_GIL_MINSIZE` in CPython).
const KEPT: usize = 2047;
/// What a byte takes to hash, about.
const NANOS_PER_BYTE: u64 = 3;

macro_rules! algorithms {
    ($($name:literal $kind:ident $block:literal;)*) => {
        /// A digest under way.
        #[derive(Clone)]
        enum State { $($kind($kind),)* }

        impl State {
            fn new(name: &str) -> Option<Self> {
                Some(match name { $($name => Self::$kind(<$kind as Digest>::new()),)* _ => return None })
            }

            fn update(&mut self, bytes: &[u8]) {
                match self { $(Self::$kind(state) => Digest::update(state, bytes),)* }
            }

            fn digest(&self) -> Vec<u8> {
                match self { $(Self::$kind(state) => state.clone().finalize().to_vec(),)* }
            }

            fn name(&self) -> &'static str {
                match self { $(Self::$kind(_) => $name,)* }
            }

            fn size(&self) -> usize {
                match self { $(Self::$kind(_) => <$kind as Digest>::output_size(),)* }
            }

            fn block(&self) -> i64 {
                match self { $(Self::$kind(_) => $block,)* }
            }
        }

        const NAMES: &[&str] = &[$($name),*];
    };
}

algorithms! {
    "md5" Md5 64;
    "sha1" Sha1 64;
    "sha224" Sha224 64;
    "sha256" Sha256 64;
    "sha384" Sha384 128;
    "sha512" Sha512 128;
    "sha3_224" Sha3_224 144;
    "sha3_256" Sha3_256 136;
    "sha3_384" Sha3_384 104;
    "sha3_512" Sha3_512 72;
}

/// A hash object: what several threads may update.
struct Hash {
    number: ObjectNumber,
    state: Guarded<State>,
}

/// What puts a hash object's state back as it is now.
pub(super) fn undo(object: &Arc<Opaque>) -> Option<Undo> {
    let (object, held) = (object.clone(), object.data::<Hash>()?.state.get());
    Some(Box::new(move || {
        if let Some(hash) = object.data::<Hash>() {
            hash.state.replace(held.clone());
        }
    }))
}

/// Puts the functions in.
pub fn fill(globals: &Dict) {
    for name in NAMES {
        globals.set_text(name, Value::native_slow(name, |cx, args| Box::pin(named(cx, args))));
    }
    globals.set_text("new", Value::native_slow("new", |cx, args| Box::pin(new(cx, args))));
    let names = || {
        NAMES
            .iter()
            .map(|name| (Value::from(*name), Value::None))
            .collect::<Vec<_>>()
    };
    for available in ["algorithms_available", "algorithms_guaranteed"] {
        globals.set_text(
            available,
            Value::tuple(names().into_iter().map(|(name, _)| name).collect()),
        );
    }
}

fn class() -> &'static Arc<Class> {
    static CLASS: OnceLock<Arc<Class>> = OnceLock::new();
    CLASS.get_or_init(|| {
        let class = Arc::new(Class::builtin("_hashlib.HASH", Some(&types().object), Layout::Final));
        slow(
            &class,
            "HASH",
            &[
                ("update", |cx, args| Box::pin(update(cx, args))),
                ("digest", |cx, args| Box::pin(looked_at(cx, args))),
                ("hexdigest", |cx, args| Box::pin(looked_at(cx, args))),
                ("copy", |cx, args| Box::pin(looked_at(cx, args))),
            ],
            None,
        );
        quick(&class, "HASH", &[("__repr__", repr)], None);
        getter(
            &class,
            "name",
            |value| Ok(Value::from(hash(value)?.state.lock().name())),
            None,
        );
        getter(
            &class,
            "digest_size",
            |value| Ok(Value::Int(hash(value)?.state.lock().size() as i64)),
            None,
        );
        getter(
            &class,
            "block_size",
            |value| Ok(Value::Int(hash(value)?.state.lock().block())),
            None,
        );
        class
    })
}

fn repr(call: &Call) -> Outcome {
    let hash = hash(&call.args[0])?;
    let name = hash.state.lock().name();
    Ok(Value::from(format!(
        "<{name} _hashlib.HASH object @ 0x{:012x}>",
        hash.number.0
    )))
}

fn hash(value: &Value) -> Result<&Hash, Raised> {
    value
        .data::<Hash>()
        .ok_or_else(|| Raised::type_error("a hash object is required"))
}

fn object(state: State) -> Value {
    let (number, state) = (number::next(), Guarded::new(state));
    Value::opaque(class(), Hash { number, state })
}

fn data(value: &Value) -> Result<Vec<u8>, Raised> {
    match bytes_of(value) {
        Some(bytes) => Ok(bytes),
        None if matches!(value, Value::Str(_)) => Err(Raised::type_error("Strings must be encoded before hashing")),
        None => Err(Raised::type_error("object supporting the buffer API required")),
    }
}

// Much is hashed with the lock let go.
async fn pass<T>(cx: &Cx, bytes: &[u8], work: impl FnOnce() -> T) -> T {
    if bytes.len() > KEPT {
        return detached(cx, bytes.len() as u64 * NANOS_PER_BYTE, work).await;
    }
    work()
}

async fn begun(cx: &Cx, mut state: State, first: Option<Value>) -> Outcome {
    if let Some(first) = first {
        let bytes = data(&first)?;
        pass(cx, &bytes, || state.update(&bytes)).await;
    }
    Ok(object(state))
}

async fn named(cx: Cx, args: Arguments) -> Outcome {
    let name = args.function.name;
    only(name, &args.keywords, &["data", "string", "usedforsecurity"])?;
    let first = args
        .take(0, "data")
        .or_else(|| keyword(&args.keywords, "string").cloned());
    match State::new(name) {
        Some(state) => begun(&cx, state, first).await,
        None => Err(Raised::value_error(format!("unsupported hash type {name}"))),
    }
}

async fn new(cx: Cx, args: Arguments) -> Outcome {
    let name = match args.take(0, "name") {
        Some(Value::Str(name)) => name,
        Some(other) => {
            let kind = crate::operations::types::type_name(&other);
            return Err(Raised::type_error(format!(
                "new() argument 'name' must be str, not {kind}"
            )));
        }
        None => return Err(Raised::type_error("new() missing required argument 'name' (pos 1)")),
    };
    match State::new(&name.as_str().to_lowercase().replace('-', "_")) {
        Some(state) => begun(&cx, state, args.take(1, "data")).await,
        None => Err(Raised::value_error(format!("unsupported hash type {name}"))),
    }
}

async fn update(cx: Cx, args: Arguments) -> Outcome {
    let own = hash(&args.args[0])?;
    let given = args.args.get(1).ok_or_else(|| {
        let given = args.args.len() - 1;
        Raised::type_error(format!("HASH.update() takes exactly one argument ({given} given)"))
    })?;
    let bytes = data(given)?;
    if cx.interpreter.announces() {
        pass(&cx, &bytes, || ()).await;
        touch(&cx, own.number, Kind::Update, "hash").await;
        own.state.lock().update(&bytes);
    } else {
        pass(&cx, &bytes, || own.state.lock().update(&bytes)).await;
    }
    Ok(Value::None)
}

async fn looked_at(cx: Cx, args: Arguments) -> Outcome {
    let own = hash(&args.args[0])?;
    touch(&cx, own.number, Kind::Read, "hash").await;
    let state = own.state.lock().clone();
    Ok(match args.function.name {
        "copy" => object(state),
        "digest" => Value::Bytes(Arc::new(state.digest())),
        _ => Value::from(
            state
                .digest()
                .iter()
                .map(|byte| format!("{byte:02x}"))
                .collect::<String>(),
        ),
    })
}
