//! The fenced blocks of a chapter: what language, which attributes, where their lines are.

/// A block between two fences.
#[derive(Debug)]
pub struct Block {
    /// The words behind the backticks, language first.
    pub words: Vec<String>,
    /// The index of its first line in the chapter.
    pub start: usize,
    /// What stands in it.
    pub lines: Vec<String>,
}

impl Block {
    /// Whether it has this attribute.
    pub fn has(&self, word: &str) -> bool {
        self.words.iter().any(|known| known == word)
    }

    /// The file that a program stands for: its first line is `# race.py`.
    pub fn file(&self) -> Option<&str> {
        let name = self.lines.first()?.strip_prefix("# ")?;
        let is_program = self.words[0] == "python" && name.ends_with(".py") && !name.contains([' ', '/']);
        is_program.then_some(name)
    }
}

/// All blocks of a chapter, in order.
pub fn of(text: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut open: Option<(usize, Block)> = None;
    for (number, line) in text.lines().enumerate() {
        let ticks = line.chars().take_while(|letter| *letter == '`').count();
        open = match open {
            Some((fence, block)) if ticks >= fence && line[ticks..].trim().is_empty() => {
                blocks.push(block);
                None
            }
            Some((fence, mut block)) => {
                block.lines.push(line.to_owned());
                Some((fence, block))
            }
            None if ticks >= 3 => {
                let words = line[ticks..].split(',').map(|word| word.trim().to_owned()).collect();
                Some((
                    ticks,
                    Block {
                        words,
                        start: number + 1,
                        lines: Vec::new(),
                    },
                ))
            }
            None => None,
        };
    }
    assert!(open.is_none(), "a fence is never closed");
    blocks
}

#[test]
fn a_fence_inside_a_longer_one_is_text() {
    let blocks = of("````md\n```python\n```\n````\n```console,vary\n$ true\n```\n");
    assert_eq!(
        blocks.iter().map(|block| block.words[0].as_str()).collect::<Vec<_>>(),
        ["md", "console"]
    );
    assert!(blocks[1].has("vary") && blocks[1].start == 5);
}
