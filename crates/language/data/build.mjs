// Writes countries-<language>.json. Run where i18n-iso-countries is installed: node build.mjs en ar
import { createRequire } from "node:module";
import { writeFileSync } from "node:fs";

const require = createRequire(process.cwd() + "/");

// Where the package differs from the short names in use at the United Nations, or gives an old name.
const corrections = {
  en: {
    BO: "Bolivia (Plurinational State of)", CD: "Democratic Republic of the Congo", CG: "Congo", CI: "Côte d’Ivoire",
    CN: "China", CV: "Cabo Verde", CZ: "Czechia", FM: "Micronesia (Federated States of)", GM: "Gambia",
    IR: "Iran (Islamic Republic of)", KP: "Democratic People’s Republic of Korea", KR: "Republic of Korea",
    LA: "Lao People’s Democratic Republic", MD: "Republic of Moldova", MK: "North Macedonia", NL: "Netherlands",
    PS: "State of Palestine", RE: "Réunion", RU: "Russian Federation", TR: "Türkiye", TZ: "United Republic of Tanzania",
    VA: "Holy See", VE: "Venezuela (Bolivarian Republic of)", VG: "British Virgin Islands", VI: "United States Virgin Islands",
    VN: "Viet Nam",
  },
  ar: {
    AE: "الإمارات العربية المتحدة", BO: "بوليفيا (دولة - المتعددة القوميات)", BS: "جزر البهاما", BY: "بيلاروس", BR: "البرازيل",
    BN: "بروني دار السلام", BQ: "بونير وسانت أوستاتيوس وسابا", CD: "جمهورية الكونغو الديمقراطية", CG: "الكونغو",
    CI: "كوت ديفوار", CL: "شيلي", CR: "كوستاريكا", CV: "كابو فيردي", CZ: "تشيكيا", DO: "الجمهورية الدومينيكية",
    FK: "جزر فوكلاند (مالفيناس)", FM: "ميكرونيزيا (ولايات - الموحدة)", GL: "غرينلاند", GY: "غيانا", IE: "آيرلندا",
    IR: "إيران (جمهورية - الإسلامية)", IS: "آيسلندا", KP: "جمهورية كوريا الشعبية الديمقراطية", KR: "جمهورية كوريا",
    LA: "جمهورية لاو الديمقراطية الشعبية", LY: "ليبيا", MD: "جمهورية مولدوفا", MM: "ميانمار", MV: "ملديف", NL: "هولندا",
    NZ: "نيوزيلندا", PS: "دولة فلسطين", PW: "بالاو", RU: "الاتحاد الروسي", SA: "المملكة العربية السعودية",
    SD: "السودان", SK: "سلوفاكيا", SY: "الجمهورية العربية السورية", SZ: "إسواتيني", TL: "تيمور - ليشتي", TR: "تركيا",
    TF: "الأراضي الفرنسية الجنوبية", TW: "تايوان", TZ: "جمهورية تنزانيا المتحدة", US: "الولايات المتحدة الأمريكية",
    UM: "جزر الولايات المتحدة الصغيرة النائية", VA: "الكرسي الرسولي", VC: "سانت فنسنت وجزر غرينادين",
    VE: "فنزويلا (جمهورية - البوليفارية)", VN: "فييت نام", WS: "ساموا", ZA: "جنوب أفريقيا", ZW: "زمبابوي",
    HN: "هندوراس", EC: "إكوادور", JM: "جامايكا", MH: "جزر مارشال", FJ: "فيجي", UY: "أوروغواي", LK: "سري لانكا",
    RE: "ريونيون", PR: "بورتوريكو", GG: "غيرنسي", JE: "جيرسي", LV: "لاتفيا", LS: "ليسوتو",
  },
};

for (const language of process.argv.slice(2)) {
  const { countries } = require(`i18n-iso-countries/langs/${language}.json`);
  const rows = Object.keys(countries)
    .filter((code) => code !== "XK") // not assigned by ISO 3166-1
    .sort()
    .map((code) => {
      const name = corrections[language]?.[code] ?? [countries[code]].flat()[0];
      return `  ${JSON.stringify(code)}: ${JSON.stringify(name)}`;
    });
  writeFileSync(new URL(`countries-${language}.json`, import.meta.url), `{\n${rows.join(",\n")}\n}\n`);
}
