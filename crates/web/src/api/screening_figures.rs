//! The figures of a screening: all of them for who oversees the call, some for everybody.

use std::collections::BTreeMap;

use actix_web::{HttpResponse, get, web};
use choice::agreement::Agreement;
use chrono::NaiveDate;
use facility::screening::public::{self, Told};
use facility::screening::statistics::{self, Narrowed, Statistics};
use facility::screening::tables;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;
use workflow::definition::Localised;
use workflow::ids::CallId;

use super::caller::{Caller, MaybeCaller};
use super::problem::ApiError;
use crate::download::file;
use crate::pages::register::export::CSV;
use crate::server::{Application, block};

pub fn configure(config: &mut ServiceConfig) {
    config
        .service(show_statistics)
        .service(show_statistics_csv)
        .service(show_figures);
}

/// How files narrow from received to eligible.
#[derive(Debug, Serialize, ToSchema)]
struct NarrowedJson {
    /// Received.
    received: u64,
    /// Screened to an outcome.
    screened: u64,
    /// Found eligible.
    eligible: u64,
    /// Found not eligible.
    ineligible: u64,
}

impl From<&Narrowed> for NarrowedJson {
    fn from(group: &Narrowed) -> Self {
        Self {
            received: group.received,
            screened: group.screened(),
            eligible: group.eligible,
            ineligible: group.ineligible,
        }
    }
}

/// How far two screeners of the same files agree.
#[derive(Debug, Serialize, ToSchema)]
struct AgreementJson {
    /// How often both have judged the same.
    items: u64,
    /// How often they agree.
    agreed: u64,
    /// The share of it, thousandths.
    share: Option<i64>,
    /// Cohen's kappa, thousandths; nothing where it has no value.
    kappa: Option<i64>,
}

impl<C: Ord + Clone> From<&Agreement<C>> for AgreementJson {
    fn from(agreement: &Agreement<C>) -> Self {
        Self {
            items: agreement.items(),
            agreed: agreement.agreed(),
            share: agreement.share(),
            kappa: agreement.kappa(),
        }
    }
}

/// Files of a country.
#[derive(Debug, Serialize, ToSchema)]
struct CountryFiguresJson {
    /// ISO 3166-1.
    country: String,
    /// Its files.
    files: NarrowedJson,
}

/// Files of a theme.
#[derive(Debug, Serialize, ToSchema)]
struct ThemeFiguresJson {
    /// Its title by language (BCP 47); nothing for files without a theme.
    theme: Option<BTreeMap<String, String>>,
    /// Its files.
    files: NarrowedJson,
}

/// Why files fail a criterion.
#[derive(Debug, Serialize, ToSchema)]
struct FailingReasonJson {
    /// The code of the reason; nothing for reasons in words alone.
    code: Option<String>,
    /// How many ineligible files.
    files: u64,
}

/// A criterion of the checklist.
#[derive(Debug, Serialize, ToSchema)]
struct CriterionFiguresJson {
    /// Its id.
    criterion: String,
    /// What is asked, by language (BCP 47).
    text: BTreeMap<String, String>,
    /// Screened files that meet it.
    met: u64,
    /// Screened files to which it does not apply.
    not_applicable: u64,
    /// Ineligible files that fail it; a file may fail several.
    failed: u64,
    /// Why, most first.
    reasons: Vec<FailingReasonJson>,
    /// How far two screeners agree on it.
    agreement: AgreementJson,
}

/// The files decided in a week.
#[derive(Debug, Serialize, ToSchema)]
struct WeekFiguresJson {
    /// Its Monday, on the clocks of the call's zone.
    monday: NaiveDate,
    /// Found eligible.
    eligible: u64,
    /// Found not eligible.
    ineligible: u64,
}

/// Files that wait in a status.
#[derive(Debug, Serialize, ToSchema)]
struct AgeFiguresJson {
    /// The status.
    status: String,
    /// Less than 7 days, 7 to 13, 14 to 29, 30 and more.
    by_age: Vec<u64>,
}

/// The figures of a screening.
#[derive(Debug, Serialize, ToSchema)]
struct ScreeningStatisticsJson {
    /// The whole call.
    total: NarrowedJson,
    /// By country, most received first.
    countries: Vec<CountryFiguresJson>,
    /// By theme, in the order of the call.
    themes: Vec<ThemeFiguresJson>,
    /// By criterion, in the order of the checklist.
    criteria: Vec<CriterionFiguresJson>,
    /// Week by week.
    weeks: Vec<WeekFiguresJson>,
    /// What waits.
    waiting: Vec<AgeFiguresJson>,
    /// Half the files took no longer from entering the screening to their decision, tenths of a day.
    median_tenths_of_a_day: Option<u64>,
    /// How far the two screenings of a file agree on whether it is eligible.
    agreement: AgreementJson,
}

