//! The call templates that come with the program are complete and survive a round trip.

use workflow::definition::CallDefinition;
use workflow::procedure;

#[test]
fn the_founding_call_is_complete_and_round_trips() {
    let toml_text = include_str!("../../../config/calls/ungift-2010.toml");
    let definition: CallDefinition = toml::from_str(toml_text).expect("the template is read");
    assert_eq!(procedure::check(&definition), []);
    assert_eq!(
        definition.dates.deadline().at().to_rfc3339(),
        "2010-04-05T21:59:00+00:00"
    );
    let again: CallDefinition =
        toml::from_str(&toml::to_string(&definition).expect("it is written"))
            .expect("it is read again");
    assert_eq!(again, definition);
}
