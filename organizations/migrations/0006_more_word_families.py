"""More words to begin with: broken plurals, verbs and their nouns, and the spellings of news in two languages.

What editors have written stays: a word that is in a family already is in no second one. Only a family that is
still as it was shipped is added to.
"""

import re
from importlib import import_module

from django.db import migrations

from portal.bilingual.arabic import fold

#: One thing and several, a verb and its noun: for a search, not for a name.
ARABIC_FORMS = """
    توقيع وقع وقعت وقعوا يوقع توقيعات; إعلان أعلن أعلنت يعلن تعلن أعلنوا معلن
    إطلاق أطلق أطلقت يطلق تطلق أطلقوا; انطلاق انطلق انطلقت ينطلق تنطلق; تدشين دشن دشنت يدشن تدشن
    افتتاح افتتح افتتحت يفتتح تفتتح; مناقشة ناقش ناقشت يناقش تناقش مناقشات نقاش نقاشات
    بحث بحوث أبحاث بحثت يبحث مباحثات; لقاء لقاءات التقى التقت يلتقي; اجتماع اجتماعات اجتمع اجتمعت يجتمع
    استقبال استقبل استقبلت يستقبل; زيارة زيارات زار زارت يزور; زائر زوار زائرون
    مشاركة شارك شاركت يشارك تشارك مشاركات; تعاون تعاونت يتعاون متعاون; دعم دعمت يدعم تدعم داعم مدعوم
    تطور تطورات تطورت يتطور; تعزيز عزز عززت يعزز تعزز; توسيع توسعة توسع يوسع وسع; تنفيذ نفذ نفذت ينفذ تنفذ
    توفير وفر وفرت يوفر; تحقيق تحقيقات حقق حققت يحقق تحقق
    زيادة زيادات زاد زادت يزيد تزيد ازداد ازدياد تزايد; ارتفاع ارتفع ارتفعت يرتفع ترتفع مرتفع
    انخفاض انخفض انخفضت ينخفض تنخفض منخفض; نمو نما ينمو تنمو; تراجع تراجعت يتراجع تتراجع
    استثمار استثمارات استثمر استثمرت يستثمر تستثمر; إنشاء أنشأ أنشأت ينشئ تنشئ
    إصدار إصدارات أصدر أصدرت صدور; تصدير صادرات; استيراد واردات استورد يستورد مستورد مستوردة
    إنتاج أنتج أنتجت ينتج تنتج; شراء اشترى اشترت يشتري مشتريات; بيع باع باعت يبيع مبيعات
    استحواذ استحوذ استحوذت يستحوذ; اندماج اندمج اندمجت يندمج; استضافة استضاف استضافت يستضيف تستضيف
    تنظيم ينظم تنظم تنظيمات; اعتماد اعتمد اعتمدت يعتمد تعتمد معتمد; موافقة وافق وافقت يوافق موافقات
    رفض رفضت يرفض ترفض; قرار قرارات قرر قررت يقرر تقرر; إقرار أقر أقرت يقر تقر
    تأكيد أكد أكدت يؤكد تؤكد أكدوا; كشف كشفت يكشف تكشف; إشارة أشار أشارت يشير تشير إشارات
    إضافة أضاف أضافت يضيف تضيف إضافات; تصريح تصريحات صرح صرحت يصرح; قول أقوال قال قالت يقول تقول قالوا
    ذكر ذكرت يذكر تذكر; توضيح أوضح أوضحت يوضح توضح; تحذير تحذيرات حذر حذرت يحذر تحذر
    دعوة دعوات دعا دعت يدعو تدعو; مطالبة مطالبات طالبت يطالب تطالب; انضمام انضم انضمت ينضم تنضم
    انسحاب انسحب انسحبت ينسحب; تأسيس أسست تأسس تأسست يؤسس; تعيين تعيينات يعين; إقالة أقال أقيل
    استقالة استقال استقالت مستقيل; فوز فاز فازت يفوز فائز فائزون; خسارة خسائر خسر خسرت يخسر
    مواجهة مواجهات واجه واجهت يواجه تواجه; مكافحة كافح يكافح تكافح; إغلاق أغلق أغلقت يغلق تغلق مغلق
    نقل نقلت ينقل تنقل; تشغيل شغلت يشغل تشغل; تدريب تدريبات يدرب تدرب يتدرب تدربت متدرب; اختيار اختار اختارت يختار تختار
    انتخاب انتخابات انتخب انتخبت ينتخب; اعتقال اعتقالات اعتقل اعتقلت; ضبط ضبطت يضبط مضبوطات
    اختراق اختراقات اخترق اخترقت يخترق; احتيال احتال محتال محتالون; عطل أعطال تعطل تعطلت تعطيل
    ضرر أضرار تضرر تضررت متضرر; إصابة إصابات أصيب أصاب أصابت مصاب مصابون; وفاة وفيات توفي توفيت
    مقتل قتل قتيل قتلى; هبوط هبط هبطت يهبط; صعود صعد صعدت يصعد; وصول وصل وصلت يصل تصل
    مغادرة غادر غادرت يغادر; عودة عاد عادت يعود تعود; بدء بدأ بدأت يبدأ تبدأ بداية بدايات
    نهاية انتهاء انتهى انتهت ينتهي; استمرار استمر استمرت يستمر تستمر مستمر; تأجيل يؤجل تأجل تأجلت مؤجل
    إلغاء ألغى ألغت يلغي تلغي; تمديد مدد مددت يمدد; خفض خفضت يخفض تخفض تخفيض تخفيضات; رفع رفعت يرفع ترفع
    تسليم سلمت يسلم تسلم; تبادل تبادلت يتبادل; تحسين تحسن تحسنت يحسن تحسينات; تسريع يسرع تسرع تسارع
    تسهيل تسهيلات يسهل تسهل; تشجيع شجع شجعت يشجع تشجع; ترشيح ترشيحات رشح مرشح مرشحون ترشح
    ترخيص تراخيص رخصة رخص مرخص; تصميم تصاميم تصميمات صمم صممت يصمم; تصنيع صنع صنعت يصنع
    استخدام استخدامات استخدم استخدمت يستخدم تستخدم; استفادة استفاد استفادت يستفيد مستفيد مستفيدون
    مساهمة مساهمات ساهم ساهمت يساهم إسهام إسهامات; استهداف استهدف استهدفت يستهدف تستهدف
    تهديد تهديدات هدد هددت يهدد تهدد; هجوم هجمات هجمة هاجم هاجمت مهاجمة; سرقة سرقات سرق سرقت مسروق
    مراجعة مراجعات راجع راجعت يراجع; تحليل تحليلات حلل حللت يحلل تحاليل; إدارة إدارات أدار يدير تدير
    قيادة قاد قادت يقود تقود; ربط ربطت يربط تربط; تكريم كرم كرمت يكرم مكرمون
    احتفال احتفالات احتفل احتفلت يحتفل; تخرج تخرجت خريج خريجون خريجات; تعلم يتعلم متعلم متعلمون
    ابتكار ابتكارات ابتكر ابتكرت مبتكر مبتكرون; اكتشاف اكتشافات اكتشف اكتشفت يكتشف
    اختبار اختبارات اختبر اختبرت يختبر; منح منحة منحت يمنح تمنح; إرسال أرسل أرسلت يرسل ترسل
    استلام استلم استلمت يستلم; تعهد تعهدت تعهدات يتعهد; اقتراح اقتراحات اقترح اقترحت مقترح مقترحات
    التزام التزامات التزم التزمت يلتزم ملتزم; تشريع تشريعات شرع مشرع مشرعون; انتقال انتقل انتقلت ينتقل
    نظام أنظمة نظم; قمر أقمار; منطقة مناطق; معرض معارض; رقاقة رقائق; هاتف هواتف; خبير خبراء; وزير وزراء
    سوق أسواق; خبر أخبار; قانون قوانين; برج أبراج; رئيس رؤساء; مدير مدراء مديرون; أمير أمراء; ملك ملوك
    شيخ شيوخ مشايخ; سفير سفراء; نائب نواب; عضو أعضاء; زعيم زعماء; حاكم حكام; عامل عمال; طالب طلاب طلبة
    طبيب أطباء; محامي محام محامون محامين; قاضي قاض قضاة; شاهد شهود; شريك شركاء; حليف حلفاء; عميل عملاء
    زبون زبائن; تاجر تجار; مالك ملاك; شاب شباب شبان; طفل أطفال; امرأة نساء نسائي نسائية; رجل رجال; شخص أشخاص
    فرد أفراد; ضيف ضيوف; ضابط ضباط; جندي جنود; أسير أسرى; جريح جرحى; ضحية ضحايا; شهيد شهداء; رائد رواد
    أستاذ أساتذة; زميل زملاء; وكيل وكلاء; ساكن سكان; راكب ركاب; مؤلف مؤلفون; صديق أصدقاء; ابن أبناء
    أسرة أسر; شعب شعوب; أمة أمم; قبيلة قبائل; طائفة طوائف; أجنبي أجانب; فقير فقراء; غني أغنياء; كبير كبار
    صغير صغار; خصم خصوم; عدو أعداء; بطل أبطال; صحيفة صحف صحائف; جريدة جرائد; تقرير تقارير; كتاب كتب
    وثيقة وثائق; رسالة رسائل; خطاب خطب خطابات; قصة قصص; صورة صور; فيلم أفلام; مقطع مقاطع; مشهد مشاهد
    دولة دول; بلد بلدان بلاد; عاصمة عواصم; قرية قرى; حي أحياء; شارع شوارع; طريق طرق طرقات; جسر جسور
    نفق أنفاق; ميناء موانئ موانيء; سفينة سفن; باخرة بواخر; قارب قوارب; مركب مراكب; مبنى مباني مبان; بيت بيوت
    منزل منازل; مسكن مساكن; غرفة غرف; مكتب مكاتب; مصنع مصانع; معمل معامل; مدرسة مدارس; معهد معاهد
    مسجد مساجد; كنيسة كنائس; متحف متاحف; مسرح مسارح; ملعب ملاعب; نادي ناد أندية نواد نوادي; فندق فنادق
    مطعم مطاعم; متجر متاجر; محل محال محلات; مخزن مخازن; مرفق مرافق; منشأة منشآت; موقع مواقع; مقر مقار مقرات
    فرع فروع; قسم أقسام; دائرة دوائر; ميدان ميادين; حديقة حدائق; حقل حقول; بئر آبار; نهر أنهار; بحر بحار
    جزيرة جزر; جبل جبال; ساحل سواحل; شاطئ شواطئ; صحراء صحاري; أرض أراضي أراض; حد حدود; منفذ منافذ
    معبر معابر; إقليم أقاليم; محافظة محافظات محافظ; جهاز أجهزة; حاسوب حواسيب; لوح ألواح; شريحة شرائح
    خادم خوادم; قرص أقراص; كابل كابلات كوابل كبل; سلك أسلاك; ليف ألياف; خط خطوط; صاروخ صواريخ; نموذج نماذج
    رمز رموز; قاعدة قواعد; رابط روابط رابطة; طيف أطياف; جيل أجيال; ميزة مزايا ميزات; أداة أدوات; قناة قنوات
    حل حلول; أمر أوامر أمور; خطر أخطار مخاطر; جريمة جرائم; لص لصوص; سلاح أسلحة; حرب حروب; جيش جيوش
    معركة معارك; درع دروع; لغم ألغام; قنبلة قنابل; سجن سجون; سجين سجناء; محكمة محاكم; قضية قضايا; حكم أحكام
    حق حقوق; عقد عقود; شرط شروط; بند بنود; مادة مواد; لائحة لوائح; مرسوم مراسيم; نص نصوص; دستور دساتير
    حزب أحزاب; وفد وفود; لجنة لجان; مجلس مجالس; قمة قمم; ورشة ورش; جائزة جوائز; وسام أوسمة; وظيفة وظائف
    مهنة مهن; راتب رواتب; أجر أجور; رسم رسوم; ضريبة ضرائب; ثمن أثمان; سعر أسعار; قرض قروض; دين ديون
    سهم أسهم; صندوق صناديق; مصرف مصارف; مال أموال; ربح أرباح; تكلفة تكاليف كلفة; سلعة سلع; بضاعة بضائع
    مورد موارد; مصدر مصادر; برميل براميل; طن أطنان; دينار دنانير; درهم دراهم; مليون ملايين; ألف آلاف
    مئة مئات; عام أعوام; سنة سنوات سنين; شهر أشهر شهور; أسبوع أسابيع; يوم أيام; دقيقة دقائق
    ثانية ثواني ثوان; قرن قرون; مرحلة مراحل; موعد مواعيد; موسم مواسم; عيد أعياد; ليلة ليالي ليال
    حفل حفلات حفلة; وقت أوقات; هدف أهداف; غرض أغراض; سبب أسباب; نتيجة نتائج; أثر آثار; دليل أدلة دلائل
    فكرة أفكار; رأي آراء; موقف مواقف; رؤية رؤى; مبدأ مبادئ; معيار معايير; مقياس مقاييس; رقم أرقام; عدد أعداد
    نسبة نسب; حجم أحجام; جزء أجزاء; ربع أرباع; جانب جوانب; طرف أطراف; محور محاور; موضوع مواضيع موضوعات
    مسألة مسائل; مشكلة مشاكل مشكلات; تحدي تحد تحديات; عائق عوائق; حاجز حواجز; فرصة فرص; ظرف ظروف; وضع أوضاع
    حادث حوادث حادثة; حدث أحداث; كارثة كوارث; زلزال زلازل; حريق حرائق; عاصفة عواصف; مرض أمراض; مريض مرضى
    دواء أدوية; فريق فرق; مبلغ مبالغ; حصة حصص; قائمة قوائم; جدول جداول; خريطة خرائط; سلسلة سلاسل; حزمة حزم
    كتلة كتل; مطبعة مطابع; ريح رياح; معدن معادن; مصفاة مصافي مصاف; أنبوب أنابيب; سد سدود; ماء مياه
    محصول محاصيل; مزرعة مزارع; غذاء أغذية; طعام أطعمة; سمك أسماك; شجرة أشجار; أصل أصول; قطعة قطع; قسط أقساط
    حافز حوافز; مكافأة مكافآت; جهد جهود; عمل أعمال; شغل أشغال; نشاط أنشطة نشاطات; دور أدوار; مهمة مهام مهمات
    أسلوب أساليب; وسيلة وسائل; نوع أنواع; شكل أشكال; صنف أصناف; نمط أنماط; لون ألوان; اسم أسماء; لقب ألقاب
    عنوان عناوين; عنصر عناصر; تجربة تجارب; علم علوم; فن فنون; تاريخ تواريخ; كنز كنوز; أسطول أساطيل; عرض عروض
    رد ردود; سؤال أسئلة; جواب أجوبة; مقعد مقاعد; منصب مناصب; كرسي كراسي; لواء ألوية; كادر كوادر; طاقم طواقم
    رأس رؤوس; عين عيون; قلب قلوب; روح أرواح; وجه وجوه أوجه; صوت أصوات; معاهدة معاهدات; أساس أسس; عائد عوائد
    تهمة تهم متهم متهمون; عقوبة عقوبات عقاب; جمرك جمارك; قيد قيود; سجل سجلات; ورقة أوراق; فاتورة فواتير
    باب أبواب; نافذة نوافذ; كوكب كواكب; نجم نجوم; لغز ألغاز; حافة حواف; قطب أقطاب; محرك محركات; منهج مناهج
    درس دروس; فصل فصول; صف صفوف; طابق طوابق; إطار أطر; جذر جذور; حوض أحواض; رصيف أرصفة; رصيد أرصدة
    خليج خلجان; دورية دوريات; حارس حراس; لاجئ لاجئون لاجئين; نازح نازحون; مهاجر مهاجرون هجرة
    تنمية تنموي تنموية; حوسبة حاسوبي حاسوبية; خطة خطط; تخطيط يخطط تخطط; تعديل تعديلات يعدل تعدل
    تطوير طور طورت يطور; تمويل تمويلات يمول تمول ممول; تسريب تسريبات تسرب; حماية يحمي تحمي; قائد قادة
    سوريا سورية; رهينة رهائن; خيمة خيام; نقطة نقاط نقط; وعد وعود; عهد عهود; عيب عيوب; نسخة نسخ; بديل بدائل
    فائدة فوائد; خاصية خصائص خواص; ظاهرة ظواهر; عائلة عائلات عوائل; مقدار مقادير; هيكل هياكل; قالب قوالب
    حقيبة حقائب; مطلب مطالب; مكسب مكاسب; منجم مناجم; منبر منابر; مخرج مخارج; مدخل مداخل; مصلحة مصالح
    مفهوم مفاهيم; مفتاح مفاتيح; لحم لحوم; بذرة بذور; ثمرة ثمار; تمرين تمارين; تدبير تدابير; مجزرة مجازر
    قذيفة قذائف; جسم أجسام; عقل عقول; قدم أقدام; ذراع أذرع; ضوء أضواء; ظل ظلال; عصر عصور; زمن أزمنة أزمان
    مكان أماكن أمكنة; سطح أسطح; جدار جدران; سقف أسقف سقوف; عمود أعمدة; صخرة صخور; حجر أحجار; طابع طوابع
    هدية هدايا; شكوى شكاوى; دعوى دعاوى; مسعى مساعي مساع; مقهى مقاهي مقاه; معنى معاني معان; زاوية زوايا
    خلية خلايا; نية نوايا; وصية وصايا; خطأ أخطاء; عبء أعباء; شيء أشياء; نبأ أنباء; بناء أبنية بناية بنايات
    وباء أوبئة; وعاء أوعية; غلاف أغلفة; قماش أقمشة; قناع أقنعة; حزام أحزمة; لسان ألسنة; شعاع أشعة
    مثال أمثلة; إمام أئمة; ميزان موازين; مصباح مصابيح; سلطان سلاطين; تمثال تماثيل; خدعة خدع; ملمح ملامح
    مضيق مضائق; بقعة بقاع; ثغر ثغور; فوج أفواج; سرب أسراب; كمين كمائن; حصن حصون; قصر قصور; متعهد متعهدون
    شحن شحنة شحنات شحنت; إنقاذ أنقذ أنقذت ينقذ; جناح أجنحة; إخلاء أخلى أخلت
"""
ENGLISH_FORMS = """
    man men; woman women; child children; person people persons; foot feet; wife wives; half halves
    shelf shelves; thief thieves; criterion criteria criterions; phenomenon phenomena; datum data
    curriculum curricula curriculums; index indices indexes; analysis analyses analyse analyze
    crisis crises; thesis theses; hypothesis hypotheses; emphasis emphases; axis axes
    matrix matrices matrixes; appendix appendices; formula formulae formulas; spectrum spectra
    forum fora forums; stadium stadia stadiums; syllabus syllabi; nucleus nuclei; alumnus alumni
    bureau bureaux bureaus; medium media mediums; synthesis syntheses; hold held; meet met meeting meetings
    build built; win won winner winners; lead led leader; grow grew grown growth; rise rose risen
    fall fell fallen; begin began begun beginning; speak spoke spoken speech; take took taken; make made
    buy bought; sell sold sale sales; send sent; spend spent; keep kept; lose lost loss losses
    pay paid payment payments; see saw seen; go went gone; write wrote written
    choose chose chosen choice choices; break broke broken; draw drew drawn; drive drove driven
    fly flew flown flight flights; give gave given; know knew known knowledge; steal stole stolen theft
    strike struck; teach taught; think thought; tell told; bring brought; come came; become became
    withdraw withdrew withdrawn withdrawal; oversee oversaw overseen oversight
    undertake undertook undertaken; freeze froze frozen; overcome overcame; seek sought; fight fought
    say said says; sign signing signature signatures signatory signatories; expand expansion
    decide decision decisions; extend extension; reduce reduction; produce production
    acquire acquisition acquisitions; apply application applications; respond response responses
    defend defence defense; destroy destruction; approve approval; arrive arrival
    propose proposal proposals; renew renewal; deliver delivery; discover discovery; recover recovery
    invade invasion; intrude intrusion; strong strength; safe safety; agree agreed agreement
    attack attacks attacker attackers; hack hacker hackers hacking; Mohammed Muhammad Mohamed Mohammad
    Abdullah Abdulla; Ahmed Ahmad; Yousef Youssef Yusuf Yousuf; Hussein Hussain Husain; Khalid Khaled
    Faisal Faysal; Sheikh Shaikh Shaykh
"""
#: Spellings of one word: a name means the same in each.
ARABIC_SPELLINGS = """
    غوغل جوجل قوقل گوگل; إنترنت انترنيت; سيبراني سايبراني سايبري; سيبرانية سايبرانية سايبرية
    مايكروسوفت ميكروسوفت; فيسبوك فايسبوك; إنستغرام إنستجرام إنستقرام
    تلغرام تلجرام تليغرام تليجرام تيليغرام تيليجرام; تويتر تويتير; إنفيديا نفيديا; إريكسون إركسون
    سامسونغ سامسونج سامسونق; بلوكتشين بلوكشين; بيتكوين بتكوين; كمبيوتر كومبيوتر; تلفزيون تليفزيون
    تلفزيونية تليفزيونية; ميغابت ميجابت; غيغابت جيجابت قيقابت; ميغاواط ميجاواط ميغاوات ميجاوات
    غيغاواط جيجاواط غيغاوات جيجاوات; غيغا جيجا; ميغا ميجا; إنجلترا إنكلترا; إنجليزي إنكليزي
    إنجليزية إنكليزية; بكين بيجين; أمريكا أميركا; أمريكي أميركي; أمريكية أميركية; أمريكيون أميركيون
    أمريكيين أميركيين; تشيلي شيلي; هونغ هونج; لوكسمبورغ لوكسمبورج; هامبورغ هامبورج; بلومبرغ بلومبيرغ بلومبرج
    كامبريدج كامبردج; غرينتش جرينتش; غرام جرام; كيلوغرام كيلوجرام; كتالوغ كتالوج; إلكتروني إليكتروني
    إلكترونية إليكترونية; إلكترونيا إليكترونيا; استوديو استديو; بروفيسور بروفسور; تريليون ترليون
    ديمقراطي ديموقراطي; ديمقراطية ديموقراطية; مسؤولون مسئولون; مسؤولين مسئولين; مسؤولية مسئولية; رؤوس رءوس
    هيئة هيأة; مئة مائة; مئتان مائتان; مئتين مائتين; شفرة شيفرة; إسطنبول إستانبول; شنغهاي شانغهاي
    شنتشن شنجن شينزين; تسلا تيسلا; جيميناي جيميني; ديجيتال ديجتال; سيليكون سليكون; بروتوكول بروتكول
    سنغافورة سنقافورة; ميونخ ميونيخ; جنيف جنيڤ; لينكدإن لينكدن
"""
ENGLISH_SPELLINGS = """
    theatre theater; theatres theaters; metre meter; metres meters; kilometre kilometer
    kilometres kilometers; fibre fiber; fibres fibers; litre liter; calibre caliber; catalogue catalog
    catalogues catalogs; dialogue dialog; licence license; licences licenses; offence offense
    offences offenses; grey gray; colour color; colours colors; harbour harbor; neighbour neighbor
    neighbours neighbors; honour honor; favour favor; behaviour behavior; rumour rumor; armour armor
    vapour vapor; endeavour endeavor; humour humor; tumour tumor; organisational organizational
    organise organize; organised organized; digitisation digitization; digitised digitized
    globalisation globalization; privatisation privatization; specialised specialized
    authorisation authorization; standardisation standardization; optimisation optimization
    localisation localization; industrialisation industrialization; nationalisation nationalization
    utilisation utilization; visualisation visualization; virtualisation virtualization
    civilisation civilization; mobilisation mobilization; monetisation monetization
    tokenisation tokenization; urbanisation urbanization; recognise recognize; recognised recognized
    finalise finalize; finalised finalized; analyse analyze; aluminium aluminum; jewellery jewelry
    judgement judgment; ageing aging; sceptical skeptical; manoeuvre maneuver; manoeuvres maneuvers
    paediatric pediatric; archaeology archeology; artefact artifact; artefacts artifacts
    enrolment enrollment; fulfil fulfill; fulfilment fulfillment; instalment installment
    instalments installments; skilful skillful; travelling traveling; traveller traveler
    travellers travelers; modelling modeling; labelling labeling; cancelled canceled; signalling signaling
    counsellor counselor; mould mold; plough plow; pyjamas pajamas; moustache mustache
    encyclopaedia encyclopedia; orthopaedic orthopedic; anaesthesia anesthesia; sulphur sulfur
    adviser advisor; advisers advisors; practise practice; cosy cozy; defences defenses; modernise modernize
    modernised modernized; labelled labeled; modelled modeled; travelled traveled; centred centered
    aeroplane airplane; Kyiv Kiev
"""
SORTS = (
    ("ar", False, ARABIC_FORMS),
    ("en", False, ENGLISH_FORMS),
    ("ar", True, ARABIC_SPELLINGS),
    ("en", True, ENGLISH_SPELLINGS),
)
SEPARATORS = {"ar": "\u060c ", "en": ", "}
_FIRST = import_module("organizations.migrations.0003_first_word_families")
_FAMILY = re.compile(r"[;\n]+")
_BETWEEN = re.compile(r"[\s,\u060c;\u061b]+")


