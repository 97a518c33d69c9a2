//! A sentence with a few words marked: what the status, the result and the explanations are made of.

/// How a word is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// As the rest.
    Plain,
    /// It matters.
    Strong,
    /// It matters, and it is wrong.
    Bad,
    /// It matters, and it is right.
    Good,
    /// It is code.
    Code,
}

/// A sentence, piece by piece.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RichText(pub Vec<(Tone, String)>);

impl From<trace::EmphasizedText> for RichText {
    fn from(said: trace::EmphasizedText) -> Self {
        let tone = |strong| if strong { Tone::Strong } else { Tone::Plain };
        RichText(
            said.0
                .into_iter()
                .map(|(strong, words)| (tone(strong), words))
                .collect(),
        )
    }
}

impl RichText {
    /// Plain words; what stands between backticks is code.
    pub fn of(text: impl AsRef<str>) -> Self {
        RichText::default().say(text)
    }

    /// Goes on in plain words; what stands between backticks is code.
    pub fn say(mut self, text: impl AsRef<str>) -> Self {
        for (position, part) in text
            .as_ref()
            .split('`')
            .enumerate()
            .filter(|(_, part)| !part.is_empty())
        {
            let tone = if position % 2 == 1 { Tone::Code } else { Tone::Plain };
            self.0.push((tone, part.to_string()));
        }
        self
    }

    /// Goes on in strong words.
    pub fn strong(self, text: impl Into<String>) -> Self {
        self.push(Tone::Strong, text)
    }

    /// Goes on with what is wrong.
    pub fn bad(self, text: impl Into<String>) -> Self {
        self.push(Tone::Bad, text)
    }

    /// Goes on with what is right.
    pub fn good(self, text: impl Into<String>) -> Self {
        self.push(Tone::Good, text)
    }

    /// Both, one after the other, with a space between where both say something.
    pub fn and(mut self, other: RichText) -> Self {
        if !self.0.is_empty() && !other.0.is_empty() {
            self.0.push((Tone::Plain, " ".into()));
        }
        self.0.extend(other.0);
        self
    }

    /// The words without their tones.
    pub fn plain(&self) -> String {
        self.0.iter().map(|(_, text)| text.as_str()).collect()
    }

    /// Whether it says nothing.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    fn push(mut self, tone: Tone, text: impl Into<String>) -> Self {
        self.0.push((tone, text.into()));
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn backticks_mark_code() {
        let rich = RichText::of("make `n += 1` safe");
        assert_eq!(rich.0[1], (Tone::Code, "n += 1".into()));
        assert_eq!(rich.plain(), "make n += 1 safe");
    }
}
