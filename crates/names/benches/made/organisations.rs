//! Made organisations: listed ones, and ordinary non-governmental ones that share their common words.

use super::persons::{Person, person};
use super::{Numbers, one, title};

/// Names of one's own in Arabic and Latin letters.
const ARABIC_OWN: &[(&str, &str, &str)] = &[
    ("الوافر", "al-Wafir", "El Wafer"),
    ("النهضة", "al-Nahda", "Ennahda"),
    ("الفجر", "al-Fajr", "El Fedjr"),
    ("الرشيد", "al-Rashid", "Er Rachid"),
    ("البركة", "al-Baraka", "El Baraka"),
    ("الصمود", "al-Sumud", "Es Soumoud"),
    ("الهلال", "al-Hilal", "El Hilal"),
    ("القدس", "al-Quds", "El Qods"),
    ("الأنصار", "al-Ansar", "El Ansar"),
    ("المجد", "al-Majd", "El Medjd"),
    ("الشروق", "al-Shuruq", "Ech Chourouk"),
    ("الوفاء", "al-Wafa", "El Wafa"),
    ("الإحسان", "al-Ihsan", "El Ihsane"),
    ("الكوثر", "al-Kawthar", "El Kaouther"),
    ("الفردوس", "al-Firdaws", "El Ferdous"),
    ("التقوى", "al-Taqwa", "Et Taqwa"),
];
const ARABIC_FRAMES: &[(&str, &str)] = &[
    ("مؤسسة * الخيرية", "* Charitable Foundation"),
    ("جمعية * للإغاثة", "* Relief Association"),
    ("منظمة * الإسلامية", "* Islamic Organization"),
    ("حركة *", "* Movement"),
    ("جبهة * للتحرير", "* Liberation Front"),
    ("شركة * للتجارة العامة", "* General Trading Company"),
    ("بنك * الإسلامي", "* Islamic Bank"),
    ("كتائب *", "Katibat *"),
    ("لواء *", "Liwa *"),
    ("جماعة *", "Jamaat *"),
];
const CHINESE_OWN: &[(&str, &str)] = &[
    ("东明", "Dongming"),
    ("华光", "Huaguang"),
    ("金山", "Jinshan"),
    ("新天", "Xintian"),
    ("永生", "Yongsheng"),
    ("海龙", "Hailong"),
    ("红星", "Hongxing"),
    ("长河", "Changhe"),
    ("大同", "Datong"),
    ("北方", "Beifang"),
    ("龙江", "Longjiang"),
    ("万福", "Wanfu"),
    ("青云", "Qingyun"),
    ("玉门", "Yumen"),
];
const CHINESE_FRAMES: &[(&str, &str)] = &[
    ("*贸易有限公司", "* Trading Co., Ltd."),
    ("*矿业开发公司", "* Mining Development Company"),
    ("*慈善基金会", "* Charity Foundation"),
    ("*国际集团", "* International Group"),
];
const RUSSIAN_OWN: &[(&str, &str)] = &[
    ("Рассвет", "Rassvet"),
    ("Единство", "Yedinstvo"),
    ("Волжский", "Volzhskiy"),
    ("Шанс", "Shans"),
    ("Чайка", "Chayka"),
    ("Юность", "Yunost"),
    ("Щит", "Shchit"),
    ("Опора", "Opora"),
    ("Мост", "Most"),
    ("Якорь", "Yakor"),
    ("Заря", "Zarya"),
    ("Кедр", "Kedr"),
    ("Журавль", "Zhuravl"),
    ("Сияние", "Siyaniye"),
];
const RUSSIAN_FRAMES: &[(&str, &str)] = &[
    ("Благотворительный фонд «*»", "* Charitable Foundation"),
    ("ООО «*»", "* LLC"),
    ("Общественная организация «*»", "* Public Organization"),
    ("Торговая компания «*»", "* Trading Company"),
];
const ENGLISH_FRAMES: &[&str] = &[
    "* Relief Organization",
    "* Islamic Relief Agency",
    "* Trading Company Ltd",
    "* Shipping Lines",
    "* General Trading LLC",
    "* Liberation Army",
    "Army of *",
    "* Development Bank",
    "Democratic Forces of *",
    "* Mining Corporation",
    "* Humanitarian Trust",
    "* Aid Committee",
    "* Front",
    "* Group",
    "* Industries",
];
const FRENCH_FRAMES: &[&str] = &[
    "Comptoir * des Minerais SPRL",
    "Société * de Commerce",
    "Mouvement * pour la Libération",
    "Association * de Bienfaisance",
    "Forces * de Défense",
];

