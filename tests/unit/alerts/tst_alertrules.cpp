// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/alerts/alertrules.h"

#include <QRegularExpression>
#include <QTest>
#include <QTimeZone>

using namespace keel;
using namespace Qt::Literals::StringLiterals;

/// A service of two links, looked at once a second, by a clock that the test moves.
class TestAlertRules : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void aHealthyServiceCallsNobody();
    void aLinkThatComesBackAtOnceCallsNobody();
    void aLinkThatStaysDownIsToldOnceAndWhenItIsOver();
    void aWatchdogThatStillTriesCallsNobody();
    void everyCauseIsTold_data();
    void everyCauseIsTold();
    void aCauseThatComesAndGoesIsToldOnceInTenMinutes();
    void whatComesTogetherGoesInOneMessage();
    void manyLinksOneAfterTheOtherMakeFewMessages();
    void whatWasToldBeforeTheStartIsNotToldAgain();
    void whatEndedWhileTheServiceWasAwayIsOverOnceItHasLooked();
    void nothingIsOverBeforeTheServiceHasLooked();
    void aClockSetBackDoesNotSilenceForEver();
    void aServiceThatStopsIsNoNews();
    void noSentenceHoldsWhatTheServerSaid();

private:
    /// Seconds go by; the alerts of all of them, with the second of each message.
    QList<Alert> pass(int seconds)
    {
        QList<Alert> all;
        for (int i = 0; i < seconds; ++i) {
            m_now = m_now.addSecs(1);
            m_snapshot.at = m_now;
            const QList<Alert> alerts = m_rules->look(m_snapshot, m_refused, m_now);
            if (!alerts.isEmpty())
                ++m_messages;
            all += alerts;
        }
        return all;
    }
    LinkSnapshot& link(int i = 0) { return m_snapshot.links[i]; }
    void down(int i, bool isDown)
    {
        link(i).state = isDown ? LinkState::Down : LinkState::InSync;
        link(i).b.reachable = !isDown;
    }
    void check(HealthCheck::Kind kind, bool ok)
    {
        link().checks = {HealthCheck{.kind = kind, .ok = ok, .value = 11, .limit = 10, .recommendation = {}}};
    }

    ServiceSnapshot m_snapshot;
    QString m_refused;
    QDateTime m_now;
    int m_messages = 0;
    std::unique_ptr<AlertRules> m_rules;
};

void TestAlertRules::init()
{
    QTest::failOnWarning(QRegularExpression(u"."_s));
    m_now = QDateTime({2026, 1, 22}, {7, 0}, QTimeZone::utc());
    m_messages = 0;
    m_refused.clear();
    m_snapshot = {};
    m_snapshot.startedAt = m_now.addSecs(-3600);
    for (const QString& name : {u"clinic-cloud"_s, u"lab"_s}) {
        LinkSnapshot one;
        one.name = LinkName(name);
        one.a.name = EndpointName(u"clinic"_s);
        one.b.name = EndpointName(u"cloud"_s);
        one.a.reachable = one.b.reachable = true;
        one.state = LinkState::InSync;
        m_snapshot.links.append(one);
    }
    m_rules = std::make_unique<AlertRules>();
}

void TestAlertRules::aHealthyServiceCallsNobody()
{
    check(HealthCheck::Kind::ErrorsOpen, true);
    QVERIFY(pass(3600).isEmpty());
}

void TestAlertRules::aLinkThatComesBackAtOnceCallsNobody()
{
    down(0, true);
    QVERIFY(pass(9).isEmpty());
    down(0, false);
    QVERIFY(pass(600).isEmpty());
}

void TestAlertRules::aLinkThatStaysDownIsToldOnceAndWhenItIsOver()
{
    down(0, true);
    const QList<Alert> told = pass(3600);
    QCOMPARE(told.size(), 1);
    QCOMPARE(told[0].cause, AlertCause::LinkDown);
    QCOMPARE(told[0].link.value, u"clinic-cloud"_s);
    QVERIFY(!told[0].over);
    QCOMPARE(told[0].text, u"clinic-cloud is down: cloud cannot be reached"_s);
    QCOMPARE(told[0].at, QDateTime({2026, 1, 22}, {7, 0, 11}, QTimeZone::utc()));
    down(0, false);
    QVERIFY(pass(9).isEmpty());
    const QList<Alert> over = pass(3600);
    QCOMPARE(over.size(), 1);
    QVERIFY(over[0].over);
    QCOMPARE(over[0].cause, AlertCause::LinkDown);
}

void TestAlertRules::aWatchdogThatStillTriesCallsNobody()
{
    check(HealthCheck::Kind::Watchdog, false);
    link().checks[0].value = 9;
    QVERIFY(pass(600).isEmpty());
    link().checks[0].value = 10;
    QCOMPARE(pass(600).size(), 1);
}

void TestAlertRules::everyCauseIsTold_data()
{
    QTest::addColumn<AlertCause>("cause");
    for (const AlertCause cause : allAlertCauses())
        QTest::newRow(qPrintable(toText(cause))) << cause;
}

