### The frame of every page and the shared parts.

layout-skip = Skip to main content
layout-navigation = Main navigation
layout-signed-in-as = Signed in as
layout-sign-in = Sign in
layout-sign-out = Sign out
layout-demonstration = Demonstration
layout-demonstration-today = The date here is
layout-demonstration-text = Names are invented and no mail leaves this server.
layout-footer = Minha is open-source case management for small-grants facilities. Every decision stays on record.
layout-footer-calls = Calls for proposals
layout-footer-api = API
layout-saving = Saving…
layout-saved-at = Saved at
layout-save-failed = Not saved. Keep this page open; saving is tried again.
layout-breadcrumb = You are here

form-errors-title = There is a problem
form-optional = (optional)
form-words = words
form-words-limit = Limit in words:
form-yes = Yes
form-no = No

ribbon-label = Where the file stands
ribbon-done = Done
ribbon-here = Here now
ribbon-stopped = Ended here
ribbon-ahead = Not yet

timeline-by = by
timeline-no-events = Nothing has happened yet.

pager-label = Pages
pager-next = Next page
pager-first = Back to the first page
pager-shown = Shown:

funnel-caption = From registration to funding
funnel-step = Step
funnel-count = Number
funnel-share = Share of the step before
money-committed = Committed
money-paid = Paid
money-left = Left
money-ceiling = Ceiling
map-label = Map of countries with proposals; the same figures are in the list below
map-disclaimer = The boundaries and names shown and the designations used on this map do not imply official endorsement or acceptance by the United Nations. Map data: Natural Earth.
map-legend = Proposals
map-none = none

layout-home = Go to the start page
layout-request-id = If you ask for help, give this number:
error-400-title = We could not read this
error-400-text = Something in the address or the form was not as expected. Go back, look at it again, and send it once more.
error-403-title = You cannot do this
error-403-text = The page may have been open for too long. Go back, load it again, and try once more.
error-404-title = This page is not here
error-404-text = It may never have been, or it is not for you to see. Check the address, or go to the start page.
error-429-title = Too many attempts
error-429-text = Wait a minute, then try again. Nothing you wrote has been lost.
error-500-title = Something went wrong on our side
error-500-text = Nothing was half done. Try again in a moment.
error-503-title = The service is busy
error-503-text = Try again in a few seconds. Nothing you wrote has been lost.
