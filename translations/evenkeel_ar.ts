<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ar">
<context>
    <name>Actions</name>
    <message>
        <source>Force sync</source>
        <translation>فرض المزامنة</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>إيقاف مؤقت</translation>
    </message>
    <message>
        <source>Verify…</source>
        <translation>تحقّق…</translation>
    </message>
    <message>
        <source>Choose links</source>
        <translation>اختيار الروابط</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>ترشيح</translation>
    </message>
    <message>
        <source>Go to or run…</source>
        <translation>انتقل أو نفّذ…</translation>
    </message>
    <message>
        <source>Next pane</source>
        <translation>القسم التالي</translation>
    </message>
    <message>
        <source>Health pane</source>
        <translation>قسم الصحّة</translation>
    </message>
    <message>
        <source>Next page</source>
        <translation>الصفحة التالية</translation>
    </message>
    <message>
        <source>Previous page</source>
        <translation>الصفحة السابقة</translation>
    </message>
    <message>
        <source>Menu bar</source>
        <translation>شريط القوائم</translation>
    </message>
    <message>
        <source>All keys</source>
        <translation>كل المفاتيح</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>خروج</translation>
    </message>
    <message>
        <source>Follow the system</source>
        <translation>كالنظام</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>فاتح</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>داكن</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>استئناف</translation>
    </message>
</context>
<context>
    <name>Conflicts</name>
    <message>
        <source>Held for you: neither side overwrites the other</source>
        <translation>محجوز لك: لا يكتب أي طرف فوق الآخر</translation>
    </message>
    <message>
        <source>%1 and %2 keep their own version of this row until someone decides.</source>
        <translation>يحتفظ كل من %1 و%2 بنسخته من هذا الصف إلى أن يقرّر أحد.</translation>
    </message>
    <message>
        <source>%1 won: a tie</source>
        <translation>فاز %1: تعادل</translation>
    </message>
    <message>
        <source>The times could not decide; %1 wins ties.</source>
        <translation>لم تحسم الأوقات الأمر؛ وعند التعادل يفوز %1.</translation>
    </message>
    <message>
        <source>%1 won: it was written later</source>
        <translation>فاز %1: كُتب لاحقًا</translation>
    </message>
    <message>
        <source>%1 was written %2 after %3.</source>
        <translation>كُتب %1 بعد %3 بفارق %2.</translation>
    </message>
    <message>
        <source>%1 won: the policy says so</source>
        <translation>فاز %1: بحكم السياسة</translation>
    </message>
    <message>
        <source>The policy of this link is %1, whatever the times.</source>
        <translation>سياسة هذا الرابط %1 مهما كانت الأوقات.</translation>
    </message>
    <message>
        <source>%1 won: first load</source>
        <translation>فاز %1: التحميل الأول</translation>
    </message>
    <message>
        <source>Both sides had this row, with different values, when they were first compared.</source>
        <translation>كان هذا الصف في الطرفين بقيم مختلفة عند مقارنتهما أول مرة.</translation>
    </message>
    <message>
        <source>%1 won</source>
        <translation>فاز %1</translation>
    </message>
    <message>
        <source>Policy %1.</source>
        <translation>السياسة %1.</translation>
    </message>
    <message>
        <source>The row was deleted on %1, so it is gone on both sides.</source>
        <translation>حُذف الصف في %1، فزال من الطرفين.</translation>
    </message>
    <message>
        <source>%1 had deleted the row; it is back on both sides.</source>
        <translation>كان %1 قد حذف الصف؛ وعاد الصف في الطرفين.</translation>
    </message>
    <message>
        <source>Both sides hold %1&apos;s row; what %2 had is kept here.</source>
        <translation>في الطرفين الآن صف %1؛ وما كان في %2 محفوظ هنا.</translation>
    </message>
    <message>
        <source>Merged: each side changed other columns</source>
        <translation>مدموج: كل طرف غيّر أعمدة أخرى</translation>
    </message>
    <message>
        <source>%1 came from %2, the rest from %3.</source>
        <translation>%1 من %2، والباقي من %3.</translation>
    </message>
    <message>
        <source>Both sides hold the merged row; both versions are kept here.</source>
        <translation>في الطرفين الصف المدموج؛ والنسختان محفوظتان هنا.</translation>
    </message>
</context>
<context>
    <name>ErrorDetail</name>
    <message>
        <source>no such parent</source>
        <translation>لا أصل لها</translation>
    </message>
    <message>
        <source>taken</source>
        <translation>مستخدمة</translation>
    </message>
    <message>
        <source>refused by a check</source>
        <translation>رفضها قيد تحقّق</translation>
    </message>
    <message>
        <source>must not be empty</source>
        <translation>لا يجوز أن تكون فارغة</translation>
    </message>
    <message>
        <source>does not fit</source>
        <translation>غير ملائمة</translation>
    </message>
    <message>
        <source>changed by a trigger</source>
        <translation>غيّرها مشغّل</translation>
    </message>
    <message>
        <source>missing there</source>
        <translation>مفقود هناك</translation>
    </message>
</context>
<context>
    <name>ErrorTableModel</name>
    <message>
        <source>whole table</source>
        <translation>الجدول كله</translation>
    </message>
</context>
<context>
    <name>OverviewAnswer</name>
    <message>
        <source>No link is configured</source>
        <translation>لم يُضبط أي رابط</translation>
    </message>
    <message>
        <source>Name two endpoints and a link in the config.</source>
        <translation>سمِّ طرفين ورابطًا في ملف الإعداد.</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>1 link is down, 1 waits for your decision</comment>
        <translation>%1، %2</translation>
    </message>
    <message numerus="yes">
        <source>%n link(s) down</source>
        <translation>
            <numerusform>لا روابط متوقفة</numerusform>
            <numerusform>رابط واحد متوقف</numerusform>
            <numerusform>رابطان متوقفان</numerusform>
            <numerusform>%n روابط متوقفة</numerusform>
            <numerusform>%n رابطًا متوقفًا</numerusform>
            <numerusform>%n رابط متوقف</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n wait(s) for your decision</source>
        <translation>
            <numerusform>لا شيء ينتظر قرارك</numerusform>
            <numerusform>واحد ينتظر قرارك</numerusform>
            <numerusform>اثنان ينتظران قرارك</numerusform>
            <numerusform>%n تنتظر قرارك</numerusform>
            <numerusform>%n تنتظر قرارك</numerusform>
            <numerusform>%n تنتظر قرارك</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of %1 link(s) down</source>
        <translation>
            <numerusform>لا رابط متوقف من %1</numerusform>
            <numerusform>رابط واحد من %1 متوقف</numerusform>
            <numerusform>رابطان من %1 متوقفان</numerusform>
            <numerusform>%n روابط من %1 متوقفة</numerusform>
            <numerusform>%n رابطًا من %1 متوقفًا</numerusform>
            <numerusform>%n رابطًا من %1 متوقفًا</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of %1 link(s) wait for your decision</source>
        <translation>
            <numerusform>لا رابط من %1 ينتظر قرارك</numerusform>
            <numerusform>رابط واحد من %1 ينتظر قرارك</numerusform>
            <numerusform>رابطان من %1 ينتظران قرارك</numerusform>
            <numerusform>%n روابط من %1 تنتظر قرارك</numerusform>
            <numerusform>%n رابطًا من %1 ينتظر قرارك</numerusform>
            <numerusform>%n رابطًا من %1 ينتظر قرارك</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of %1 link(s) need attention</source>
        <translation>
            <numerusform>لا رابط من %1 يحتاج إلى انتباهك</numerusform>
            <numerusform>رابط واحد من %1 يحتاج إلى انتباهك</numerusform>
            <numerusform>رابطان من %1 يحتاجان إلى انتباهك</numerusform>
            <numerusform>%n روابط من %1 تحتاج إلى انتباهك</numerusform>
            <numerusform>%n رابطًا من %1 يحتاج إلى انتباهك</numerusform>
            <numerusform>%n رابطًا من %1 يحتاج إلى انتباهك</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of %1 link(s) catching up</source>
        <translation>
            <numerusform>لا رابط من %1 قيد اللحاق</numerusform>
            <numerusform>رابط واحد من %1 قيد اللحاق</numerusform>
            <numerusform>رابطان من %1 قيد اللحاق</numerusform>
            <numerusform>%n روابط من %1 قيد اللحاق</numerusform>
            <numerusform>%n رابطًا من %1 قيد اللحاق</numerusform>
            <numerusform>%n رابطًا من %1 قيد اللحاق</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of %1 link(s) paused</source>
        <translation>
            <numerusform>لا رابط من %1 متوقف مؤقتًا</numerusform>
            <numerusform>رابط واحد من %1 متوقف مؤقتًا</numerusform>
            <numerusform>رابطان من %1 متوقفان مؤقتًا</numerusform>
            <numerusform>%n روابط من %1 متوقفة مؤقتًا</numerusform>
            <numerusform>%n رابطًا من %1 متوقف مؤقتًا</numerusform>
            <numerusform>%n رابطًا من %1 متوقف مؤقتًا</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of %1 link(s) not proven yet</source>
        <translation>
            <numerusform>كل الروابط مُثبتة</numerusform>
            <numerusform>رابط واحد من %1 غير مُثبت بعد</numerusform>
            <numerusform>رابطان من %1 غير مُثبتين بعد</numerusform>
            <numerusform>%n روابط من %1 غير مُثبتة بعد</numerusform>
            <numerusform>%n رابطًا من %1 غير مُثبت بعد</numerusform>
            <numerusform>%n رابطًا من %1 غير مُثبت بعد</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>All %n link(s) in sync</source>
        <translation>
            <numerusform>لا روابط</numerusform>
            <numerusform>الرابط متزامن</numerusform>
            <numerusform>الرابطان متزامنان</numerusform>
            <numerusform>كل الروابط متزامنة (%n)</numerusform>
            <numerusform>كل الروابط متزامنة (%n)</numerusform>
            <numerusform>كل الروابط متزامنة (%n)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n proven in sync</source>
        <translation>
            <numerusform>لا رابط مُثبت</numerusform>
            <numerusform>رابط مُثبت التزامن</numerusform>
            <numerusform>رابطان مُثبتا التزامن</numerusform>
            <numerusform>%n مُثبتة التزامن</numerusform>
            <numerusform>%n مُثبتة التزامن</numerusform>
            <numerusform>%n مُثبتة التزامن</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n catching up</source>
        <translation>
            <numerusform>لا رابط قيد اللحاق</numerusform>
            <numerusform>رابط قيد اللحاق</numerusform>
            <numerusform>رابطان قيد اللحاق</numerusform>
            <numerusform>%n قيد اللحاق</numerusform>
            <numerusform>%n قيد اللحاق</numerusform>
            <numerusform>%n قيد اللحاق</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n not proven yet</source>
        <translation>
            <numerusform>لا رابط غير مُثبت</numerusform>
            <numerusform>رابط غير مُثبت بعد</numerusform>
            <numerusform>رابطان غير مُثبتين بعد</numerusform>
            <numerusform>%n غير مُثبتة بعد</numerusform>
            <numerusform>%n غير مُثبتة بعد</numerusform>
            <numerusform>%n غير مُثبتة بعد</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n paused</source>
        <translation>
            <numerusform>لا رابط متوقف</numerusform>
            <numerusform>رابط متوقف مؤقتًا</numerusform>
            <numerusform>رابطان متوقفان مؤقتًا</numerusform>
            <numerusform>%n متوقفة مؤقتًا</numerusform>
            <numerusform>%n متوقفة مؤقتًا</numerusform>
            <numerusform>%n متوقفة مؤقتًا</numerusform>
        </translation>
    </message>
    <message>
        <source>%1.</source>
        <comment>list of counts</comment>
        <translation>%1.</translation>
    </message>
    <message>
        <source>, </source>
        <comment>between counts</comment>
        <translation>، </translation>
    </message>
    <message>
        <source>Updated %1.</source>
        <translation>حُدّث %1.</translation>
    </message>
    <message>
        <source>%1 is in sync</source>
        <translation>%1 متزامن</translation>
    </message>
    <message>
        <source>%1 is not proven yet</source>
        <translation>%1 غير مُثبت بعد</translation>
    </message>
    <message>
        <source>%1 is paused</source>
        <translation>%1 متوقف مؤقتًا</translation>
    </message>
    <message>
        <source>%1 is catching up</source>
        <translation>%1 قيد اللحاق</translation>
    </message>
    <message>
        <source>%1 needs attention</source>
        <translation>%1 يحتاج إلى انتباهك</translation>
    </message>
    <message>
        <source>%1 waits for your decision</source>
        <translation>%1 ينتظر قرارك</translation>
    </message>
    <message>
        <source>%1 is down</source>
        <translation>%1 متوقف</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>5 notes: count, table</comment>
        <translation>%1 %2</translation>
    </message>
    <message numerus="yes">
        <source>Recovered %n change(s) missed while away: %1.</source>
        <translation>
            <numerusform>لم يفت أي تغيير أثناء الغياب (%n): %1.</numerusform>
            <numerusform>استُدرك تغيير واحد فات أثناء الغياب (%n): %1.</numerusform>
            <numerusform>استُدرك تغييران فاتا أثناء الغياب (%n): %1.</numerusform>
            <numerusform>استُدركت %n تغييرات فاتت أثناء الغياب: %1.</numerusform>
            <numerusform>استُدرك %n تغييرًا فات أثناء الغياب: %1.</numerusform>
            <numerusform>استُدرك %n تغيير فات أثناء الغياب: %1.</numerusform>
        </translation>
    </message>
    <message>
        <source>Not known since %1</source>
        <translation>غير معروف منذ %1</translation>
    </message>
    <message>
        <source>Not known yet</source>
        <translation>غير معروف بعد</translation>
    </message>
    <message>
        <source>The service does not answer; each link stands as it was told last.</source>
        <translation>الخدمة لا تجيب؛ وكل ربط معروض كما أُبلغ عنه آخر مرة.</translation>
    </message>
