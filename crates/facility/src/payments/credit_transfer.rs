//! Orders as a customer credit transfer for the bank: ISO 20022 `pain.001.001.09`.

use std::collections::BTreeMap;
use std::io;

use chrono::{DateTime, Utc};
use iban::Iban;
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};
use workflow::money::{Currency, decimals, figures};
use workflow::refusal::Refusal;

use super::Order;
use crate::failure::Failure;

/// The account the facility pays from, as its settings have it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Payer {
    /// The name it is kept under.
    pub name: String,
    /// IBAN without blanks, or the bank's own number.
    pub account: String,
    /// BIC of the bank.
    pub bic: Option<String>,
}

const NAMESPACE: &str = "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09";
/// The most characters of a name (`Max140Text`).
const MOST_NAME: usize = 140;
/// Decimals in which control sums are added: more than any currency has.
const SUM_PLACES: u32 = 4;

/// Writes the orders as one message, with one block for each currency, to be carried out today.
///
/// The control sum adds the figures of all amounts whatever their currency, as the standard says. The message's name is
/// made of the moment, so that two exports never have the same; the end-to-end identification of a payment is always the
/// same, by which a bank tells a payment sent twice.
///
/// Errors: [`Refusal::PayerMissing`] without an account to pay from, [`Refusal::NothingToPay`] without orders.
pub fn credit_transfer(
    orders: &[Order],
    payer: Option<&Payer>,
    now: DateTime<Utc>,
) -> Result<Vec<u8>, Failure> {
    if orders.is_empty() {
        return Err(Failure::Refused(Refusal::NothingToPay));
    }
    let payer = payer.ok_or(Failure::Refused(Refusal::PayerMissing))?;
    let mut xml = Xml(Writer::new(Vec::new()));
    message(&mut xml, orders, payer, now)
        .map_err(|error| Failure::Unexpected(format!("the XML cannot be written: {error}")))?;
    Ok(xml.0.into_inner())
}

fn message(xml: &mut Xml, orders: &[Order], payer: &Payer, now: DateTime<Utc>) -> io::Result<()> {
    let name = format!("MINHA-{}", now.format("%Y%m%dT%H%M%S%3f"));
    xml.0
        .write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    let mut document = BytesStart::new("Document");
    document.push_attribute(("xmlns", NAMESPACE));
    xml.0.write_event(Event::Start(document))?;
    xml.within("CstmrCdtTrfInitn", |xml| {
        xml.within("GrpHdr", |xml| {
            xml.leaf("MsgId", &name)?;
            xml.leaf("CreDtTm", &now.format("%Y-%m-%dT%H:%M:%SZ").to_string())?;
            totals(xml, orders.iter())?;
            xml.within("InitgPty", |xml| xml.leaf("Nm", &short(&payer.name)))
        })?;
        let mut blocks: BTreeMap<&str, Vec<&Order>> = BTreeMap::new();
        for order in orders {
            let currency = order.amount.currency.code();
            blocks.entry(currency).or_default().push(order);
        }
        for (currency, orders) in blocks {
            block(xml, &format!("{name}-{currency}"), &orders, payer, now)?;
        }
        Ok(())
    })?;
    xml.0.write_event(Event::End(BytesEnd::new("Document")))
}

fn block(
    xml: &mut Xml,
    name: &str,
    orders: &[&Order],
    payer: &Payer,
    now: DateTime<Utc>,
) -> io::Result<()> {
    xml.within("PmtInf", |xml| {
        xml.leaf("PmtInfId", name)?;
        xml.leaf("PmtMtd", "TRF")?;
        totals(xml, orders.iter().copied())?;
        xml.within("ReqdExctnDt", |xml| {
            xml.leaf("Dt", &now.date_naive().to_string())
        })?;
        xml.within("Dbtr", |xml| xml.leaf("Nm", &short(&payer.name)))?;
        xml.within("DbtrAcct", |xml| account(xml, &payer.account))?;
        xml.within("DbtrAgt", |xml| {
            xml.within("FinInstnId", |xml| match &payer.bic {
                Some(bic) => xml.leaf("BICFI", bic),
                None => xml.within("Othr", |xml| xml.leaf("Id", "NOTPROVIDED")),
            })
        })?;
        orders.iter().try_for_each(|order| transfer(xml, order))
    })
}

