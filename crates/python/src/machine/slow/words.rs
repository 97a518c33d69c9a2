//! Hashes and texts, where Python is called.

use super::*;

impl Cx {
    /// The hash.
    ///
    /// # Errors
    /// TypeError and what `__hash__` raises.
    pub async fn hash(&self, value: &Value) -> Result<i64, Raised> {
        match hash::hash(value) {
            Err(Raised::Defer) => {}
            other => return other,
        }
        let cx = self.clone();
        match value {
            Value::Tuple(items) => {
                let task = tuple_hash(cx, items.clone());
                Ok(self.run(task).await?.to_int().unwrap_or(0))
            }
            Value::Set(set) => {
                let mut all = 0;
                for (hash, _) in set.lock().iter() {
                    all ^= hash.wrapping_mul(0x9e37);
                }
                Ok(all)
            }
            _ => match self.call_special(value, "__hash__", Vec::new()).await? {
                Some(result) => match result.to_big() {
                    Some(big) => hash::hash(&Value::from(big)),
                    None => Err(Raised::type_error("__hash__ method should return an integer")),
                },
                None => Err(hash::unhashable(value)),
            },
        }
    }

    /// The `repr`.
    ///
    /// # Errors
    /// What `__repr__` raises; RecursionError.
    pub async fn repr(&self, value: &Value) -> Result<String, Raised> {
        match repr::repr(value) {
            Err(Raised::Defer) => {}
            other => return other,
        }
        let (cx, value) = (self.clone(), value.clone());
        let text = self.run(repr_task(cx, value)).await?;
        repr::str(&text)
    }

    /// The `str`.
    ///
    /// # Errors
    /// What `__str__` raises.
    pub async fn str(&self, value: &Value) -> Result<String, Raised> {
        match repr::str(value) {
            Err(Raised::Defer) => {}
            other => return other,
        }
        if let Value::Instance(instance) = value
            && instance.memory().is_some()
            && !instance.class.has(crate::objects::class::overrides::STR)
        {
            let args = instance.memory().map(|memory| memory.args.clone()).unwrap_or_default();
            return match args.as_slice() {
                [] => Ok(String::new()),
                [one] if is_instance(value, ExceptionKind::KeyError.class()) => self.repr(one).await,
                [one] => {
                    let (cx, one) = (self.clone(), one.clone());
                    let text = self.run(str_task(cx, one)).await?;
                    repr::str(&text)
                }
                _ => self.repr(&Value::tuple(args)).await,
            };
        }
        if let Some(function) = self.special(value, "__str__")
            && !matches!(&function, Value::Native(native) if native.owner == "object")
        {
            return match self.call_special(value, "__str__", Vec::new()).await? {
                Some(text) => match plain(&text) {
                    Value::Str(text) => Ok(text.as_str().to_owned()),
                    other => Err(Raised::type_error(format!(
                        "__str__ returned non-string (type {})",
                        type_name(other)
                    ))),
                },
                None => self.repr(value).await,
            };
        }
        self.repr(value).await
    }

    /// `format(value, spec)`.
    ///
    /// # Errors
    /// What `__format__` raises.
    pub async fn format(&self, value: &Value, spec: &str) -> Result<String, Raised> {
        match format::format(value, spec) {
            Err(Raised::Defer) => {}
            other => return other,
        }
        if let Some(function) = self.special(value, "__format__")
            && !matches!(&function, Value::Native(_))
        {
            return match self.call_special(value, "__format__", vec![Value::from(spec)]).await? {
                Some(text) => match plain(&text) {
                    Value::Str(text) => Ok(text.as_str().to_owned()),
                    other => Err(Raised::type_error(format!(
                        "__format__ must return a str, not {}",
                        type_name(other)
                    ))),
                },
                None => self.str(value).await,
            };
        }
        if spec.is_empty() {
            return self.str(value).await;
        }
        Err(format::unsupported(value))
    }

    /// What an f-string's field gives.
    ///
    /// # Errors
    /// What `__format__` raises.
    pub async fn format_value(&self, value: &Value, conversion: Conversion, spec: &Value) -> Outcome {
        let converted = match conversion {
            Conversion::None => value.clone(),
            Conversion::Str => Value::from(self.str(value).await?),
            Conversion::Repr => Value::from(self.repr(value).await?),
            Conversion::Ascii => Value::from(repr::ascii(&self.repr(value).await?)),
        };
        let spec = match spec {
            Value::Str(spec) => spec.as_str().to_owned(),
            _ => String::new(),
        };
        self.format(&converted, &spec).await.map(Value::from)
    }
}
