use super::*;
use crate::block::Block;
use crate::sheet::{Party, Signature};

fn english() -> Sheet {
    Sheet {
        language: Language::English,
        letterhead: vec![
            "Small Grants Facility 2010".into(),
            "ILO · IOM · OHCHR · OSCE · UNICEF · UNODC".into(),
        ],
        date: "17 June 2010".into(),
        reference: "SGF2010-0112".into(),
        recipient: vec![
            "Fundación Manos Libres".into(),
            "Calle Mayor 12".into(),
            "Tegucigalpa".into(),
            "Honduras".into(),
        ],
        subject: "Your proposal SGF2010-0112 has not been selected".into(),
        blocks: vec![
            Block::paragraph("Dear Fundación Manos Libres,"),
            Block::paragraph(
                "the board of experts has discussed your proposal SGF2010-0112, “A safe house in every region”, and decided not to fund it, because others met the selection criteria better.",
            ),
            Block::heading(2, "What the evaluators found"),
            Block::List {
                items: vec![
                    "Relevance. Strengths: the need is shown with own figures.".into(),
                    "Budget. Weaknesses: the share of salaries is not explained.".into(),
                ],
            },
            Block::heading(2, "Your scores"),
            Block::Table {
                head: vec!["Section".into(), "Score".into(), "Of".into()],
                rows: vec![
                    vec![
                        "Relevance and quality of the design".into(),
                        "14.5".into(),
                        "20".into(),
                    ],
                    vec!["Budget and value for money".into(), "6".into(), "10".into()],
                ],
                figures: vec![1, 2],
            },
            Block::paragraph("We thank you for your work."),
        ],
        signature: vec![
            "With kind regards,".into(),
            "The grants facility".into(),
            "Small Grants Facility 2010".into(),
        ],
        footer: "This letter was made by Minha from the record of the call.".into(),
    }
}

fn arabic() -> Sheet {
    Sheet {
        language: Language::Arabic,
        letterhead: vec![
            "مرفق المنح الصغيرة 2010".into(),
            "ILO · IOM · OHCHR · OSCE · UNICEF · UNODC".into(),
        ],
        date: "17 يونيو 2010".into(),
        reference: "SGF2010-0112".into(),
        recipient: vec![
            "جمعية النجدة الاجتماعية (Najdeh Association)".into(),
            "شارع الحمرا، بيروت".into(),
            "لبنان".into(),
        ],
        subject: "اختيار مقترحكم SGF2010-0112".into(),
        blocks: vec![
            Block::paragraph("السادة جمعية النجدة الاجتماعية،"),
            Block::paragraph(
                "يسرنا إبلاغكم بأن مجلس الخبراء قد اختار مقترحكم \u{2068}SGF2010-0112\u{2069} «\u{2068}Safe House – بيت آمن\u{2069}» للحصول على منحة قدرها \u{2066}USD 45,000.50\u{2069}. ونرجو أن تبلغونا بقبولكم قبل 30 يونيو 2010، الساعة \u{2066}17:00\u{2069} (Europe/Vienna).",
            ),
            Block::heading(2, "درجاتكم"),
            Block::Table {
                head: vec!["القسم".into(), "الدرجة".into(), "من".into()],
                rows: vec![
                    vec!["الملاءمة وجودة التصميم".into(), "14.5".into(), "20".into()],
                    vec!["الميزانية (USD)".into(), "6".into(), "10".into()],
                ],
                figures: vec![1, 2],
            },
            Block::List {
                items: vec![
                    "أن تُقدَّم خطة لحماية الضحايا.".into(),
                    "أن يوقّع الشريك Caritas على الاتفاق.".into(),
                ],
            },
        ],
        signature: vec!["مع أطيب التحيات،".into(), "مرفق المنح".into()],
        footer: "أُعدت هذه الرسالة من سجل الدعوة.".into(),
    }
}