</context>
<context>
    <name>Pages</name>
    <message>
        <source>Overview</source>
        <translation>نظرة عامة</translation>
    </message>
    <message>
        <source>Tables</source>
        <translation>الجداول</translation>
    </message>
    <message>
        <source>Throughput</source>
        <translation>معدّل النقل</translation>
    </message>
    <message>
        <source>History</source>
        <translation>السجلّ</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>الأخطاء</translation>
    </message>
    <message>
        <source>Conflicts</source>
        <translation>التعارضات</translation>
    </message>
    <message>
        <source>Watch</source>
        <translation>المراقبة</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>المراجعة</translation>
    </message>
</context>
<context>
    <name>QTableView</name>
    <message>
        <source>Copy</source>
        <translation>نسخ</translation>
    </message>
    <message>
        <source>Copy with headers</source>
        <translation>نسخ مع العناوين</translation>
    </message>
</context>
<context>
    <name>Sentences</name>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>%1 of 2</source>
        <translation>%1 من 2</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>نعم</translation>
    </message>
    <message>
        <source>no</source>
        <translation>لا</translation>
    </message>
    <message>
        <source>%1 MiB</source>
        <translation>%1 م.بايت</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 ث</translation>
    </message>
    <message>
        <source>Last sync</source>
        <translation>آخر مزامنة</translation>
    </message>
    <message>
        <source>Cycle fits its interval</source>
        <translation>الدورة ضمن فترتها</translation>
    </message>
    <message>
        <source>Errors to review</source>
        <translation>أخطاء للمراجعة</translation>
    </message>
    <message>
        <source>Failures in a row</source>
        <translation>إخفاقات متتالية</translation>
    </message>
    <message>
        <source>Both sides reachable</source>
        <translation>الطرفان متاحان</translation>
    </message>
    <message>
        <source>Proof is fresh</source>
        <translation>الإثبات حديث</translation>
    </message>
    <message>
        <source>Lag</source>
        <translation>التأخّر</translation>
    </message>
    <message>
        <source>Bell is alive</source>
        <translation>الجرس يعمل</translation>
    </message>
    <message>
        <source>Clock offset</source>
        <translation>فرق الساعة</translation>
    </message>
    <message>
        <source>Rows held</source>
        <translation>صفوف محجوزة</translation>
    </message>
    <message>
        <source>Oldest transaction</source>
        <translation>أقدم معاملة</translation>
    </message>
    <message>
        <source>Journal entries</source>
        <translation>قيود اليومية</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>الذاكرة</translation>
    </message>
    <message>
        <source>limit %1</source>
        <translation>الحد %1</translation>
    </message>
    <message>
        <source>In sync</source>
        <translation>متزامن</translation>
    </message>
    <message>
        <source>Not proven yet</source>
        <translation>غير مُثبت بعد</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>متوقف مؤقتًا</translation>
    </message>
    <message>
        <source>Catching up</source>
        <translation>قيد اللحاق</translation>
    </message>
    <message>
        <source>Attention</source>
        <translation>تنبيه</translation>
    </message>
    <message>
        <source>Held</source>
        <translation>محجوز</translation>
    </message>
    <message>
        <source>Down</source>
        <translation>متوقف</translation>
    </message>
    <message>
        <source>Healthy</source>
        <translation>سليم</translation>
    </message>
    <message>
        <source>Needs attention</source>
        <translation>يحتاج إلى انتباه</translation>
    </message>
    <message>
        <source>Development</source>
        <translation>تطوير</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>اختبار</translation>
    </message>
    <message>
        <source>Staging</source>
        <translation>تجهيز</translation>
    </message>
    <message>
        <source>Production</source>
        <translation>إنتاج</translation>
    </message>
    <message>
        <source>transient</source>
        <comment>class of an error</comment>
        <translation>عابر</translation>
    </message>
    <message>
        <source>row</source>
        <comment>class of an error</comment>
        <translation>صف</translation>
    </message>
    <message>
        <source>schema</source>
        <comment>class of an error</comment>
        <translation>بنية</translation>
    </message>
    <message>
        <source>config</source>
        <comment>class of an error</comment>
        <translation>إعداد</translation>
    </message>
    <message>
        <source>bug</source>
        <comment>class of an error</comment>
        <translation>خلل</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>مفتوح</translation>
    </message>
    <message>
        <source>Resolved</source>
        <translation>محلول</translation>
    </message>
    <message>
        <source>Ignored</source>
        <translation>متجاهَل</translation>
    </message>
    <message>
        <source>Went in</source>
        <translation>دخل</translation>
    </message>
    <message>
        <source>Timer</source>
        <translation>المؤقّت</translation>
    </message>
    <message>
        <source>Bell</source>
        <translation>الجرس</translation>
    </message>
    <message>
        <source>Force sync</source>
        <translation>فرض المزامنة</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>بدء التشغيل</translation>
    </message>
    <message>
        <source>Refused for an unlisted reason</source>
        <translation>رُفض لسبب غير مُدرج</translation>
    </message>
    <message>
        <source>Cannot be reached</source>
        <translation>تعذّر الوصول</translation>
    </message>
    <message>
        <source>Access denied</source>
        <translation>الوصول مرفوض</translation>
    </message>
    <message>
        <source>Row is locked</source>
        <translation>الصف مقفل</translation>
    </message>
    <message>
        <source>No answer in time</source>
        <translation>لا ردّ في الوقت المحدّد</translation>
    </message>
    <message>
        <source>Server is short of resources</source>
        <translation>موارد الخادم غير كافية</translation>
    </message>
    <message>
        <source>Value taken by another row</source>
        <translation>القيمة مستخدمة في صف آخر</translation>
    </message>
    <message>
        <source>Parent row missing</source>
        <translation>الصف الأصل مفقود</translation>
    </message>
    <message>
        <source>Refused by a check</source>
        <translation>رفضه قيد تحقّق</translation>
    </message>
    <message>
        <source>Empty value refused</source>
        <translation>القيمة الفارغة مرفوضة</translation>
    </message>
    <message>
        <source>Value does not fit</source>
        <translation>القيمة لا تلائم العمود</translation>
    </message>
    <message>
        <source>Refused by a trigger</source>
        <translation>رفضه مشغّل</translation>
    </message>
    <message>
        <source>A trigger changed the row</source>
        <translation>غيّر مشغّلٌ الصف</translation>
    </message>
    <message>
        <source>Table was truncated</source>
        <translation>أُفرغ الجدول</translation>
    </message>
    <message>
        <source>Table missing</source>
        <translation>الجدول مفقود</translation>
    </message>
    <message>
        <source>Column missing</source>
        <translation>العمود مفقود</translation>
    </message>
    <message>
        <source>Table has no key</source>
        <translation>لا مفتاح للجدول</translation>
    </message>
    <message>
        <source>Tables differ in shape</source>
        <translation>بنية الجدولين مختلفة</translation>
    </message>
    <message>
        <source>Config is not valid</source>
        <translation>الإعداد غير صالح</translation>
    </message>
    <message>
        <source>Data folder in use</source>
        <translation>مجلد البيانات قيد الاستخدام</translation>
    </message>
    <message>
        <source>File is damaged</source>
        <translation>الملف تالف</translation>
    </message>
    <message>
        <source>File cannot be written</source>
        <translation>تعذّرت كتابة الملف</translation>
    </message>
    <message>
        <source>Not found</source>
        <translation>غير موجود</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>أُلغي</translation>
    </message>
    <message>
        <source>Fault inside Evenkeel</source>
        <translation>خلل داخل Evenkeel</translation>
    </message>
    <message>
        <source>Changes wait on the other side and go on by themselves when it answers again.</source>
        <translation>تنتظر التغييرات في الطرف الآخر وتُستأنف تلقائيًا متى استجاب هذا الطرف.</translation>
    </message>
    <message>
        <source>Grant the right that the server names, or mend the password, then retry.</source>
        <translation>امنح الصلاحية التي يذكرها الخادم أو صحّح كلمة المرور، ثم أعد المحاولة.</translation>
    </message>
    <message>
        <source>Tried again by itself. If it stays, look for a transaction left open.</source>
        <translation>تُعاد المحاولة تلقائيًا. فإن استمرّ ذلك فابحث عن معاملة تُركت مفتوحة.</translation>
    </message>
    <message>
        <source>Free disk, memory or connections on the server; the rest follows by itself.</source>
        <translation>حرّر مساحة قرص أو ذاكرة أو اتصالات في الخادم؛ والباقي يتبع تلقائيًا.</translation>
    </message>
    <message>
        <source>Change or remove the row that holds the value, then retry.</source>
        <translation>غيّر الصف الذي يحمل القيمة أو احذفه، ثم أعد المحاولة.</translation>
    </message>
    <message>
        <source>Bring the parent row to the other side, then retry; the rest follows.</source>
        <translation>انقل الصف الأصل إلى الطرف الآخر، ثم أعد المحاولة؛ والباقي يتبع.</translation>
    </message>
    <message>
        <source>Mend the value on its source, or loosen the check, then retry.</source>
        <translation>صحّح القيمة في مصدرها أو خفّف قيد التحقّق، ثم أعد المحاولة.</translation>
    </message>
    <message>
        <source>Fill the column on the source, or allow NULL on the target, then retry.</source>
        <translation>املأ العمود في المصدر أو اسمح بالقيمة NULL في الوجهة، ثم أعد المحاولة.</translation>
    </message>
    <message>
        <source>Widen the column on the target, or mend the value, then retry.</source>
        <translation>وسّع العمود في الوجهة أو صحّح القيمة، ثم أعد المحاولة.</translation>
    </message>
    <message>
        <source>Read what the trigger asks for, mend the row, then retry.</source>
        <translation>اقرأ ما يطلبه المشغّل وصحّح الصف، ثم أعد المحاولة.</translation>
    </message>
    <message>
        <source>Switch the trigger off for Evenkeel, or list the column under ignore.</source>
        <translation>عطّل المشغّل مع Evenkeel، أو أدرج العمود تحت ignore.</translation>
    </message>
    <message>
        <source>Nothing was passed on. Decide what shall happen to the rows on the other side.</source>
        <translation>لم يُنقل شيء. قرّر مصير الصفوف في الطرف الآخر.</translation>
    </message>
    <message>
        <source>Create the table on that side, or take it out of the config.</source>
        <translation>أنشئ الجدول في ذلك الطرف أو أزله من ملف الإعداد.</translation>
    </message>
    <message>
        <source>Add the column on that side, or exclude it; only this table waits.</source>
        <translation>أضف العمود في ذلك الطرف أو استثنه؛ لا ينتظر إلا هذا الجدول.</translation>
    </message>
    <message>
        <source>Add a primary key, or name a unique key in the config.</source>
        <translation>أضف مفتاحًا أساسيًا أو سمِّ مفتاحًا فريدًا في ملف الإعداد.</translation>
    </message>
    <message>
        <source>Make the columns alike on both sides; only this table waits.</source>
        <translation>اجعل الأعمدة متماثلة في الطرفين؛ لا ينتظر إلا هذا الجدول.</translation>
    </message>
    <message>
        <source>tie, a wins</source>
        <translation>تعادل، يفوز a</translation>
    </message>
    <message>
        <source>first load</source>
        <translation>التحميل الأول</translation>
    </message>
    <message>
        <source>The same key was added on both sides</source>
        <translation>أُضيف المفتاح نفسه في الطرفين</translation>
    </message>
    <message>
        <source>The row was changed on both sides</source>
        <translation>غُيّر الصف في الطرفين</translation>
    </message>
    <message>
        <source>Changed on one side, gone on the other</source>
        <translation>غُيّر في طرف وزال من الآخر</translation>
    </message>
    <message>
        <source>Deleted on one side, changed on the other</source>
        <translation>حُذف في طرف وغُيّر في الآخر</translation>
    </message>
    <message>
        <source>Deleted on both sides</source>
        <translation>حُذف في الطرفين</translation>
    </message>
    <message>
        <source>The row meets several other rows</source>
        <translation>يتعارض الصف مع عدّة صفوف أخرى</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>place: what happened</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <comment>what happened (driver&apos;s words)</comment>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>%1. %2</source>
        <comment>what happened. what to do</comment>
        <translation>%1. %2</translation>
    </message>
    <message>
        <source>by %1 at %2</source>
        <translation>بواسطة %1 في %2</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>بقي %1</translation>
    </message>
    <message>
        <source>since %1</source>
        <translation>منذ %1</translation>
    </message>
    <message>
        <source>proven %1</source>
        <translation>مُثبت %1</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <comment>direction: source to target</comment>
        <translation>%1 إلى %2</translation>
    </message>
    <message>
        <source>%1 rows/s</source>
        <translation>%1 صفًّا/ث</translation>
    </message>
    <message>
        <source>−%1</source>
        <comment>negative duration</comment>
        <translation>‎−%1</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 م.ث</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 د</translation>
    </message>
    <message>
        <source>%1 h</source>
        <translation>%1 س</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 س %2 د</translation>
    </message>
    <message>
        <source>%1 d %2 h</source>
        <translation>%1 ي %2 س</translation>
    </message>
    <message>
        <source>%1 M</source>
        <comment>million</comment>
        <translation>%1 مليون</translation>
    </message>
    <message>
        <source>%1 k</source>
        <comment>thousand</comment>
        <translation>%1 ألف</translation>
    </message>
    <message>
        <source>now</source>
        <translation>الآن</translation>
    </message>
    <message>
        <source>%1 ago</source>
        <translation>قبل %1</translation>
    </message>
    <message>
        <source>in %1</source>
        <translation>في %1</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>مجهول</translation>
    </message>
    <message>
        <source>Error rate</source>
        <translation>معدّل الأخطاء</translation>
    </message>
    <message>
        <source>Brake</source>
        <translation>المكبح</translation>
    </message>
    <message>
        <source>Restarts in a row</source>
        <translation>إعادات تشغيل متتالية</translation>
    </message>
    <message>
        <source>Probe row</source>
        <translation>صف الفحص</translation>
    </message>
    <message>
        <source>Changed meanwhile</source>
        <translation>تغيّر في هذه الأثناء</translation>
    </message>
    <message>
        <source>Another or an older database</source>
        <translation>قاعدة بيانات أخرى أو أقدم</translation>
    </message>
    <message>
        <source>Connections in use</source>
        <translation>الاتصالات المستخدمة</translation>
    </message>
