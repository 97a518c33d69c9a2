//! From the text of a regular expression to its pieces, with Python's complaints.

mod sets;

use crate::pattern::{Item, Node, Place, Set};

/// `re.IGNORECASE`
pub const IGNORE_CASE: u32 = 2;
/// `re.MULTILINE`
pub const MULTILINE: u32 = 8;
/// `re.DOTALL`
pub const DOT_ALL: u32 = 16;
/// `re.VERBOSE`
pub const VERBOSE: u32 = 64;
/// `re.ASCII`
pub const ASCII: u32 = 256;

/// Groups in groups.
const DEEPEST: usize = 100;

/// What is wrong with a regular expression, and where.
#[derive(Debug, Clone, PartialEq)]
pub struct Wrong {
    /// Python's words.
    pub message: String,
    /// The character it is at.
    pub position: usize,
}

/// What reading gives.
#[derive(Debug)]
pub struct Read {
    /// The pieces.
    pub node: Node,
    /// How many groups there are.
    pub groups: usize,
    /// Names of groups.
    pub names: Vec<(String, usize)>,
    /// The flags, those in the text among them.
    pub flags: u32,
}

struct Reader<'a> {
    text: &'a [char],
    at: usize,
    flags: u32,
    groups: usize,
    open: Vec<usize>,
    names: Vec<(String, usize)>,
    all_flags: u32,
}

type Piece = Result<Node, Wrong>;

/// Reads a regular expression.
///
/// # Errors
/// What `re.error` says.
pub fn read(text: &[char], flags: u32) -> Result<Read, Wrong> {
    let mut reader = Reader {
        text,
        at: 0,
        flags,
        groups: 0,
        open: Vec::new(),
        names: Vec::new(),
        all_flags: flags,
    };
    let node = reader.either()?;
    if reader.at < text.len() {
        return Err(reader.wrong("unbalanced parenthesis", reader.at));
    }
    Ok(Read {
        node,
        groups: reader.groups,
        names: reader.names,
        flags: reader.all_flags,
    })
}

