//! A listing as a program that stands for itself, to be edited and searched.

/// How a listing names the file that it reads.
const ARGUMENT: &str = "sys.argv[1]";

/// Nothing else in a listing needs this module.
const IMPORT: &str = "import sys\n";

/// The file that a program writes before it reads it: few words, so that a search has few moves.
fn input(lab: &str) -> &'static str {
    match lab {
        "indexing" => {
            r"title;description;author;year;rating\nDer Drache;a dragon;Ann;1990;4.25\nEgg;a star;Bo;1980;9.5\n"
        }
        _ => r"the dragon and the egg: the end\n",
    }
}

/// A lab's Python listing as a program: where it reads a file it was given, it writes a small one of its own first.
pub fn program(lab: &str, python: &str) -> String {
    let Some(line) = python.lines().find(|line| line.contains(ARGUMENT)) else {
        return python.to_owned();
    };
    let written = format!(
        "with open(\"input.txt\", \"w\") as file:\n    file.write(\"{}\")\n",
        input(lab)
    );
    let reads = line.replace(ARGUMENT, "\"input.txt\"");
    python.replacen(line, &(written + &reads), 1).replacen(IMPORT, "", 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_reads_a_file_writes_it_first() {
        let read = "import re\nimport sys\n\ntext = open(sys.argv[1]).read()\n";
        let expected = "import re\n\nwith open(\"input.txt\", \"w\") as file:\n    \
                        file.write(\"the dragon and the egg: the end\\n\")\ntext = open(\"input.txt\").read()\n";
        assert_eq!(program("mapreduce", read), expected);
        assert_eq!(program("counter", "n = 0\n"), "n = 0\n");
    }
}