/// Beginnings, middles and ends of words that are no word of any language.
const SYLLABLES: &[&str] = &[
    "mer", "kal", "tor", "vin", "sol", "bran", "del", "zan", "pri", "mo", "ta", "ri", "na", "lo",
    "ve", "gan", "dor", "mi", "tes", "cru", "bel", "har", "jun", "ost", "ral", "kem", "fol", "wex",
];

/// A made entity: as listed, its aliases, its own script, another spelling that is not listed.
pub fn entity(numbers: &mut Numbers) -> Person {
    let invented = invented(numbers, SYLLABLES);
    match numbers.below(100) {
        0..35 => {
            let (own, usual, other) = *one(numbers, ARABIC_OWN);
            let (frame, english) = *one(numbers, ARABIC_FRAMES);
            // The second word makes them many.
            let place = place(numbers);
            let listed =
                |latin: &str| format!("{} {}", english.replace('*', &title(latin)), place.1);
            Person {
                primary: listed(usual),
                aliases: vec![format!("{usual} {}", place.1)],
                original: Some(format!("{} {}", frame.replace('*', own), place.0)),
                other: Some(listed(other)),
            }
        }
        35..45 => framed(numbers, CHINESE_OWN, CHINESE_FRAMES, ""),
        45..57 => framed(numbers, RUSSIAN_OWN, RUSSIAN_FRAMES, "-"),
        57..88 => {
            let name = one(numbers, ENGLISH_FRAMES).replace('*', &invented);
            let acronym: String = name
                .split_whitespace()
                .filter_map(|word| word.chars().next())
                .collect();
            let aliases = if acronym.len() >= 4 {
                vec![acronym.to_uppercase()]
            } else {
                vec![invented]
            };
            Person {
                primary: name,
                aliases,
                original: None,
                other: None,
            }
        }
        _ => Person {
            primary: one(numbers, FRENCH_FRAMES).replace('*', &invented),
            aliases: vec![invented],
            original: None,
            other: None,
        },
    }
}

fn framed(
    numbers: &mut Numbers,
    own: &[(&str, &str)],
    frames: &[(&str, &str)],
    between: &str,
) -> Person {
    let (first, second) = (*one(numbers, own), *one(numbers, own));
    let (frame, english) = *one(numbers, frames);
    let latin = if between.is_empty() {
        format!("{}{}", first.1, second.1.to_lowercase())
    } else {
        format!("{}{between}{}", first.1, second.1)
    };
    Person {
        primary: english.replace('*', &latin),
        aliases: vec![latin.clone()],
        original: Some(frame.replace('*', &format!("{}{between}{}", first.0, second.0))),
        other: None,
    }
}

fn invented(numbers: &mut Numbers, syllables: &[&str]) -> String {
    let count = 2 + numbers.below(3);
    title(
        &(0..count)
            .map(|_| *one(numbers, syllables))
            .collect::<String>(),
    )
}

const PLACES: &[(&str, &str)] = &[
    ("الموصل", "Mosul"),
    ("حلب", "Aleppo"),
    ("صنعاء", "Sana'a"),
    ("بنغازي", "Benghazi"),
    ("طرابلس", "Tripoli"),
    ("غزة", "Gaza"),
    ("قندهار", "Kandahar"),
    ("كيسمايو", "Kismayo"),
    ("الخرطوم", "Khartoum"),
    ("دارفور", "Darfur"),
    ("سيناء", "Sinai"),
    ("عدن", "Aden"),
    ("البصرة", "Basra"),
    ("الرقة", "Raqqa"),
    ("درنة", "Derna"),
    ("سبها", "Sabha"),
];