</context>
<context>
    <name>TablesAnswer</name>
    <message>
        <source>%1: %2</source>
        <comment>table: why it stands</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>No table is synced</source>
        <translation>لا جداول للمزامنة</translation>
    </message>
    <message>
        <source>Name the tables of a link in the config.</source>
        <translation>سمِّ جداول أحد الروابط في ملف الإعداد.</translation>
    </message>
    <message numerus="yes">
        <source>%n of %1 table(s) stand still</source>
        <translation>
            <numerusform>لا جدول متوقف</numerusform>
            <numerusform>جدول واحد من %1 متوقف</numerusform>
            <numerusform>جدولان من %1 متوقفان</numerusform>
            <numerusform>%n جداول من %1 متوقفة</numerusform>
            <numerusform>%n جدولًا من %1 متوقفًا</numerusform>
            <numerusform>%n جدولًا من %1 متوقفًا</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n table(s) have errors to review.</source>
        <translation>
            <numerusform>لا أخطاء للمراجعة.</numerusform>
            <numerusform>في جدول واحد أخطاء للمراجعة.</numerusform>
            <numerusform>في جدولين أخطاء للمراجعة.</numerusform>
            <numerusform>في %n جداول أخطاء للمراجعة.</numerusform>
            <numerusform>في %n جدولًا أخطاء للمراجعة.</numerusform>
            <numerusform>في %n جدول أخطاء للمراجعة.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of %1 table(s) have changes waiting</source>
        <translation>
            <numerusform>لا تغييرات معلّقة</numerusform>
            <numerusform>في جدول واحد من %1 تغييرات معلّقة</numerusform>
            <numerusform>في جدولين من %1 تغييرات معلّقة</numerusform>
            <numerusform>في %n جداول من %1 تغييرات معلّقة</numerusform>
            <numerusform>في %n جداول من %1 تغييرات معلّقة</numerusform>
            <numerusform>في %n جداول من %1 تغييرات معلّقة</numerusform>
        </translation>
    </message>
    <message>
        <source>They go with the next cycles; the other tables are drained.</source>
        <translation>تُنقل مع الدورات التالية؛ ولا شيء ينتظر في الجداول الأخرى.</translation>
    </message>
    <message numerus="yes">
        <source>%n of %1 table(s) have errors to review</source>
        <translation>
            <numerusform>لا جدول من %1 فيه أخطاء للمراجعة</numerusform>
            <numerusform>في جدول واحد من %1 أخطاء للمراجعة</numerusform>
            <numerusform>في جدولين من %1 أخطاء للمراجعة</numerusform>
            <numerusform>في %n جداول من %1 أخطاء للمراجعة</numerusform>
            <numerusform>في %n جدولًا من %1 أخطاء للمراجعة</numerusform>
            <numerusform>في %n جدول من %1 أخطاء للمراجعة</numerusform>
        </translation>
    </message>
    <message>
        <source>Everything else went in.</source>
        <translation>ودخل كل ما عداها.</translation>
    </message>
    <message numerus="yes">
        <source>All %n table(s) in sync</source>
        <translation>
            <numerusform>لا جداول</numerusform>
            <numerusform>الجدول متزامن</numerusform>
            <numerusform>الجدولان متزامنان</numerusform>
            <numerusform>كل الجداول متزامنة (%n)</numerusform>
            <numerusform>كل الجداول متزامنة (%n)</numerusform>
            <numerusform>كل الجداول متزامنة (%n)</numerusform>
        </translation>
    </message>
    <message>
        <source>Compared and found equal.</source>
        <translation>قورنت ووُجدت متساوية.</translation>
    </message>
    <message numerus="yes">
        <source>Nothing waits in %n table(s)</source>
        <translation>
            <numerusform>لا جداول</numerusform>
            <numerusform>لا شيء ينتظر في الجدول</numerusform>
            <numerusform>لا شيء ينتظر في الجدولين</numerusform>
            <numerusform>لا شيء ينتظر في %n جداول</numerusform>
            <numerusform>لا شيء ينتظر في %n جدولًا</numerusform>
            <numerusform>لا شيء ينتظر في %n جدول</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 proven equal; Verify compares the rest.</source>
        <translation>المُثبت تساويه: %1؛ و«تحقّق» يقارن الباقي.</translation>
    </message>
