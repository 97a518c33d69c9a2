//! `threadbare labs`: what there is to run.

use crate::{
    exit_status::ExitStatus,
    output,
    table::{Side, aligned, count},
    wrong::CliError,
};
use catalogue::{ChoiceParam, IntParam, LABS, LabInfo, TextParam};
use clap::ArgMatches;
use serde_json::{Value, json};

/// Lists the labs.
pub fn list(matches: &ArgMatches) -> Result<ExitStatus, CliError> {
    if matches.get_flag("json") {
        output::print_json(&LABS.iter().map(as_json).collect::<Vec<_>>());
    } else {
        output::print(&LABS.iter().map(as_text).collect::<Vec<_>>().join("\n"));
    }
    Ok(ExitStatus::Well)
}

fn numbers(lab: &'static LabInfo) -> impl Iterator<Item = &'static IntParam> {
    [&lab.threads, &lab.size].into_iter().chain(lab.extras)
}

fn choice(choice: &ChoiceParam) -> Vec<String> {
    let ids = choice.options.iter().map(|option| option.id).collect::<Vec<_>>();
    vec![
        format!("--{}", choice.key),
        format!("{}: {}", choice.name, ids.join(", ")),
    ]
}

fn words(words: &TextParam) -> Vec<String> {
    vec![
        format!("--{}", words.key),
        format!("{}, usually “{}”", words.name, words.usual),
    ]
}

fn as_text(lab: &'static LabInfo) -> String {
    let variant = |variant: &catalogue::Variant| vec![variant.id.to_string(), variant.note.to_string()];
    let number = |number: &IntParam| {
        let unit = match number.unit {
            "µs" | "ms" => format!(" {}", number.unit),
            _ => String::new(),
        };
        let zero = match number.zero {
            "" => String::new(),
            word => format!("; 0 for {word}"),
        };
        let (least, most, usual) = (count(number.least), count(number.most), count(number.usual));
        let range = format!("{least} to {most}{unit}, usually {usual}{zero}");
        vec![format!("--{}", number.key), format!("{}: {range}", number.name)]
    };
    let rows: Vec<Vec<String>> = lab
        .variants
        .iter()
        .map(variant)
        .chain(numbers(lab).map(number))
        .chain(lab.choices.iter().map(choice))
        .chain(lab.words.iter().map(words))
        .collect();
    let sides = [Side::Left, Side::Left];
    format!("{}: {}\n{}", lab.id, lab.question, aligned(&rows, &sides))
}

fn as_json(lab: &'static LabInfo) -> Value {
    let variants = lab.variants.iter();
    let variants = variants.map(|variant| json!({ "id": variant.id, "name": variant.name, "note": variant.note }));
    let parameters = numbers(lab).map(|number| {
        json!({
            "key": number.key, "name": number.name, "unit": number.unit,
            "least": number.least, "most": number.most, "usual": number.usual,
        })
    });
    let choices = lab.choices.iter().map(|choice| {
        let ids = choice.options.iter().map(|option| option.id).collect::<Vec<_>>();
        json!({ "key": choice.key, "name": choice.name, "options": ids })
    });
    let words = lab.words.iter();
    let words = words.map(|words| json!({ "key": words.key, "name": words.name, "usual": words.usual }));
    json!({
        "id": lab.id, "name": lab.name, "question": lab.question, "intro": lab.intro,
        "variants": variants.collect::<Vec<_>>(), "parameters": parameters.collect::<Vec<_>>(),
        "choices": choices.collect::<Vec<_>>(), "words": words.collect::<Vec<_>>(),
        "unit": lab.unit, "reads_text": lab.reads_text(), "sweeps": lab.sweeps,
    })
}
