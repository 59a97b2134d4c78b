// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/faults/faultylink.h"

#include <QElapsedTimer>
#include <QTest>

using namespace keel;

/// A server that hangs without closing a connection: its processes are stopped for forty seconds.
class TestFrozen : public QObject
{
    Q_OBJECT

private slots:
    void aFrozenServerIsNoticedAndNothingIsLost()
    {
        QString whyNot;
        const auto link = FaultyLink::start(&whyNot);
        if (!link)
            QSKIP(qPrintable(whyNot));
        link->insert('a', 100);
        QTRY_VERIFY2_WITH_TIMEOUT(link->isEqual(), qPrintable(link->difference()), 20'000);

        QElapsedTimer frozen;
        frozen.start();
        link->serverB().freeze();
        link->insert('a', 100);
        // Noticed: a failure that counts, and a restart by the watchdog, while nothing ever answered.
        QTRY_VERIFY_WITH_TIMEOUT(link->link().consecutiveFailures > 0, 30'000);
        const qint64 noticed = frozen.elapsed();
        QVERIFY2(noticed < 30'000, qPrintable(QString::number(noticed)));
        QVERIFY(link->link().state != LinkState::InSync);
        link->insert('a', 100);
        QTRY_VERIFY_WITH_TIMEOUT(frozen.elapsed() >= 40'000, 41'000);
        QVERIFY(link->link().restarts >= 1);

        link->serverB().thaw();
        QTRY_VERIFY2_WITH_TIMEOUT(link->isEqual(), qPrintable(link->difference()), 10'000);
        QTRY_COMPARE_WITH_TIMEOUT(link->link().consecutiveFailures, 0, 10'000);
        QCOMPARE(link->link().errorsOpen, 0);
        qInfo("noticed after %lld ms", noticed);
    }
};

QTEST_GUILESS_MAIN(TestFrozen)
#include "tst_frozen.moc"
