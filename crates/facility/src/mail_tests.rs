use super::*;
use workflow::ids::PersonId;

fn mail(subject: &str, attempts: i32) -> MailRow {
    let at = "2010-04-05T21:59:00Z".parse().unwrap();
    MailRow {
        id: uuid::Uuid::from_u128(7),
        once: "one".to_owned(),
        recipient: PersonId(uuid::Uuid::from_u128(8)),
        subject: subject.to_owned(),
        body: "عزيزتي أمينة\n\nوصلنا مقترحكم.\n".to_owned(),
        language: "ar".to_owned(),
        case: None,
        created_at: at,
        attempts,
        next_attempt_at: at,
        sent_at: None,
        last_error: None,
        letter: None,
    }
}

fn sent(mail: &MailRow, name: &str) -> String {
    let to = crate::accounts::new_person(
        "amina@hope.example",
        name,
        language::Language::Arabic,
        None,
        mail.created_at,
    );
    let from = "Minha <minha@grants.example>".parse().unwrap();
    String::from_utf8(message(&from, mail, &to, None).unwrap().formatted()).unwrap()
}

#[test]
fn the_same_row_makes_the_same_mail() {
    let mail = mail("وصلنا مقترحكم SGF2010-0112", 0);
    let text = sent(&mail, "Amina");
    for header in [
        "Message-ID: <00000000-0000-0000-0000-000000000007@grants.example>\r\n",
        "Content-Language: ar\r\n",
        "Auto-Submitted: auto-generated\r\n",
        "Date: Mon, 05 Apr 2010 21:59:00 +0000\r\n",
        "To: Amina <amina@hope.example>\r\n",
        "Content-Type: text/plain; charset=utf-8\r\n",
    ] {
        assert!(text.contains(header), "{header} in {text}");
    }
    assert_eq!(text, sent(&mail, "Amina"));
}

#[test]
fn nothing_adds_a_header() {
    let text = sent(
        &mail("Hello\r\nBcc: all@example.org\r\n\r\nbody", 0),
        "Amina\r\nX-Evil: yes\u{0}\", <other@example.org>",
    );
    let (headers, _) = text.split_once("\r\n\r\n").unwrap();
    let names: Vec<&str> = headers
        .split("\r\n")
        .filter(|line| !line.starts_with([' ', '\t']))
        .map(|line| line.split_once(':').unwrap().0)
        .collect();
    assert!(
        !names.contains(&"Bcc") && !names.contains(&"X-Evil"),
        "{headers}"
    );
    assert_eq!(names.iter().filter(|name| **name == "To").count(), 1);
}

#[test]
fn waits_grow_to_a_limit_and_a_refusal_for_good_has_an_end() {
    let now = "2010-04-06T00:00:00Z".parse().unwrap();
    let wait = |attempts, for_good| {
        again(&mail("", attempts), for_good, now).map(|next| (next - now).num_seconds())
    };
    let waits: Vec<_> = (0..8)
        .map(|attempts| wait(attempts, false).unwrap())
        .collect();
    assert_eq!(waits, [15, 60, 240, 960, 3840, 15_360, 21_600, 21_600]);
    assert_eq!(wait(i32::MAX, false), Some(21_600));
    assert_eq!(wait(0, true), Some(15));
    let later = now + REFUSED_FOR;
    assert_eq!(again(&mail("", 9), true, later), None);
    assert!(again(&mail("", 9), false, later).is_some());
    assert!(never() > later + TimeDelta::days(365_000));
}

#[test]
fn a_server_that_is_away_is_left_alone_for_longer_and_longer() {
    let pauses: Vec<u64> = (1..8).map(|times| pause(times).as_secs()).collect();
    assert_eq!(pauses, [2, 4, 8, 16, 30, 30, 30]);
}

#[test]
fn a_mail_with_a_letter_is_the_same_each_time_and_keeps_its_text() {
    let mail = mail("قرار بشأن مقترحكم", 0);
    let to = crate::accounts::new_person(
        "amina@hope.example",
        "Amina",
        language::Language::Arabic,
        None,
        mail.created_at,
    );
    let from = "Minha <minha@grants.example>".parse().unwrap();
    let paper = || Paper {
        name: "SGF2010-0112-selected.pdf".to_owned(),
        pdf: b"%PDF-1.7 \x00\xff".to_vec(),
    };
    let made = || {
        message(&from, &mail, &to, Some(paper()))
            .unwrap()
            .formatted()
    };
    assert_eq!(made(), made());
    let text = String::from_utf8(made()).unwrap();
    for part in [
        "Content-Type: multipart/mixed;",
        "Content-Disposition: attachment; filename=\"SGF2010-0112-selected.pdf\"",
        "Content-Type: application/pdf",
        "Message-ID: <00000000-0000-0000-0000-000000000007@grants.example>",
    ] {
        assert!(text.contains(part), "{part} in {text}");
    }
}
