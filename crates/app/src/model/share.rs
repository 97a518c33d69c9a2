//! What leaves the page: links, words, pictures and figures.

use super::{Context, Effect, Format, Sweep};

impl Sweep {
    /// Saves the curves.
    pub fn save(&self, format: Format, ctx: &mut Context) {
        if self.measured() == 0 {
            return ctx.note("There is nothing to save yet: press Sweep first.");
        }
        let (name, kind, text) = match format {
            Format::Svg | Format::Png => {
                let pixels = format == Format::Png;
                ctx.note(&format!(
                    "Saved as {}.",
                    if pixels { "threadbare.png" } else { "threadbare.svg" }
                ));
                return ctx.push(Effect::SavePicture { pixels });
            }
            Format::Csv => ("threadbare.csv", "text/csv", trace::csv(&self.curves)),
            Format::Json => ("threadbare.json", "application/json", self.json()),
        };
        ctx.note(&format!("Saved as {name}."));
        ctx.push(Effect::Save(name, kind, text));
    }
}
