// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktopnotice.h"
#include "tests/gui/desktopnotice/notifications.h"

#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

using namespace keel;
using namespace Qt::Literals::StringLiterals;

class TestDesktopNotice : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void withoutADesktopItSaysSoOnce();
    void theDesktopGetsTitleAndText();

private:
    PrivateBus m_bus;
};

void TestDesktopNotice::initTestCase()
{
    if (PrivateBus::program().isEmpty())
        QSKIP("dbus-daemon is not installed: notifications were not tried");
    QVERIFY(m_bus.start());
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
    QVERIFY(desktop.serve(m_bus.address()));
    DesktopNotice notice;
    QSignalSpy shown(&notice, &DesktopNotice::shown);
    notice.show(u"Evenkeel: 2 alerts"_s, u"a is down\nOver: <b>b</b> & c"_s);
    QTRY_COMPARE(shown.size(), 1);
    QCOMPARE(desktop.shown, QStringList({u"Evenkeel"_s, u"evenkeel"_s, u"Evenkeel: 2 alerts"_s,
                                         u"a is down\nOver: &lt;b&gt;b&lt;/b&gt; &amp; c"_s, u"evenkeel"_s}));
}

QTEST_GUILESS_MAIN(TestDesktopNotice)
#include "tst_desktopnotice.moc"
