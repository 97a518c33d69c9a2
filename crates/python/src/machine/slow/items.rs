//! Items of containers, where Python is called.

use super::*;

impl Cx {
    /// The item under a key.
    ///
    /// # Errors
    /// What `__getitem__` raises.
    pub async fn get_item(&self, container: &Value, key: &Value) -> Outcome {
        match container {
            Value::Dict(dict) => {
                return match self.dict_get(dict, key).await? {
                    Some(value) => Ok(value),
                    None => Err(Raised::key_error(key.clone())),
                };
            }
            Value::Instance(_) | Value::Opaque(_) => {}
            Value::Class(class) => return crate::builtins::generic::class_item(self, container, class, key).await,
            _ => {
                let key = self.plain_key(key).await?;
                return subscript::get(container, &key);
            }
        }
        if let Some(value) = self.call_special(container, "__getitem__", vec![key.clone()]).await? {
            return Ok(value);
        }
        Err(Raised::type_error(format!(
            "'{}' object is not subscriptable",
            type_name(container)
        )))
    }

    // A key whose `__index__` was asked.
    pub(super) async fn plain_key(&self, key: &Value) -> Outcome {
        match key {
            Value::Slice(slice) => {
                let mut parts = [slice.start.clone(), slice.stop.clone(), slice.step.clone()];
                for part in &mut parts {
                    if !matches!(part, Value::None) {
                        *part = self.index(part).await?;
                    }
                }
                let [start, stop, step] = parts;
                Ok(Value::Slice(Arc::new(crate::objects::range::Slice {
                    start,
                    stop,
                    step,
                })))
            }
            Value::Instance(_) => self.index(key).await,
            _ => Ok(key.clone()),
        }
    }

    /// Puts a value under a key.
    ///
    /// # Errors
    /// What `__setitem__` raises.
    pub async fn set_item(&self, container: &Value, key: &Value, value: Value) -> Outcome {
        match container {
            Value::Dict(dict) => return self.dict_set(dict, key, value).await.map(|()| Value::None),
            Value::Instance(_) | Value::Opaque(_) => {}
            Value::List(list) if matches!(key, Value::Slice(_)) => {
                let key = self.plain_key(key).await?;
                let items = Value::list(self.collect(&value).await?);
                let _ = list;
                return subscript::set(container, &key, &items).map(|()| Value::None);
            }
            _ => {
                let key = self.plain_key(key).await?;
                return subscript::set(container, &key, &value).map(|()| Value::None);
            }
        }
        match self
            .call_special(container, "__setitem__", vec![key.clone(), value])
            .await?
        {
            Some(_) => Ok(Value::None),
            None => {
                let kind = type_name(container);
                Err(Raised::type_error(format!(
                    "'{kind}' object does not support item assignment"
                )))
            }
        }
    }

    /// Takes out what stands under a key.
    ///
    /// # Errors
    /// What `__delitem__` raises.
    pub async fn delete_item(&self, container: &Value, key: &Value) -> Outcome {
        match container {
            Value::Dict(dict) => {
                return match self.dict_remove(dict, key).await? {
                    Some(_) => Ok(Value::None),
                    None => Err(Raised::key_error(key.clone())),
                };
            }
            Value::Instance(_) | Value::Opaque(_) => {}
            _ => {
                let key = self.plain_key(key).await?;
                return subscript::delete(container, &key).map(|()| Value::None);
            }
        }
        match self.call_special(container, "__delitem__", vec![key.clone()]).await? {
            Some(_) => Ok(Value::None),
            None => {
                let kind = type_name(container);
                Err(Raised::type_error(format!(
                    "'{kind}' object does not support item deletion"
                )))
            }
        }
    }

