//! Arguments of natives, and the words where they do not fit.

use crate::machine::cx::{Arguments, Call};
use crate::objects::exception::Raised;
use crate::objects::string::Name;
use crate::value::Value;

/// The value of a keyword.
#[must_use]
pub fn keyword<'a>(keywords: &'a [(Name, Value)], name: &str) -> Option<&'a Value> {
    keywords
        .iter()
        .find(|(known, _)| known.as_str() == name)
        .map(|(_, value)| value)
}

/// Refuses keywords other than these.
///
/// # Errors
/// TypeError.
pub fn only(function: &str, keywords: &[(Name, Value)], names: &[&str]) -> Result<(), Raised> {
    match keywords.iter().find(|(name, _)| !names.contains(&name.as_str())) {
        Some(_) if names.is_empty() => Err(Raised::type_error(format!("{function}() takes no keyword arguments"))),
        Some((name, _)) => Err(Raised::type_error(format!(
            "{function}() got an unexpected keyword argument '{name}'"
        ))),
        None => Ok(()),
    }
}

/// Refuses a number of positional arguments that does not fit, as CPython words it for natives.
///
/// # Errors
/// TypeError.
pub fn count(function: &str, given: usize, least: usize, most: usize) -> Result<(), Raised> {
    let words = if given < least {
        if least == most && most == 1 {
            format!("{function}() takes exactly one argument ({given} given)")
        } else if least == most {
            format!("{function} expected {least} arguments, got {given}")
        } else {
            let s = if least == 1 { "" } else { "s" };
            format!("{function} expected at least {least} argument{s}, got {given}")
        }
    } else if given > most {
        if most == 0 {
            format!("{function}() takes no arguments ({given} given)")
        } else if least == most && most == 1 {
            format!("{function}() takes exactly one argument ({given} given)")
        } else if least == most {
            format!("{function} expected {most} arguments, got {given}")
        } else {
            let s = if most == 1 { "" } else { "s" };
            format!("{function} expected at most {most} argument{s}, got {given}")
        }
    } else {
        return Ok(());
    };
    Err(Raised::type_error(words))
}

impl Call<'_> {
    /// The arguments after the receiver of a method, checked.
    ///
    /// # Errors
    /// TypeError.
    pub fn rest(&self, least: usize, most: usize) -> Result<&[Value], Raised> {
        let owner = self.function.owner;
        let name = self.function.name;
        if self.keywords.is_empty() && (least + 1..=most + 1).contains(&self.args.len()) {
            return Ok(&self.args[1..]);
        }
        let full = if owner.is_empty() {
            name.to_owned()
        } else {
            format!("{owner}.{name}")
        };
        if !self.keywords.is_empty() {
            return Err(Raised::type_error(format!("{full}() takes no keyword arguments")));
        }
        let Some((_, rest)) = self.args.split_first() else {
            return Err(Raised::type_error(format!("unbound method {full}() needs an argument")));
        };
        let single = (least, most) == (1, 1) || most == 0;
        count(if single { &full } else { name }, rest.len(), least, most)?;
        Ok(rest)
    }

    /// The arguments of a function, checked.
    ///
    /// # Errors
    /// TypeError.
    pub fn all(&self, least: usize, most: usize) -> Result<&[Value], Raised> {
        only(self.function.name, self.keywords, &[])?;
        count(self.function.name, self.args.len(), least, most)?;
        Ok(self.args)
    }
}

impl Arguments {
    /// The positional argument at a place, or the keyword of a name.
    #[must_use]
    pub fn take(&self, at: usize, name: &str) -> Option<Value> {
        self.args.get(at).or_else(|| keyword(&self.keywords, name)).cloned()
    }

    /// The arguments, checked.
    ///
    /// # Errors
    /// TypeError.
    pub fn all(&self, least: usize, most: usize) -> Result<&[Value], Raised> {
        only(self.function.name, &self.keywords, &[])?;
        count(self.function.name, self.args.len(), least, most)?;
        Ok(&self.args)
    }
}
