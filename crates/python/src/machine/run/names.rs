//! Names and attributes found again where they were found before.

use std::sync::atomic::AtomicU32;

use super::*;

#[inline]
pub(super) fn global(globals: &Dict, name: &Name, hint: &AtomicU32) -> Option<Value> {
    let table = globals.look();
    if let Some(entry) = table.entry(hint.load(Relaxed) as usize)
        && let Value::Str(known) = &entry.key
        && Arc::ptr_eq(known, name)
    {
        return Some(entry.value.clone());
    }
    let at = table.find_name(name)?;
    hint.store(at as u32, Relaxed);
    table.entry(at).map(|entry| entry.value.clone())
}

#[inline]
pub(super) fn set_global(globals: &Dict, name: &Name, value: Value, hint: &AtomicU32) {
    let mut table = globals.lock();
    let at = hint.load(Relaxed) as usize;
    let old = match table.entry(at) {
        Some(entry) if matches!(&entry.key, Value::Str(known) if Arc::ptr_eq(known, name)) => table.set_at(at, value),
        _ => {
            let old = table.insert_name(name, value);
            if let Some(at) = table.find_name(name) {
                hint.store(at as u32, Relaxed);
            }
            old
        }
    };
    drop(table);
    drop(old);
}

#[inline]
pub(super) fn own_attribute(
    instance: &crate::objects::instance::Instance,
    name: &Name,
    hint: &AtomicU32,
) -> Option<Value> {
    let hinted = hint.load(Relaxed);
    {
        let attributes = instance.attributes();
        let Attributes::Own(names) = &*attributes else {
            return None;
        };
        if hinted > 0
            && !instance.class.has(overrides::GET_ATTRIBUTE | overrides::DATA)
            && let Some(value) = names.get_at(hinted as usize - 1, name)
        {
            return Some(value.clone());
        }
        if instance.class.has(overrides::GET_ATTRIBUTE | overrides::DATA) {
            return None;
        }
        if let Some(at) = names.position(name) {
            hint.store(at as u32 + 1, Relaxed);
            return names.get(name).cloned();
        }
    }
    None
}

#[inline]
pub(super) fn set_own(
    instance: &crate::objects::instance::Instance,
    name: &Name,
    value: Value,
    hint: &AtomicU32,
) -> Result<(), Value> {
    if !instance.class.has_dict || instance.class.has(overrides::SET_ATTRIBUTE | overrides::DATA) {
        return Err(value);
    }
    let mut attributes = instance.attributes();
    let Attributes::Own(names) = &mut *attributes else {
        return Err(value);
    };
    let hinted = hint.load(Relaxed);
    if hinted > 0
        && let Some(slot) = names.get_mut_at(hinted as usize - 1, name)
    {
        let old = std::mem::replace(slot, value);
        drop(attributes);
        drop(old);
        return Ok(());
    }
    if let Some(at) = names.position(name) {
        hint.store(at as u32 + 1, Relaxed);
        let old = names.insert(name.clone(), value);
        drop(attributes);
        drop(old);
        return Ok(());
    }
    if name.as_str().starts_with("__") {
        drop(attributes);
        return Err(value);
    }
    names.insert(name.clone(), value);
    Ok(())
}

// A plain method: a function of the value's class that no attribute of its own hides.
#[inline]
pub(super) fn method_of(object: &Value, name: &Name) -> Option<Value> {
    let class = match object {
        Value::Instance(instance) => {
            if instance.class.has(overrides::GET_ATTRIBUTE) {
                return None;
            }
            &instance.class
        }
        Value::Class(_) | Value::Module(_) | Value::Super(_) | Value::Function(_) => return None,
        other => crate::operations::types::class_of(other),
    };
    let found = attributes::lookup(class, name)?;
    match &found {
        Value::Function(_) => {}
        Value::Native(native) if !native.owner.is_empty() => {}
        _ => return None,
    }
    if let Value::Instance(instance) = object
        && instance.get(name).is_some()
    {
        return None;
    }
    Some(found)
}

/// What a thread found under global names, and which it need not look for as long as no globals change: threads that call the same functions would
/// otherwise fight for the lock of the dict that holds them.
#[derive(Default)]
pub(in crate::machine) struct Found {
    places: Vec<Place>,
}

#[derive(Clone, Default)]
struct Place {
    globals: usize,
    name: usize,
    versions: (u64, u64),
    value: Value,
}

/// How many are remembered; a power of two.
const PLACES: usize = 128;

impl Found {
    /// The value under a global or built-in name.
    #[inline]
    pub(super) fn find(
        &mut self,
        globals: &Arc<Dict>,
        builtins: &Dict,
        name: &Name,
        hint: &AtomicU32,
    ) -> Option<Value> {
        if self.places.is_empty() {
            self.places.resize(PLACES, Place::default());
        }
        let (dict, key) = (Arc::as_ptr(globals) as usize, Arc::as_ptr(name) as usize);
        let place = &mut self.places[((dict >> 4) ^ (key >> 4)) % PLACES];
        if place.name == key && place.globals == dict && place.versions == (globals.version(), builtins.version()) {
            return Some(place.value.clone());
        }
        place.look(globals, builtins, name, hint)
    }
}

impl Place {
    #[cold]
    fn look(&mut self, globals: &Arc<Dict>, builtins: &Dict, name: &Name, hint: &AtomicU32) -> Option<Value> {
        // The versions come first: what changes after that has another.
        let versions = (globals.version(), builtins.version());
        let value = global(globals, name, hint).or_else(|| builtins.get_name(name))?;
        if versions.0 > 0 && versions.1 > 0 {
            let (globals, name) = (Arc::as_ptr(globals) as usize, Arc::as_ptr(name) as usize);
            let value = value.clone();
            *self = Self {
                globals,
                name,
                versions,
                value,
            };
        }
        Some(value)
    }
}
