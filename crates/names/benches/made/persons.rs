//! Made persons: names put together from parts that are given in their own script and in several Latin spellings.
//! Nothing here uses the tables by which names are compared.

use super::{Numbers, one, title};

/// A name, or part of one, in its own script and in Latin spellings, the usual one first.
#[derive(Clone, Debug, Default)]
pub struct Spelt {
    pub own: String,
    pub latin: Vec<String>,
}

impl Spelt {
    fn of(pair: (&str, &str)) -> Self {
        Self {
            own: pair.0.to_owned(),
            latin: pair
                .1
                .split_whitespace()
                .map(|spelling| spelling.replace('_', " "))
                .collect(),
        }
    }

    pub fn usual(&self) -> String {
        self.latin.first().cloned().unwrap_or_default()
    }

    /// A spelling other than the usual one where there is one.
    pub fn other(&self, numbers: &mut Numbers) -> String {
        let rest = self.latin.get(1..).filter(|rest| !rest.is_empty());
        rest.map_or_else(|| self.usual(), |rest| one(numbers, rest).clone())
    }
}

const ARABIC: &[(&str, &str)] = &[
    ("محمد", "Muhammad Mohammed Mohamed Mohamad Mouhamed"),
    ("أحمد", "Ahmad Ahmed Ahmet"),
    ("علي", "Ali Aly"),
    ("حسن", "Hasan Hassan Hassen"),
    ("حسين", "Husayn Hussein Hussain Hossein"),
    ("يوسف", "Yusuf Youssef Yousef Yousuf"),
    ("إبراهيم", "Ibrahim Ebrahim Brahim"),
    ("خالد", "Khalid Khaled"),
    ("عمر", "Umar Omar Oumar"),
    ("عثمان", "Uthman Othman Osman"),
    ("سعيد", "Sa'id Said Saeed"),
    ("طارق", "Tariq Tarek Tarik"),
    ("مصطفى", "Mustafa Mostafa Moustapha"),
    ("محمود", "Mahmud Mahmoud"),
    ("صالح", "Salih Saleh Salah"),
    ("ناصر", "Nasir Nasser Naser"),
    ("فيصل", "Faysal Faisal Feisal"),
    ("جمال", "Jamal Djamel Gamal"),
    (
        "عبد الرحمن",
        "Abd_al-Rahman Abdul_Rahman Abdelrahman Abdurrahman",
    ),
    ("عبد الله", "Abd_Allah Abdullah Abdallah"),
    ("عبد العزيز", "Abd_al-Aziz Abdul_Aziz Abdelaziz"),
    ("عبد القادر", "Abd_al-Qadir Abdelkader Abdul_Qader"),
    ("أنور", "Anwar Anouar"),
    ("بشير", "Bashir Bachir Basheer"),
    ("إدريس", "Idris Idriss Edris"),
    ("كريم", "Karim Kareem"),
    ("منصور", "Mansur Mansour"),
    ("نبيل", "Nabil Nabeel"),
    ("رشيد", "Rashid Rachid Rasheed"),
    ("سليمان", "Sulayman Suleiman Soulaymane"),
    ("ياسين", "Yasin Yassine Yaseen"),
    ("زكريا", "Zakariya Zakaria"),
    ("مراد", "Murad Mourad"),
    ("وليد", "Walid Waleed Oualid"),
    ("هاشم", "Hashim Hachem Hashem"),
    ("قاسم", "Qasim Kassem Qassem"),
    ("لطفي", "Lutfi Lotfi"),
    ("منير", "Munir Mounir"),
    ("فريد", "Farid Fareed"),
    ("غازي", "Ghazi Gazi"),
    ("ثامر", "Thamir Tamer"),
    ("ضياء", "Diya Dhia Zia"),
    ("جابر", "Jabir Djaber Jaber"),
    ("حمزة", "Hamza Hamzah"),
    ("أسامة", "Usama Osama Oussama"),
    ("مالك", "Malik Malek"),
    ("رياض", "Riyad Riad Riyadh"),
    ("شريف", "Sharif Cherif Shareef"),
    ("توفيق", "Tawfiq Toufik Tewfik"),
    ("فؤاد", "Fu'ad Fouad Fuad"),
    ("فاطمة", "Fatima Fatimah Fatma"),
    ("عائشة", "A'isha Aisha Aicha"),
    ("مريم", "Maryam Mariam Meriem"),
    ("خديجة", "Khadija Khadidja Khadijah"),
    ("نور", "Nur Nour Noor"),
    ("سمير", "Samir Sameer"),
    ("يحيى", "Yahya Yehia"),
    ("موسى", "Musa Moussa"),
    ("عيسى", "Isa Issa Eissa"),
    ("داود", "Dawud Daoud Dawood"),
];