def add_families(apps, schema_editor):
    families = apps.get_model("organizations", "WordFamily").objects
    for language, is_spelling, listed in SORTS:
        stored = families.filter(language=language, is_spelling=is_spelling)
        shipped = (_FIRST.SPELLINGS if is_spelling else _FIRST.FORMS)[language]
        new = _fitted(_listed(listed), stored, shipped, SEPARATORS[language])
        families.bulk_create(
            families.model(language=language, is_spelling=is_spelling, words=words) for words in new
        )


def _fitted(listed, stored, shipped, separator):
    """The families to create; those that are as they were shipped are added to."""
    owners = {fold(word): family for family in stored for word in _BETWEEN.split(family.words)}
    as_shipped = {family.pk for family in stored if family.words in shipped}
    for words in listed:
        new = [word for word in words if fold(word) not in owners]
        known = {owner.pk: owner for owner in (owners.get(fold(word)) for word in words) if owner}
        [owner] = known.values() if len(known) == 1 else [None]
        if owner and owner.pk in as_shipped and new:
            owner.words = separator.join([owner.words, *new])
            owner.save()
        elif len(new) > 1:
            yield separator.join(new)


def _listed(families):
    return [family.split() for family in _FAMILY.split(families) if family.strip()]


class Migration(migrations.Migration):
    dependencies = [("organizations", "0005_no_files_of_the_directory")]

    # Backwards nothing is taken away: editors may have made these words their own.
    operations = [migrations.RunPython(add_families, migrations.RunPython.noop)]
