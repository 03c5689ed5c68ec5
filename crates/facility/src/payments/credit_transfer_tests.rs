use chrono::TimeZone;
use quick_xml::Reader;
use workflow::country::Country;
use workflow::ids::GrantId;
use workflow::money::Money;
use workflow::registration::BankAccount;

use super::*;

fn order(number: u32, minor: i64, currency: Currency) -> Order {
    Order {
        reference: format!("SGF2010-0112-{number}"),
        grant: GrantId(uuid::Uuid::nil()),
        tranche: number,
        amount: Money::new(minor, currency),
        organisation: "Hope".to_owned(),
        country: Country::parse("KE").unwrap(),
        account: BankAccount {
            holder: "Hope & <Sons> \"بيت الأمل\"".to_owned(),
            bank: "First Bank".to_owned(),
            country: Country::parse("KE").unwrap(),
            number: "0110-22/33".to_owned(),
            bic: None,
        },
    }
}

fn payer() -> Payer {
    Payer {
        name: "Grants Facility".to_owned(),
        account: "GB82WEST12345698765432".to_owned(),
        bic: Some("WESTGB22".to_owned()),
    }
}

fn now() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2010, 8, 2, 9, 0, 0).unwrap()
}

fn written(orders: &[Order]) -> String {
    let bytes = credit_transfer(orders, Some(&payer()), now()).unwrap();
    String::from_utf8(bytes).unwrap()
}

/// The texts of the elements with this name, as a reader of XML finds them.
fn texts(xml: &str, name: &str) -> Vec<String> {
    let mut reader = Reader::from_str(xml);
    let (mut inside, mut found) = (false, Vec::new());
    loop {
        match reader.read_event().unwrap() {
            Event::Start(start) => {
                inside = start.name().as_ref() == name;
                if inside {
                    found.push(String::new());
                }
            }
            Event::Text(text) if inside => {
                found.last_mut().unwrap().push_str(&text);
            }
            Event::GeneralRef(named) if inside => {
                let text = match &*named {
                    "amp" => "&",
                    "lt" => "<",
                    "gt" => ">",
                    "quot" => "\"",
                    other => panic!("{other}"),
                };
                found.last_mut().unwrap().push_str(text);
            }
            Event::End(_) => inside = false,
            Event::Eof => return found,
            _ => {}
        }
    }
}

#[test]
fn sums_and_counts_are_exact_for_each_currency_and_for_all() {
    let orders = [
        order(1, 1_000_001, Currency::USD),
        order(2, 7, Currency::JPY),
        order(3, 1_500, Currency::KWD),
        order(4, 2_999_999, Currency::USD),
    ];
    let xml = written(&orders);
    // All of them, then dinars, dollars and yen… in the order of the codes.
    assert_eq!(texts(&xml, "NbOfTxs"), ["4", "1", "1", "2"]);
    assert_eq!(
        texts(&xml, "CtrlSum"),
        ["40008.5000", "7", "1.5000", "40000"]
    );
    assert_eq!(
        texts(&xml, "InstdAmt"),
        ["7", "1.500", "10000.01", "29999.99"]
    );
    for currency in ["USD", "JPY", "KWD"] {
        assert!(xml.contains(&format!("<InstdAmt Ccy=\"{currency}\">")));
    }
    let mut references = texts(&xml, "EndToEndId");
    references.sort();
    let expected: Vec<&str> = orders.iter().map(|one| one.reference.as_str()).collect();
    assert_eq!(references, expected);
}

#[test]
fn names_are_escaped_and_accounts_are_what_they_are() {
    let mut with_iban = order(2, 100, Currency::USD);
    with_iban.account.number = "DE89370400440532013000".to_owned();
    with_iban.account.bic = Some("COBADEFF".to_owned());
    let xml = written(&[order(1, 100, Currency::USD), with_iban]);
    assert!(texts(&xml, "Nm").contains(&"Hope & <Sons> \"بيت الأمل\"".to_owned()));
    assert_eq!(
        texts(&xml, "IBAN"),
        ["GB82WEST12345698765432", "DE89370400440532013000"]
    );
    assert!(xml.contains("<Othr><Id>0110-22/33</Id></Othr>"));
    assert_eq!(texts(&xml, "BICFI"), ["WESTGB22", "COBADEFF"]);
    assert_eq!(texts(&xml, "Ctry"), ["KE"; 4]);
    assert!(xml.starts_with(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:pain.001.001.09\"><CstmrCdtTrfInitn><GrpHdr><MsgId>MINHA-20100802T090000000</MsgId><CreDtTm>2010-08-02T09:00:00Z</CreDtTm>"
    ));
}

#[test]
fn without_payer_or_payments_there_is_no_file() {
    let none = credit_transfer(&[order(1, 1, Currency::USD)], None, now());
    assert!(matches!(none, Err(Failure::Refused(Refusal::PayerMissing))));
    let none = credit_transfer(&[], Some(&payer()), now());
    assert!(matches!(none, Err(Failure::Refused(Refusal::NothingToPay))));
}

#[test]
fn a_long_name_is_cut_at_what_banks_take() {
    let mut long = order(1, 1, Currency::USD);
    long.account.holder = "ب".repeat(MOST_NAME + 1);
    let xml = written(&[long]);
    assert!(texts(&xml, "Nm").contains(&"ب".repeat(MOST_NAME)));
}