/// Consonants of Arabic roots, in the usual romanisation and the French one.
const ROOTS: &[(&str, &str, &str)] = &[
    ("ب", "b", "b"),
    ("ت", "t", "t"),
    ("ج", "j", "dj"),
    ("ح", "h", "h"),
    ("خ", "kh", "kh"),
    ("د", "d", "d"),
    ("ر", "r", "r"),
    ("ز", "z", "z"),
    ("س", "s", "s"),
    ("ش", "sh", "ch"),
    ("ص", "s", "s"),
    ("ط", "t", "t"),
    ("غ", "gh", "gh"),
    ("ف", "f", "f"),
    ("ق", "q", "k"),
    ("ك", "k", "k"),
    ("ل", "l", "l"),
    ("م", "m", "m"),
    ("ن", "n", "n"),
    ("ه", "h", "h"),
];

/// What is made of a root: the Arabic form and the Latin ones, with 1 to 3 for its consonants.
const PATTERNS: &[(&str, &str, &str)] = &[
    ("ال1ا23ي", "al-1a2i3i", "El_1a2i3i"),
    ("ال12ي3ي", "al-1u2ay3i", "El_1ou2ei3i"),
    ("ال1و23", "al-1aw2a3", "El_1aou2a3"),
    ("بو123ة", "Bu1a2i3a", "Bou1a23a"),
    ("ال1ي2ا3ي", "al-1i2a3i", "El_1i2a3i"),
    ("ال12ا3ي", "al-1a2a3i", "El_1a2a3y"),
    ("بن1ا23", "Bin1a2i3", "Ben1a2e3"),
    ("12و3", "1a2u3", "1a2ou3"),
    ("ال12ا3", "al-1a22a3", "El_1a22a3"),
];

fn arabic_family(numbers: &mut Numbers) -> Spelt {
    let (own, usual, french) = *one(numbers, PATTERNS);
    let (mut own, mut usual, mut french) = (own.to_owned(), usual.to_owned(), french.to_owned());
    for place in ["1", "2", "3"] {
        let (letter, latin, other) = *one(numbers, ROOTS);
        own = own.replace(place, letter);
        usual = usual.replace(place, latin);
        french = french.replace(place, other);
    }
    Spelt {
        own,
        latin: vec![title(&usual), title(&french.replace('_', " "))],
    }
}