impl Reader<'_> {
    fn wrong(&self, message: impl Into<String>, position: usize) -> Wrong {
        Wrong {
            message: message.into(),
            position,
        }
    }

    fn peek(&self) -> Option<char> {
        self.text.get(self.at).copied()
    }

    fn take(&mut self, wanted: &str) -> bool {
        let found = wanted
            .chars()
            .enumerate()
            .all(|(index, letter)| self.text.get(self.at + index) == Some(&letter));
        if found {
            self.at += wanted.chars().count();
        }
        found
    }

    fn has(&self, flag: u32) -> bool {
        self.flags & flag != 0
    }

    fn either(&mut self) -> Piece {
        let mut all = vec![self.sequence()?];
        while self.take("|") {
            all.push(self.sequence()?);
        }
        Ok(if all.len() == 1 {
            all.remove(0)
        } else {
            Node::Either(all)
        })
    }

    fn sequence(&mut self) -> Piece {
        let mut all = Vec::new();
        while let Some(letter) = self.peek() {
            if matches!(letter, '|' | ')') {
                break;
            }
            if self.skips(letter) {
                continue;
            }
            let start = self.at;
            let piece = self.piece(letter)?;
            let piece = self.repeated(piece, start)?;
            all.push(piece);
        }
        Ok(Node::Sequence(all))
    }

    // Blanks and comments of a verbose expression.
    fn skips(&mut self, letter: char) -> bool {
        if !self.has(VERBOSE) {
            return false;
        }
        if letter == '#' {
            while self.peek().is_some_and(|letter| letter != '\n') {
                self.at += 1;
            }
            return true;
        }
        let blank = letter.is_ascii_whitespace() || letter == '\u{b}';
        self.at += usize::from(blank);
        blank
    }

    fn piece(&mut self, letter: char) -> Piece {
        let start = self.at;
        self.at += 1;
        Ok(match letter {
            '.' => Node::Any(self.has(DOT_ALL)),
            '^' if self.has(MULTILINE) => Node::Place(Place::LineStart),
            '^' => Node::Place(Place::TextStart),
            '$' if self.has(MULTILINE) => Node::Place(Place::LineEnd),
            '$' => Node::Place(Place::LastEnd),
            '(' => self.group(start)?,
            '[' => self.set(start)?,
            '\\' => self.escape(start)?,
            '*' | '+' | '?' => return Err(self.wrong("nothing to repeat", start)),
            other => Node::Char(other, self.has(IGNORE_CASE)),
        })
    }

    fn repeated(&mut self, piece: Node, start: usize) -> Piece {
        let mut piece = piece;
        let mut repeats = 0;
        loop {
            let at = self.at;
            while self.has(VERBOSE) && self.peek().is_some_and(|letter| self.skips(letter)) {}
            let Some((least, most)) = self.bounds()? else {
                return Ok(piece);
            };
            if repeats > 0 {
                return Err(self.wrong("multiple repeat", at));
            }
            if matches!(piece, Node::Place(_)) && self.text[start] != '\\' || matches!(piece, Node::Empty) {
                return Err(self.wrong("nothing to repeat", at));
            }
            repeats += 1;
            let lazy = self.take("?");
            let possessive = !lazy && self.take("+");
            let repeat = Node::Repeat {
                node: Box::new(piece),
                least,
                most,
                greedy: !lazy,
            };
            piece = if possessive {
                Node::Atomic(Box::new(repeat))
            } else {
                repeat
            };
        }
    }

    fn bounds(&mut self) -> Result<Option<(usize, usize)>, Wrong> {
        let bounds = match self.peek() {
            Some('*') => (0, usize::MAX),
            Some('+') => (1, usize::MAX),
            Some('?') => (0, 1),
            Some('{') => return self.counted(),
            _ => return Ok(None),
        };
        self.at += 1;
        Ok(Some(bounds))
    }

    // `{2}`, `{2,}`, `{,3}`, `{2,3}`; any other brace stands for itself.
    fn counted(&mut self) -> Result<Option<(usize, usize)>, Wrong> {
        let start = self.at;
        self.at += 1;
        let least = self.digits();
        let comma = self.take(",");
        let most = if comma { self.digits() } else { least };
        if !self.take("}") || (!comma && least.is_none()) {
            self.at = start;
            return Ok(None);
        }
        let (least, most) = (least.unwrap_or(0), most.unwrap_or(usize::MAX));
        if most < least {
            return Err(self.wrong("min repeat greater than max repeat", start + 1));
        }
        Ok(Some((least, most)))
    }

    fn digits(&mut self) -> Option<usize> {
        let start = self.at;
        while self.peek().is_some_and(|letter| letter.is_ascii_digit()) {
            self.at += 1;
        }
        self.text[start..self.at].iter().collect::<String>().parse().ok()
    }

    fn name(&mut self, end: char, start: usize) -> Result<String, Wrong> {
        let from = self.at;
        while self.peek().is_some_and(|letter| letter != end) {
            self.at += 1;
        }
        let name: String = self.text[from..self.at].iter().collect();
        if self.peek().is_none() {
            return Err(self.wrong(format!("missing {end}, unterminated name"), from));
        }
        if name.is_empty() {
            return Err(self.wrong("missing group name", from));
        }
        self.at += 1;
        let _ = start;
        Ok(name)
    }

    fn group(&mut self, start: usize) -> Piece {
        if self.open.len() >= DEEPEST {
            return Err(self.wrong("too many nested groups", start));
        }
        if !self.take("?") {
            return self.captured(start, None);
        }
        if self.take("P<") {
            let at = self.at;
            let name = self.name('>', start)?;
            let identifier = name.chars().all(|letter| letter == '_' || letter.is_alphanumeric());
            if !identifier || name.starts_with(|letter: char| letter.is_ascii_digit()) {
                return Err(self.wrong(format!("bad character in group name '{name}'"), at));
            }
            return self.captured(start, Some(name));
        }
        if self.take("P=") {
            let at = self.at;
            let name = self.name(')', start)?;
            let known = self
                .names
                .iter()
                .find(|(known, _)| *known == name)
                .map(|(_, number)| *number);
            let number = known.ok_or_else(|| self.wrong(format!("unknown group name '{name}'"), at))?;
            return Ok(Node::Same(number, self.has(IGNORE_CASE)));
        }
        if self.take("#") {
            while self.peek().is_some_and(|letter| letter != ')') {
                self.at += 1;
            }
            if !self.take(")") {
                return Err(self.wrong("missing ), unterminated comment", start));
            }
            return Ok(Node::Empty);
        }
        self.extension(start)
    }

    fn extension(&mut self, start: usize) -> Piece {
        for (sign, behind, negative) in [
            ("=", false, false),
            ("!", false, true),
            ("<=", true, false),
            ("<!", true, true),
        ] {
            if self.take(sign) {
                let node = Box::new(self.inside(start)?);
                let behind = if behind {
                    let width = node.width();
                    Some(width.ok_or_else(|| self.wrong("look-behind requires fixed-width pattern", 0))?)
                } else {
                    None
                };
                return Ok(Node::Look { node, behind, negative });
            }
        }
        if self.take(":") {
            return self.inside(start);
        }
        if self.take(">") {
            return Ok(Node::Atomic(Box::new(self.inside(start)?)));
        }
        if self.take("(") {
            return self.conditional(start);
        }
        self.inline_flags(start)
    }

    fn conditional(&mut self, start: usize) -> Piece {
        let at = self.at;
        let name = self.name(')', start)?;
        let named = self
            .names
            .iter()
            .find(|(known, _)| *known == name)
            .map(|(_, number)| *number);
        let number = named.or_else(|| name.parse().ok());
        let number = number.ok_or_else(|| self.wrong(format!("unknown group name '{name}'"), at))?;
        let yes = self.sequence()?;
        let no = if self.take("|") { self.sequence()? } else { Node::Empty };
        if !self.take(")") {
            return Err(self.wrong("missing ), unterminated subpattern", start));
        }
        Ok(Node::IfGroup(number, Box::new(yes), Box::new(no)))
    }

    fn inline_flags(&mut self, start: usize) -> Piece {
        let (mut on, mut off, mut minus) = (0, 0, false);
        loop {
            let flag = match self.peek() {
                Some('i') => IGNORE_CASE,
                Some('m') => MULTILINE,
                Some('s') => DOT_ALL,
                Some('x') => VERBOSE,
                Some('a') => ASCII,
                Some('u' | 'L') => 0,
                Some('-') if !minus => {
                    minus = true;
                    self.at += 1;
                    continue;
                }
                Some(')') if !minus => {
                    self.at += 1;
                    if start != 0 {
                        return Err(self.wrong("global flags not at the start of the expression", start));
                    }
                    self.flags |= on;
                    self.all_flags |= on;
                    return Ok(Node::Empty);
                }
                Some(':') => break,
                Some(other) => {
                    let unknown = if self.at == start + 2 {
                        format!("unknown extension ?{other}")
                    } else {
                        "unknown flag".to_owned()
                    };
                    let at = if self.at == start + 2 { start + 1 } else { self.at };
                    return Err(self.wrong(unknown, at));
                }
                None => return Err(self.wrong("unexpected end of pattern", self.at)),
            };
            self.at += 1;
            if minus { off |= flag } else { on |= flag }
        }
        self.at += 1;
        let before = self.flags;
        self.flags = (before | on) & !off;
        let node = self.inside(start);
        self.flags = before;
        node
    }

    fn inside(&mut self, start: usize) -> Piece {
        self.open.push(0);
        let flags = self.flags;
        let node = self.either()?;
        self.flags = flags;
        self.open.pop();
        if !self.take(")") {
            return Err(self.wrong("missing ), unterminated subpattern", start));
        }
        Ok(node)
    }

    fn captured(&mut self, start: usize, name: Option<String>) -> Piece {
        self.groups += 1;
        let number = self.groups;
        if let Some(name) = name {
            if let Some((_, before)) = self.names.iter().find(|(known, _)| *known == name) {
                let message = format!("redefinition of group name '{name}' as group {number}; was group {before}");
                return Err(self.wrong(message, start + 4));
            }
            self.names.push((name, number));
        }
        self.open.push(number);
        let node = self.either()?;
        self.open.pop();
        if !self.take(")") {
            return Err(self.wrong("missing ), unterminated subpattern", start));
        }
        Ok(Node::Group(number, Box::new(node)))
    }

    fn class(&self, letter: char) -> Option<Item> {
        let ascii = self.has(ASCII);
        Some(match letter {
            'd' => Item::Digit(false, ascii),
            'D' => Item::Digit(true, ascii),
            'w' => Item::Word(false, ascii),
            'W' => Item::Word(true, ascii),
            's' => Item::Space(false, ascii),
            'S' => Item::Space(true, ascii),
            _ => return None,
        })
    }

    fn escape(&mut self, start: usize) -> Piece {
        let Some(letter) = self.peek() else {
            return Err(self.wrong("bad escape (end of pattern)", start));
        };
        if let Some(item) = self.class(letter) {
            self.at += 1;
            return Ok(Node::Set(Set {
                items: vec![item],
                ..Set::default()
            }));
        }
        let place = match letter {
            'A' => Some(Place::TextStart),
            'Z' | 'z' => Some(Place::TextEnd),
            'b' => Some(Place::Boundary(self.has(ASCII))),
            'B' => Some(Place::Inside(self.has(ASCII))),
            _ => None,
        };
        if let Some(place) = place {
            self.at += 1;
            return Ok(Node::Place(place));
        }
        if letter.is_ascii_digit() && letter != '0' && !self.is_octal() {
            return self.reference(start);
        }
        Ok(Node::Char(self.character(start)?, self.has(IGNORE_CASE)))
    }

    fn is_octal(&self) -> bool {
        let three = self.text.get(self.at..self.at + 3);
        three.is_some_and(|three| three.iter().all(|letter| ('0'..='7').contains(letter)) && three[0] <= '3')
    }

    fn reference(&mut self, start: usize) -> Piece {
        let mut number = 0;
        for _ in 0..2 {
            let Some(digit) = self.peek().and_then(|letter| letter.to_digit(10)) else {
                break;
            };
            number = number * 10 + digit as usize;
            self.at += 1;
        }
        if number > self.groups {
            return Err(self.wrong(format!("invalid group reference {number}"), start + 1));
        }
        if self.open.contains(&number) {
            return Err(self.wrong("cannot refer to an open group", start));
        }
        Ok(Node::Same(number, self.has(IGNORE_CASE)))
    }

    // The character that an escape stands for.
    fn character(&mut self, start: usize) -> Result<char, Wrong> {
        let Some(letter) = self.peek() else {
            return Err(self.wrong("bad escape (end of pattern)", start));
        };
        self.at += 1;
        let plain = match letter {
            'n' => '\n',
            't' => '\t',
            'r' => '\r',
            'f' => '\u{c}',
            'v' => '\u{b}',
            'a' => '\u{7}',
            'x' => return self.hexadecimal(2, start),
            'u' => return self.hexadecimal(4, start),
            'U' => return self.hexadecimal(8, start),
            '0'..='7' => return Ok(self.octal(letter)),
            other if other.is_ascii_alphanumeric() => {
                return Err(self.wrong(format!("bad escape \\{other}"), start));
            }
            other => other,
        };
        Ok(plain)
    }

    fn octal(&mut self, first: char) -> char {
        let mut value = first.to_digit(8).unwrap_or(0);
        for _ in 0..2 {
            let Some(digit) = self.peek().and_then(|letter| letter.to_digit(8)) else {
                break;
            };
            value = value * 8 + digit;
            self.at += 1;
        }
        char::from_u32(value).unwrap_or('\0')
    }

    fn hexadecimal(&mut self, count: usize, start: usize) -> Result<char, Wrong> {
        let digits: String = self.text[self.at..]
            .iter()
            .take(count)
            .take_while(|one| one.is_ascii_hexdigit())
            .collect();
        self.at += digits.len();
        let value = (digits.len() == count)
            .then(|| u32::from_str_radix(&digits, 16).ok())
            .flatten()
            .and_then(char::from_u32);
        value.ok_or_else(|| {
            let written: String = self.text[start..self.at].iter().collect();
            self.wrong(format!("incomplete escape {written}"), start)
        })
    }
}
