//! An open file: where it stands, and what was written but has not reached the file yet.

use std::sync::Arc;

use super::store::{Node, node};
use crate::checkpoint::Undo;
use crate::effect::Kind;
use crate::library::touch::{detached, touch};
use crate::machine::cx::{Arguments, Cx};
use crate::number::{self, ObjectNumber};
use crate::objects::class::{Class, Layout};
use crate::objects::exception::Raised;
use crate::objects::guarded::Guarded;
use crate::objects::opaque::Opaque;
use crate::objects::types::types;
use crate::operations::compare::bytes_of;
use crate::value::Value;

/// The functions over an open file; each but `begin` takes it first.
pub(super) const NAMES: &[&str] = &[
    "begin",
    "read",
    "read_letters",
    "read_line",
    "write",
    "flush",
    "seek",
    "tell",
    "truncate",
];

/// Buffers are this long (`io.DEFAULT_BUFFER_SIZE`).
const BUFFER: usize = 8192;
/// What a call of the system takes, about.
const NANOS: u64 = 5_000;

struct Handle {
    number: ObjectNumber,
    node: Arc<Node>,
    appends: bool,
    state: Guarded<State>,
}

#[derive(Clone, Default)]
struct State {
    at: usize,
    pending: Vec<u8>,
}

/// What puts an open file back as it is now.
pub(super) fn undo(object: &Arc<Opaque>) -> Option<Undo> {
    let handle = object.data::<Handle>()?;
    let (object, held, bytes) = (object.clone(), handle.state.get(), handle.node.bytes.get());
    Some(Box::new(move || {
        if let Some(handle) = object.data::<Handle>() {
            handle.state.replace(held.clone());
            handle.node.bytes.replace(bytes.clone());
        }
    }))
}

/// Does what the function of this name does.
pub(super) async fn run(cx: Cx, args: Arguments) -> Result<Value, Raised> {
    let name = args.function.name;
    if name == "begin" {
        return Ok(begin(&cx, &args).await);
    }
    let Some(handle) = args.args.first().and_then(|own| own.data::<Handle>()) else {
        return Ok(Value::None);
    };
    let number = args.args.get(1).and_then(Value::to_int).unwrap_or(-1);
    touch(&cx, handle.number, Kind::Update, "file").await;
    if handle.reaches(name, &args) {
        detached(&cx, NANOS, || ()).await;
        let writes = matches!(name, "write" | "flush" | "truncate");
        touch(
            &cx,
            handle.node.number,
            if writes { Kind::Write } else { Kind::Read },
            "file",
        )
        .await;
    }
    let mut state = handle.state.lock();
    if name != "write" {
        handle.flush(&mut state);
    }
    Ok(match name {
        "write" => {
            state
                .pending
                .extend(args.args.get(1).and_then(bytes_of).unwrap_or_default());
            if state.pending.len() > BUFFER {
                handle.flush(&mut state);
            }
            Value::None
        }
        "flush" => Value::None,
        "tell" => Value::Int(state.at as i64),
        "seek" => handle.seek(
            &mut state,
            number,
            args.args.get(2).and_then(Value::to_int).unwrap_or(0),
        ),
        "truncate" => {
            let size = usize::try_from(number).unwrap_or(state.at);
            handle.node.bytes.lock().resize(size, 0);
            Value::Int(size as i64)
        }
        _ => handle.read(&mut state, name, usize::try_from(number).unwrap_or(usize::MAX)),
    })
}

async fn begin(cx: &Cx, args: &Arguments) -> Value {
    let Some(Value::Str(path)) = args.args.first() else {
        return Value::None;
    };
    let Some(node) = node(&cx.interpreter, path.as_str()) else {
        return Value::None;
    };
    let has = |letter: char| matches!(args.args.get(1), Some(Value::Str(mode)) if mode.as_str().contains(letter));
    if has('w') {
        touch(cx, node.number, Kind::Write, "file").await;
        node.bytes.lock().clear();
    }
    let appends = has('a');
    let at = if appends { node.bytes.lock().len() } else { 0 };
    let class = Arc::new(Class::builtin("_store.Handle", Some(&types().object), Layout::Final));
    let (number, pending) = (number::next(), Vec::new());
    let state = Guarded::new(State { at, pending });
    Value::opaque(
        &class,
        Handle {
            number,
            node,
            appends,
            state,
        },
    )
}

impl Handle {
    // Whether the call goes as far as the file: small writes stay in the buffer.
    fn reaches(&self, name: &str, args: &Arguments) -> bool {
        let pending = self.state.lock().pending.len();
        match name {
            "write" => pending + args.args.get(1).and_then(bytes_of).map_or(0, |bytes| bytes.len()) > BUFFER,
            "flush" | "tell" | "seek" => pending > 0,
            _ => true,
        }
    }

    fn flush(&self, state: &mut State) {
        let pending = std::mem::take(&mut state.pending);
        if pending.is_empty() {
            return;
        }
        let mut bytes = self.node.bytes.lock();
        let at = if self.appends { bytes.len() } else { state.at };
        let end = at + pending.len();
        if bytes.len() < end {
            bytes.resize(end, 0);
        }
        bytes[at..end].copy_from_slice(&pending);
        state.at = end;
    }

    fn seek(&self, state: &mut State, offset: i64, whence: i64) -> Value {
        let base = match whence {
            1 => state.at,
            2 => self.node.bytes.lock().len(),
            _ => 0,
        };
        state.at = usize::try_from(base as i64 + offset).unwrap_or(0);
        Value::Int(state.at as i64)
    }

    fn read(&self, state: &mut State, name: &str, count: usize) -> Value {
        let bytes = self.node.bytes.lock();
        let rest = bytes.get(state.at..).unwrap_or_default();
        let length = match name {
            "read_line" => rest
                .iter()
                .position(|byte| *byte == b'\n')
                .map_or(rest.len(), |at| at + 1)
                .min(count),
            "read_letters" => end_of_letters(rest, count),
            _ => rest.len().min(count),
        };
        let read = rest[..length].to_vec();
        state.at += length;
        Value::Bytes(Arc::new(read))
    }
}

// Where so many letters of UTF-8 end.
fn end_of_letters(bytes: &[u8], count: usize) -> usize {
    let starts = bytes.iter().enumerate().filter(|(_, byte)| **byte & 0xc0 != 0x80);
    starts.map(|(at, _)| at).nth(count).unwrap_or(bytes.len())
}