const PERSIAN: &[(&str, &str)] = &[
    ("مجید", "Majid Madjid Majeed"),
    ("رضا", "Reza Riza"),
    ("حمید", "Hamid Hameed"),
    ("فرهاد", "Farhad Ferhad"),
    ("جواد", "Javad Jawad"),
    ("محسن", "Mohsen Muhsin"),
    ("داریوش", "Dariush Darioush"),
    ("نورالله", "Noorullah Nurullah Nour_Ullah"),
    ("عبدالولی", "Abdul_Wali Abdulwali"),
    ("گل", "Gul Gol"),
    ("احمد", "Ahmad Ahmed"),
    ("پرویز", "Parviz Parwez"),
];
const PERSIAN_ENDS: &[(&str, &str)] = &[
    ("زاده", "zadeh zada"),
    ("پور", "pour pur"),
    ("نژاد", "nejad nezhad"),
    ("خیل", "khel khail"),
    ("زی", "zai zay"),
    ("یان", "ian yan"),
];
const PERSIAN_STEMS: &[(&str, &str)] = &[
    ("فرخ", "Farrokh Farukh"),
    ("هوتک", "Hotak Hutak"),
    ("صفار", "Saffar Safar"),
    ("کریم", "Karim Kareem"),
    ("رستم", "Rostam Rustam"),
    ("شهید", "Shahid Shaheed"),
    ("بهرام", "Bahram Behram"),
    ("سهاک", "Sahak Suhak"),
    ("تقی", "Taghi Taqi"),
    ("منوچهر", "Manuchehr Manouchehr"),
    ("توخ", "Tokh Tukh"),
    ("نیک", "Nik Neek"),
    ("ملک", "Malek Malik"),
    ("خدای", "Khoday Khuday"),
    ("زرین", "Zarin Zareen"),
];

fn joined(numbers: &mut Numbers, stems: &[(&str, &str)], ends: &[(&str, &str)]) -> Spelt {
    let (stem, end) = (
        Spelt::of(*one(numbers, stems)),
        Spelt::of(*one(numbers, ends)),
    );
    let latin = [0, 1].map(|at| {
        let part = |spelt: &Spelt| {
            spelt
                .latin
                .get(at)
                .cloned()
                .unwrap_or_else(|| spelt.usual())
        };
        part(&stem) + &part(&end)
    });
    Spelt {
        own: stem.own + &end.own,
        latin: latin.to_vec(),
    }
}

const RUSSIAN: &[(&str, &str)] = &[
    ("Руслан", "Ruslan Rouslan"),
    ("Аслан", "Aslan"),
    ("Сергей", "Sergei Sergey Serguei"),
    ("Дмитрий", "Dmitriy Dmitry Dmitri"),
    ("Юрий", "Yuriy Yuri Iouri"),
    ("Хамзат", "Khamzat Hamzat"),
    ("Шамиль", "Shamil Chamil"),
    ("Магомед", "Magomed Mahomed"),
    ("Алексей", "Aleksei Alexey Alexei"),
    ("Николай", "Nikolay Nikolai"),
    ("Тимур", "Timur Timour"),
    ("Айрат", "Ayrat Airat"),
    ("Ислам", "Islam"),
    ("Евгений", "Yevgeniy Evgeny Evgueni"),
    ("Андрей", "Andrey Andrei"),
    ("Жанна", "Zhanna Janna"),
];
const PATRONYMS: &[(&str, &str)] = &[
    ("Асланович", "Aslanovich"),
    ("Сергеевич", "Sergeevich Sergeyevich"),
    ("Хаматович", "Khamatovich Hamatovich"),
    ("Насимович", "Nasimovich"),
    ("Юрьевич", "Yurievich Iourievitch"),
    ("Магомедович", "Magomedovich"),
    ("Николаевич", "Nikolaevich Nikolayevich"),
    ("Шамилевич", "Shamilevich"),
];
const RUSSIAN_STEMS: &[(&str, &str)] = &[
    ("Ум", "Um Oum"),
    ("Вах", "Vakh Vah"),
    ("Джан", "Dzhan Djan"),
    ("Тем", "Tem"),
    ("Шах", "Shakh Chah"),
    ("Баг", "Bag"),
    ("Хас", "Khas Has"),
    ("Мур", "Mur Mour"),
    ("Жел", "Zhel Jel"),
    ("Чер", "Cher Tcher"),
    ("Гад", "Gad"),
    ("Сул", "Sul Soul"),
    ("Кад", "Kad"),
    ("Рам", "Ram"),
    ("Цар", "Tsar Tzar"),
    ("Бел", "Bel"),
    ("Юс", "Yus Ious"),
    ("Зак", "Zak"),
    ("Лап", "Lap"),
    ("Пет", "Pet"),
    ("Воро", "Voro"),
    ("Дуд", "Dud Doud"),
];
const RUSSIAN_ENDS: &[(&str, &str)] = &[
    ("аров", "arov aroff"),
    ("итов", "itov itoff"),
    ("темиров", "temirov temiroff"),
    ("аев", "aev ayev"),
    ("ский", "skiy sky"),
    ("енко", "enko"),
    ("анин", "anin"),
    ("аханов", "akhanov ahanov"),
    ("ичев", "ichev itchev"),
    ("усов", "usov ousov"),
    ("игов", "igov"),
    ("ылин", "ylin"),
];

