### The risk of working with an organisation, and the least monitoring of a project.

risk-title = Risk
risk-lead = Rate each question by what you have seen. The score is the mean; a key question counts { $weight } times, and a high risk there makes the whole significant at least. An assessment holds { $months } months.
risk-key = Key question
risk-comment = What the answers rest on
risk-comment-hint = Who was asked, what was read, what was seen. Nobody of the organisation reads this.
risk-level = Level
risk-level-low = Low
risk-level-medium = Medium
risk-level-significant = Significant
risk-level-high = High
risk-score = Score
risk-score-of = { $score } of 4
risk-until = Holds until
risk-over = No longer holds: assess anew
risk-not-assessed = Not assessed yet
risk-serves = With the amount and the length of a project, the level says how many visits and spot checks it needs at least.
risk-earlier = Assessments
risk-came-to = { $level }, { $score }, holds until { $until }
risk-done = The risk is assessed.
action-assess-risk = Assess the risk
event-risk-assessed = Risk assessed

least-title = Least monitoring
least-assessed = The assessment holds until { $until }.
least-not-assessed = No assessment holds, so the risk counts as high. Assess it to plan by what is known.
least-a-year = Money in a year
least-visits = Visits
least-spot-checks = Spot checks
least-audit = Audit
least-no-table = The facility’s table has no amounts in this currency. Add them to its rules.
