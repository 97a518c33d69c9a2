//! The sections of a Python listing: what each of a lab's variants has for itself.

const VARIANT: &str = "# Variant: ";
const ALL_VARIANTS: &str = "# All variants";

/// The listing of one variant: the lines outside of sections, and those of the sections that name it. `None` if there are sections and none does.
pub fn of(listing: &str, variant: &str) -> Option<String> {
    let (mut used, mut named, mut sections) = (true, false, false);
    let mut shown = String::with_capacity(listing.len());
    for line in listing.lines() {
        if let Some(names) = line.strip_prefix(VARIANT) {
            sections = true;
            used = names.split(", ").any(|name| name == variant);
            named |= used;
        } else if line == ALL_VARIANTS {
            used = true;
        } else if used {
            shown += line;
            shown.push('\n');
        }
    }
    (named || !sections).then_some(shown)
}

#[cfg(test)]
mod tests {
    use super::of;

    const LISTING: &str = "a\n# Variant: one, two\nb\n# Variant: two\nc\n# All variants\nd\n";

    #[test]
    fn each_variant_has_its_own_sections_and_what_all_have() {
        assert_eq!(of(LISTING, "one").as_deref(), Some("a\nb\nd\n"));
        assert_eq!(of(LISTING, "two").as_deref(), Some("a\nb\nc\nd\n"));
        assert_eq!(of(LISTING, "three"), None);
    }
}