fn of_panel(language: Language) -> Minutes {
    let english = language == Language::English;
    let say = |en: &str, ar: &str| if english { en } else { ar }.to_owned();
    Minutes {
        language,
        letterhead: vec![say("Small Grants Facility 2010", "مرفق المنح الصغيرة 2010")],
        title: say("Minutes of the panel", "محضر اللجنة"),
        facts: vec![
            (say("Session", "الجلسة"), say("1, in the room", "1، حضوريًا")),
            (say("Chair", "الرئيس"), "Stefan Brandl (UNODC)".into()),
        ],
        blocks: vec![
            Block::heading(1, say("Presence", "الحضور")),
            Block::Table {
                head: vec![
                    say("Member", "العضو"),
                    say("Agency", "الوكالة"),
                    say("Present", "الحضور"),
                ],
                rows: (0..30)
                    .map(|n| vec![format!("Member {n}"), "ILO".into(), say("yes", "نعم")])
                    .collect(),
                figures: vec![],
            },
            Block::heading(1, say("Items", "البنود")),
            Block::heading(2, "SGF2010-0112"),
            Block::paragraph(say(
                "Fund: 4. Reject: 1.\nOne member recused.",
                "للتمويل: 4. للرفض: 1.\nتنحى عضو واحد.",
            )),
        ],
        signatures: vec![
            Signature {
                role: say("Chair", "الرئيس"),
                name: "Stefan Brandl".into(),
                signed: say("17 June 2010", "17 يونيو 2010"),
            },
            Signature {
                role: say("Deputy", "النائب"),
                name: "Leila Farhat".into(),
                signed: String::new(),
            },
        ],
        footer: String::new(),
    }
}

fn contract(language: Language) -> Agreement {
    let say = |en: &str, ar: &str| match language {
        Language::Arabic => ar.to_owned(),
        _ => en.to_owned(),
    };
    let party = |side: String, name: &str| Party {
        side,
        name: name.to_owned(),
        blanks: vec![say("Signature", "التوقيع"), say("Name", "الاسم")],
    };
    Agreement {
        language,
        letterhead: vec!["Small Grants Facility 2010".into(), "ILO · IOM".into()],
        title: say("Grant agreement", "اتفاقية المنحة"),
        reference: "SGF2010-0112".into(),
        facts: vec![
            (say("Amount", "المبلغ"), "USD 40,000".into()),
            (
                say("Organisation", "المنظمة"),
                "Manos Libres\nHonduras".into(),
            ),
        ],
        blocks: vec![
            Block::heading(3, say("Purpose", "الغرض")),
            Block::paragraph(say("The facility grants.", "يمنح المرفق.")),
        ],
        parties: vec![
            party(say("For the facility", "عن المرفق"), "The grants facility"),
            party(say("For the organisation", "عن المنظمة"), "Manos Libres"),
        ],
        annexes: vec![
            Annex {
                title: say("Annex 1: Plan", "الملحق 1: الخطة"),
                blocks: vec![
                    Block::heading(2, say("Logframe", "الإطار المنطقي")),
                    Block::heading(3, say("Goal", "الهدف")),
                    Block::paragraph(say("Nobody is sold.", "لا يُباع أحد.")),
                ],
            },
            Annex {
                title: say("Annex 2: Budget", "الملحق 2: الميزانية"),
                blocks: vec![Block::Table {
                    head: [
                        "Heading",
                        "Line",
                        "Quantity",
                        "Unit cost",
                        "Total",
                        "Requested",
                    ]
                    .map(str::to_owned)
                    .to_vec(),
                    rows: (0..40)
                        .map(|n| {
                            let line = format!("Line {n} with a description that goes on");
                            let cells = ["Staff", &line, "12 months", "USD 1,000.00"];
                            let mut cells: Vec<String> = cells.map(str::to_owned).to_vec();
                            cells.extend(["USD 12,000.00".to_owned(), "USD 9,000.00".to_owned()]);
                            cells
                        })
                        .collect(),
                    figures: vec![2, 3, 4, 5],
                }],
            },
        ],
        footer: say("What is signed is this paper.", "ما يُوقَّع هو هذه الوثيقة."),
    }
}

