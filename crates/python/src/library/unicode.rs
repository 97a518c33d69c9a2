//! The module `unicodedata`, as far as it needs no names of characters.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::canonical_combining_class;
use unicode_properties::{GeneralCategory, UnicodeGeneralCategory};

use crate::machine::cx::Call;
use crate::objects::dict::Dict;
use crate::objects::exception::Raised;
use crate::operations::types::type_name;
use crate::value::Value;

type Outcome = Result<Value, Raised>;
type Function = fn(&Call) -> Outcome;

/// Puts the functions in.
pub fn fill(globals: &Dict) {
    globals.set_text("unidata_version", Value::from("16.0.0"));
    let functions: [(&'static str, Function); 4] = [
        ("category", category),
        ("combining", combining),
        ("normalize", normalize),
        ("is_normalized", is_normalized),
    ];
    for (name, function) in functions {
        globals.set_text(name, Value::native(name, function));
    }
}

fn character(call: &Call, name: &str) -> Result<char, Raised> {
    let Some(given) = call.args.first() else {
        return Err(Raised::type_error(format!(
            "unicodedata.{name}() takes exactly one argument (0 given)"
        )));
    };
    let Value::Str(text) = given else {
        return Err(Raised::type_error(format!(
            "{name}() argument must be a unicode character, not {}",
            type_name(given)
        )));
    };
    let mut letters = text.as_str().chars();
    match (letters.next(), letters.next()) {
        (Some(letter), None) => Ok(letter),
        _ => Err(Raised::type_error(format!(
            "{name}(): argument must be a unicode character, not a string of length {}",
            text.length()
        ))),
    }
}

fn category(call: &Call) -> Outcome {
    Ok(Value::from(abbreviation(
        character(call, "category")?.general_category(),
    )))
}

fn combining(call: &Call) -> Outcome {
    let class = canonical_combining_class(character(call, "combining")?);
    Ok(Value::Int(i64::from(class)))
}

fn form(call: &Call, name: &str) -> Result<String, Raised> {
    let (Some(Value::Str(form)), Some(Value::Str(text))) = (call.args.first(), call.args.get(1)) else {
        return Err(Raised::type_error(format!("{name}() takes two arguments, both str")));
    };
    let text = text.as_str();
    Ok(match form.as_str() {
        "NFC" => text.nfc().collect(),
        "NFD" => text.nfd().collect(),
        "NFKC" => text.nfkc().collect(),
        "NFKD" => text.nfkd().collect(),
        _ => return Err(Raised::value_error("invalid normalization form")),
    })
}

fn normalize(call: &Call) -> Outcome {
    Ok(Value::from(form(call, "normalize")?))
}

fn is_normalized(call: &Call) -> Outcome {
    let normal = form(call, "is_normalized")?;
    let same = matches!(call.args.get(1), Some(Value::Str(text)) if text.as_str() == normal);
    Ok(Value::Bool(same))
}

fn abbreviation(category: GeneralCategory) -> &'static str {
    match category {
        GeneralCategory::UppercaseLetter => "Lu",
        GeneralCategory::LowercaseLetter => "Ll",
        GeneralCategory::TitlecaseLetter => "Lt",
        GeneralCategory::ModifierLetter => "Lm",
        GeneralCategory::OtherLetter => "Lo",
        GeneralCategory::NonspacingMark => "Mn",
        GeneralCategory::SpacingMark => "Mc",
        GeneralCategory::EnclosingMark => "Me",
        GeneralCategory::DecimalNumber => "Nd",
        GeneralCategory::LetterNumber => "Nl",
        GeneralCategory::OtherNumber => "No",
        GeneralCategory::ConnectorPunctuation => "Pc",
        GeneralCategory::DashPunctuation => "Pd",
        GeneralCategory::OpenPunctuation => "Ps",
        GeneralCategory::ClosePunctuation => "Pe",
        GeneralCategory::InitialPunctuation => "Pi",
        GeneralCategory::FinalPunctuation => "Pf",
        GeneralCategory::OtherPunctuation => "Po",
        GeneralCategory::MathSymbol => "Sm",
        GeneralCategory::CurrencySymbol => "Sc",
        GeneralCategory::ModifierSymbol => "Sk",
        GeneralCategory::OtherSymbol => "So",
        GeneralCategory::SpaceSeparator => "Zs",
        GeneralCategory::LineSeparator => "Zl",
        GeneralCategory::ParagraphSeparator => "Zp",
        GeneralCategory::Control => "Cc",
        GeneralCategory::Format => "Cf",
        GeneralCategory::Surrogate => "Cs",
        GeneralCategory::PrivateUse => "Co",
        GeneralCategory::Unassigned => "Cn",
    }
}