impl From<Statistics> for ScreeningStatisticsJson {
    fn from(found: Statistics) -> Self {
        Self {
            total: (&found.total).into(),
            countries: found
                .countries
                .into_iter()
                .map(|(country, files)| CountryFiguresJson {
                    country,
                    files: (&files).into(),
                })
                .collect(),
            themes: found
                .themes
                .into_iter()
                .map(|(theme, files)| ThemeFiguresJson {
                    theme: theme.map(|title| title.0),
                    files: (&files).into(),
                })
                .collect(),
            criteria: found
                .criteria
                .into_iter()
                .map(|figure| CriterionFiguresJson {
                    agreement: (&figure.agreement).into(),
                    criterion: figure.id,
                    text: figure.text.0,
                    met: figure.met,
                    not_applicable: figure.not_applicable,
                    failed: figure.failed,
                    reasons: figure
                        .reasons
                        .into_iter()
                        .map(|reason| FailingReasonJson {
                            code: reason.code,
                            files: reason.files,
                        })
                        .collect(),
                })
                .collect(),
            weeks: found
                .weeks
                .iter()
                .map(|week| WeekFiguresJson {
                    monday: week.monday,
                    eligible: week.eligible,
                    ineligible: week.ineligible,
                })
                .collect(),
            waiting: found
                .ages
                .iter()
                .map(|age| AgeFiguresJson {
                    status: age.status.to_string(),
                    by_age: age.by_age.to_vec(),
                })
                .collect(),
            median_tenths_of_a_day: found.median_days,
            agreement: (&found.agreement).into(),
        }
    }
}

/// The figures of the screening of a call, for people who oversee it; files you have a conflict with are not counted.
#[utoipa::path(tag = "calls", responses((status = 200, description = "The figures", body = ScreeningStatisticsJson)))]
#[get("/calls/{id}/screening-statistics")]
async fn show_statistics(
    Caller(actor): Caller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
) -> Result<HttpResponse, ApiError> {
    let call = CallId::from(*id);
    let found = block(&app, move |app| {
        statistics::statistics(&app.facility, &actor, call)
    })
    .await?;
    Ok(HttpResponse::Ok().json(ScreeningStatisticsJson::from(found)))
}

/// The figures of the screening of a call as CSV, one line for each, for people who oversee it.
#[utoipa::path(tag = "calls", responses((status = 200, description = "The figures", content_type = "text/csv", body = String)))]
#[get("/calls/{id}/screening-statistics.csv")]
async fn show_statistics_csv(
    Caller(actor): Caller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
) -> Result<HttpResponse, ApiError> {
    let call = CallId::from(*id);
    let content = block(&app, move |app| {
        tables::csv(&statistics::statistics(&app.facility, &actor, call)?)
    });
    Ok(file("screening.csv", CSV, content.await?))
}

/// Files of a country in public; counts that would tell of a few are left out.
#[derive(Debug, Serialize, ToSchema)]
struct PublicCountryJson {
    /// ISO 3166-1.
    country: String,
    /// Received.
    received: Option<u64>,
    /// Found eligible, and told so.
    eligible: Option<u64>,
    /// Found not eligible, and told so.
    ineligible: Option<u64>,
}

/// Files of a theme in public; counts that would tell of a few are left out.
#[derive(Debug, Serialize, ToSchema)]
struct PublicThemeJson {
    /// Its title by language (BCP 47); nothing for files without a theme.
    theme: Option<BTreeMap<String, String>>,
    /// Received.
    received: Option<u64>,
    /// Found eligible, and told so.
    eligible: Option<u64>,
    /// Found not eligible, and told so.
    ineligible: Option<u64>,
}

/// A criterion in public.
#[derive(Debug, Serialize, ToSchema)]
struct PublicCriterionJson {
    /// What is asked, by language (BCP 47).
    text: BTreeMap<String, String>,
    /// Ineligible files that fail it; nothing where it would tell of a few.
    failed: Option<u64>,
}

/// The public figures of a screening. They count decisions the applicants were told, and nothing else.
#[derive(Debug, Serialize, ToSchema)]
struct ScreeningFiguresJson {
    /// The whole call.
    total: NarrowedJson,
    /// No count from 1 to one below it is told.
    threshold: u64,
    /// By country, most received first.
    countries: Vec<PublicCountryJson>,
    /// By theme, in the order of the call.
    themes: Vec<PublicThemeJson>,
    /// By criterion, in the order of the checklist.
    criteria: Vec<PublicCriterionJson>,
}

/// The public figures of the screening of a call. Counts of fewer than five are left out, and others with them where one
/// could be worked out.
#[utoipa::path(tag = "calls", security((), ("bearer" = [])), responses((status = 200, description = "The figures", body = ScreeningFiguresJson)))]
#[get("/calls/{id}/screening-figures")]
async fn show_figures(
    MaybeCaller(actor): MaybeCaller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
) -> Result<HttpResponse, ApiError> {
    let call = CallId::from(*id);
    let found = block(&app, move |app| {
        public::figures(&app.facility, actor.as_ref(), call)
    })
    .await?;
    let country = |told: Told<String>| PublicCountryJson {
        country: told.name,
        received: told.received,
        eligible: told.eligible,
        ineligible: told.ineligible,
    };
    let theme = |told: Told<Option<Localised>>| PublicThemeJson {
        theme: told.name.map(|title| title.0),
        received: told.received,
        eligible: told.eligible,
        ineligible: told.ineligible,
    };
    Ok(HttpResponse::Ok().json(ScreeningFiguresJson {
        total: (&found.total).into(),
        threshold: choice::suppression::THRESHOLD,
        countries: found.countries.into_iter().map(country).collect(),
        themes: found.themes.into_iter().map(theme).collect(),
        criteria: found
            .criteria
            .into_iter()
            .map(|(text, failed)| PublicCriterionJson {
                text: text.0,
                failed,
            })
            .collect(),
    }))
}