fn transfer(xml: &mut Xml, order: &Order) -> io::Result<()> {
    let to = &order.account;
    xml.within("CdtTrfTxInf", |xml| {
        xml.within("PmtId", |xml| xml.leaf("EndToEndId", &order.reference))?;
        xml.within("Amt", |xml| {
            let mut amount = BytesStart::new("InstdAmt");
            amount.push_attribute(("Ccy", order.amount.currency.code()));
            xml.element(amount, &order.amount.fixed())
        })?;
        xml.within("CdtrAgt", |xml| {
            xml.within("FinInstnId", |xml| {
                if let Some(bic) = &to.bic {
                    xml.leaf("BICFI", bic)?;
                }
                xml.leaf("Nm", &short(&to.bank))?;
                country(xml, &to.country.to_string())
            })
        })?;
        xml.within("Cdtr", |xml| {
            xml.leaf("Nm", &short(&to.holder))?;
            country(xml, &order.country.to_string())
        })?;
        xml.within("CdtrAcct", |xml| account(xml, &to.number))?;
        xml.within("RmtInf", |xml| xml.leaf("Ustrd", &order.reference))
    })
}

fn totals<'a>(xml: &mut Xml, orders: impl Iterator<Item = &'a Order>) -> io::Result<()> {
    let (mut count, mut sum) = (0_u32, 0_i64);
    for order in orders {
        count += 1;
        sum = scaled(order.amount.minor, order.amount.currency)
            .and_then(|amount| sum.checked_add(amount))
            .ok_or_else(|| io::Error::other("the control sum does not fit"))?;
    }
    xml.leaf("NbOfTxs", &count.to_string())?;
    xml.leaf("CtrlSum", &figures(sum, SUM_PLACES))
}

/// An amount in units of the control sum.
fn scaled(minor: i64, currency: Currency) -> Option<i64> {
    let more = SUM_PLACES.checked_sub(decimals(currency))?;
    minor.checked_mul(10_i64.checked_pow(more)?)
}

fn country(xml: &mut Xml, code: &str) -> io::Result<()> {
    xml.within("PstlAdr", |xml| xml.leaf("Ctry", code))
}

fn account(xml: &mut Xml, number: &str) -> io::Result<()> {
    xml.within("Id", |xml| {
        if number.parse::<Iban>().is_ok() {
            xml.leaf("IBAN", number)
        } else {
            xml.within("Othr", |xml| xml.leaf("Id", number))
        }
    })
}

fn short(name: &str) -> String {
    name.chars().take(MOST_NAME).collect()
}

/// Elements, opened and closed in pairs; texts are escaped.
struct Xml(Writer<Vec<u8>>);

impl Xml {
    fn within(
        &mut self,
        name: &str,
        content: impl FnOnce(&mut Self) -> io::Result<()>,
    ) -> io::Result<()> {
        self.0.write_event(Event::Start(BytesStart::new(name)))?;
        content(self)?;
        self.0.write_event(Event::End(BytesEnd::new(name)))
    }

    fn leaf(&mut self, name: &str, text: &str) -> io::Result<()> {
        self.element(BytesStart::new(name), text)
    }

    fn element(&mut self, start: BytesStart<'_>, text: &str) -> io::Result<()> {
        let end = start.to_end().into_owned();
        self.0.write_event(Event::Start(start))?;
        self.0.write_event(Event::Text(BytesText::new(text)))?;
        self.0.write_event(Event::End(end))
    }
}

#[cfg(test)]
#[path = "credit_transfer_tests.rs"]
mod tests;
