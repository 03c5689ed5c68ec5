//! Words that say little about who is meant, in several languages: legal forms, what organisations generally are or do,
//! and the small words of names. They weigh less than a name of one's own; they never vanish.

use std::collections::HashMap;
use std::sync::OnceLock;

use super::script;

/// How much a word tells, by itself, of who is meant. [`Sort::weight`] gives the figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Sort {
    /// Part of a name of its own.
    Own,
    /// What many organisations are or do: relief, women, international.
    Common,
    /// A single letter.
    Initial,
    /// "Father of", which makes another name of the word after it.
    Kunya,
    /// Foundation, association, Ltd.
    LegalForm,
    /// Articles, prepositions, "son of".
    Particle,
}

impl Sort {
    /// In thousandths of a word of one's own.
    pub(crate) const fn weight(self) -> u32 {
        match self {
            Self::Own => 1_000,
            Self::Common => 400,
            Self::Initial => 250,
            Self::Kunya => 250,
            Self::LegalForm => 120,
            Self::Particle => 40,
        }
    }
}

/// A meaning and the words for it. Words of one meaning are equal in every language.
/// Arabic words stand without article; Chinese and Korean words are found within a run of characters.
const WORDS: &[(Sort, &[&str])] = &[
    (
        Sort::LegalForm,
        &[
            "foundation fondation fundacion fundacao fondazione stiftung stichting",
            "фонд",
            "موسسة",
            "基金会 基金會",
            "재단",
        ],
    ),
    (
        Sort::LegalForm,
        &[
            "association asociacion associacao associazione verein ev asbl assoc",
            "ассоциация асоциация объединение",
            "جمعية",
            "协会 協會",
            "협회",
        ],
    ),
    (
        Sort::LegalForm,
        &[
            "organisation organization organizacion organizacao organizzazione org",
            "организация організація",
            "منظمة",
            "组织 組織",
        ],
    ),
    (Sort::LegalForm, &["ngo ong npo ngdo osc cso"]),
    (Sort::LegalForm, &["trust waqf vakfi vakif", "وقف", "траст"]),
    (
        Sort::LegalForm,
        &[
            "society societe sociedad sociedade gesellschaft",
            "общество товариство",
        ],
    ),
    (
        Sort::LegalForm,
        &[
            "limited ltd ltda limitada llc inc incorporated plc gmbh ag sa sas sarl sprl srl spa bv nv oy ab as pty pte co company companies compagnie compania kompaniya corporation corp",
            "ооо оао зао пао ао тов компания корпорация",
            "شركة محدودة",
            "有限公司 公司 株式会社",
            "회사",
        ],
    ),
    (
        Sort::LegalForm,
        &[
            "committee comite comitato komitee",
            "комитет комітет",
            "لجنة",
            "委员会 委員會",
        ],
    ),
    (
        Sort::LegalForm,
        &[
            "union unione unie sindicato",
            "союз спілка",
            "اتحاد",
            "联盟",
        ],
    ),
    (
        Sort::LegalForm,
        &["institute institut instituto", "институт", "معهد", "研究所"],
    ),
    (
        Sort::LegalForm,
        &["group groupe grupo gruppe", "группа", "مجموعة", "集团"],
    ),
    (
        Sort::LegalForm,
        &["agency agence agencia", "агентство", "وكالة"],
    ),
    (
        Sort::LegalForm,
        &[
            "centre center centro zentrum centrum",
            "центр",
            "مركز",
            "中心",
        ],
    ),
    (
        Sort::LegalForm,
        &["network reseau red netzwerk", "сеть", "شبكة"],
    ),
    (
        Sort::LegalForm,
        &["bureau office oficina buro", "бюро", "مكتب"],
    ),
    (
        Sort::LegalForm,
        &["council conseil consejo", "совет рада", "مجلس"],
    ),
    (
        Sort::LegalForm,
        &[
            "project projet proyecto projekt programme program programa",
            "проект программа",
            "مشروع برنامج",
        ],
    ),
    (
        Sort::LegalForm,
        &["initiative iniciativa", "инициатива", "مبادرة"],
    ),
    (Sort::LegalForm, &["fund fonds fondo", "صندوق"]),
    (
        Sort::Common,
        &["relief secours socorro", "اغاثة اغاثي", "救济"],
    ),
    (
        Sort::Common,
        &["aid aide ayuda hilfe", "помощь помощи", "عون معونة", "援助"],
    ),
    (
        Sort::Common,
        &[
            "charity charitable charities caritative beneficencia",
            "благотворительный благотворительная благотворительности благодійний",
            "خيرية خيري",
            "慈善",
        ],
    ),
    (
        Sort::Common,
        &[
            "humanitarian humanitaire humanitario humanitaria humanitar",
            "гуманитарный гуманитарная",
            "انسانية انساني",
            "人道",
        ],
    ),
    (
        Sort::Common,
        &[
            "development developpement desarrollo desenvolvimento entwicklung",
            "развитие развития",
            "تنمية",
            "发展 開發 开发",
            "개발",
        ],
    ),
    (
        Sort::Common,
        &[
            "international internationale internacional",
            "международный международная",
            "دولية دولي",
            "国际",
        ],
    ),
    (
        Sort::Common,
        &["national nationale nacional", "национальный", "وطنية وطني"],
    ),
    (
        Sort::Common,
        &[
            "islamic islamique islami islamiya islamiyya",
            "исламский исламская",
            "اسلامية اسلامي",
        ],
    ),
    (
        Sort::Common,
        &[
            "women woman femmes femme mujeres mujer frauen",
            "женщин женский",
            "نساء مراة",
            "妇女",
        ],
    ),
    (
        Sort::Common,
        &[
            "children child enfants enfant ninos kinder kids",
            "детей дети",
            "اطفال طفل",
            "儿童",
        ],
    ),
    (
        Sort::Common,
        &[
            "youth jeunesse jeunes juventud jovenes jugend",
            "молодежь молодежи",
            "شباب",
            "青年",
        ],
    ),
    (
        Sort::Common,
        &[
            "education educacion bildung",
            "образование",
            "تعليم",
            "教育",
        ],
    ),
    (
        Sort::Common,
        &[
            "health sante salud gesundheit medical medicale",
            "здоровье",
            "صحة طبية",
            "卫生",
        ],
    ),
    (
        Sort::Common,
        &["peace paix paz frieden", "мир мира", "سلام", "和平"],
    ),
    (
        Sort::Common,
        &["rights right droits derechos rechte", "прав", "حقوق"],
    ),
    (
        Sort::Common,
        &["human humains humanos", "человека", "انسان"],
    ),
    (
        Sort::Common,
        &[
            "community communities communaute communautaire comunidad",
            "сообщество",
            "مجتمع",
        ],
    ),
    (
        Sort::Common,
        &[
            "help support soutien apoyo",
            "поддержка поддержки",
            "دعم مساعدة",
        ],
    ),
    (
        Sort::Common,
        &["solidarity solidarite solidaridad", "солидарность", "تضامن"],
    ),
    (
        Sort::Common,
        &["victims victimes victimas", "жертв", "ضحايا"],
    ),
    (
        Sort::Common,
        &["protection proteccion", "защита защиты", "حماية"],
    ),
    (Sort::Common, &["social sociale", "социальный", "اجتماعية"]),
    (
        Sort::Common,
        &["refugees refugee refugies refugiados", "беженцев", "لاجئين"],
    ),
    (
        Sort::Common,
        &["family families familles familia", "семья семьи", "اسرة"],
    ),
    (Sort::Common, &["rural", "ريفية"]),
    (Sort::Common, &["action accion", "действие", "عمل"]),
    (
        Sort::Common,
        &["movement mouvement movimiento harakat", "движение", "حركة"],
    ),
    (Sort::Common, &["front frente jabhat", "фронт", "جبهة"]),
    (
        Sort::Common,
        &["army armee ejercito jaysh jaish", "армия", "جيش"],
    ),
    (
        Sort::Common,
        &["liberation liberacion", "освобождения", "تحرير"],
    ),
    (Sort::Common, &["party parti partido hizb", "партия", "حزب"]),
    (
        Sort::Common,
        &["bank banque banco", "банк", "بنك مصرف", "银行", "은행"],
    ),
    (
        Sort::Common,
        &[
            "trading trade commerce comercio",
            "торговая торговый",
            "تجارة",
            "贸易",
            "무역",
        ],
    ),
    (Sort::Common, &["general generale", "генеральный", "عامة"]),
    (Sort::Common, &["shipping maritime", "судоходная", "ملاحة"]),
    (
        Sort::Common,
        &[
            "industry industries industrial industrie",
            "промышленность",
            "صناعات",
        ],
    ),
    (Sort::Common, &["mining mines minerals", "矿业", "광업"]),
    (Sort::Common, &["forces force", "силы", "قوات"]),
    (
        Sort::Common,
        &["friends amis amigos freunde", "друзья", "اصدقاء"],
    ),
    (
        Sort::Common,
        &["hope espoir esperanza hoffnung", "надежда", "امل"],
    ),
    (
        Sort::Common,
        &["brothers freres hermanos brotherhood", "братья", "اخوان"],
    ),
    (
        Sort::Common,
        &["united unis unidos", "объединенные", "متحدة"],
    ),
    (
        Sort::Common,
        &[
            "democratic democratique democratico",
            "демократический",
            "ديمقراطية",
        ],
    ),
    (
        Sort::Common,
        &["people peoples peuple pueblo volk", "народ народный", "شعب"],
    ),
    (Sort::Common, &["new nouveau nuevo", "новый", "جديدة"]),
    (
        Sort::Common,
        &["jamaat jama jemaah jamaa", "джамаат", "جماعة"],
    ),
    (
        Sort::Common,
        &[
            "brigade brigades katibat kataib katiba katibah",
            "бригада",
            "كتيبة كتائب",
        ],
    ),
    (Sort::Common, &["liwa battalion", "لواء"]),
    (Sort::Kunya, &["abu abou abo bu abi aba", "ابو ابي", "абу"]),
    (Sort::Kunya, &["umm um oum", "ام", "умм"]),
    (
        Sort::Particle,
        &["al el ul as ash ar an ad at az il", "аль эль", "ال لل"],
    ),
    (
        Sort::Particle,
        &["ibn bin ben ould wuld walad", "ибн бин", "بن ابن ولد"],
    ),
    (Sort::Particle, &["bint bent binti", "بنت"]),
    (
        Sort::Particle,
        &[
            "of de du des del della di da do dos der den van von vom zu le la les los las das die lo",
            "в на из",
        ],
    ),
    (
        Sort::Particle,
        &["for pour para por fur per to", "для за", "من اجل"],
    ),
    (Sort::Particle, &["and et und en in", "и", "و في"]),
    (Sort::Particle, &["the"]),
    (
        Sort::Particle,
        &[
            "mr mrs ms dr sheikh shaykh sheik cheikh mullah mulla maulavi mawlawi haji hajj hadji",
            "шейх",
            "شيخ دكتور ملا حاج",
        ],
    ),
];

