// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/http/devices.h"

#include <QTest>

using keel::http::Devices;

class TestDevices : public QObject
{
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("."))); }

    void anUnknownDeskHasToLook()
    {
        const Devices devices;
        QVERIFY(devices.state(QStringLiteral("a")).needsUpdate);
        QVERIFY(!devices.state(QStringLiteral("a")).lastSync);
    }

    void aChangeIsForEveryDeskButItsSource()
    {
        Devices devices;
        const QDateTime now = QDateTime::fromSecsSinceEpoch(1000, Qt::UTC);
        for (const char* name : {"a", "b", "c"})
            devices.markSynced(QString::fromLatin1(name), now);
        QVERIFY(!devices.state(QStringLiteral("b")).needsUpdate);
        QCOMPARE(devices.state(QStringLiteral("b")).lastSync, now);
        devices.changed(QStringLiteral("a"));
        QVERIFY(!devices.state(QStringLiteral("a")).needsUpdate);
        QVERIFY(devices.state(QStringLiteral("b")).needsUpdate);
        devices.changed({});
        QVERIFY(devices.state(QStringLiteral("a")).needsUpdate);
    }

    void aSourceThatWasBehindStaysBehind()
    {
        Devices devices;
        devices.markUpdate(QStringLiteral("a"));
        devices.changed(QStringLiteral("a"));
        QVERIFY(devices.state(QStringLiteral("a")).needsUpdate);
    }

    void ofManyTheNewestAreKept()
    {
        Devices devices;
        const QDateTime now = QDateTime::fromSecsSinceEpoch(1000, Qt::UTC);
        for (int i = 0; i < 1500; ++i)
            devices.markSynced(QString::number(i), now);
        QVERIFY(devices.state(QStringLiteral("0")).needsUpdate);
        QVERIFY(!devices.state(QStringLiteral("1499")).needsUpdate);
    }
};

QTEST_GUILESS_MAIN(TestDevices)
#include "tst_devices.moc"