const CHINESE: &[(&str, &str)] = &[
    ("王", "Wang"),
    ("李", "Li"),
    ("张", "Zhang"),
    ("刘", "Liu"),
    ("陈", "Chen"),
    ("杨", "Yang"),
    ("黄", "Huang"),
    ("赵", "Zhao"),
    ("周", "Zhou"),
    ("吴", "Wu"),
    ("徐", "Xu"),
    ("孙", "Sun"),
    ("马", "Ma"),
    ("朱", "Zhu"),
    ("胡", "Hu"),
    ("郭", "Guo"),
    ("何", "He"),
    ("林", "Lin"),
    ("高", "Gao"),
    ("罗", "Luo"),
];
const CHINESE_GIVEN: &[(&str, &str)] = &[
    ("建", "jian"),
    ("明", "ming"),
    ("国", "guo"),
    ("强", "qiang"),
    ("伟", "wei"),
    ("军", "jun"),
    ("平", "ping"),
    ("海", "hai"),
    ("东", "dong"),
    ("文", "wen"),
    ("华", "hua"),
    ("金", "jin"),
    ("志", "zhi"),
    ("永", "yong"),
    ("春", "chun"),
    ("山", "shan"),
    ("铁", "tie"),
    ("玉", "yu"),
    ("德", "de"),
    ("光", "guang"),
    ("兰", "lan"),
    ("红", "hong"),
    ("庆", "qing"),
    ("福", "fu"),
    ("生", "sheng"),
    ("天", "tian"),
    ("新", "xin"),
    ("小", "xiao"),
];
const KOREAN: &[(&str, &str)] = &[
    ("김", "Kim Gim"),
    ("리", "Ri Lee"),
    ("박", "Pak Park"),
    ("강", "Kang Gang"),
    ("조", "Jo Cho"),
    ("윤", "Yun Yoon"),
    ("장", "Jang Chang"),
    ("한", "Han"),
    ("오", "O Oh"),
    ("손", "Son Sohn"),
];
const KOREAN_GIVEN: &[(&str, &str)] = &[
    ("철", "Chol Cheol"),
    ("성", "Song Seong"),
    ("영", "Yong Young"),
    ("호", "Ho"),
    ("명", "Myong Myung"),
    ("일", "Il"),
    ("남", "Nam"),
    ("수", "Su Soo"),
    ("광", "Kwang"),
    ("혁", "Hyok Hyuk"),
    ("원", "Won"),
    ("동", "Tong Dong"),
    ("산", "San"),
    ("룡", "Ryong"),
    ("학", "Hak"),
    ("국", "Kuk Guk"),
    ("선", "Son Sun"),
];

const ACCENTED: &[&str] = &[
    "Jérôme",
    "André",
    "François",
    "Éric",
    "José",
    "María",
    "João",
    "Sébastien",
    "Désiré",
    "Félicien",
    "Théoneste",
    "Innocent",
    "Callixte",
    "Mehmet",
    "İbrahim",
    "Özgür",
    "Şükrü",
    "Zoë",
    "Håkan",
    "Jürgen",
    "Stanisław",
    "Łukasz",
    "Ángel",
    "Íñigo",
    "Célestin",
    "Anatole",
    "Bosco",
];
const BANTU: &[&str] = &[
    "nda", "ya", "mba", "je", "ka", "kwe", "ndé", "mu", "ba", "la", "ru", "tsi", "nzi", "bo",
    "ngo", "wa", "ré", "shi", "ma", "ntu", "gé", "ha", "zi", "mo",
];
const IBERIAN: &[&str] = &[
    "gar", "men", "dó", "za", "pér", "ez", "cas", "tro", "núñ", "val", "ver", "de", "mor", "ães",
    "gon", "çal", "ves", "rui", "sil", "bar", "bó", "sa", "cor", "tés",
];

