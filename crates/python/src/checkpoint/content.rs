//! What an object held, and how it is put back.

use std::collections::VecDeque;
use std::sync::Arc;

use crate::objects::bytes::ByteArray;
use crate::objects::class::Class;
use crate::objects::deque::Deque;
use crate::objects::dict::Dict;
use crate::objects::exception::Memory;
use crate::objects::function::{Cell, Function};
use crate::objects::generator::{Generator, GeneratorState};
use crate::objects::guarded::{Guard, Guarded};
use crate::objects::instance::{Attributes, Instance};
use crate::objects::iterator::{Iter, Source};
use crate::objects::list::List;
use crate::objects::names::Names;
use crate::objects::set::{Set, SetTable};
use crate::objects::table::Table;
use crate::value::Value;

/// Puts back what an object of the library held.
pub(crate) type Undo = Box<dyn Fn() + Send + Sync>;

/// An object and what it held.
pub(super) enum Content {
    List(Arc<List>, Vec<Value>),
    Dict(Arc<Dict>, Table),
    Set(Arc<Set>, SetTable),
    Deque(Arc<Deque>, VecDeque<Value>),
    Bytes(Arc<ByteArray>, Vec<u8>),
    Instance(Arc<Instance>, Attributes),
    Memory(Arc<Instance>, Memory),
    Class(Arc<Class>, Names),
    Function(Arc<Function>, Names),
    Cell(Arc<Cell>, Value),
    Iterator(Arc<Iter>, Source),
    Generator(Arc<Generator>, GeneratorState),
    Name(Arc<Guarded<Value>>, Value),
    Other(Undo),
}

impl Content {
    /// Puts it back; classes only if any has changed.
    pub(super) fn put_back(&self, classes_changed: bool) {
        match self {
            Self::List(list, held) => put(list.lock(), held),
            Self::Dict(dict, held) => put(dict.lock(), held),
            Self::Set(set, held) => put(set.lock(), held),
            Self::Deque(deque, held) => put(deque.lock(), held),
            Self::Bytes(bytes, held) => put(bytes.lock(), held),
            Self::Instance(instance, held) => put(instance.attributes(), held),
            Self::Memory(instance, held) => {
                if let Some(memory) = instance.memory() {
                    put(memory, held);
                }
            }
            Self::Class(class, held) if classes_changed => put(class.names.lock(), held),
            Self::Class(..) => {}
            Self::Function(function, held) if held.is_empty() => drop(function.attributes.lock().clear()),
            Self::Function(function, held) => put(function.attributes.lock(), held),
            Self::Cell(cell, held) => put(cell.value.lock(), held),
            Self::Iterator(iterator, held) => put(iterator.source.lock(), held),
            Self::Generator(generator, held) => put(generator.state.lock(), held),
            Self::Name(name, held) => put(name.lock(), held),
            Self::Other(undo) => undo(),
        }
    }
}

// What was there is dropped after the lock is let go.
fn put<T: Clone>(mut place: Guard<'_, T>, held: &T) {
    let _old = std::mem::replace(&mut *place, held.clone());
    drop(place);
}
