//! What puts exactly this into another page: a frame, or an element that the page can talk to.

use catalogue::{Address, EmbedOptions, Experiment};

/// Width and height of a frame in CSS pixels; `embed=1` is laid out for them.
const SIZE: (u32, u32) = (700, 480);

/// A frame; `page` is the address of Threadbare without its hash.
pub fn frame(page: &str, experiment: &Experiment, chrome: &EmbedOptions) -> String {
    let address = Address {
        experiment: experiment.clone(),
        chrome: EmbedOptions {
            embed: true,
            ..chrome.clone()
        },
    };
    frame_of(&format!("{page}{}", address.hash()), &title(experiment))
}

/// A frame with this address and title.
pub fn frame_of(address: &str, title: &str) -> String {
    let (width, height) = SIZE;
    format!(
        "<iframe src=\"{}\" title=\"{}\" width=\"{width}\" height=\"{height}\" style=\"border:0;max-width:100%\" loading=\"lazy\" \
         allow=\"cross-origin-isolated; clipboard-write\"></iframe>",
        escaped(address),
        escaped(title)
    )
}

/// The custom element with what defines it, a script that any host may send; its attributes are the keys of the address. The link in it is shown
/// where the element cannot work.
pub fn element(page: &str, experiment: &Experiment, chrome: &EmbedOptions) -> String {
    let chrome = EmbedOptions {
        embed: false,
        ..chrome.clone()
    };
    let pairs = experiment.pairs().into_iter().chain(chrome.clone().pairs());
    let attributes = pairs.map(|(key, value)| format!(" {key}=\"{}\"", escaped(&value)));
    let attributes = attributes.collect::<String>();
    let address = Address {
        experiment: experiment.clone(),
        chrome,
    };
    element_of(
        &attributes,
        "",
        &format!("{page}{}", address.hash()),
        &title(experiment),
    )
}

/// The element with these attributes, this in it, and a link to this address with this title.
pub fn element_of(attributes: &str, inside: &str, address: &str, title: &str) -> String {
    let folder = address.split('#').next().and_then(|page| page.rsplit_once('/'));
    format!(
        "<script src=\"{}/thread-bare-1.js\" async></script>\n<thread-bare{attributes}>{inside}<a href=\"{}\">{}</a></thread-bare>",
        escaped(folder.map_or("", |(folder, _)| folder)),
        escaped(address),
        escaped(title)
    )
}

fn title(experiment: &Experiment) -> String {
    format!("Threadbare: {}, {}", experiment.lab.name, experiment.variant.name)
}

/// A text that can stand in an attribute in double quotes.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "https://example.org/threads/index.html";

    fn stepped() -> Experiment {
        let pairs = [
            ("engine", "lockstep"),
            ("schedule", "1x2.2.1"),
            ("at", "3"),
            ("cores", "4"),
        ];
        Experiment::read(pairs).0
    }

    #[test]
    fn a_frame_has_a_title_loads_late_and_may_be_isolated() {
        let frame = frame(PAGE, &stepped(), &EmbedOptions::default());
        assert!(frame.starts_with("<iframe src=\"https://example.org/threads/index.html#v=1&amp;lab=counter&amp;"));
        for part in [
            "&amp;engine=lockstep&amp;",
            "&amp;schedule=1x2.2.1&amp;at=3&amp;embed=1\"",
            " title=\"Threadbare: Counter, ",
            " width=\"700\" height=\"480\" ",
            " loading=\"lazy\" allow=\"cross-origin-isolated; clipboard-write\"></iframe>",
        ] {
            assert!(frame.contains(part), "{part} in {frame}");
        }
    }

    #[test]
    fn what_a_frame_shows_reads_back() {
        let frame = frame(PAGE, &stepped(), &EmbedOptions::default()).replace("&amp;", "&");
        let hash = frame.split('#').nth(1).and_then(|rest| rest.split('"').next());
        let (address, complaints) = Address::read("", hash.unwrap_or_default());
        assert_eq!((address.experiment, complaints), (stepped(), Vec::new()));
        assert!(address.chrome.embed);
    }

    #[test]
    fn an_element_has_every_key_as_an_attribute() {
        let element = element(PAGE, &stepped(), &EmbedOptions::default());
        let script = "<script src=\"https://example.org/threads/thread-bare-1.js\" async></script>\n<thread-bare lab=\"counter\" ";
        assert!(element.starts_with(script), "{element}");
        let link = "><a href=\"https://example.org/threads/index.html#v=1&amp;lab=counter&amp;";
        assert!(
            element.contains(link) && element.ends_with("</a></thread-bare>"),
            "{element}"
        );
        for attribute in ["engine=\"lockstep\"", "cores=\"4\"", "schedule=\"1x2.2.1\"", "at=\"3\""] {
            assert!(element.contains(attribute), "{attribute} in {element}");
        }
        assert!(!element.contains("embed"));
    }

    #[test]
    fn nothing_gets_out_of_its_attribute() {
        assert_eq!(escaped("\"><b>&"), "&quot;&gt;&lt;b&gt;&amp;");
    }
}