/// A made person.
pub struct Person {
    /// As listed.
    pub primary: String,
    /// Spelled otherwise, and listed too.
    pub aliases: Vec<String>,
    /// In its own script, where that is not Latin.
    pub original: Option<String>,
    /// Spelled otherwise, and not listed.
    pub other: Option<String>,
}

fn assembled(parts: &[Spelt], between: &str, numbers: &mut Numbers) -> Person {
    let spelled = |numbers: &mut Numbers| {
        parts
            .iter()
            .map(|part| part.other(numbers))
            .collect::<Vec<_>>()
            .join(" ")
    };
    let (alias, other) = (spelled(numbers), spelled(numbers));
    let usual: Vec<String> = parts.iter().map(Spelt::usual).collect();
    let own: Vec<&str> = parts.iter().map(|part| part.own.as_str()).collect();
    Person {
        primary: usual.join(" "),
        aliases: vec![alias],
        original: Some(own.join(between)),
        other: Some(other),
    }
}

fn syllables(numbers: &mut Numbers, from: &[&str]) -> String {
    let count = 3 + numbers.below(2);
    title(&(0..count).map(|_| *one(numbers, from)).collect::<String>())
}

/// A person from anywhere.
pub fn person(numbers: &mut Numbers) -> Person {
    let any = |numbers: &mut Numbers, table: &[(&str, &str)]| Spelt::of(*one(numbers, table));
    match numbers.below(100) {
        0..45 => {
            let given = 1 + numbers.below(3);
            let mut parts: Vec<Spelt> = (0..given).map(|_| any(numbers, ARABIC)).collect();
            parts.push(arabic_family(numbers));
            assembled(&parts, " ", numbers)
        }
        45..55 => {
            let family = joined(numbers, PERSIAN_STEMS, PERSIAN_ENDS);
            let parts = [any(numbers, PERSIAN), any(numbers, ARABIC), family];
            assembled(&parts, " ", numbers)
        }
        55..68 => {
            let family = joined(numbers, RUSSIAN_STEMS, RUSSIAN_ENDS);
            let parts = [any(numbers, RUSSIAN), any(numbers, PATRONYMS), family];
            assembled(&parts, " ", numbers)
        }
        68..76 => {
            let (first, second) = (any(numbers, CHINESE_GIVEN), any(numbers, CHINESE_GIVEN));
            let given = Spelt {
                own: format!("{}{}", first.own, second.own),
                latin: vec![
                    title(&(first.usual() + &second.usual())),
                    format!("{} {}", title(&first.usual()), title(&second.usual())),
                ],
            };
            assembled(&[any(numbers, CHINESE), given], "", numbers)
        }
        76..81 => {
            let parts = [
                any(numbers, KOREAN),
                any(numbers, KOREAN_GIVEN),
                any(numbers, KOREAN_GIVEN),
            ];
            assembled(&parts, "", numbers)
        }
        rest => {
            let family = if rest < 91 {
                syllables(numbers, BANTU)
            } else {
                syllables(numbers, IBERIAN)
            };
            let middle = if rest % 2 == 0 {
                format!(" {}", syllables(numbers, BANTU))
            } else {
                String::new()
            };
            let given = *one(numbers, ACCENTED);
            Person {
                primary: format!("{given}{middle} {family}"),
                aliases: vec![format!("{family} {given}")],
                original: None,
                other: None,
            }
        }
    }
}
