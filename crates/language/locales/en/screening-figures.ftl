### The calendar, batches of screening, and the figures of screening.

## The calendar

calendar-title = Calendar
calendar-lead = Deadlines in working days are counted by this calendar. A deadline that was already given does not move.
calendar-working = Working days of the week
calendar-holidays = Holidays
calendar-holidays-hint = One day per line, with a name if you like: 2010-12-24, Christmas Eve. You can paste a list in CSV.
calendar-no-holidays = No holidays are listed.
calendar-save = Save the calendar
calendar-saved = The calendar is saved.
calendar-changed = Last changed by { $name }, { $at }.
weekday-mon = Monday
weekday-tue = Tuesday
weekday-wed = Wednesday
weekday-thu = Thursday
weekday-fri = Friday
weekday-sat = Saturday
weekday-sun = Sunday
fault-no-working-day = Tick one day of the week at least.
fault-holiday-day = Line { $line } does not begin with a day. Write it as 2010-12-24.
fault-holiday-name = The name in line { $line } is too long. Write at most { $most } characters.
fault-holidays-too-many = These are too many holidays. Take out those that are long past: at most { $most } are kept.