fn place(numbers: &mut Numbers) -> (&'static str, &'static str) {
    *one(numbers, PLACES)
}

/// Those of ordinary organisations: some the same, most not.
const NGO_SYLLABLES: &[&str] = &[
    "ta", "ri", "na", "mi", "ka", "sha", "nu", "pa", "lei", "fi", "zu", "wan", "tho", "si", "ba",
    "ya", "kwa", "mu", "le", "do", "ven", "qua", "bri", "ost", "ha", "jo", "ame", "ora", "uni",
    "eva",
];

/// Frames of ordinary organisations: `*` is a name of their own, `+` a place, `=` a cause.
const NGOS: &[&str] = &[
    "* Foundation",
    "* Relief Organization",
    "* Women's Association of +",
    "+ Centre for =",
    "* Charitable Trust",
    "Hope for + Children",
    "* Islamic Relief Society",
    "+ Human Rights Network",
    "Association pour la =",
    "Fondation *",
    "ONG * +",
    "Association des Femmes de +",
    "Fundación * para la =",
    "Asociación de Mujeres de +",
    "Associação * de +",
    "* e.V.",
    "Stiftung *",
    "* Humanitarian Aid",
    "Community Development Initiative +",
    "United for = in +",
    "* International",
    "Youth of + for =",
    "Save the Children of +",
    "* Development Committee",
    "General Union of + Women",
    "+ Islamic Charitable Society",
    "* Liberation and = Movement",
    "Relief and Development Organization +",
    "* Trading and Training Centre",
    "Front for = in +",
    "+ Aid Committee",
    "* Group for =",
];
const NGOS_ARABIC: &[&str] = &[
    "جمعية + الخيرية",
    "مؤسسة * للتنمية",
    "منظمة نساء +",
    "مركز + لحقوق الإنسان",
    "جمعية الإغاثة في +",
    "مؤسسة أطفال +",
    "حركة شباب +",
];
const NGOS_RUSSIAN: &[&str] = &[
    "Фонд помощи детям «*»",
    "Благотворительный фонд «*»",
    "Женская организация «*»",
    "Центр развития «*»",
];
const NGOS_CHINESE: &[&str] = &[
    "*妇女儿童基金会",
    "*慈善协会",
    "*社会发展中心",
    "*青年国际协会",
];
const CAUSES: &[&str] = &[
    "Peace",
    "Freedom",
    "Dignity",
    "Justice",
    "Education",
    "Protection",
    "Solidarité",
    "Promotion des Droits",
    "Defensa de la Mujer",
    "Health",
    "Reconciliation",
    "Rehabilitation",
    "Survivors' Support",
    "Lutte contre la Traite",
    "Paz",
    "Rural Development",
];
const NGO_PLACES: &[&str] = &[
    "Aleppo",
    "Goma",
    "Kivu",
    "Kathmandu",
    "Lima",
    "Cochabamba",
    "Mombasa",
    "Mosul",
    "Nairobi",
    "Tbilisi",
    "Odesa",
    "Pristina",
    "Dakar",
    "Bamako",
    "Ouagadougou",
    "Manila",
    "Phnom Penh",
    "Yangon",
    "Dhaka",
    "Sylhet",
    "Lahore",
    "Kabul",
    "Herat",
    "Khartoum",
    "Juba",
    "Kampala",
    "Gulu",
    "Bujumbura",
    "Lagos",
    "Kano",
    "Accra",
    "Tamale",
    "Freetown",
    "Monrovia",
    "Abidjan",
    "Yaoundé",
    "N'Djamena",
    "Bangui",
    "Kisangani",
    "Luanda",
    "Maputo",
    "Beira",
    "Harare",
    "Lusaka",
    "Medellín",
    "Quito",
    "Guayaquil",
    "San Salvador",
    "Tegucigalpa",
    "Managua",
    "Recife",
    "Belém",
    "Asunción",
    "Córdoba",
    "Sarajevo",
    "Tirana",
    "Chișinău",
    "Skopje",
    "Yerevan",
    "Baku",
    "Osh",
    "Dushanbe",
    "Almaty",
    "Ulaanbaatar",
    "Hanoi",
    "Vientiane",
];
const NGO_ARABIC_PLACES: &[&str] = &[
    "حلب",
    "نابلس",
    "عمان",
    "بيروت",
    "صيدا",
    "القاهرة",
    "أسوان",
    "تونس",
    "صفاقس",
    "وهران",
    "فاس",
    "نواكشوط",
    "الخرطوم",
    "عدن",
    "تعز",
    "البصرة",
    "أربيل",
    "حمص",
    "إدلب",
    "طرابلس",
];
const NGO_OWN: &[&str] = &[
    "Sunrise",
    "Lotus",
    "New Horizons",
    "Lighthouse",
    "Phoenix",
    "Amani",
    "Ubuntu",
    "Sahara",
    "Lumière",
    "Espérance",
    "Nouvelle Vie",
    "Manos Unidas",
    "Nuevo Amanecer",
    "Caminos",
    "Raíces",
    "Esperança",
    "Sankofa",
    "Tumaini",
    "Umoja",
    "Kizuna",
    "Maiti",
    "Shakti",
    "Asha",
    "Nari",
    "Rehmat",
    "Al-Amal",
    "Al-Noor",
    "Al-Salam",
    "Dar al-Hayat",
    "Beit al-Karama",
    "Al-Ihsan",
    "Al-Baraka",
    "Al-Wafa",
    "Zarya",
    "Opora",
    "Brücke",
    "Regenbogen",
    "Frauenhaus",
    "Solwodi",
    "Safe Harbour",
    "Open Door",
    "Blue Sky",
    "Good Shepherd",
    "Mother Mary",
    "St. Joseph",
];
const NGO_ARABIC_OWN: &[&str] = &[
    "الأمل",
    "النور",
    "السلام",
    "الحياة",
    "الكرامة",
    "المستقبل",
    "الرحمة",
    "البيت",
    "الياسمين",
    "الزيتون",
];
const NGO_RUSSIAN_OWN: &[&str] = &[
    "Надежда",
    "Светлый путь",
    "Дом милосердия",
    "Забота",
    "Рука помощи",
    "Ангел",
    "Открытая дверь",
    "Солнышко",
    "Берегиня",
    "Радуга",
];
const NGO_CHINESE_OWN: &[&str] = &[
    "阳光", "希望", "彩虹", "春风", "爱心", "绿洲", "明天", "云南", "甘肃", "四川", "广州",
];

/// An ordinary organisation.
pub fn ngo(numbers: &mut Numbers) -> String {
    let (frames, own, places) = match numbers.below(100) {
        0..76 => (NGOS, NGO_OWN, NGO_PLACES),
        76..88 => (NGOS_ARABIC, NGO_ARABIC_OWN, NGO_ARABIC_PLACES),
        88..95 => (NGOS_RUSSIAN, NGO_RUSSIAN_OWN, NGO_PLACES),
        _ => (NGOS_CHINESE, NGO_CHINESE_OWN, NGO_PLACES),
    };
    // One's own name is a word of hope, an invented word, or the founder's family name.
    let own = match numbers.below(3) {
        1 if own == NGO_OWN => invented(numbers, NGO_SYLLABLES),
        2 if own == NGO_OWN => person(numbers)
            .primary
            .split_whitespace()
            .last()
            .unwrap_or_default()
            .to_owned(),
        _ => (*one(numbers, own)).to_owned(),
    };
    let frame = one(numbers, frames)
        .replace('*', &own)
        .replace('+', (*one(numbers, places)).as_ref());
    frame.replace('=', (*one(numbers, CAUSES)).as_ref())
}