</context>
<context>
    <name>Throughput</name>
    <message>
        <source>No samples yet</source>
        <translation>لا عيّنات بعد</translation>
    </message>
    <message>
        <source>Throughput of all links</source>
        <translation>معدّل النقل لكل الروابط</translation>
    </message>
    <message>
        <source>No cycle ended in this time</source>
        <translation>لم تنتهِ أي دورة في هذه المدّة</translation>
    </message>
    <message>
        <source>Cycles keep up</source>
        <translation>الدورات تواكب التغييرات</translation>
    </message>
    <message>
        <source>Cycles keep up, with slow spells</source>
        <translation>الدورات تواكب التغييرات، مع بطء متقطّع</translation>
    </message>
    <message>
        <source>Cycles do not keep up</source>
        <translation>الدورات لا تواكب التغييرات</translation>
    </message>
</context>
<context>
    <name>keel::AttachForm</name>
    <message>
        <source>Keep it in the keychain</source>
        <translation>حفظه في سلسلة المفاتيح</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>اتصال</translation>
    </message>
    <message>
        <source>Attach to %1</source>
        <translation>الارتباط بـ %1</translation>
    </message>
    <message>
        <source>Token of the service (the file api-token in its data dir)</source>
        <translation>رمز الخدمة (الملف api-token في مجلد بياناتها)</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>الرمز</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>إغلاق</translation>
    </message>
    <message>
        <source>Connecting…</source>
        <translation>جارٍ الاتصال…</translation>
    </message>
    <message>
        <source>%1 It is tried again by itself.</source>
        <translation>%1 تُعاد المحاولة تلقائيًا.</translation>
    </message>
    <message>
        <source>No token of this service is known yet.</source>
        <translation>لا رمز معروف لهذه الخدمة بعد.</translation>
    </message>
</context>
<context>
    <name>keel::AttachStrip</name>
    <message>
        <source>Try again</source>
        <translation>إعادة المحاولة</translation>
    </message>
    <message>
        <source>Attached service</source>
        <translation>الخدمة المرتبط بها</translation>
    </message>
    <message>
        <source>What is shown is as of %1, %2 ago.</source>
        <translation>المعروض حالة الساعة %1، قبل %2.</translation>
    </message>
    <message>
        <source>Attached to %1</source>
        <translation>مرتبط بـ %1</translation>
    </message>
    <message>
        <source>Nothing comes from %1: %2. %3 It is tried again by itself.</source>
        <comment>service: why. as of when.</comment>
        <translation>لا يصل شيء من %1: %2. %3 تُعاد المحاولة تلقائيًا.</translation>
    </message>
    <message>
        <source>%1. It tells nothing new. %2</source>
        <translation>%1. لا جديد منها. %2</translation>
    </message>
</context>
<context>
    <name>keel::AttemptsView</name>
    <message>
        <source>same answer</source>
        <translation>الردّ نفسه</translation>
    </message>
    <message>
        <source>and %1 earlier</source>
        <translation>و%1 قبلها</translation>
    </message>
    <message>
        <source>Attempts: %1</source>
        <translation>المحاولات: %1</translation>
    </message>
</context>
<context>
    <name>keel::BrakeBanner</name>
    <message>
        <source>Leave both sides as they are</source>
        <translation>ترك الطرفين كما هما</translation>
    </message>
    <message>
        <source>Pause and look</source>
        <translation>إيقاف مؤقت ومراجعة</translation>
    </message>
    <message>
        <source>Keep holding</source>
        <translation>الاستمرار في الحجز</translation>
    </message>
    <message>
        <source>%1 of %2 rows in %3 would be deleted in %4</source>
        <translation>ستُحذف %1 من %2 من صفوف %3 في %4</translation>
    </message>
    <message>
        <source>The table was truncated in %1.</source>
        <translation>أُفرغ الجدول في %1 (TRUNCATE).</translation>
    </message>
    <message>
        <source>%1 is not the database it was.</source>
        <translation>%1 ليست قاعدة البيانات نفسها.</translation>
    </message>
    <message>
        <source>Rows of a held table hang on them.</source>
        <translation>صفوف جدول محجوز مرتبطة بها.</translation>
    </message>
    <message>
        <source>Held on %1 since %2. Nothing was passed on.</source>
        <translation>محجوز في %1 منذ %2. لم يُنقل شيء.</translation>
    </message>
    <message>
        <source>Deleted in %1 by %2.</source>
        <translation>حذفها في %1: %2.</translation>
    </message>
    <message numerus="yes">
        <source>%n more table(s) wait(s).</source>
        <translation>
            <numerusform>لا جدول آخر ينتظر (%n).</numerusform>
            <numerusform>ينتظر جدول آخر (%n).</numerusform>
            <numerusform>ينتظر جدولان آخران (%n).</numerusform>
            <numerusform>تنتظر %n جداول أخرى.</numerusform>
            <numerusform>ينتظر %n جدولًا آخر.</numerusform>
            <numerusform>ينتظر %n جدول آخر.</numerusform>
        </translation>
    </message>
    <message>
        <source>Such as: %1</source>
        <translation>مثل: %1</translation>
    </message>
    <message>
        <source>Restore %1 rows in %2</source>
        <translation>استعادة %1 من الصفوف في %2</translation>
    </message>
    <message>
        <source>Delete %1 rows in %2</source>
        <translation>حذف %1 من الصفوف في %2</translation>
    </message>
    <message>
        <source>The rows stay in %1 only. Every comparison will find them until somebody repairs them.</source>
        <translation>تبقى الصفوف في %1 فقط. ستجدها كل مقارنة إلى أن يصلحها أحد.</translation>
    </message>
    <message>
        <source>Yes: %1</source>
        <translation>نعم: %1</translation>
    </message>
    <message>
        <source>This is production. Press again to confirm.</source>
        <translation>هذه بيئة إنتاج. اضغط مرة أخرى للتأكيد.</translation>
    </message>
</context>
<context>
    <name>keel::CauseCard</name>
    <message>
        <source>%1 in %2 of %3, %4 (%5). %6</source>
        <comment>count, table, link, what, class, advice</comment>
        <translation>%1 في %2 من %3، %4 (%5). %6</translation>
    </message>
    <message>
        <source>%1, table %2</source>
        <comment>link, table</comment>
        <translation>%1، الجدول %2</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>table: advice</comment>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>keel::CauseStrip</name>
    <message>
        <source>Causes</source>
        <translation>الأسباب</translation>
    </message>
</context>
<context>
    <name>keel::CommandPalette</name>
    <message>
        <source>Go to or run</source>
        <translation>انتقل أو نفّذ</translation>
    </message>
    <message>
        <source>Page, link or command</source>
        <translation>صفحة أو رابط أو أمر</translation>
    </message>
    <message>
        <source>What matches</source>
        <translation>النتائج المطابقة</translation>
    </message>
