// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/http/hintlog.h"
#include "tests/support/fakeservice/fakesyncservice.h"

#include <QTest>

using namespace keel;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestHintLog : public QObject
{
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u"."_s)); }

    void theFirstOfEachIsWrittenAtOnce()
    {
        FakeSyncService service;
        http::HintLog log(service);
        log.add(u"ana"_s, u"webhook"_s, u"notes"_s);
        log.add(u"ana"_s, u"webhook"_s, u"bills"_s);
        log.add(u"ben"_s, u"queue-notify"_s, u"notes"_s);
        log.add(u"ben"_s, u"webhook"_s, u"notes"_s);
        QCOMPARE(service.calls, QStringList({u"note ana webhook notes"_s, u"note ana webhook bills"_s,
                                             u"note ben queue-notify notes"_s}));
    }

    void thoseThatFollowBecomeOneLine()
    {
        FakeSyncService service;
        http::HintLog log(service, 1ms);
        for (int i = 0; i < 999; ++i)
            log.add(u"ana"_s, u"webhook"_s, u"notes"_s);
        log.add(u"ben"_s, u"webhook"_s, u"notes"_s);
        log.add(u"ana"_s, u"notify-change"_s, {});
        log.add(u"ana"_s, u"notify-change"_s, {});
        log.add(u"ana"_s, u"mark-synced"_s, {});
        QTRY_COMPARE(service.calls.size(), 5);
        QVERIFY(service.calls.contains(u"note ben webhook notes, 999 more"_s));
        QVERIFY(service.calls.contains(u"note ana notify-change 1 more"_s));
        QCOMPARE(service.calls.filter(u"mark-synced"_s).size(), 1);
        // A new span begins with a line at once.
        log.add(u"ana"_s, u"webhook"_s, u"notes"_s);
        QCOMPARE(service.calls.last(), u"note ana webhook notes"_s);
    }
};

QTEST_GUILESS_MAIN(TestHintLog)
#include "tst_hintlog.moc"