    /// Whether a container holds an item.
    ///
    /// # Errors
    /// What `__contains__` and `__eq__` raise.
    pub async fn contains(&self, container: &Value, item: &Value) -> Result<bool, Raised> {
        match sequence::contains(container, item) {
            Err(Raised::Defer) => {}
            other => return other,
        }
        match container {
            Value::Dict(dict) => return Ok(self.dict_get(dict, item).await?.is_some()),
            Value::Set(set) => {
                let hash = self.hash(item).await?;
                let near = set.lock().candidates(hash);
                for (_, key) in near {
                    if self.equal(&key, item).await? {
                        return Ok(true);
                    }
                }
                return Ok(false);
            }
            Value::Instance(_) | Value::Opaque(_) | Value::Class(_) => {
                if let Some(answer) = self.call_special(container, "__contains__", vec![item.clone()]).await? {
                    return self.truth(&answer).await;
                }
                let iterable =
                    self.special(container, "__iter__").is_some() || self.special(container, "__getitem__").is_some();
                if !iterable {
                    return Err(Raised::type_error(format!(
                        "argument of type '{}' is not a container or iterable",
                        type_name(container)
                    )));
                }
            }
            _ => {}
        }
        let iterator = self.iter(container).await?;
        while let Some(known) = self.next(&iterator).await? {
            if self.equal(&known, item).await? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    pub(super) async fn find(&self, dict: &Dict, key: &Value) -> Result<(i64, Option<usize>), Raised> {
        let hash = self.hash(key).await?;
        let near = dict.lock().candidates(hash);
        for (at, known) in near {
            if self.equal(&known, key).await? {
                return Ok((hash, Some(at)));
            }
        }
        Ok((hash, None))
    }

    /// The value under a key of a dict.
    ///
    /// # Errors
    /// What `__hash__` and `__eq__` raise.
    pub async fn dict_get(&self, dict: &Dict, key: &Value) -> Result<Option<Value>, Raised> {
        match sequence::dict_get(dict, key) {
            Err(Raised::Defer) => {}
            other => return other,
        }
        let (_, found) = self.find(dict, key).await?;
        let table = dict.lock();
        Ok(found.and_then(|at| table.entry(at)).map(|entry| entry.value.clone()))
    }

    /// Puts a value under a key of a dict.
    ///
    /// # Errors
    /// What `__hash__` and `__eq__` raise.
    pub async fn dict_set(&self, dict: &Dict, key: &Value, value: Value) -> Result<(), Raised> {
        match sequence::dict_set(dict, key, &value) {
            Err(Raised::Defer) => {}
            other => return other,
        }
        let (hash, found) = self.find(dict, key).await?;
        let mut table = dict.lock();
        match found {
            Some(at) => {
                table.set_at(at, value);
            }
            None => table.push(hash, key.clone(), value),
        }
        Ok(())
    }

    /// Takes a key out of a dict.
    ///
    /// # Errors
    /// What `__hash__` and `__eq__` raise.
    pub async fn dict_remove(&self, dict: &Dict, key: &Value) -> Result<Option<Value>, Raised> {
        match sequence::dict_remove(dict, key) {
            Err(Raised::Defer) => {}
            other => return other,
        }
        let (_, found) = self.find(dict, key).await?;
        Ok(found.and_then(|at| dict.lock().remove_at(at)).map(|entry| entry.value))
    }

    /// Adds an element to a set.
    ///
    /// # Errors
    /// What `__hash__` and `__eq__` raise.
    pub async fn set_add(&self, set: &Value, item: Value) -> Outcome {
        match sequence::set_add(set, &item) {
            Err(Raised::Defer) => {}
            other => return other.map(|()| Value::None),
        }
        let Value::Set(set) = plain(set) else {
            return Ok(Value::None);
        };
        let hash = self.hash(&item).await?;
        let near = set.lock().candidates(hash);
        for (_, key) in near {
            if self.equal(&key, &item).await? {
                return Ok(Value::None);
            }
        }
        set.lock().add_new(hash, item);
        Ok(Value::None)
    }

    /// A set's table of items.
    ///
    /// # Errors
    /// As for adding.
    pub async fn set_of(&self, items: Vec<Value>) -> Result<SetTable, Raised> {
        match sequence::set_of(items.iter().cloned()) {
            Err(Raised::Defer) => {}
            other => return other,
        }
        let set = Value::set(SetTable::default());
        for item in items {
            self.set_add(&set, item).await?;
        }
        match set {
            Value::Set(set) => Ok(set.lock().clone()),
            _ => Ok(SetTable::default()),
        }
    }

    /// Whether a value is a mapping: a dict or something with `keys`.
    #[must_use]
    pub fn is_mapping(&self, value: &Value) -> bool {
        matches!(plain(value), Value::Dict(_)) || lookup(class_of(value), &intern("keys")).is_some()
    }

    /// Whether it gives items by key or number, and is no text (`PyMapping_Check`, as `%` asks it).
    pub fn has_items(&self, value: &Value) -> bool {
        !matches!(plain(value), Value::Str(_)) && lookup(class_of(value), &intern("__getitem__")).is_some()
    }

    /// Puts all of a mapping, or of an iterable of pairs, into a dict.
    ///
    /// # Errors
    /// What reading it raises.
    pub async fn update_dict(&self, dict: &Value, other: &Value) -> Outcome {
        let Value::Dict(target) = plain(dict) else {
            return Ok(Value::None);
        };
        if let Value::Dict(source) = other {
            for (key, value) in source.to_pairs() {
                self.dict_set(target, &key, value).await?;
            }
            return Ok(Value::None);
        }
        if self.is_mapping(other) {
            let keys = self.call_method(other, "keys", Vec::new()).await?;
            for key in self.collect(&keys).await? {
                let value = self.get_item(other, &key).await?;
                self.dict_set(target, &key, value).await?;
            }
            return Ok(Value::None);
        }
        let pairs = self.collect(other).await?;
        if runs_python(other) {
            self.changes_again(dict).await;
        }
        for (at, pair) in pairs.into_iter().enumerate() {
            let items = match self.collect(&pair).await {
                Ok(items) => items,
                Err(raised) if is_kind(&raised, ExceptionKind::TypeError) => {
                    let words = format!("cannot convert dictionary update sequence element #{at} to a sequence");
                    return Err(Raised::type_error(words));
                }
                Err(raised) => return Err(raised),
            };
            let [key, value] = items.as_slice() else {
                let words = format!(
                    "dictionary update sequence element #{at} has length {}; 2 is required",
                    items.len()
                );
                return Err(Raised::value_error(words));
            };
            self.dict_set(target, key, value.clone()).await?;
        }
        Ok(Value::None)
    }

    /// A name in a class body whose namespace is no dict.
    ///
    /// # Errors
    /// NameError and what the namespace raises.
    pub async fn load_name(&self, space: Value, key: Value, globals: Arc<Dict>, builtins: Arc<Dict>) -> Outcome {
        match self.get_item(&space, &key).await {
            Err(raised) if is_kind(&raised, ExceptionKind::KeyError) => {}
            other => return other,
        }
        let Value::Str(name) = &key else {
            return Err(Raised::Defer);
        };
        match globals.get_name(name).or_else(|| builtins.get_name(name)) {
            Some(value) => Ok(value),
            None => Err(crate::exceptions::words::name_error(name)),
        }
    }

    /// A call with `*args` that is no tuple.
    ///
    /// # Errors
    /// What the call raises.
    pub async fn call_star(&self, callable: Value, args: Value, keywords: Value) -> Outcome {
        let name = crate::builtins::functions::callable_name(&callable);
        let args = match self.collect(&args).await {
            Ok(args) => args,
            Err(raised) if is_kind(&raised, ExceptionKind::TypeError) && self.special(&args, "__iter__").is_none() => {
                let kind = type_name(&args);
                return Err(Raised::type_error(format!(
                    "{name} argument after * must be an iterable, not {kind}"
                )));
            }
            Err(raised) => return Err(raised),
        };
        self.call_with(&callable, args, sequence::keywords_of(&keywords)?).await
    }

    /// `isinstance`.
    ///
    /// # Errors
    /// TypeError and what `__instancecheck__` raises.
    pub async fn is_instance(&self, value: &Value, kind: &Value) -> Result<bool, Raised> {
        crate::builtins::classes::is_instance(self, value, kind).await
    }
}