</context>
<context>
    <name>keel::ConflictActions</name>
    <message>
        <source>Edit and apply…</source>
        <translation>تحرير وتطبيق…</translation>
    </message>
    <message>
        <source>Undo the decision</source>
        <translation>التراجع عن القرار</translation>
    </message>
    <message>
        <source>Take %1&apos;s version</source>
        <translation>أخذ نسخة %1</translation>
    </message>
    <message>
        <source>Bring back the versions that lost</source>
        <translation>إعادة النسخ التي خسرت</translation>
    </message>
    <message>
        <source>Bring back %1&apos;s version</source>
        <translation>إعادة نسخة %1</translation>
    </message>
    <message>
        <source>%1 conflicts are chosen. What you decide is done for each whose row has not changed since.</source>
        <translation>عدد النزاعات المختارة: %1. يُنفَّذ قرارك لكل نزاع لم يتغير صفه بعده.</translation>
    </message>
    <message>
        <source>%1 and %2 get the version that you take. A row that changes meanwhile is left alone.</source>
        <translation>تحصل %1 و%2 على النسخة التي تأخذها. والصف الذي يتغير في الأثناء يُترك كما هو.</translation>
    </message>
    <message>
        <source>Decided by %1. It can be undone until the row changes again.</source>
        <translation>قرّره %1. يمكن التراجع عنه إلى أن يتغير الصف مجددًا.</translation>
    </message>
    <message>
        <source>The version that lost is written to both sides, unless the row has changed since.</source>
        <translation>تُكتب النسخة التي خسرت في الطرفين، ما لم يتغير الصف بعد ذلك.</translation>
    </message>
</context>
<context>
    <name>keel::ConflictDiffModel</name>
    <message>
        <source>gone</source>
        <translation>غير موجود</translation>
    </message>
    <message>
        <source>%1, differs</source>
        <translation>%1، مختلف</translation>
    </message>
    <message>
        <source>Column</source>
        <translation>العمود</translation>
    </message>
    <message>
        <source>%1 ✓ winner</source>
        <translation>%1 ✓ الفائز</translation>
    </message>
</context>
<context>
    <name>keel::ConflictEditor</name>
    <message>
        <source>Edit and apply</source>
        <translation>تحرير وتطبيق</translation>
    </message>
    <message>
        <source>%1 and %2 both get this row.</source>
        <translation>تحصل %1 و%2 كلتاهما على هذا الصف.</translation>
    </message>
    <message>
        <source>Column</source>
        <translation>العمود</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>القيمة</translation>
    </message>
    <message>
        <source>NULL</source>
        <translation>NULL</translation>
    </message>
    <message>
        <source>The row as it will be</source>
        <translation>الصف كما سيكون</translation>
    </message>
    <message>
        <source>Apply on both sides</source>
        <translation>تطبيق في الطرفين</translation>
    </message>
</context>
<context>
    <name>keel::ConflictListModel</name>
    <message>
        <source>held for you</source>
        <translation>محجوز لك</translation>
    </message>
    <message>
        <source>%1 won</source>
        <translation>فاز %1</translation>
    </message>
    <message>
        <source>%1 %2, %3: %4, %5</source>
        <comment>table key, what happened: who won, when</comment>
        <translation>%1 %2، %3: %4، %5</translation>
    </message>
    <message>
        <source>Held for you</source>
        <translation>محجوز لك</translation>
    </message>
</context>
<context>
    <name>keel::ConflictPane</name>
    <message>
        <source>Previous conflict</source>
        <translation>التعارض السابق</translation>
    </message>
    <message>
        <source>Next conflict</source>
        <translation>التعارض التالي</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>نسخ</translation>
    </message>
    <message>
        <source>Copy both versions as text</source>
        <translation>نسخ كلتا النسختين كنص</translation>
    </message>
    <message>
        <source>Both versions of the row</source>
        <translation>نسختا الصف</translation>
    </message>
    <message>
        <source>Only columns that differ</source>
        <translation>الأعمدة المختلفة فقط</translation>
    </message>
    <message>
        <source>policy %1</source>
        <translation>السياسة %1</translation>
    </message>
    <message>
        <source>≠ 1 column differs</source>
        <translation>≠ عمود واحد مختلف</translation>
    </message>
    <message>
        <source>≠ %1 columns differ</source>
        <translation>≠ الأعمدة المختلفة: %1</translation>
    </message>
    <message>
        <source>gone</source>
        <translation>غير موجود</translation>
    </message>
    <message>
        <source>%1 · %2 · decided %3</source>
        <comment>link, what happened, when</comment>
        <translation>%1 · %2 · حُسم %3</translation>
    </message>
</context>
<context>
    <name>keel::ConflictTimeline</name>
    <message>
        <source>same time</source>
        <translation>في الوقت نفسه</translation>
    </message>
    <message>
        <source>%1 later</source>
        <translation>في %1</translation>
    </message>
    <message>
        <source>%1 at %2, %3 at %4: %5</source>
        <comment>side, time, side, time, time between</comment>
        <translation>%1 في %2، %3 في %4: %5</translation>
    </message>
</context>
<context>
    <name>keel::ConflictsPage</name>
    <message>
        <source>Table, key or value</source>
        <translation>جدول أو مفتاح أو قيمة</translation>
    </message>
    <message>
        <source>Filter by table, key or value</source>
        <translation>ترشيح حسب الجدول أو المفتاح أو القيمة</translation>
    </message>
    <message>
        <source>Ctrl+F</source>
        <translation>Ctrl+F</translation>
    </message>
    <message>
        <source>Link</source>
        <translation>الرابط</translation>
    </message>
    <message>
        <source>All links</source>
        <translation>كل الروابط</translation>
    </message>
    <message>
        <source>Conflicts</source>
        <translation>التعارضات</translation>
    </message>
    <message>
        <source>Clear the filter</source>
        <translation>مسح المرشّح</translation>
    </message>
    <message>
        <source>All decided by policy; none waits for you.</source>
        <translation>حسمتها السياسة كلها؛ لا شيء ينتظرك.</translation>
    </message>
    <message>
        <source>1 is held for you.</source>
        <translation>واحد محجوز لك.</translation>
    </message>
    <message>
        <source>%1 are held for you.</source>
        <translation>المحجوز لك: %1.</translation>
    </message>
    <message>
        <source>No conflict matches</source>
        <translation>لا تعارض مطابق</translation>
    </message>
    <message>
        <source>No conflicts</source>
        <translation>لا تعارضات</translation>
    </message>
    <message>
        <source>1 conflict</source>
        <translation>تعارض واحد</translation>
    </message>
    <message>
        <source>%1 conflicts</source>
        <translation>التعارضات: %1</translation>
    </message>
    <message>
        <source>No conflict matches.</source>
        <translation>لا تعارض مطابق.</translation>
    </message>
    <message>
        <source>No conflicts. No row was changed on both sides at once.</source>
        <translation>لا تعارضات. لم يُغيَّر أي صف في الطرفين معًا.</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 من %2</translation>
    </message>
    <message>
        <source>Decided: %1 of %2.</source>
        <translation>قُرِّر: %1 من %2.</translation>
    </message>
    <message>
        <source>Decided.</source>
        <translation>قُرِّر.</translation>
    </message>
    <message>
        <source>Decided: %1.</source>
        <translation>قُرِّر: %1.</translation>
    </message>
</context>
<context>
    <name>keel::CyclesPage</name>
    <message>
        <source>Export…</source>
        <translation>تصدير…</translation>
    </message>
    <message>
        <source>Export cancelled; no file was written.</source>
        <translation>أُلغي التصدير؛ لم يُكتب أي ملف.</translation>
    </message>
    <message>
        <source>Link</source>
        <translation>الرابط</translation>
    </message>
    <message>
        <source>All links</source>
        <translation>كل الروابط</translation>
    </message>
    <message>
        <source>Busy only</source>
        <translation>النشطة فقط</translation>
    </message>
    <message>
        <source>Leave out cycles that carried nothing and failed in nothing</source>
        <translation>إخفاء الدورات التي لم تنقل شيئًا ولم تخفق في شيء</translation>
    </message>
    <message>
        <source>Show every cycle</source>
        <translation>عرض كل الدورات</translation>
    </message>
    <message>
        <source>Cycles</source>
        <translation>الدورات</translation>
    </message>
    <message>
        <source>History</source>
        <translation>السجلّ</translation>
    </message>
    <message>
        <source>No cycle carried anything</source>
        <translation>لم تنقل أي دورة شيئًا</translation>
    </message>
    <message>
        <source>No cycle yet</source>
        <translation>لا دورات بعد</translation>
    </message>
    <message>
        <source>1 busy cycle</source>
        <translation>دورة نشطة واحدة</translation>
    </message>
    <message>
        <source>1 cycle</source>
        <translation>دورة واحدة</translation>
    </message>
    <message>
        <source>%1 busy cycles</source>
        <translation>الدورات النشطة: %1</translation>
    </message>
    <message>
        <source>%1 cycles</source>
        <translation>الدورات: %1</translation>
    </message>
    <message>
        <source>Newest first. Cycles that carried nothing and failed in nothing are left out.</source>
        <translation>الأحدث أولًا. الدورات التي لم تنقل شيئًا ولم تخفق في شيء مخفية.</translation>
    </message>
    <message>
        <source>Newest first.</source>
        <translation>الأحدث أولًا.</translation>
    </message>
    <message>
        <source>No cycle matches.</source>
        <translation>لا دورة مطابقة.</translation>
    </message>
    <message>
        <source>No cycle has run yet. Force sync starts one.</source>
        <translation>لم تعمل أي دورة بعد. «فرض المزامنة» يبدأ واحدة.</translation>
    </message>
    <message>
        <source>Export history</source>
        <translation>تصدير السجلّ</translation>
    </message>
    <message>
        <source>CSV table (*.csv)</source>
        <translation>جدول CSV (*.csv)</translation>
    </message>
    <message>
        <source>Exporting: %1 of %2 cycles</source>
        <translation>تصدير الدورات: %1 من %2</translation>
    </message>
    <message>
        <source>%1 cycles written to %2</source>
        <translation>كُتبت الدورات (%1) في %2</translation>
    </message>
