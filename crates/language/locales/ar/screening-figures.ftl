### التقويم ودفعات الفرز وأرقامه.

## التقويم

calendar-title = التقويم
calendar-lead = تُحسب المهل بأيام العمل وفق هذا التقويم. ولا تتغيّر مهلة سبق تحديدها.
calendar-working = أيام العمل في الأسبوع
calendar-holidays = العطل
calendar-holidays-hint = يوم واحد في كل سطر، مع اسمه إن شئت: 2010-12-24, عيد الميلاد. ويمكنك لصق قائمة بصيغة CSV.
calendar-no-holidays = لا عطل في القائمة.
calendar-save = حفظ التقويم
calendar-saved = حُفظ التقويم.
calendar-changed = آخر تغيير: { $name }، { $at }.
weekday-mon = الاثنين
weekday-tue = الثلاثاء
weekday-wed = الأربعاء
weekday-thu = الخميس
weekday-fri = الجمعة
weekday-sat = السبت
weekday-sun = الأحد
fault-no-working-day = اختر يومًا واحدًا من أيام الأسبوع على الأقل.
fault-holiday-day = السطر { $line } لا يبدأ بتاريخ. اكتبه على هذا النحو: 2010-12-24.
fault-holiday-name = الاسم في السطر { $line } أطول مما يجوز. اكتب { $most } حرفًا على الأكثر.
fault-holidays-too-many = العطل كثيرة جدًا. احذف ما مضى منها منذ زمن: يُحفظ { $most } على الأكثر.
