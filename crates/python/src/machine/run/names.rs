//! Names and attributes found again where they were found before.

use std::sync::atomic::AtomicU32;
use std::sync::atomic::Ordering::Relaxed;

use super::*;
use crate::machine::known::Known;
use crate::objects::class;
use crate::objects::instance::Instance;
use crate::objects::table::{epoch, is_steady};

#[inline]
pub(super) fn global(globals: &Dict, name: &Name, hint: &AtomicU32) -> Option<Value> {
    let table = globals.lock();
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

impl Thread {
    /// A global or built-in name. What mostly stays as it is need not be looked for again.
    #[inline(always)]
    pub(super) fn global<const ANNOUNCES: bool>(
        &mut self,
        globals: &Arc<Dict>,
        name: &Name,
        hint: &AtomicU32,
    ) -> Option<Value> {
        if ANNOUNCES {
            return global(globals, name, hint).or_else(|| self.interpreter.builtins.get_name(name));
        }
        match self.globals.get(globals, name, epoch()) {
            Some(found) => Some(found.clone()),
            None => self.find_global(globals, name, hint),
        }
    }

    fn find_global(&mut self, globals: &Arc<Dict>, name: &Name, hint: &AtomicU32) -> Option<Value> {
        let now = epoch();
        let found = match global(globals, name, hint) {
            Some(found) if !is_steady(&found) => return Some(found),
            Some(_) => watched(globals, name)?,
            None => {
                globals.lock().watch();
                match globals.get_name(name) {
                    Some(found) => return Some(found),
                    None => watched(&self.interpreter.builtins, name)?,
                }
            }
        };
        if is_steady(&found) {
            self.globals.put(globals, name, now, found.clone());
        }
        Some(found)
    }
}

fn watched(dict: &Dict, name: &Name) -> Option<Value> {
    let mut table = dict.lock();
    table.watch();
    table.get_name(name).cloned()
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
pub(super) fn own_attribute(instance: &Instance, name: &Name, hint: &AtomicU32) -> Option<Value> {
    if instance.class.has(overrides::GET_ATTRIBUTE | overrides::DATA) {
        return None;
    }
    let attributes = instance.attributes();
    let Attributes::Own(names) = &*attributes else {
        return None;
    };
    let hinted = hint.load(Relaxed);
    if hinted > 0
        && let Some(value) = names.get_at(hinted as usize - 1, name)
    {
        return Some(value.clone());
    }
    let at = names.position(name)?;
    hint.store(at as u32 + 1, Relaxed);
    names.get_at(at, name).cloned()
}

#[inline]
pub(super) fn set_own(instance: &Instance, name: &Name, value: Value, hint: &AtomicU32) -> Result<(), Value> {
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
    let known = names.position(name);
    if known.is_none() && name.as_str().starts_with("__") {
        drop(attributes);
        return Err(value);
    }
    name.becomes_attribute();
    hint.store(known.unwrap_or_else(|| names.len()) as u32 + 1, Relaxed);
    let old = names.insert(name.clone(), value);
    drop(attributes);
    drop(old);
    Ok(())
}

/// A plain method: a function of the value's class that no attribute of its own hides.
#[inline]
pub(super) fn method_of<const ANNOUNCES: bool>(known: &mut Known, object: &Value, name: &Name) -> Option<Value> {
    let class = match object {
        Value::Instance(instance) if instance.class.has(overrides::GET_ATTRIBUTE) => return None,
        Value::Instance(instance) => &instance.class,
        Value::Class(_) | Value::Module(_) | Value::Super(_) | Value::Function(_) => return None,
        other => crate::operations::types::class_of(other),
    };
    let function = if ANNOUNCES {
        attributes::lookup(class, name).filter(is_method)?
    } else {
        let version = class::version();
        match known.get(class, name, version) {
            Some(function) => function.clone(),
            None => {
                let function = class.lookup(name).filter(is_method)?;
                known.put(class, name, version, function.clone());
                function
            }
        }
    };
    if let Value::Instance(instance) = object
        && (name.is_attribute() || instance.class.has(overrides::EXPOSED))
        && instance.get(name).is_some()
    {
        return None;
    }
    Some(function)
}

fn is_method(found: &Value) -> bool {
    match found {
        Value::Function(_) => true,
        Value::Native(native) => !native.owner.is_empty(),
        _ => false,
    }
}