</context>
<context>
    <name>keel::ErrorDetailPane</name>
    <message>
        <source>Details of the error</source>
        <translation>تفاصيل الخطأ</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>نسخ</translation>
    </message>
    <message>
        <source>Copy all that is shown here as text</source>
        <translation>نسخ كل المعروض هنا كنص</translation>
    </message>
    <message>
        <source>Values of the row</source>
        <translation>قيم الصف</translation>
    </message>
    <message>
        <source>Waits behind it</source>
        <translation>ينتظر خلفه</translation>
    </message>
    <message>
        <source>The driver said</source>
        <translation>ردّ برنامج التشغيل</translation>
    </message>
    <message>
        <source>Attempts</source>
        <translation>المحاولات</translation>
    </message>
    <message>
        <source>Nothing selected</source>
        <translation>لا شيء محدّد</translation>
    </message>
    <message>
        <source>Choose a row to see it whole.</source>
        <translation>اختر صفًّا لتراه كاملًا.</translation>
    </message>
    <message>
        <source>the source</source>
        <translation>المصدر</translation>
    </message>
    <message>
        <source>%1, first refused %2</source>
        <comment>direction, time</comment>
        <translation>%1، رُفض أول مرة %2</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <comment>state, direction</comment>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>%1 by %2 · %3</source>
        <comment>state, who, direction</comment>
        <translation>%1 بواسطة %2 · %3</translation>
    </message>
    <message>
        <source>Row as it left %1</source>
        <translation>الصف كما خرج من %1</translation>
    </message>
    <message>
        <source>Deleted there; the deletion was refused.</source>
        <translation>حُذف هناك؛ ورُفض الحذف.</translation>
    </message>
    <message>
        <source>The whole table waits, not one row.</source>
        <translation>ينتظر الجدول كله، لا صف واحد.</translation>
    </message>
    <message>
        <source>SQLSTATE %1</source>
        <translation>SQLSTATE %1</translation>
    </message>
    <message>
        <source>1 row goes in when this one does: %1</source>
        <translation>يدخل صف واحد متى دخل هذا: %1</translation>
    </message>
    <message>
        <source>%1 rows go in when this one does: %2</source>
        <translation>تدخل هذه الصفوف (%1) متى دخل هذا: %2</translation>
    </message>
    <message>
        <source>Waits behind it: %1</source>
        <translation>ينتظر خلفه: %1</translation>
    </message>
</context>
<context>
    <name>keel::ErrorFilterBar</name>
    <message>
        <source>Link</source>
        <translation>الرابط</translation>
    </message>
    <message>
        <source>All links</source>
        <translation>كل الروابط</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>الجدول</translation>
    </message>
    <message>
        <source>All tables</source>
        <translation>كل الجداول</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>الصنف</translation>
    </message>
    <message>
        <source>All classes</source>
        <translation>كل الأصناف</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>منذ</translation>
    </message>
    <message>
        <source>Any time</source>
        <translation>أي وقت</translation>
    </message>
    <message>
        <source>Unresolved only</source>
        <translation>غير المحلولة فقط</translation>
    </message>
    <message>
        <source>Key or message</source>
        <translation>مفتاح أو رسالة</translation>
    </message>
    <message>
        <source>Filter by key or message</source>
        <translation>ترشيح حسب المفتاح أو الرسالة</translation>
    </message>
    <message>
        <source>Ctrl+F</source>
        <translation>Ctrl+F</translation>
    </message>
    <message>
        <source>Last hour</source>
        <translation>آخر ساعة</translation>
    </message>
    <message>
        <source>Last 24 h</source>
        <translation>آخر 24 ساعة</translation>
    </message>
    <message>
        <source>Last 7 days</source>
        <translation>آخر 7 أيام</translation>
    </message>
</context>
<context>
    <name>keel::ErrorReview</name>
    <message>
        <source>Errors</source>
        <translation>الأخطاء</translation>
    </message>
    <message>
        <source>No row waits</source>
        <translation>لا صف ينتظر</translation>
    </message>
    <message>
        <source>No error matches</source>
        <translation>لا خطأ مطابق</translation>
    </message>
    <message>
        <source>1 row waits</source>
        <translation>صف واحد ينتظر</translation>
    </message>
    <message>
        <source>%1 rows wait, from %2 causes or more</source>
        <translation>الصفوف المنتظرة: %1، الأسباب: %2 أو أكثر</translation>
    </message>
    <message>
        <source>%1 rows wait, from 1 cause</source>
        <translation>الصفوف المنتظرة: %1، لسبب واحد</translation>
    </message>
    <message>
        <source>%1 rows wait, from %2 causes</source>
        <translation>الصفوف المنتظرة: %1، الأسباب: %2</translation>
    </message>
    <message>
        <source>1 error matches</source>
        <translation>خطأ واحد مطابق</translation>
    </message>
    <message>
        <source>%1 errors match, from 1 cause</source>
        <translation>الأخطاء المطابقة: %1، لسبب واحد</translation>
    </message>
    <message>
        <source>%1 errors match, from %2 causes</source>
        <translation>الأخطاء المطابقة: %1، الأسباب: %2</translation>
    </message>
    <message>
        <source>Every row that was sent went in.</source>
        <translation>دخل كل صف أُرسل.</translation>
    </message>
    <message>
        <source>Everything else goes on. A row that goes in leaves this list by itself.</source>
        <translation>كل ما عداها مستمر. والصف الذي يدخل يغادر هذه القائمة تلقائيًا.</translation>
    </message>
    <message>
        <source>1 row is tried again; it leaves this list when it went in.</source>
        <translation>تُعاد محاولة صف واحد؛ ويغادر هذه القائمة متى دخل.</translation>
    </message>
    <message>
        <source>%1 rows are tried again; those that go in leave this list.</source>
        <translation>تُعاد محاولة الصفوف (%1)؛ وما يدخل منها يغادر هذه القائمة.</translation>
    </message>
    <message>
        <source>1 error marked as resolved.</source>
        <translation>وُسم خطأ واحد بأنه محلول.</translation>
    </message>
    <message>
        <source>%1 errors marked as resolved.</source>
        <translation>وُسمت الأخطاء (%1) بأنها محلولة.</translation>
    </message>
    <message>
        <source>1 error ignored.</source>
        <translation>تُجوهل خطأ واحد.</translation>
    </message>
    <message>
        <source>%1 errors ignored.</source>
        <translation>تُجوهلت الأخطاء (%1).</translation>
    </message>
</context>
<context>
    <name>keel::ErrorTableModel</name>
    <message>
        <source>State</source>
        <translation>الحالة</translation>
    </message>
    <message>
        <source>Last try</source>
        <translation>آخر محاولة</translation>
    </message>
    <message>
        <source>Link</source>
        <translation>الرابط</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>الجدول</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>المفتاح</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>ما حدث</translation>
    </message>
    <message>
        <source>Tries</source>
        <translation>المحاولات</translation>
    </message>
</context>
<context>
    <name>keel::ErrorsPage</name>
    <message>
        <source>Retry</source>
        <translation>إعادة المحاولة</translation>
    </message>
    <message>
        <source>Resolve</source>
        <translation>حلّ</translation>
    </message>
    <message>
        <source>Ignore</source>
        <translation>تجاهل</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>تصدير…</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>تحديد الكل</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>نسخ</translation>
    </message>
    <message>
        <source>Copy with headers</source>
        <translation>نسخ مع العناوين</translation>
    </message>
    <message>
        <source>Show all causes</source>
        <translation>عرض كل الأسباب</translation>
    </message>
    <message>
        <source>Clear the filter</source>
        <translation>مسح المرشّح</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>الأخطاء</translation>
    </message>
    <message>
        <source>1 row</source>
        <translation>صف واحد</translation>
    </message>
    <message>
        <source>%1 rows</source>
        <translation>الصفوف: %1</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>link, what</comment>
        <translation>%1، %2</translation>
    </message>
    <message>
        <source>No error matches.</source>
        <translation>لا خطأ مطابق.</translation>
    </message>
    <message>
        <source>No errors. Every row that was sent went in.</source>
        <translation>لا أخطاء. دخل كل صف أُرسل.</translation>
    </message>
    <message>
        <source>Retry %1</source>
        <translation>إعادة المحاولة (%1)</translation>
    </message>
    <message>
        <source>Resolve %1</source>
        <translation>حلّ (%1)</translation>
    </message>
    <message>
        <source>Ignore %1</source>
        <translation>تجاهل (%1)</translation>
    </message>
    <message>
        <source>Export %1…</source>
        <translation>تصدير (%1)…</translation>
    </message>
    <message>
        <source>%1 selected of %2. Ctrl+A selects all.</source>
        <translation>المحدّد: %1 من %2. يحدّد Ctrl+A الكل.</translation>
    </message>
    <message>
        <source>Reading %1 of %2 records</source>
        <translation>قراءة السجلّات: %1 من %2</translation>
    </message>
    <message>
        <source>Export cancelled; no file was written.</source>
        <translation>أُلغي التصدير؛ لم يُكتب أي ملف.</translation>
    </message>
    <message>
        <source>%1 rows are too many for the clipboard. Export… writes them to a file.</source>
        <translation>الصفوف (%1) أكثر مما تسعه الحافظة. «تصدير…» يكتبها في ملف.</translation>
    </message>
    <message>
        <source>Export errors</source>
        <translation>تصدير الأخطاء</translation>
    </message>
    <message>
        <source>CSV table (*.csv)</source>
        <translation>جدول CSV (*.csv)</translation>
    </message>
    <message>
        <source>JSON (*.json)</source>
        <translation>JSON (*.json)</translation>
    </message>
    <message>
        <source>Exporting: %1 of %2 records read</source>
        <translation>التصدير: قُرئ %1 من %2 من السجلّات</translation>
    </message>
    <message>
        <source>%1 errors written to %2</source>
        <translation>كُتبت الأخطاء (%1) في %2</translation>
    </message>
</context>
<context>
    <name>keel::HealthPane</name>
    <message>
        <source>Health</source>
        <translation>الصحّة</translation>
    </message>
    <message>
        <source>Health checks</source>
        <translation>فحوص الصحّة</translation>
    </message>
    <message>
        <source>No link</source>
        <translation>لا رابط</translation>
    </message>
    <message>
        <source>Choose a link</source>
        <translation>اختر رابطًا</translation>
    </message>
    <message>
        <source>The checks are not known while the service does not answer.</source>
        <translation>الفحوص غير معروفة ما دامت الخدمة لا تجيب.</translation>
    </message>
