//! The variable of a program that holds its number of threads: a sweep sets it.

/// The line of a program that sets a variable to a number at its top level.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Knob {
    text: String,
    line: usize,
    name: String,
}

/// Finds the line that a sweep sets: the assignment of `name`, or, without a name, the line that says `# set: threads`.
///
/// # Errors
/// A sentence on what the program lacks.
pub fn knob(text: &str, name: Option<&str>) -> Result<Knob, String> {
    let is_it = |line: &str| match (name, variable(line)) {
        (Some(name), Some(found)) => found == name,
        (None, Some(_)) => is_marked(line),
        (_, None) => false,
    };
    let found = text.lines().position(is_it).ok_or_else(|| lacks(name))?;
    let variable = text.lines().nth(found).and_then(variable).unwrap_or_default();
    Ok(Knob {
        text: text.into(),
        line: found,
        name: variable.into(),
    })
}

fn lacks(name: Option<&str>) -> String {
    match name {
        Some(name) => {
            format!("No line of the program sets “{name}” to a number: allowed is a variable that one does, as in {name} = 2.")
        }
        None => "The program does not say which variable holds the number of threads: allowed is --set NAME, or a line like threads = 2  # set: threads."
            .into(),
    }
}

fn is_marked(line: &str) -> bool {
    let comment = line.split_once('#').map(|(_, comment)| comment.trim());
    comment
        .and_then(|comment| comment.strip_prefix("set:"))
        .is_some_and(|what| what.trim() == "threads")
}

// The name in `NAME = NUMBER` at the top level.
fn variable(line: &str) -> Option<&str> {
    let code = line.split_once('#').map_or(line, |(code, _)| code);
    let (name, number) = code.split_once('=')?;
    let is_name = name.starts_with(|first: char| first.is_alphabetic() || first == '_')
        && name
            .trim_end()
            .chars()
            .all(|letter| letter.is_alphanumeric() || letter == '_');
    let digits = number.trim();
    let is_number = !digits.is_empty() && digits.chars().all(|digit| digit.is_ascii_digit() || digit == '_');
    (is_name && is_number).then_some(name.trim_end())
}

impl Knob {
    /// The variable's name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The program with another number; its lines stay where they are.
    #[must_use]
    pub fn set(&self, number: u32) -> String {
        let lines = self.text.split_inclusive('\n').enumerate();
        lines
            .map(|(at, line)| match at == self.line {
                true => self.line_with(line, number),
                false => line.into(),
            })
            .collect()
    }

    fn line_with(&self, line: &str, number: u32) -> String {
        let body = line.trim_end_matches(['\n', '\r']);
        let end = &line[body.len()..];
        let comment = body
            .find('#')
            .map(|at| format!("  {}", &body[at..]))
            .unwrap_or_default();
        format!("{} = {number}{comment}{end}", self.name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "import threading\r\nrounds = 100\nworkers = 2 # set: threads\nif workers == 2: pass\n";

    #[test]
    fn a_marked_line_is_found_and_set() {
        let found = knob(TEXT, None).unwrap();
        assert_eq!(found.name(), "workers");
        assert!(
            found
                .set(8)
                .contains("rounds = 100\nworkers = 8  # set: threads\nif workers")
        );
    }

    #[test]
    fn a_named_line_is_found_and_set() {
        assert!(
            knob(TEXT, Some("rounds"))
                .unwrap()
                .set(8)
                .starts_with("import threading\r\nrounds = 8\n")
        );
    }

    #[test]
    fn what_is_missing_is_said() {
        assert!(knob(TEXT, Some("threads")).unwrap_err().contains("threads = 2"));
        assert!(knob("print()\n", None).unwrap_err().contains("# set: threads"));
        assert!(knob("  workers = 2 # set: threads\n", None).is_err());
    }
}
