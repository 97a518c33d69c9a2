//! Which files and directories there are.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::checkpoint::Undo;
use crate::effect::Kind;
use crate::interpreter::Interpreter;
use crate::library::touch::touch;
use crate::machine::cx::{Arguments, Cx};
use crate::number::{self, ObjectNumber};
use crate::objects::class::{Class, Layout};
use crate::objects::exception::Raised;
use crate::objects::guarded::Guarded;
use crate::objects::opaque::Opaque;
use crate::objects::types::types;
use crate::value::Value;

/// The functions over the store. Paths are absolute and tidy.
pub(super) const NAMES: &[&str] = &["kind", "names", "make", "remove", "rename", "size"];

/// A file's bytes.
pub(super) struct Node {
    pub(super) number: ObjectNumber,
    pub(super) bytes: Guarded<Vec<u8>>,
}

/// Files by path; a directory has no node.
struct Store {
    number: ObjectNumber,
    entries: Guarded<BTreeMap<String, Option<Arc<Node>>>>,
}

// The store is made with the run's own numbers, so that it is the same object in every schedule.
fn store(interpreter: &Interpreter) -> Value {
    let key = "<files>";
    if let Some(store) = interpreter.registry.get_text(key) {
        return store;
    }
    let class = Arc::new(Class::builtin("_store.Store", Some(&types().object), Layout::Final));
    let number = ObjectNumber(number::first_of(0xff_fffd));
    let entries = Guarded::new(BTreeMap::from([("/".to_owned(), None), ("/tmp".to_owned(), None)]));
    let store = Value::opaque(&class, Store { number, entries });
    interpreter.registry.set_text(key, store.clone());
    store
}

/// What puts all files back as they are now.
pub(super) fn undo(object: &Arc<Opaque>) -> Option<Undo> {
    let (object, entries) = (object.clone(), object.data::<Store>()?.entries.get());
    let nodes = entries.values().flatten();
    let held: Vec<_> = nodes.map(|node| (node.clone(), node.bytes.get())).collect();
    Some(Box::new(move || {
        if let Some(store) = object.data::<Store>() {
            store.entries.replace(entries.clone());
        }
        for (node, bytes) in &held {
            node.bytes.replace(bytes.clone());
        }
    }))
}

/// The paths of all files that the run has written.
pub(super) fn paths(interpreter: &Interpreter) -> Vec<String> {
    let store = interpreter.registry.get_text("<files>");
    let Some(store) = store.as_ref().and_then(|store| store.data::<Store>()) else {
        return Vec::new();
    };
    let entries = store.entries.lock();
    let files = entries.iter().filter(|(_, node)| node.is_some());
    files.map(|(path, _)| path.clone()).collect()
}

/// The file at a path.
pub(super) fn node(interpreter: &Interpreter, path: &str) -> Option<Arc<Node>> {
    let store = store(interpreter);
    let found = store.data::<Store>()?.entries.lock().get(path).cloned();
    found.flatten()
}

/// Does what the function of this name does.
pub(super) async fn run(cx: Cx, args: Arguments) -> Result<Value, Raised> {
    let value = store(&cx.interpreter);
    let Some(store) = value.data::<Store>() else {
        return Ok(Value::None);
    };
    let name = args.function.name;
    let looks = matches!(name, "kind" | "names" | "size");
    touch(
        &cx,
        store.number,
        if looks { Kind::Read } else { Kind::Update },
        "files",
    )
    .await;
    let text = |at: usize| match args.args.get(at) {
        Some(Value::Str(text)) => text.to_string(),
        _ => String::new(),
    };
    let path = text(0);
    let mut entries = store.entries.lock();
    Ok(match name {
        // 0: nothing, 1: a file, 2: a directory.
        "kind" => Value::Int(
            entries
                .get(&path)
                .map_or(0, |entry| if entry.is_some() { 1 } else { 2 }),
        ),
        "size" => {
            let node = entries.get(&path).cloned().flatten();
            Value::Int(node.map_or(0, |node| node.bytes.lock().len() as i64))
        }
        "names" => {
            let inside = if path == "/" { path } else { path + "/" };
            let names = entries.keys().filter_map(|name| name.strip_prefix(inside.as_str()));
            Value::list(
                names
                    .filter(|name| !name.is_empty() && !name.contains('/'))
                    .map(Value::from)
                    .collect(),
            )
        }
        "make" => {
            let file = matches!(args.args.get(1), Some(Value::Bool(true)));
            let fresh = !entries.contains_key(&path);
            if fresh {
                let (number, bytes) = (number::next(), Guarded::default());
                entries.insert(path, file.then(|| Arc::new(Node { number, bytes })));
            }
            Value::Bool(fresh)
        }
        "remove" => Value::Bool(entries.remove(&path).is_some()),
        _ => {
            let moved = entries.remove(&path);
            if let Some(entry) = moved.clone() {
                entries.insert(text(1), entry);
            }
            Value::Bool(moved.is_some())
        }
    })
}