</context>
<context>
    <name>keel::HealthRow</name>
    <message>
        <source>Review errors</source>
        <translation>راجع الأخطاء</translation>
    </message>
    <message>
        <source>Review held rows</source>
        <translation>راجع المحجوز</translation>
    </message>
    <message>
        <source>Show cycle times</source>
        <translation>اعرض أزمنة الدورات</translation>
    </message>
    <message>
        <source>ok</source>
        <translation>سليم</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>مخفق</translation>
    </message>
</context>
<context>
    <name>keel::HistoryModel</name>
    <message>
        <source>Started</source>
        <translation>البدء</translation>
    </message>
    <message>
        <source>Link</source>
        <translation>الرابط</translation>
    </message>
    <message>
        <source>Cause</source>
        <comment>what started a cycle</comment>
        <translation>السبب</translation>
    </message>
    <message>
        <source>Took</source>
        <translation>المدّة</translation>
    </message>
    <message>
        <source>Rows a to b</source>
        <translation>الصفوف من a إلى b</translation>
    </message>
    <message>
        <source>Rows b to a</source>
        <translation>الصفوف من b إلى a</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>الأخطاء</translation>
    </message>
    <message>
        <source>Conflicts</source>
        <translation>التعارضات</translation>
    </message>
    <message>
        <source>What failed</source>
        <translation>ما أخفق</translation>
    </message>
</context>
<context>
    <name>keel::KeyList</name>
    <message>
        <source>All keys</source>
        <translation>كل المفاتيح</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>إغلاق</translation>
    </message>
</context>
<context>
    <name>keel::LinkCardDelegate</name>
    <message>
        <source>Pending</source>
        <translation>المعلّق</translation>
    </message>
    <message>
        <source>To review</source>
        <translation>للمراجعة</translation>
    </message>
    <message numerus="yes">
        <source>%n error(s)</source>
        <translation>
            <numerusform>لا أخطاء</numerusform>
            <numerusform>خطأ واحد</numerusform>
            <numerusform>خطآن</numerusform>
            <numerusform>%n أخطاء</numerusform>
            <numerusform>%n خطأً</numerusform>
            <numerusform>%n خطأ</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n conflict(s)</source>
        <translation>
            <numerusform>لا تعارضات</numerusform>
            <numerusform>تعارض واحد</numerusform>
            <numerusform>تعارضان</numerusform>
            <numerusform>%n تعارضات</numerusform>
            <numerusform>%n تعارضًا</numerusform>
            <numerusform>%n تعارض</numerusform>
        </translation>
    </message>
    <message>
        <source>one way</source>
        <translation>اتجاه واحد</translation>
    </message>
    <message>
        <source>lag %1</source>
        <translation>تأخّر %1</translation>
    </message>
    <message numerus="yes">
        <source>%n to review</source>
        <translation>
            <numerusform>لا شيء للمراجعة</numerusform>
            <numerusform>واحد للمراجعة</numerusform>
            <numerusform>اثنان للمراجعة</numerusform>
            <numerusform>%n للمراجعة</numerusform>
            <numerusform>%n للمراجعة</numerusform>
            <numerusform>%n للمراجعة</numerusform>
        </translation>
    </message>
    <message>
        <source>Lag</source>
        <translation>التأخّر</translation>
    </message>
    <message>
        <source>limit %1</source>
        <translation>الحد %1</translation>
    </message>
    <message>
        <source>not counted</source>
        <translation>غير محسوب</translation>
    </message>
    <message>
        <source>Last sync</source>
        <translation>آخر مزامنة</translation>
    </message>
    <message>
        <source>none yet</source>
        <translation>لا شيء بعد</translation>
    </message>
    <message>
        <source>took %1</source>
        <translation>خلال %1</translation>
    </message>
    <message numerus="yes">
        <source>%n failed since</source>
        <translation>
            <numerusform>لا إخفاق</numerusform>
            <numerusform>إخفاق واحد منذئذ</numerusform>
            <numerusform>إخفاقان منذئذ</numerusform>
            <numerusform>%n إخفاقات منذئذ</numerusform>
            <numerusform>%n إخفاقات منذئذ</numerusform>
            <numerusform>%n إخفاقات منذئذ</numerusform>
        </translation>
    </message>
    <message>
        <source>Next run</source>
        <translation>الدورة التالية</translation>
    </message>
    <message>
        <source>every %1</source>
        <translation>كل %1</translation>
    </message>
    <message>
        <source>on resume</source>
        <translation>عند الاستئناف</translation>
    </message>
    <message>
        <source>now</source>
        <translation>الآن</translation>
    </message>
    <message>
        <source>until drained</source>
        <translation>حتى التفريغ</translation>
    </message>
    <message>
        <source>probe %1</source>
        <translation>المسبار %1</translation>
    </message>
</context>
<context>
    <name>keel::LinkCommands</name>
    <message>
        <source>all links</source>
        <translation>كل الروابط</translation>
    </message>
    <message>
        <source>Sync asked for: %1</source>
        <translation>طُلبت المزامنة: %1</translation>
    </message>
    <message>
        <source>Synced now: %1</source>
        <translation>تمّت المزامنة الآن: %1</translation>
    </message>
    <message>
        <source>Resumed: %1</source>
        <translation>استُؤنف العمل: %1</translation>
    </message>
    <message>
        <source>Paused: %1</source>
        <translation>أُوقف مؤقتًا: %1</translation>
    </message>
    <message>
        <source>Comparing both sides of %1</source>
        <translation>مقارنة الطرفين: %1</translation>
    </message>
    <message>
        <source>Compared: %1. The result stands beside each link&apos;s state.</source>
        <translation>تمّت المقارنة: %1. النتيجة بجانب حالة كل رابط.</translation>
    </message>
</context>
<context>
    <name>keel::LinkListModel</name>
    <message>
        <source>Last sync %1</source>
        <translation>آخر مزامنة %1</translation>
    </message>
    <message>
        <source>%1: %2. Lag %3, pending %4 to %5, %6 back. Errors %7, conflicts %8.</source>
        <translation>%1: %2. التأخّر %3، المعلّق %4 إلى %5 و%6 في الاتجاه المعاكس. الأخطاء %7، التعارضات %8.</translation>
    </message>
</context>
<context>
    <name>keel::MainWindow</name>
    <message>
        <source>Evenkeel</source>
        <translation>Evenkeel</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>الألوان</translation>
    </message>
    <message>
        <source>Sync</source>
        <translation>المزامنة</translation>
    </message>
    <message>
        <source>Go</source>
        <translation>انتقال</translation>
    </message>
    <message>
        <source>View</source>
        <translation>عرض</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>مساعدة</translation>
    </message>
    <message>
        <source>&amp;Sync</source>
        <translation>المزامنة</translation>
    </message>
    <message>
        <source>&amp;Go</source>
        <translation>انتقال</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>عرض</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>مساعدة</translation>
    </message>
    <message>
        <source>%1 - Evenkeel</source>
        <translation>%1 - Evenkeel</translation>
    </message>
    <message>
        <source>link</source>
        <translation>رابط</translation>
    </message>
    <message>
        <source>All links</source>
        <translation>كل الروابط</translation>
    </message>
    <message>
        <source>%1 - %2 - Evenkeel</source>
        <comment>answer - service</comment>
        <translation>%1 - %2 - Evenkeel</translation>
    </message>
</context>
<context>
    <name>keel::NoticeStrip</name>
    <message>
        <source>Progress</source>
        <translation>التقدّم</translation>
    </message>
    <message>
        <source>%1 The last data stays; tried again every 5 s.</source>
        <translation>%1 تبقى آخر البيانات؛ وتُعاد المحاولة كل 5 ث.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>إعادة المحاولة</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>إغلاق</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>إلغاء</translation>
    </message>
</context>
<context>
    <name>keel::OverviewPage</name>
    <message>
        <source>Worst first</source>
        <translation>الأسوأ أولًا</translation>
    </message>
    <message>
        <source>Copy the link&apos;s state</source>
        <translation>نسخ حالة الرابط</translation>
    </message>
    <message>
        <source>Links that need a person stand first; off: the order of the config</source>
        <translation>الروابط التي تحتاج إلى شخص أولًا؛ وعند الإيقاف: ترتيب ملف الإعداد</translation>
    </message>
    <message>
        <source>Links</source>
        <translation>الروابط</translation>
    </message>
    <message>
        <source>Recent</source>
        <translation>آخر الأحداث</translation>
    </message>
</context>
<context>
    <name>keel::Permits</name>
    <message>
        <source>The token of this window does not allow what can lose data: this needs an admin&apos;s.</source>
        <translation>رمز هذه النافذة لا يسمح بما قد يُفقد البيانات: يلزم لذلك رمز مسؤول.</translation>
    </message>
    <message>
        <source>The token of this window allows to look only: this needs an operator&apos;s.</source>
        <translation>رمز هذه النافذة يسمح بالاطلاع فقط: يلزم لذلك رمز مشغّل.</translation>
    </message>
</context>
<context>
    <name>keel::RecentModel</name>
    <message numerus="yes">
        <source>%n row(s) refused and set aside; the rest went in</source>
        <translation>
            <numerusform>لم يُرفض صف</numerusform>
            <numerusform>رُفض صف واحد وعُزل؛ ودخل الباقي</numerusform>
            <numerusform>رُفض صفان وعُزلا؛ ودخل الباقي</numerusform>
            <numerusform>رُفضت %n صفوف وعُزلت؛ ودخل الباقي</numerusform>
            <numerusform>رُفضت %n صفوف وعُزلت؛ ودخل الباقي</numerusform>
            <numerusform>رُفضت %n صفوف وعُزلت؛ ودخل الباقي</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n conflict(s) decided; the losing rows are kept</source>
        <translation>
            <numerusform>لا تعارض</numerusform>
            <numerusform>حُسم تعارض واحد؛ والصف الخاسر محفوظ</numerusform>
            <numerusform>حُسم تعارضان؛ والصفان الخاسران محفوظان</numerusform>
            <numerusform>حُسمت %n تعارضات؛ والصفوف الخاسرة محفوظة</numerusform>
            <numerusform>حُسمت %n تعارضات؛ والصفوف الخاسرة محفوظة</numerusform>
            <numerusform>حُسمت %n تعارضات؛ والصفوف الخاسرة محفوظة</numerusform>
        </translation>
    </message>
    <message>
        <source>Paused by %1</source>
        <translation>أوقفه %1 مؤقتًا</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>state: reason</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Runs again: %1</source>
        <translation>عاد إلى العمل: %1</translation>
    </message>
