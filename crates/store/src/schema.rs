//! The tables, as both databases have them. The migrations are their definition.

diesel::table! {
    use diesel::sql_types::*;
    use crate::sql_types::{InstantSql, UuidSql};

    #[allow(missing_docs)]
    cases (id) {
        id -> UuidSql,
        kind -> Text,
        head_seq -> BigInt,
        head_hash -> Binary,
        opened_at -> InstantSql,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::sql_types::{InstantSql, UuidSql};

    #[allow(missing_docs)]
    events (case_id, seq) {
        case_id -> UuidSql,
        seq -> BigInt,
        at -> InstantSql,
        actor -> Nullable<UuidSql>,
        kind -> Text,
        payload -> Text,
        prev_hash -> Binary,
        hash -> Binary,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::sql_types::{InstantSql, UuidSql};

    #[allow(missing_docs)]
    persons (id) {
        id -> UuidSql,
        email -> Text,
        name -> Text,
        language -> Text,
        password_hash -> Nullable<Text>,
        email_confirmed_at -> Nullable<InstantSql>,
        disabled_at -> Nullable<InstantSql>,
        demonstration_role -> Nullable<Text>,
        created_at -> InstantSql,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::sql_types::{InstantSql, UuidSql};

    #[allow(missing_docs)]
    role_assignments (id) {
        id -> UuidSql,
        person_id -> UuidSql,
        role -> Text,
        call_id -> Nullable<UuidSql>,
        agency -> Nullable<Text>,
        appointed_by -> Nullable<UuidSql>,
        created_at -> InstantSql,
        ended_at -> Nullable<InstantSql>,
        terms_pending -> Bool,
        sits_from -> Nullable<Date>,
        sits_until -> Nullable<Date>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::sql_types::{InstantSql, UuidSql};

    #[allow(missing_docs)]
    sessions (id_hash) {
        id_hash -> Binary,
        person_id -> Nullable<UuidSql>,
        state -> Text,
        created_at -> InstantSql,
        last_seen_at -> InstantSql,
        expires_at -> InstantSql,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::sql_types::{InstantSql, UuidSql};

    #[allow(missing_docs)]
    mail_links (token_hash) {
        token_hash -> Binary,
        person_id -> UuidSql,
        purpose -> Text,
        created_at -> InstantSql,
        expires_at -> InstantSql,
        used_at -> Nullable<InstantSql>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::sql_types::{InstantSql, UuidSql};

    #[allow(missing_docs)]
    sign_in_attempts (subject) {
        subject -> Text,
        failures -> BigInt,
        last_at -> InstantSql,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::sql_types::{InstantSql, UuidSql};

    #[allow(missing_docs)]
    organisations (id) {
        id -> UuidSql,
        seq -> BigInt,
        legal_name -> Text,
        original_name -> Nullable<Text>,
        acronym -> Nullable<Text>,
        country -> Text,
        kind -> Text,
        registration_number -> Nullable<Text>,
        registered_on -> Nullable<Date>,
        profile_digest -> Binary,
        status -> Text,
        verified_until -> Nullable<Date>,
        search_text -> Text,
        registered_at -> InstantSql,
        complete -> Bool,
        sort_name -> Text,
        number_key -> Nullable<Text>,
        web_domain -> Nullable<Text>,
        bank_digest -> Nullable<Binary>,
        merged_into -> Nullable<UuidSql>,
        flagged -> Bool,
        listed -> Bool,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::sql_types::{InstantSql, UuidSql};

    #[allow(missing_docs)]
    organisation_officers (organisation_id, position) {
        organisation_id -> UuidSql,
        position -> Integer,
        name_key -> Text,
        born_on -> Date,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::sql_types::UuidSql;

    #[allow(missing_docs)]
    organisation_name_keys (country, name_key, organisation_id) {
        organisation_id -> UuidSql,
        country -> Text,
        name_key -> Text,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::sql_types::{InstantSql, UuidSql};

    #[allow(missing_docs)]
    organisation_flags (organisation_id, number) {
        organisation_id -> UuidSql,
        number -> Integer,
        level -> Text,
        category -> Text,
        until -> Nullable<Date>,
        set_by -> UuidSql,
        set_at -> InstantSql,
        raised_at -> InstantSql,
        lifted -> Bool,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::sql_types::{InstantSql, UuidSql};

    #[allow(missing_docs)]
    sanctions_lists (id) {
        id -> UuidSql,
        digest -> Binary,
        generated_on -> Nullable<Date>,
        imported_at -> InstantSql,
        imported_by -> Nullable<UuidSql>,
        individuals -> Integer,
        entities -> Integer,
        notes -> Text,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    #[allow(missing_docs)]
    sanctions_entries (digest) {
        digest -> Binary,
        reference -> Text,
        kind -> Text,
        content -> Text,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::sql_types::UuidSql;

    #[allow(missing_docs)]
    sanctions_list_entries (list_id, position) {
        list_id -> UuidSql,
        position -> Integer,
        digest -> Binary,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::sql_types::{InstantSql, UuidSql};

    #[allow(missing_docs)]
    sanctions_matches (organisation_id, number) {
        organisation_id -> UuidSql,
        number -> Integer,
        reference -> Text,
        entry_digest -> Binary,
        subject -> Text,
        name_digest -> Binary,
        score -> Integer,
        status -> Text,
        found_at -> InstantSql,
        decided_by -> Nullable<UuidSql>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::sql_types::{InstantSql, UuidSql};

    #[allow(missing_docs)]
    screening_runs (id) {
        id -> UuidSql,
        list_id -> UuidSql,
        started_at -> InstantSql,
        after_id -> Nullable<UuidSql>,
        total -> Integer,
        done -> Integer,
        found -> Integer,
        finished_at -> Nullable<InstantSql>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::sql_types::{InstantSql, UuidSql};

    #[allow(missing_docs)]
    duplicate_suspicions (first_id, second_id) {
        first_id -> UuidSql,
        second_id -> UuidSql,
        evidence -> Text,
        found_at -> InstantSql,
        dismissed -> Bool,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::sql_types::{InstantSql, UuidSql};

    #[allow(missing_docs)]
    invitations (id) {
        id -> UuidSql,
        organisation_id -> UuidSql,
        person_id -> UuidSql,
        name -> Text,
        email -> Text,
        role -> Text,
        token_hash -> Binary,
        invited_by -> UuidSql,
        created_at -> InstantSql,
        sent_at -> InstantSql,
        expires_at -> InstantSql,
        outcome -> Nullable<Text>,
        ended_at -> Nullable<InstantSql>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::sql_types::{InstantSql, UuidSql};

    #[allow(missing_docs)]
    join_requests (id) {
        id -> UuidSql,
        organisation_id -> UuidSql,
        person_id -> UuidSql,
        message -> Text,
        created_at -> InstantSql,
        outcome -> Nullable<Text>,
        reason -> Nullable<Text>,
        decided_by -> Nullable<UuidSql>,
        ended_at -> Nullable<InstantSql>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::sql_types::{InstantSql, UuidSql};

    #[allow(missing_docs)]
    memberships (organisation_id, person_id) {
        organisation_id -> UuidSql,
        person_id -> UuidSql,
        role -> Text,
        created_at -> InstantSql,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::sql_types::{InstantSql, UuidSql};

    #[allow(missing_docs)]
    calls (id) {
        id -> UuidSql,
        seq -> BigInt,
        code -> Text,
        title -> Text,
        status -> Text,
        opens_at -> InstantSql,
        closes_at -> InstantSql,
        currency -> Nullable<Text>,
        ceiling_minor -> Nullable<BigInt>,
        last_number -> BigInt,
        created_at -> InstantSql,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::sql_types::{InstantSql, UuidSql};

    #[allow(missing_docs)]
    proposals (id) {
        id -> UuidSql,
        seq -> BigInt,
        call_id -> UuidSql,
        organisation_id -> UuidSql,
        reference -> Nullable<Text>,
        number -> Nullable<BigInt>,
        title -> Nullable<Text>,
        country -> Text,
        theme -> Nullable<Text>,
        stage -> Integer,
        stage_kind -> Text,
        status -> Text,
        currency -> Nullable<Text>,
        requested_minor -> Nullable<BigInt>,
        awarded_minor -> Nullable<BigInt>,
        screener -> Nullable<UuidSql>,
        screening_outcome -> Nullable<Text>,
        score -> Nullable<BigInt>,
        reserve_rank -> Nullable<Integer>,
        released -> Bool,
        submitted_at -> Nullable<InstantSql>,
        status_since -> InstantSql,
        search_text -> Text,
        several -> Bool,
        declarable -> Bool,
        voting_open -> Bool,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::sql_types::{InstantSql, UuidSql};

    #[allow(missing_docs)]
    drafts (proposal_id) {
        proposal_id -> UuidSql,
        version -> BigInt,
        saved_at -> InstantSql,
        saved_by -> UuidSql,
        language -> Nullable<Text>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::sql_types::{InstantSql, UuidSql};

    #[allow(missing_docs)]
    draft_answers (proposal_id, question) {
        proposal_id -> UuidSql,
        question -> Text,
        value -> Text,
        version -> BigInt,
        saved_at -> InstantSql,
        saved_by -> UuidSql,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::sql_types::UuidSql;

    #[allow(missing_docs)]
    draft_saves (proposal_id, question, written_on, fingerprint) {
        proposal_id -> UuidSql,
        question -> Text,
        written_on -> BigInt,
        fingerprint -> Text,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::sql_types::{InstantSql, UuidSql};

    #[allow(missing_docs)]
    draft_besides (id) {
        id -> UuidSql,
        proposal_id -> UuidSql,
        question -> Text,
        value -> Text,
        fingerprint -> Text,
        written_on -> BigInt,
        kept_at -> InstantSql,
        kept_by -> UuidSql,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::sql_types::{InstantSql, UuidSql};

    #[allow(missing_docs)]
    draft_presence (proposal_id, person_id) {
        proposal_id -> UuidSql,
        person_id -> UuidSql,
        section -> Text,
        question -> Text,
        seen_at -> InstantSql,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::sql_types::{InstantSql, UuidSql};

    #[allow(missing_docs)]
    submissions (proposal_id, number) {
        proposal_id -> UuidSql,
        number -> Integer,
        content -> Text,
        digest -> Binary,
        submitted_at -> InstantSql,
        submitted_by -> UuidSql,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::sql_types::{InstantSql, UuidSql};

    #[allow(missing_docs)]
    batches (call_id, number) {
        call_id -> UuidSql,
        number -> Integer,
        position -> Integer,
        seed -> Nullable<Binary>,
        files -> Integer,
        opened_by -> Nullable<UuidSql>,
        opened_at -> InstantSql,
        release_at -> Nullable<InstantSql>,
        release_by -> Nullable<UuidSql>,
        released_at -> Nullable<InstantSql>,
        told -> Integer,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::sql_types::UuidSql;

    #[allow(missing_docs)]
    batch_files (call_id, number, place) {
        call_id -> UuidSql,
        number -> Integer,
        place -> Integer,
        proposal_id -> UuidSql,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::sql_types::{InstantSql, UuidSql};

    #[allow(missing_docs)]
    screening_verdicts (proposal_id, round, criterion) {
        proposal_id -> UuidSql,
        round -> Integer,
        criterion -> Text,
        outcome -> Text,
        reason_code -> Nullable<Text>,
        reason -> Nullable<Text>,
        by_person -> UuidSql,
        at -> InstantSql,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::sql_types::UuidSql;

    #[allow(missing_docs)]
    screening_people (proposal_id, person_id) {
        proposal_id -> UuidSql,
        person_id -> UuidSql,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::sql_types::{InstantSql, UuidSql};

    #[allow(missing_docs)]
    assignments (proposal_id, person_id) {
        proposal_id -> UuidSql,
        person_id -> UuidSql,
        status -> Text,
        total -> Nullable<BigInt>,
        at -> InstantSql,
        recommendation -> Nullable<Text>,
        reopened -> Integer,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::sql_types::{InstantSql, UuidSql};

    #[allow(missing_docs)]
    score_drafts (proposal_id, person_id) {
        proposal_id -> UuidSql,
        person_id -> UuidSql,
        scores -> Text,
        saved_at -> InstantSql,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::sql_types::{InstantSql, UuidSql};

    #[allow(missing_docs)]
    evaluation_notes (proposal_id, person_id) {
        proposal_id -> UuidSql,
        person_id -> UuidSql,
        content -> Text,
        saved_at -> InstantSql,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::sql_types::{InstantSql, UuidSql};

    #[allow(missing_docs)]
    consensus_drafts (proposal_id, person_id) {
        proposal_id -> UuidSql,
        person_id -> UuidSql,
        content -> Text,
        saved_at -> InstantSql,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::sql_types::{InstantSql, UuidSql};

    #[allow(missing_docs)]
    conflicts (proposal_id, person_id) {
        proposal_id -> UuidSql,
        person_id -> UuidSql,
        kind -> Text,
        at -> InstantSql,
        origin -> Text,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::sql_types::{InstantSql, UuidSql};

    #[allow(missing_docs)]
    assignment_plans (call_id, person_id) {
        call_id -> UuidSql,
        person_id -> UuidSql,
        plan -> Text,
        made_at -> InstantSql,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::sql_types::{InstantSql, UuidSql};

    #[allow(missing_docs)]
    suspected_conflicts (proposal_id, person_id) {
        proposal_id -> UuidSql,
        person_id -> UuidSql,
        at -> InstantSql,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::sql_types::{InstantSql, UuidSql};

    #[allow(missing_docs)]
    scores (proposal_id, person_id, question) {
        proposal_id -> UuidSql,
        person_id -> UuidSql,
        question -> Text,
        points -> BigInt,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::sql_types::{InstantSql, UuidSql};

    #[allow(missing_docs)]
    ballots (proposal_id, person_id) {
        proposal_id -> UuidSql,
        person_id -> UuidSql,
        choice -> Text,
        amount_minor -> Nullable<BigInt>,
        at -> InstantSql,
        points -> Nullable<BigInt>,
        place -> Nullable<Integer>,
        places -> Nullable<Integer>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::sql_types::UuidSql;

    #[allow(missing_docs)]
    ballot_boxes (proposal_id) {
        proposal_id -> UuidSql,
        round -> Integer,
        held -> Text,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::sql_types::{InstantSql, UuidSql};

    #[allow(missing_docs)]
    texts (digest) {
        digest -> Binary,
        content -> Text,
        created_at -> InstantSql,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::sql_types::{InstantSql, UuidSql};

    #[allow(missing_docs)]
    grants (id) {
        id -> UuidSql,
        seq -> BigInt,
        proposal_id -> UuidSql,
        call_id -> UuidSql,
        organisation_id -> UuidSql,
        status -> Text,
        currency -> Text,
        amount_minor -> BigInt,
        paid_minor -> BigInt,
        starts_on -> Date,
        ends_on -> Date,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::sql_types::{InstantSql, UuidSql};

    #[allow(missing_docs)]
    tranches (grant_id, number) {
        grant_id -> UuidSql,
        number -> Integer,
        amount_minor -> BigInt,
        due_on -> Date,
        after_report -> Nullable<Integer>,
        status -> Text,
        paid_on -> Nullable<Date>,
        payment_reference -> Nullable<Text>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::sql_types::{InstantSql, UuidSql};

    #[allow(missing_docs)]
    reports (grant_id, number) {
        grant_id -> UuidSql,
        number -> Integer,
        kind -> Text,
        period_from -> Date,
        period_to -> Date,
        due_on -> Date,
        status -> Text,
        submitted_at -> Nullable<InstantSql>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::sql_types::{InstantSql, UuidSql};

    #[allow(missing_docs)]
    documents (id) {
        id -> UuidSql,
        document_id -> UuidSql,
        version -> Integer,
        is_current -> Bool,
        changes -> BigInt,
        case_id -> UuidSql,
        purpose -> Text,
        name -> Text,
        media_type -> Text,
        size -> BigInt,
        digest -> Binary,
        language -> Nullable<Text>,
        valid_from -> Nullable<Date>,
        valid_until -> Nullable<Date>,
        note -> Nullable<Text>,
        uploaded_by -> UuidSql,
        uploaded_at -> InstantSql,
        stated_at -> InstantSql,
        removed_by -> Nullable<UuidSql>,
        removed_at -> Nullable<InstantSql>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::sql_types::{InstantSql, UuidSql};

    #[allow(missing_docs)]
    uploads (id) {
        id -> UuidSql,
        person_id -> UuidSql,
        target -> Text,
        name -> Text,
        length -> BigInt,
        received -> BigInt,
        document_id -> Nullable<UuidSql>,
        created_at -> InstantSql,
        expires_at -> InstantSql,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::sql_types::{InstantSql, UuidSql};

    #[allow(missing_docs)]
    outbox (id) {
        id -> UuidSql,
        once -> Text,
        recipient -> UuidSql,
        subject -> Text,
        body -> Text,
        language -> Text,
        case_id -> Nullable<UuidSql>,
        created_at -> InstantSql,
        attempts -> Integer,
        next_attempt_at -> InstantSql,
        sent_at -> Nullable<InstantSql>,
        last_error -> Nullable<Text>,
        letter_id -> Nullable<UuidSql>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::sql_types::{InstantSql, UuidSql};

    #[allow(missing_docs)]
    letter_checks (proposal_id) {
        proposal_id -> UuidSql,
        digest -> Binary,
        checked_by -> UuidSql,
        checked_at -> InstantSql,
    }
}

diesel::table! {
    use crate::sql_types::{InstantSql, UuidSql};

    #[allow(missing_docs)]
    letter_releases (call_id) {
        call_id -> UuidSql,
        release_at -> InstantSql,
        release_by -> UuidSql,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::sql_types::{InstantSql, UuidSql};

    #[allow(missing_docs)]
    sent_letters (id) {
        id -> UuidSql,
        proposal_id -> UuidSql,
        letter -> Text,
        language -> Text,
        subject -> Text,
        body -> Text,
        sheet -> Text,
        sent_at -> InstantSql,
        pdf -> Nullable<Binary>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::sql_types::{InstantSql, UuidSql};

    #[allow(missing_docs)]
    idempotency_keys (person_id, key) {
        person_id -> UuidSql,
        key -> Text,
        request_digest -> Binary,
        status -> Integer,
        response -> Text,
        created_at -> InstantSql,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::sql_types::{InstantSql, UuidSql};

    #[allow(missing_docs)]
    api_tokens (token_hash) {
        token_hash -> Binary,
        person_id -> UuidSql,
        name -> Text,
        scopes -> Text,
        created_at -> InstantSql,
        last_used_at -> Nullable<InstantSql>,
        revoked_at -> Nullable<InstantSql>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::sql_types::{InstantSql, UuidSql};

    #[allow(missing_docs)]
    settings (name) {
        name -> Text,
        value -> Text,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::sql_types::{InstantSql, UuidSql};

    #[allow(missing_docs)]
    organisation_search (organisation_id) {
        organisation_id -> UuidSql,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::sql_types::{InstantSql, UuidSql};

    #[allow(missing_docs)]
    organisation_profiles (organisation_id) {
        organisation_id -> UuidSql,
        profile -> Text,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::sql_types::{InstantSql, UuidSql};

    #[allow(missing_docs)]
    saved_views (id) {
        id -> UuidSql,
        person_id -> UuidSql,
        room -> Text,
        name -> Text,
        query -> Text,
        standard -> Bool,
        created_at -> InstantSql,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::sql_types::{InstantSql, UuidSql};

    #[allow(missing_docs)]
    co_applicants (proposal_id, organisation_id) {
        proposal_id -> UuidSql,
        organisation_id -> UuidSql,
        agreed -> Bool,
        at -> InstantSql,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::sql_types::UuidSql;

    #[allow(missing_docs)]
    call_applicants (call_id, organisation_id, slot) {
        call_id -> UuidSql,
        organisation_id -> UuidSql,
        slot -> UuidSql,
        proposal_id -> UuidSql,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::sql_types::{InstantSql, UuidSql};

    #[allow(missing_docs)]
    call_followers (call_id, person_id) {
        call_id -> UuidSql,
        person_id -> UuidSql,
        since -> InstantSql,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::sql_types::{InstantSql, UuidSql};

    #[allow(missing_docs)]
    rule_runs (proposal_id, number) {
        proposal_id -> UuidSql,
        number -> Integer,
        at -> InstantSql,
        by_person -> Nullable<UuidSql>,
        cause -> Text,
        submission -> Integer,
        findings -> Text,
        digest -> Binary,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::sql_types::{InstantSql, UuidSql};

    #[allow(missing_docs)]
    screening_notes (id) {
        id -> UuidSql,
        proposal_id -> UuidSql,
        round -> Integer,
        author_id -> UuidSql,
        content -> Text,
        written_at -> InstantSql,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::sql_types::{InstantSql, UuidSql};

    #[allow(missing_docs)]
    clarification_answers (proposal_id, request, point) {
        proposal_id -> UuidSql,
        request -> Integer,
        point -> Integer,
        content -> Text,
        saved_by -> UuidSql,
        saved_at -> InstantSql,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::sql_types::{InstantSql, UuidSql};

    #[allow(missing_docs)]
    evaluator_profiles (person_id) {
        person_id -> UuidSql,
        content -> Text,
        updated_at -> InstantSql,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::sql_types::{InstantSql, UuidSql};

    #[allow(missing_docs)]
    evaluator_invitations (id) {
        id -> UuidSql,
        call_id -> UuidSql,
        person_id -> UuidSql,
        name -> Text,
        email -> Text,
        language -> Text,
        agency -> Nullable<Text>,
        token_hash -> Binary,
        invited_by -> UuidSql,
        created_at -> InstantSql,
        sent_at -> InstantSql,
        opened_at -> Nullable<InstantSql>,
        expires_at -> InstantSql,
        outcome -> Nullable<Text>,
        reason -> Nullable<Text>,
        ended_at -> Nullable<InstantSql>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::sql_types::{InstantSql, UuidSql};

    #[allow(missing_docs)]
    terms_answers (id) {
        id -> UuidSql,
        person_id -> UuidSql,
        call_id -> UuidSql,
        digest -> Binary,
        language -> Text,
        accepted -> Bool,
        reason -> Nullable<Text>,
        answered_at -> InstantSql,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::sql_types::{InstantSql, UuidSql};

    #[allow(missing_docs)]
    board_variants (id) {
        id -> UuidSql,
        call_id -> UuidSql,
        author_id -> UuidSql,
        name -> Text,
        settings -> Text,
        created_at -> InstantSql,
    }
}

diesel::joinable!(memberships -> persons (person_id));
diesel::joinable!(organisation_profiles -> organisations (organisation_id));
diesel::joinable!(organisation_search -> organisations (organisation_id));
diesel::joinable!(organisation_officers -> organisations (organisation_id));
diesel::joinable!(organisation_flags -> organisations (organisation_id));
diesel::joinable!(sanctions_matches -> organisations (organisation_id));
diesel::allow_tables_to_appear_in_same_query!(
    organisation_profiles,
    organisation_search,
    saved_views,
    board_variants,
    organisation_officers,
    organisation_name_keys,
    organisation_flags,
    sanctions_matches,
    sanctions_lists,
    sanctions_entries,
    sanctions_list_entries,
    screening_runs,
    duplicate_suspicions,
    cases,
    events,
    persons,
    role_assignments,
    sessions,
    mail_links,
    sign_in_attempts,
    organisations,
    invitations,
    evaluator_profiles,
    evaluator_invitations,
    terms_answers,
    join_requests,
    memberships,
    calls,
    batches,
    batch_files,
    proposals,
    drafts,
    draft_answers,
    draft_saves,
    draft_besides,
    draft_presence,
    submissions,
    rule_runs,
    screening_verdicts,
    screening_people,
    screening_notes,
    clarification_answers,
    assignments,
    score_drafts,
    evaluation_notes,
    consensus_drafts,
    conflicts,
    assignment_plans,
    suspected_conflicts,
    scores,
    ballots,
    ballot_boxes,
    co_applicants,
    call_applicants,
    call_followers,
    texts,
    grants,
    tranches,
    reports,
    documents,
    uploads,
    outbox,
    letter_checks,
    letter_releases,
    sent_letters,
    idempotency_keys,
    api_tokens,
    settings,
);
