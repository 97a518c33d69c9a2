//! The parts of a directed graph from which no edge leads away: who is in one of them can be helped by nobody outside.

/// The bottom strongly connected components, each in rising order (Kosaraju and Sharir, "A strong-connectivity algorithm", 1981).
pub fn bottoms(edges: &[Vec<usize>]) -> Vec<Vec<usize>> {
    let components = components(edges);
    let mut of = vec![0; edges.len()];
    for (number, members) in components.iter().enumerate() {
        members.iter().for_each(|node| of[*node] = number);
    }
    let stays = |members: &Vec<usize>| {
        let mut targets = members.iter().flat_map(|node| &edges[*node]);
        targets.all(|target| of[*target] == of[members[0]])
    };
    let mut bottoms: Vec<_> = components.into_iter().filter(stays).collect();
    bottoms.sort();
    bottoms
}

fn components(edges: &[Vec<usize>]) -> Vec<Vec<usize>> {
    let mut back = vec![Vec::new(); edges.len()];
    for (from, targets) in edges.iter().enumerate() {
        targets.iter().for_each(|to| back[*to].push(from));
    }
    let (mut seen, mut order) = (vec![false; edges.len()], Vec::new());
    (0..edges.len()).for_each(|node| visit(edges, node, &mut seen, &mut order));
    let mut taken = vec![false; edges.len()];
    let mut components = Vec::new();
    for node in order.into_iter().rev() {
        let mut members = Vec::new();
        visit(&back, node, &mut taken, &mut members);
        members.sort_unstable();
        components.push(members);
    }
    components.retain(|members| !members.is_empty());
    components
}

/// Depth first; nodes are appended when all that they lead to has been.
fn visit(edges: &[Vec<usize>], start: usize, seen: &mut [bool], order: &mut Vec<usize>) {
    if std::mem::replace(&mut seen[start], true) {
        return;
    }
    let mut path = vec![(start, 0)];
    while let Some((node, next)) = path.last_mut() {
        match edges[*node].get(*next) {
            None => {
                order.push(*node);
                path.pop();
            }
            Some(&target) => {
                *next += 1;
                if !std::mem::replace(&mut seen[target], true) {
                    path.push((target, 0));
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_nothing_leads_away_from_is_a_bottom() {
        // 0 and 1 are a circle that 2 could break; 3 and 4 are one that nobody can; 5 is a dead end.
        let edges = [vec![1], vec![0, 2], vec![5], vec![4], vec![3], vec![]];
        assert_eq!(bottoms(&edges), [vec![3, 4], vec![5]]);
    }
}
