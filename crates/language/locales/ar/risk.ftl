### مخاطر العمل مع منظمة، والحد الأدنى من رصد المشروع.

risk-title = المخاطر
risk-lead = قيّم كل سؤال بما رأيته. النتيجة هي المتوسط؛ ويُحتسب السؤال الأساسي { $weight } مرات، والخطر المرتفع فيه يجعل المستوى كله كبيراً على الأقل. يسري التقييم { $months } شهراً.
risk-key = سؤال أساسي
risk-comment = ما تستند إليه الإجابات
risk-comment-hint = مَن سُئل وما قُرئ وما شوهد. لا يقرأ هذا أحد من المنظمة.
risk-level = المستوى
risk-level-low = منخفض
risk-level-medium = متوسط
risk-level-significant = كبير
risk-level-high = مرتفع
risk-score = النتيجة
risk-score-of = { $score } من 4
risk-until = يسري حتى
risk-over = لم يعد سارياً: أعد التقييم
risk-not-assessed = لم يُقيَّم بعد
risk-serves = يحدد المستوى، مع مبلغ المشروع ومدته، الحد الأدنى من الزيارات والفحوص الموقعية.
risk-earlier = التقييمات
risk-came-to = { $level }، { $score }، يسري حتى { $until }
risk-done = قُيِّمت المخاطر.
action-assess-risk = تقييم المخاطر
event-risk-assessed = تقييم المخاطر

least-title = الحد الأدنى من الرصد
least-assessed = يسري التقييم حتى { $until }.
least-not-assessed = لا تقييم سارٍ، فتُعدّ المخاطر مرتفعة. قيّمها ليُخطَّط بما هو معروف.
least-a-year = المال في السنة
least-visits = الزيارات
least-spot-checks = الفحوص الموقعية
least-audit = مراجعة الحسابات
least-no-table = لا مبالغ بهذه العملة في جدول المرفق. أضفها إلى قواعده.