/// The meaning a word has, by number, and its sort.
#[derive(Clone, Copy)]
pub(crate) struct Meaning {
    pub number: u16,
    pub sort: Sort,
}

/// The article of Arabic names, split off where it is joined to a word.
pub(crate) const ARTICLE: &str = "al";

fn table() -> &'static HashMap<String, Meaning> {
    static TABLE: OnceLock<HashMap<String, Meaning>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut table = HashMap::new();
        for (number, (sort, words)) in WORDS.iter().enumerate() {
            let number = u16::try_from(number).unwrap_or(u16::MAX);
            for word in words.iter().flat_map(|words| words.split_whitespace()) {
                table.insert(
                    script::plain(word),
                    Meaning {
                        number,
                        sort: *sort,
                    },
                );
            }
        }
        table
    })
}

/// The meaning of a word in plain letters, when it is one of those above.
pub(crate) fn meaning(plain: &str) -> Option<Meaning> {
    table().get(plain).copied()
}

/// The words of the table written without spaces between them, longest first.
pub(crate) fn run_words() -> &'static [(String, Meaning)] {
    static RUNS: OnceLock<Vec<(String, Meaning)>> = OnceLock::new();
    RUNS.get_or_init(|| {
        let mut runs: Vec<(String, Meaning)> = WORDS
            .iter()
            .flat_map(|(_, words)| words.iter().flat_map(|words| words.split_whitespace()))
            .filter(|word| word.chars().all(script::is_run))
            .filter_map(|word| {
                meaning(&script::plain(word)).map(|meaning| (word.to_owned(), meaning))
            })
            .collect();
        runs.sort_by(|left, right| {
            right
                .0
                .len()
                .cmp(&left.0.len())
                .then_with(|| left.0.cmp(&right.0))
        });
        runs
    })
}
