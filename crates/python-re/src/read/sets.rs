//! Sets of characters in a regular expression.

use super::*;

impl Reader<'_> {
    pub(super) fn set(&mut self, start: usize) -> Piece {
        let mut set = Set {
            negated: self.take("^"),
            ignore_case: self.has(IGNORE_CASE),
            items: Vec::new(),
        };
        let first = self.at;
        loop {
            let Some(letter) = self.peek() else {
                return Err(self.wrong("unterminated character set", start));
            };
            if letter == ']' && self.at > first {
                self.at += 1;
                return Ok(Node::Set(set));
            }
            self.member(&mut set, start)?;
        }
    }

    fn member(&mut self, set: &mut Set, start: usize) -> Result<(), Wrong> {
        let at = self.at;
        let low = match self.one(start)? {
            Ok(letter) => letter,
            Err(class) => {
                if self.peek() == Some('-') && !matches!(self.text.get(self.at + 1), None | Some(']')) {
                    let written: String = self.text[at..self.at + 2].iter().collect();
                    return Err(self.wrong(format!("bad character range {written}"), at));
                }
                set.items.push(class);
                return Ok(());
            }
        };
        if self.peek() != Some('-') || matches!(self.text.get(self.at + 1), None | Some(']')) {
            set.items.push(Item::Range(low, low));
            return Ok(());
        }
        self.at += 1;
        let high = self.one(start)?;
        match high {
            Ok(high) if low <= high => set.items.push(Item::Range(low, high)),
            _ => {
                let written: String = self.text[at..self.at].iter().collect();
                return Err(self.wrong(format!("bad character range {written}"), at));
            }
        }
        Ok(())
    }

    // One member: a character, or a class.
    fn one(&mut self, start: usize) -> Result<Result<char, Item>, Wrong> {
        let at = self.at;
        let Some(letter) = self.peek() else {
            return Err(self.wrong("unterminated character set", start));
        };
        self.at += 1;
        if letter != '\\' {
            return Ok(Ok(letter));
        }
        let Some(escaped) = self.peek() else {
            return Err(self.wrong("bad escape (end of pattern)", at));
        };
        if let Some(item) = self.class(escaped) {
            self.at += 1;
            return Ok(Err(item));
        }
        if escaped == 'b' {
            self.at += 1;
            return Ok(Ok('\u{8}'));
        }
        self.character(at).map(Ok)
    }
}
