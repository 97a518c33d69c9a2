//! "Did you mean": the closest of known names, as CPython measures it (Python/suggestions.c).

const MOVE: usize = 2;
const CASE: usize = 1;

fn substitution(a: char, b: char) -> usize {
    match (a, b) {
        _ if a == b => 0,
        _ if a.eq_ignore_ascii_case(&b) => CASE,
        _ => MOVE,
    }
}

fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut row: Vec<usize> = (0..=b.len()).map(|at| at * MOVE).collect();
    for (i, x) in a.iter().enumerate() {
        let mut corner = row[0];
        row[0] = (i + 1) * MOVE;
        for (j, y) in b.iter().enumerate() {
            let step = (corner + substitution(*x, *y))
                .min(row[j] + MOVE)
                .min(row[j + 1] + MOVE);
            corner = std::mem::replace(&mut row[j + 1], step);
        }
    }
    row[b.len()]
}

/// The known name that is closest to a wrong one, if one is close enough.
pub fn closest<'a>(wrong: &str, known: impl Iterator<Item = &'a str>) -> Option<String> {
    let size = wrong.chars().count();
    let mut best: Option<(usize, &str)> = None;
    for name in known.take(750) {
        if name == wrong {
            continue;
        }
        let mut most = (size + name.chars().count() + 3) * MOVE / 6;
        if let Some((best, _)) = best {
            most = most.min(best - 1);
        }
        if size.abs_diff(name.chars().count()) * MOVE > most {
            continue;
        }
        let found = distance(wrong, name);
        if found <= most && best.is_none_or(|(best, _)| found < best) {
            best = Some((found, name));
            if found == 0 {
                break;
            }
        }
    }
    best.map(|(_, name)| name.to_owned())
}
