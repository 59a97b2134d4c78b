// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktopnotice.h"

#include <QDBusConnection>
#include <QDBusContext>
#include <QProcess>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTest>

using namespace keel;
using namespace Qt::Literals::StringLiterals;

/// What a desktop runs: takes notifications and gives each a number.
class Notifications : public QObject
{
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.Notifications")

public:
    QStringList shown;

public slots:
    uint Notify(const QString& application, uint /*replaces*/, const QString& icon, const QString& title,
                const QString& body, const QStringList& actions, const QVariantMap& hints, int /*timeout*/)
    {
        shown.append({application, icon, title, body, hints.value(u"desktop-entry"_s).toString()});
        return actions.isEmpty() ? 7 : 0;
    }
};

class TestDesktopNotice : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanupTestCase();
    void withoutADesktopItSaysSoOnce();
    void theDesktopGetsTitleAndText();

private:
    QProcess m_bus;
    QString m_address;
};

/// A session bus of the test's own, so that no real desktop is bothered.
void TestDesktopNotice::initTestCase()
{
    const QString daemon = QStandardPaths::findExecutable(u"dbus-daemon"_s);
    if (daemon.isEmpty())
        QSKIP("dbus-daemon is not installed: notifications were not tried");
    m_bus.start(daemon, {u"--session"_s, u"--nofork"_s, u"--nopidfile"_s, u"--print-address"_s});
    QTRY_VERIFY(m_bus.canReadLine());
    m_address = QString::fromUtf8(m_bus.readLine()).trimmed();
    QVERIFY(!m_address.isEmpty());
    qputenv("DBUS_SESSION_BUS_ADDRESS", m_address.toUtf8());
}

void TestDesktopNotice::cleanupTestCase()
{
    m_bus.terminate();
    m_bus.waitForFinished();
}

void TestDesktopNotice::withoutADesktopItSaysSoOnce()
{
    QTest::failOnWarning(QRegularExpression(u"."_s));
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"event=notification-not-shown"_s));
    DesktopNotice notice;
    QSignalSpy shown(&notice, &DesktopNotice::shown);
    notice.show(u"title"_s, u"text"_s);
    notice.show(u"title"_s, u"text"_s);
    QTRY_VERIFY(notice.children().isEmpty()); // both calls have ended
    QVERIFY(shown.isEmpty());
}

void TestDesktopNotice::theDesktopGetsTitleAndText()
{
    Notifications desktop;
    QDBusConnection bus = QDBusConnection::connectToBus(m_address, u"desktop"_s);
    QVERIFY(bus.registerObject(u"/org/freedesktop/Notifications"_s, &desktop, QDBusConnection::ExportAllSlots));
    QVERIFY(bus.registerService(u"org.freedesktop.Notifications"_s));
    DesktopNotice notice;
    QSignalSpy shown(&notice, &DesktopNotice::shown);
    notice.show(u"Evenkeel: 2 alerts"_s, u"a is down\nOver: <b>b</b> & c"_s);
    QTRY_COMPARE(shown.size(), 1);
    QCOMPARE(desktop.shown, QStringList({u"Evenkeel"_s, u"evenkeel"_s, u"Evenkeel: 2 alerts"_s,
                                         u"a is down\nOver: &lt;b&gt;b&lt;/b&gt; &amp; c"_s, u"evenkeel"_s}));
    QDBusConnection::disconnectFromBus(u"desktop"_s);
}

QTEST_GUILESS_MAIN(TestDesktopNotice)
#include "tst_desktopnotice.moc"