void TestAlertRules::everyCauseIsTold()
{
    QFETCH(AlertCause, cause);
    switch (cause) {
    case AlertCause::LinkDown:
        down(0, true);
        break;
    case AlertCause::BrakeHolds:
        link().brake = {BrakePlan{.id = 1}};
        break;
    case AlertCause::RowsHeld:
        link().held = 3;
        break;
    case AlertCause::ErrorsOpen:
        link().errorsOpen = 11;
        check(HealthCheck::Kind::ErrorsOpen, false);
        break;
    case AlertCause::WatchdogGaveUp:
        check(HealthCheck::Kind::Watchdog, false);
        break;
    case AlertCause::ProofUnequal:
        link().proof = Proof{.at = m_now, .equal = false, .rows = 100, .suspects = 5};
        break;
    case AlertCause::CanaryLate:
        check(HealthCheck::Kind::Canary, false);
        break;
    case AlertCause::ConfigRefused:
        m_refused = u"links[0].name: missing"_s;
        break;
    }
    const QList<Alert> told = pass(60);
    QCOMPARE(told.size(), 1);
    QCOMPARE(told[0].cause, cause);
    QVERIFY(!told[0].text.isEmpty());
    QCOMPARE(told[0].link.isEmpty(), cause == AlertCause::ConfigRefused);
}

void TestAlertRules::aCauseThatComesAndGoesIsToldOnceInTenMinutes()
{
    int raised = 0;
    for (int minute = 0; minute < 60; ++minute) {
        link().held = 1;
        for (const Alert& alert : pass(30))
            raised += alert.over ? 0 : 1;
        link().held = 0;
        for (const Alert& alert : pass(30))
            raised += alert.over ? 0 : 1;
    }
    QVERIFY2(raised <= 6, qPrintable(QString::number(raised)));
    QVERIFY2(raised >= 5, qPrintable(QString::number(raised))); // and it is not forgotten
}

void TestAlertRules::whatComesTogetherGoesInOneMessage()
{
    down(0, true);
    down(1, true);
    QCOMPARE(pass(60).size(), 2);
    QCOMPARE(m_messages, 1);
}

void TestAlertRules::manyLinksOneAfterTheOtherMakeFewMessages()
{
    const LinkSnapshot model = link();
    m_snapshot.links.clear();
    for (int i = 0; i < 50; ++i) {
        LinkSnapshot one = model;
        one.name = LinkName(u"link%1"_s.arg(i));
        m_snapshot.links.append(one);
    }
    QList<Alert> told;
    for (int i = 0; i < 50; ++i) {
        down(i, true);
        told += pass(1);
    }
    told += pass(60);
    QCOMPARE(told.size(), 50);
    QVERIFY2(m_messages <= 4, qPrintable(QString::number(m_messages)));
}

void TestAlertRules::whatWasToldBeforeTheStartIsNotToldAgain()
{
    m_rules = std::make_unique<AlertRules>(
        QList<Alert>{{AlertCause::RowsHeld, link().name, false, u"1 row"_s, m_now.addSecs(-7200)}});
    link().held = 1;
    QVERIFY(pass(3600).isEmpty());
    link().held = 0;
    const QList<Alert> over = pass(60);
    QCOMPARE(over.size(), 1);
    QVERIFY(over[0].over);
}

void TestAlertRules::whatEndedWhileTheServiceWasAwayIsOverOnceItHasLooked()
{
    m_snapshot.startedAt = m_now;
    m_rules = std::make_unique<AlertRules>(
        QList<Alert>{{AlertCause::LinkDown, link().name, false, u"down"_s, m_now.addSecs(-7200)}});
    QVERIFY(pass(59).isEmpty());
    const QList<Alert> over = pass(5);
    QCOMPARE(over.size(), 1);
    QVERIFY(over[0].over);
    QVERIFY(pass(3600).isEmpty());
}

void TestAlertRules::nothingIsOverBeforeTheServiceHasLooked()
{
    m_snapshot.startedAt = m_now;
    m_rules = std::make_unique<AlertRules>(
        QList<Alert>{{AlertCause::RowsHeld, link().name, false, u"1 row"_s, m_now.addSecs(-60)}});
    QVERIFY(pass(20).isEmpty()); // counts not read yet
    link().held = 1;
    QVERIFY(pass(3600).isEmpty());
}

void TestAlertRules::aClockSetBackDoesNotSilenceForEver()
{
    link().held = 1;
    QCOMPARE(pass(10).size(), 1);
    link().held = 0;
    m_now = m_now.addDays(-1);
    QCOMPARE(pass(60).size(), 1); // over
    link().held = 1;
    const QList<Alert> again = pass(700);
    QCOMPARE(again.size(), 1);
    QVERIFY(!again[0].over);
}

void TestAlertRules::aServiceThatStopsIsNoNews()
{
    down(0, true);
    m_snapshot.serviceAnswers = false;
    QVERIFY(pass(600).isEmpty());
}

void TestAlertRules::noSentenceHoldsWhatTheServerSaid()
{
    down(0, true);
    link().b.reachable = true;
    Error error;
    error.detail = u"Key (email)=(ana@example.org) already exists"_s;
    link().lastError = error;
    const QList<Alert> told = pass(60);
    QCOMPARE(told.size(), 1);
    QCOMPARE(told[0].text, u"clinic-cloud is down: its cycles fail"_s);
}

QTEST_APPLESS_MAIN(TestAlertRules)
#include "tst_alertrules.moc"