#[test]
fn agreements_are_set_without_a_warning_and_always_alike() {
    for (name, language) in [
        ("agreement-en", Language::English),
        ("agreement-ar", Language::Arabic),
    ] {
        let data = contract(language);
        let first = agreement(&data).unwrap();
        assert!(first.starts_with(b"%PDF-"), "{name}");
        assert_eq!(first, agreement(&data).unwrap(), "{name}");
        keep(name, &first);
        // Another amount is another paper.
        let mut other = data.clone();
        other.facts[0].1 = "USD 40,001".into();
        assert_ne!(first, agreement(&other).unwrap(), "{name}");
        // Without annexes and text it is set too.
        other.annexes.clear();
        other.blocks.clear();
        other.facts.clear();
        agreement(&other).unwrap();
    }
}

/// Where to leave the PDFs for somebody to look at: only when they say so.
fn keep(name: &str, pdf: &[u8]) {
    if let Ok(folder) = std::env::var("MINHA_KEEP_PDF") {
        std::fs::write(format!("{folder}/{name}.pdf"), pdf).unwrap();
    }
}

#[test]
fn letters_and_minutes_are_set_without_a_warning_and_always_alike() {
    // A warning would be a panic: see `set`.
    for (name, sheet) in [("letter-en", english()), ("letter-ar", arabic())] {
        let first = letter(&sheet).unwrap();
        assert!(first.starts_with(b"%PDF-"), "{name}");
        assert_eq!(first, letter(&sheet).unwrap(), "{name}");
        keep(name, &first);
    }
    for (name, language) in [
        ("minutes-en", Language::English),
        ("minutes-ar", Language::Arabic),
    ] {
        let data = of_panel(language);
        let first = minutes(&data).unwrap();
        assert_eq!(first, minutes(&data).unwrap(), "{name}");
        keep(name, &first);
    }
}

#[test]
fn what_a_letter_says_is_never_read_as_markup_or_as_a_name() {
    let mut sheet = english();
    sheet.recipient = vec!["#sys.inputs *x* $1$ \\ <a> \"q\" // @b".into()];
    sheet.blocks = vec![Block::paragraph(
        "#panic(\"read\") #import \"x.typ\" = no\n= heading",
    )];
    letter(&sheet).unwrap();
}

#[test]
fn names_no_font_draws_are_spelled_and_control_characters_left_out() {
    let mut json = serde_json::json!({ "a": ["北京 Ω Ж é ش", "a\u{7}b\nc"], "n": 3 });
    only_known_letters(&mut json);
    assert_eq!(json["a"][0], "BeiJing Ω Ж é ش");
    assert_eq!(json["a"][1], "ab\nc");
    let mut sheet = english();
    sheet.recipient = vec!["北京妇女 देवनागरी 🦊 \u{10ffff}".into()];
    letter(&sheet).unwrap();
}

#[test]
fn headings_go_down_one_level_at_a_time() {
    let levels = |of: &[u8]| -> Vec<u8> {
        let blocks: Vec<Block> = of.iter().map(|level| Block::heading(*level, "x")).collect();
        in_steps(&blocks)
            .into_iter()
            .map(|block| match block {
                Block::Heading { level, .. } => level,
                _ => 0,
            })
            .collect()
    };
    assert_eq!(levels(&[3, 2, 2, 3, 1, 3, 9]), [1, 1, 1, 2, 1, 2, 3]);
    assert_eq!(levels(&[0, 200, 0]), [1, 2, 1]);
}

#[test]
fn a_sheet_without_anything_is_set_too() {
    let mut sheet = english();
    sheet.letterhead = vec![String::new()];
    sheet.recipient = vec![String::new()];
    sheet.signature = vec![String::new()];
    sheet.blocks.clear();
    sheet.date.clear();
    letter(&sheet).unwrap();
}