</context>
<context>
    <name>keel::RowModel</name>
    <message>
        <source>Column</source>
        <translation>العمود</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>القيمة</translation>
    </message>
    <message>
        <source>Remark</source>
        <translation>ملاحظة</translation>
    </message>
</context>
<context>
    <name>keel::SampleModel</name>
    <message>
        <source>Time</source>
        <translation>الوقت</translation>
    </message>
    <message>
        <source>Longest cycle</source>
        <translation>أطول دورة</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>الأخطاء</translation>
    </message>
    <message>
        <source>Conflicts</source>
        <translation>التعارضات</translation>
    </message>
    <message>
        <source>Probe, %1</source>
        <translation>المسبار، %1</translation>
    </message>
</context>
<context>
    <name>keel::Sidebar</name>
    <message>
        <source>Pages</source>
        <translation>الصفحات</translation>
    </message>
</context>
<context>
    <name>keel::SidebarModel</name>
    <message>
        <source>%1, %2 to review</source>
        <translation>%1، %2 للمراجعة</translation>
    </message>
</context>
<context>
    <name>keel::StatusBar</name>
    <message>
        <source>Clock offset  %1</source>
        <translation>فرق الساعة  %1</translation>
    </message>
    <message>
        <source>Service does not answer</source>
        <translation>الخدمة لا تستجيب</translation>
    </message>
    <message>
        <source>Up %1</source>
        <translation>تعمل منذ %1</translation>
    </message>
    <message>
        <source>Times in %1</source>
        <translation>التوقيت %1</translation>
    </message>
</context>
<context>
    <name>keel::TableListModel</name>
    <message>
        <source>State</source>
        <translation>الحالة</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>الجدول</translation>
    </message>
    <message>
        <source>Link</source>
        <translation>الرابط</translation>
    </message>
    <message>
        <source>Rows on a</source>
        <translation>صفوف a</translation>
    </message>
    <message>
        <source>Rows on b</source>
        <translation>صفوف b</translation>
    </message>
    <message>
        <source>Pending to b</source>
        <translation>معلّق إلى b</translation>
    </message>
    <message>
        <source>Pending to a</source>
        <translation>معلّق إلى a</translation>
    </message>
    <message>
        <source>Last change</source>
        <translation>آخر تغيير</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>الأخطاء</translation>
    </message>
    <message>
        <source>First load</source>
        <translation>التحميل الأول</translation>
    </message>
    <message>
        <source>Stands</source>
        <translation>متوقف</translation>
    </message>
    <message>
        <source>In %1, as of the last count</source>
        <translation>في %1، وفق آخر عدّ</translation>
    </message>
    <message>
        <source>Changes that wait to go to %1</source>
        <translation>تغييرات تنتظر النقل إلى %1</translation>
    </message>
    <message>
        <source>No row carried yet</source>
        <translation>لم يُنقل أي صف بعد</translation>
    </message>
</context>
<context>
    <name>keel::TablesPage</name>
    <message>
        <source>Link or table</source>
        <translation>رابط أو جدول</translation>
    </message>
    <message>
        <source>Filter by link or table</source>
        <translation>ترشيح حسب الرابط أو الجدول</translation>
    </message>
    <message>
        <source>Tables</source>
        <translation>الجداول</translation>
    </message>
    <message>
        <source>No table matches. Clear the filter.</source>
        <translation>لا جدول مطابق. امسح المرشّح.</translation>
    </message>
    <message>
        <source>No table is synced yet.</source>
        <translation>لا جداول للمزامنة بعد.</translation>
    </message>
</context>
<context>
    <name>keel::ThroughputPage</name>
    <message>
        <source>each second</source>
        <translation>كل ثانية</translation>
    </message>
    <message>
        <source>mean of %1</source>
        <translation>متوسّط %1</translation>
    </message>
    <message>
        <source>Samples</source>
        <translation>العيّنات</translation>
    </message>
    <message>
        <source>Freeze</source>
        <translation>تجميد</translation>
    </message>
    <message>
        <source>Keep what is shown; time goes on when it is released</source>
        <translation>إبقاء المعروض؛ ويتابع الوقت عند رفع التجميد</translation>
    </message>
    <message>
        <source>Show as table</source>
        <translation>عرض كجدول</translation>
    </message>
    <message>
        <source>Export picture (PNG)…</source>
        <translation>تصدير صورة (PNG)…</translation>
    </message>
    <message>
        <source>Export picture</source>
        <translation>تصدير صورة</translation>
    </message>
    <message>
        <source>PNG picture (*.png)</source>
        <translation>صورة PNG (*.png)</translation>
    </message>
    <message>
        <source>Export table (CSV)…</source>
        <translation>تصدير جدول (CSV)…</translation>
    </message>
    <message>
        <source>Export table</source>
        <translation>تصدير جدول</translation>
    </message>
    <message>
        <source>CSV table (*.csv)</source>
        <translation>جدول CSV (*.csv)</translation>
    </message>
    <message>
        <source>5 min</source>
        <translation>5 د</translation>
    </message>
    <message>
        <source>15 min</source>
        <translation>15 د</translation>
    </message>
    <message>
        <source>1 h</source>
        <translation>1 س</translation>
    </message>
    <message>
        <source>6 h</source>
        <translation>6 س</translation>
    </message>
    <message>
        <source>24 h</source>
        <translation>24 س</translation>
    </message>
    <message>
        <source>Last %1</source>
        <translation>آخر %1</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>تصدير</translation>
    </message>
    <message>
        <source>Rows per second</source>
        <translation>الصفوف في الثانية</translation>
    </message>
    <message>
        <source>Cycle duration</source>
        <translation>مدّة الدورة</translation>
    </message>
    <message>
        <source>Errors and conflicts</source>
        <translation>الأخطاء والتعارضات</translation>
    </message>
    <message>
        <source>Interval %1.</source>
        <translation>الفترة %1.</translation>
    </message>
    <message>
        <source>Intervals differ; choose one link to see cycles against theirs.</source>
        <translation>الفترات مختلفة؛ اختر رابطًا واحدًا لترى دوراته مقابل فترته.</translation>
    </message>
    <message>
        <source>Charts fill while the service runs.</source>
        <translation>تمتلئ الرسوم البيانية ما دامت الخدمة تعمل.</translation>
    </message>
    <message>
        <source>interval %1</source>
        <translation>الفترة %1</translation>
    </message>
    <message>
        <source>80 % of the interval</source>
        <translation>80 % من الفترة</translation>
    </message>
    <message>
        <source>longest each second</source>
        <translation>الأطول كل ثانية</translation>
    </message>
    <message>
        <source>longest in %1</source>
        <translation>الأطول في %1</translation>
    </message>
    <message>
        <source>over 80 % for %1</source>
        <translation>فوق 80 % لمدّة %1</translation>
    </message>
    <message>
        <source>in %1</source>
        <translation>في %1</translation>
    </message>
    <message>
        <source>1 error shown</source>
        <translation>خطأ واحد معروض</translation>
    </message>
    <message>
        <source>%1 errors shown</source>
        <translation>الأخطاء المعروضة: %1</translation>
    </message>
    <message>
        <source>a to b</source>
        <translation>من a إلى b</translation>
    </message>
    <message>
        <source>b to a</source>
        <translation>من b إلى a</translation>
    </message>
    <message>
        <source>at</source>
        <comment>before the crosshair&apos;s time</comment>
        <translation>عند</translation>
    </message>
    <message>
        <source>cycle</source>
        <translation>الدورة</translation>
    </message>
    <message>
        <source>limit</source>
        <translation>الحد</translation>
    </message>
    <message>
        <source>errors</source>
        <translation>الأخطاء</translation>
    </message>
    <message>
        <source>conflicts</source>
        <translation>التعارضات</translation>
    </message>
    <message>
        <source>Picture written to %1</source>
        <translation>كُتبت الصورة في %1</translation>
    </message>
    <message>
        <source>%1 could not be written: %2</source>
        <translation>تعذّرت كتابة %1: %2</translation>
    </message>
    <message>
        <source>%1 samples written to %2</source>
        <translation>كُتبت العيّنات (%1) في %2</translation>
    </message>
    <message>
        <source>Probe row, end to end</source>
        <translation>صف المسبار، من طرف إلى طرف</translation>
    </message>
    <message>
        <source>commit to commit</source>
        <translation>من التثبيت إلى التثبيت</translation>
    </message>
    <message>
        <source>none arrived</source>
        <translation>لم يصل شيء</translation>
    </message>
</context>
<context>
    <name>keel::ToolBar</name>
    <message>
        <source>Links shown</source>
        <translation>الروابط المعروضة</translation>
    </message>
    <message>
        <source>Which links the pages and the commands are about</source>
        <translation>الروابط التي تخصّها الصفحات والأوامر</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>القائمة</translation>
    </message>
    <message numerus="yes">
        <source>All %n link(s)</source>
        <translation>
            <numerusform>لا روابط</numerusform>
            <numerusform>الرابط الوحيد</numerusform>
            <numerusform>الرابطان</numerusform>
            <numerusform>كل الروابط (%n)</numerusform>
            <numerusform>كل الروابط (%n)</numerusform>
            <numerusform>كل الروابط (%n)</numerusform>
        </translation>
    </message>
</context>
</TS>
