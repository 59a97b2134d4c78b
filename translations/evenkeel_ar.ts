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
            <translation type="unfinished" />
        </message>
        <message>
            <source>%1 and %2 keep their own version of this row until someone decides.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>%1 won: a tie</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The times could not decide; %1 wins ties.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>%1 won: it was written later</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>%1 was written %2 after %3.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>%1 won: the policy says so</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The policy of this link is %1, whatever the times.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>%1 won: first load</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Both sides had this row, with different values, when they were first compared.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>%1 won</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Policy %1.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The row was deleted on %1, so it is gone on both sides.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>%1 had deleted the row; it is back on both sides.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Both sides hold %1's row; what %2 had is kept here.</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>ErrorDetail</name>
        <message>
            <source>no such parent</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>taken</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>refused by a check</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>must not be empty</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>does not fit</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>changed by a trigger</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>missing there</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>ErrorTableModel</name>
        <message>
            <source>whole table</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>OverviewAnswer</name>
        <message>
            <source>No link is configured</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Name two endpoints and a link in the config.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>%1, %2</source>
            <comment>1 link is down, 1 waits for your decision</comment>
            <translation type="unfinished" />
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
            <translation type="unfinished" />
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
            <translation type="unfinished" />
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
            <translation type="unfinished" />
        </message>
        <message>
            <source>row</source>
            <comment>class of an error</comment>
            <translation type="unfinished" />
        </message>
        <message>
            <source>schema</source>
            <comment>class of an error</comment>
            <translation type="unfinished" />
        </message>
        <message>
            <source>config</source>
            <comment>class of an error</comment>
            <translation type="unfinished" />
        </message>
        <message>
            <source>bug</source>
            <comment>class of an error</comment>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Open</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Resolved</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Ignored</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Went in</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Timer</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Bell</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Force sync</source>
            <translation>فرض المزامنة</translation>
        </message>
        <message>
            <source>Start</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Refused for an unlisted reason</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Cannot be reached</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Access denied</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Row is locked</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No answer in time</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Server is short of resources</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Value taken by another row</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Parent row missing</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Refused by a check</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Empty value refused</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Value does not fit</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Refused by a trigger</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>A trigger changed the row</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Table was truncated</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Table missing</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Column missing</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Table has no key</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Tables differ in shape</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Config is not valid</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Data folder in use</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>File is damaged</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>File cannot be written</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Not found</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Cancelled</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Fault inside Evenkeel</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Changes wait on the other side and go on by themselves when it answers again.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Grant the right that the server names, or mend the password, then retry.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Tried again by itself. If it stays, look for a transaction left open.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Free disk, memory or connections on the server; the rest follows by itself.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Change or remove the row that holds the value, then retry.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Bring the parent row to the other side, then retry; the rest follows.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Mend the value on its source, or loosen the check, then retry.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Fill the column on the source, or allow NULL on the target, then retry.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Widen the column on the target, or mend the value, then retry.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Read what the trigger asks for, mend the row, then retry.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Switch the trigger off for Evenkeel, or list the column under ignore.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Nothing was passed on. Decide what shall happen to the rows on the other side.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Create the table on that side, or take it out of the config.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Add the column on that side, or exclude it; only this table waits.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Add a primary key, or name a unique key in the config.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Make the columns alike on both sides; only this table waits.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>tie, a wins</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>first load</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The same key was added on both sides</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The row was changed on both sides</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Changed on one side, gone on the other</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Deleted on one side, changed on the other</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Deleted on both sides</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The row meets several other rows</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>%1: %2</source>
            <comment>place: what happened</comment>
            <translation type="unfinished" />
        </message>
        <message>
            <source>%1 (%2)</source>
            <comment>what happened (driver's words)</comment>
            <translation type="unfinished" />
        </message>
        <message>
            <source>%1. %2</source>
            <comment>what happened. what to do</comment>
            <translation type="unfinished" />
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
            <translation type="unfinished" />
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
            <translation type="unfinished" />
        </message>
        <message>
            <source>%1 k</source>
            <comment>thousand</comment>
            <translation type="unfinished" />
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
            <translation>بعد %1</translation>
        </message>
        <message>
            <source>unknown</source>
            <translation>مجهول</translation>
        </message>
    </context>
    <context>
        <name>TablesAnswer</name>
        <message>
            <source>%1: %2</source>
            <comment>table: why it stands</comment>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No table is synced</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Name the tables of a link in the config.</source>
            <translation type="unfinished" />
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
            <translation type="unfinished">
                <numerusform />
                <numerusform />
                <numerusform />
                <numerusform />
                <numerusform />
                <numerusform />
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
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>%n of %1 table(s) have errors to review</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
                <numerusform />
                <numerusform />
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message>
            <source>Everything else went in.</source>
            <translation type="unfinished" />
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
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>Nothing waits in %n table(s)</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
                <numerusform />
                <numerusform />
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message>
            <source>%1 proven equal; Verify compares the rest.</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Throughput</name>
        <message>
            <source>No samples yet</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Throughput of all links</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No cycle ended in this time</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Cycles keep up</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Cycles keep up, with slow spells</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Cycles do not keep up</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>keel::AttemptsView</name>
        <message>
            <source>same answer</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>and %1 earlier</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Attempts: %1</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>keel::CauseCard</name>
        <message>
            <source>%1 in %2 of %3, %4 (%5). %6</source>
            <comment>count, table, link, what, class, advice</comment>
            <translation type="unfinished" />
        </message>
        <message>
            <source>%1, table %2</source>
            <comment>link, table</comment>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>keel::CauseStrip</name>
        <message>
            <source>Causes</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>keel::CommandPalette</name>
        <message>
            <source>Go to or run</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Page, link or command</source>
            <translation>صفحة أو رابط أو أمر</translation>
        </message>
        <message>
            <source>What matches</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>keel::ConflictDiffModel</name>
        <message>
            <source>gone</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>%1, differs</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Column</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>%1 ✓ winner</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>keel::ConflictListModel</name>
        <message>
            <source>held for you</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>%1 won</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>%1 %2, %3: %4, %5</source>
            <comment>table key, what happened: who won, when</comment>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Held for you</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>keel::ConflictPane</name>
        <message>
            <source>Previous conflict</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Next conflict</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Copy</source>
            <translation>نسخ</translation>
        </message>
        <message>
            <source>Copy both versions as text</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Both versions of the row</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Only columns that differ</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>policy %1</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>≠ 1 column differs</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>≠ %1 columns differ</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>gone</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>%1 · %2 · decided %3</source>
            <comment>link, what happened, when</comment>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>keel::ConflictTimeline</name>
        <message>
            <source>same time</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>%1 later</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>%1 at %2, %3 at %4: %5</source>
            <comment>side, time, side, time, time between</comment>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>keel::ConflictsPage</name>
        <message>
            <source>Table, key or value</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Filter by table, key or value</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Ctrl+F</source>
            <translation type="unfinished" />
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
            <translation type="unfinished" />
        </message>
        <message>
            <source>All decided by policy; none waits for you.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>1 is held for you.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>%1 are held for you.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No conflict matches</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No conflicts</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>1 conflict</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>%1 conflicts</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No conflict matches.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No conflicts. No row was changed on both sides at once.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>%1 of %2</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>keel::CyclesPage</name>
        <message>
            <source>Export…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Export cancelled; no file was written.</source>
            <translation type="unfinished" />
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
            <translation type="unfinished" />
        </message>
        <message>
            <source>Leave out cycles that carried nothing and failed in nothing</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Show every cycle</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Cycles</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>History</source>
            <translation>السجلّ</translation>
        </message>
        <message>
            <source>No cycle carried anything</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No cycle yet</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>1 busy cycle</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>1 cycle</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>%1 busy cycles</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>%1 cycles</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Newest first. Cycles that carried nothing and failed in nothing are left out.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Newest first.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No cycle matches.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No cycle has run yet. Force sync starts one.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Export history</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>CSV table (*.csv)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Exporting: %1 of %2 cycles</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>%1 cycles written to %2</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>keel::ErrorDetailPane</name>
        <message>
            <source>Details of the error</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Copy</source>
            <translation>نسخ</translation>
        </message>
        <message>
            <source>Copy all that is shown here as text</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Values of the row</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Waits behind it</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The driver said</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Attempts</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Nothing selected</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Choose a row to see it whole.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>the source</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>%1, first refused %2</source>
            <comment>direction, time</comment>
            <translation type="unfinished" />
        </message>
        <message>
            <source>%1 · %2</source>
            <comment>state, direction</comment>
            <translation type="unfinished" />
        </message>
        <message>
            <source>%1 by %2 · %3</source>
            <comment>state, who, direction</comment>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Row as it left %1</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Deleted there; the deletion was refused.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The whole table waits, not one row.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>SQLSTATE %1</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>1 row goes in when this one does: %1</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>%1 rows go in when this one does: %2</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Waits behind it: %1</source>
            <translation type="unfinished" />
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
            <translation type="unfinished" />
        </message>
        <message>
            <source>Class</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>All classes</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Since</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Any time</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Unresolved only</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Key or message</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Filter by key or message</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Ctrl+F</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Last hour</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Last 24 h</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Last 7 days</source>
            <translation type="unfinished" />
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
            <translation type="unfinished" />
        </message>
        <message>
            <source>No error matches</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>1 row waits</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>%1 rows wait, from %2 causes or more</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>%1 rows wait, from 1 cause</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>%1 rows wait, from %2 causes</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>1 error matches</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>%1 errors match, from 1 cause</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>%1 errors match, from %2 causes</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Every row that was sent went in.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Everything else goes on. A row that goes in leaves this list by itself.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>1 row is tried again; it leaves this list when it went in.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>%1 rows are tried again; those that go in leave this list.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>1 error marked as resolved.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>%1 errors marked as resolved.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>1 error ignored.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>%1 errors ignored.</source>
            <translation type="unfinished" />
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
            <translation type="unfinished" />
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
            <translation type="unfinished" />
        </message>
        <message>
            <source>What happened</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Tries</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>keel::ErrorsPage</name>
        <message>
            <source>Retry</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Resolve</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Ignore</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Export…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Select all</source>
            <translation type="unfinished" />
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
            <translation type="unfinished" />
        </message>
        <message>
            <source>Clear the filter</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Errors</source>
            <translation>الأخطاء</translation>
        </message>
        <message>
            <source>1 row</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>%1 rows</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>%1, %2</source>
            <comment>link, what</comment>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No error matches.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No errors. Every row that was sent went in.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Retry %1</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Resolve %1</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Ignore %1</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Export %1…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>%1 selected of %2. Ctrl+A selects all.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Reading %1 of %2 records</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Export cancelled; no file was written.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>%1 rows are too many for the clipboard. Export… writes them to a file.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Export errors</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>CSV table (*.csv)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>JSON (*.json)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Exporting: %1 of %2 records read</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>%1 errors written to %2</source>
            <translation type="unfinished" />
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
            <translation type="unfinished" />
        </message>
        <message>
            <source>No link</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Choose a link</source>
            <translation type="unfinished" />
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
            <translation type="unfinished" />
        </message>
        <message>
            <source>failed</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>keel::HistoryModel</name>
        <message>
            <source>Started</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Link</source>
            <translation>الرابط</translation>
        </message>
        <message>
            <source>Cause</source>
            <comment>what started a cycle</comment>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Took</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Rows a to b</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Rows b to a</source>
            <translation type="unfinished" />
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
            <translation type="unfinished" />
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
    </context>
    <context>
        <name>keel::LinkCommands</name>
        <message>
            <source>all links</source>
            <translation>كل الروابط</translation>
        </message>
        <message>
            <source>Sync asked for: %1</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Synced now: %1</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Resumed: %1</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Paused: %1</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Comparing both sides of %1</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Compared: %1. The result stands beside each link's state.</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>keel::LinkListModel</name>
        <message>
            <source>Last sync %1</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>%1: %2. Lag %3, pending %4 to %5, %6 back. Errors %7, conflicts %8.</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>keel::MainWindow</name>
        <message>
            <source>Evenkeel</source>
            <translation type="unfinished" />
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
            <translation type="unfinished" />
        </message>
        <message>
            <source>link</source>
            <translation>رابط</translation>
        </message>
        <message>
            <source>All links</source>
            <translation>كل الروابط</translation>
        </message>
    </context>
    <context>
        <name>keel::NoticeStrip</name>
        <message>
            <source>Progress</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>%1 The last data stays; tried again every 5 s.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Try again</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Close</source>
            <translation>إغلاق</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>keel::OverviewPage</name>
        <message>
            <source>Worst first</source>
            <translation>الأسوأ أولًا</translation>
        </message>
        <message>
            <source>Copy the link's state</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Links that need a person stand first; off: the order of the config</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Links</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Recent</source>
            <translation>آخر الأحداث</translation>
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
            <translation type="unfinished" />
        </message>
        <message>
            <source>%1: %2</source>
            <comment>state: reason</comment>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Runs again: %1</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>keel::RowModel</name>
        <message>
            <source>Column</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Value</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Remark</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>keel::SampleModel</name>
        <message>
            <source>Time</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Longest cycle</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Errors</source>
            <translation>الأخطاء</translation>
        </message>
        <message>
            <source>Conflicts</source>
            <translation>التعارضات</translation>
        </message>
    </context>
    <context>
        <name>keel::Sidebar</name>
        <message>
            <source>Pages</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>keel::SidebarModel</name>
        <message>
            <source>%1, %2 to review</source>
            <translation type="unfinished" />
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
            <translation type="unfinished" />
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
            <translation type="unfinished" />
        </message>
        <message>
            <source>Changes that wait to go to %1</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No row carried yet</source>
            <translation type="unfinished" />
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
            <translation type="unfinished" />
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
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>keel::ThroughputPage</name>
        <message>
            <source>each second</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>mean of %1</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Samples</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Freeze</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Keep what is shown; time goes on when it is released</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Show as table</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Export picture (PNG)…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Export picture</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>PNG picture (*.png)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Export table (CSV)…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Export table</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>CSV table (*.csv)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>5 min</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>15 min</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>1 h</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>6 h</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>24 h</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Last %1</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Export</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Rows per second</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Cycle duration</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Errors and conflicts</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Interval %1.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Intervals differ; choose one link to see cycles against theirs.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Charts fill while the service runs.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>interval %1</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>80 % of the interval</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>longest each second</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>longest in %1</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>over 80 % for %1</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>in %1</source>
            <translation>بعد %1</translation>
        </message>
        <message>
            <source>1 error shown</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>%1 errors shown</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>a to b</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>b to a</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>at</source>
            <comment>before the crosshair's time</comment>
            <translation type="unfinished" />
        </message>
        <message>
            <source>cycle</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>limit</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>errors</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>conflicts</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Picture written to %1</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>%1 could not be written: %2</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>%1 samples written to %2</source>
            <translation type="unfinished" />
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
            <translation type="unfinished" />
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
