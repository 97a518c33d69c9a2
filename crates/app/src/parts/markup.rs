//! Parts that are written as HTML: what has many elements and no listener takes less code and less time that way.

use yew::{AttrValue, Html};

/// HTML that is put together piece by piece; text is escaped.
#[derive(Default)]
pub struct Markup(String);

impl Markup {
    /// Goes on with tags, as they are.
    pub fn tags(mut self, tags: impl AsRef<str>) -> Self {
        self.0 += tags.as_ref();
        self
    }

    /// Goes on with text, or with an attribute's value in double quotes.
    pub fn text(mut self, text: impl AsRef<str>) -> Self {
        for character in text.as_ref().chars() {
            match character {
                '&' => self.0 += "&amp;",
                '<' => self.0 += "&lt;",
                '"' => self.0 += "&quot;",
                plain => self.0.push(plain),
            }
        }
        self
    }

    /// Goes on with something for each of some.
    pub fn each<T>(self, all: impl IntoIterator<Item = T>, write: impl Fn(Self, T) -> Self) -> Self {
        all.into_iter().fold(self, write)
    }

    /// Goes on with a table named `label`: a row of heads, then rows whose first cell is their head.
    pub fn table(self, label: &str, heads: &[String], rows: impl IntoIterator<Item = Vec<String>>) -> Self {
        let head = |markup: Self, head: &String| markup.tags("<th scope=col>").text(head).tags("</th>");
        let row = |markup: Self, cells: Vec<String>| {
            let cell = |markup: Self, (position, cell): (usize, &String)| match position {
                0 => markup.tags("<th scope=row>").text(cell).tags("</th>"),
                _ => markup.tags("<td>").text(cell).tags("</td>"),
            };
            markup.tags("<tr>").each(cells.iter().enumerate(), cell).tags("</tr>")
        };
        self.tags("<table aria-label=\"")
            .text(label)
            .tags("\"><thead><tr>")
            .each(heads, head)
            .tags("</tr></thead><tbody>")
            .each(rows, row)
            .tags("</tbody></table>")
    }

    /// What was written, for the page.
    pub fn html(self) -> Html {
        Html::from_html_unchecked(AttrValue::from(self.0))
    }
}

/// HTML that never changes.
pub fn fixed(tags: &'static str) -> Html {
    Html::from_html_unchecked(AttrValue::from(tags))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_cannot_become_tags() {
        let table = Markup::default().table("a \"b\"", &["<i>".into()], [vec!["1 < 2 & 3".into(), "x".into()]]);
        let expected = "<table aria-label=\"a &quot;b&quot;\"><thead><tr><th scope=col>&lt;i></th></tr></thead><tbody>\
                        <tr><th scope=row>1 &lt; 2 &amp; 3</th><td>x</td></tr></tbody></table>";
        assert_eq!(table.0, expected);
    }
}
