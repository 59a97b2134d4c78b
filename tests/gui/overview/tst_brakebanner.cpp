// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/parts/pagefixture.h"
#include "ui/pages/overview/brakebanner.h"

#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTranslator>

using namespace keel;
using namespace Qt::Literals::StringLiterals;

namespace {

BrakePlan planOf(qint64 id)
{
    BrakePlan plan;
    plan.id = id;
    plan.link = LinkName(u"clinic-cloud"_s);
    plan.table = TableName(u"patients"_s);
    plan.side = EndpointName(u"cloud"_s);
    plan.origin = EndpointName(u"clinic"_s);
    plan.deletes = 12431;
    plan.rows = 12880;
    plan.cause = u"maint, psql"_s;
    plan.since = sample::now().addSecs(-600);
    plan.samples = {
        {u"[4]"_s, u"[{\"column\":\"id\",\"text\":\"4\"},{\"column\":\"name\",\"text\":\"Rima Haddad\"}]"_s}};
    return plan;
}

ServiceSnapshot heldSnapshot(Environment environment)
{
    ServiceSnapshot snapshot = sample::calm();
    for (LinkSnapshot& link : snapshot.links) {
        link.a.environment = link.b.environment = Environment::Development;
        if (link.name.value != u"clinic-cloud"_s)
            continue;
        link.b.environment = environment;
        link.brake = {planOf(7), planOf(8)};
    }
    return snapshot;
}

} // namespace

class TestBrakeBanner : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init() { failOnOtherWarnings(); }
    void isHiddenWhileNothingIsHeld();
    void buttonsNameSideAndEffect();
    void eachButtonDecidesAsItSays_data();
    void eachButtonDecidesAsItSays();
    void productionAsksASecondTime();
    void theNextPlanFollows();
    void pauseAndLookPausesAndAsksForTheTables();
    void aRefusedDecisionIsSaid();

private:
    [[nodiscard]] QPushButton* button(const char* name)
    {
        return m_page->page->findChild<QPushButton*>(QLatin1StringView(name));
    }
    void open(Environment environment);
    void follow()
    {
        BrakeBanner* banner = m_page->page.get();
        banner->showHeld(m_page->shown().snapshot(), {});
        connect(&m_page->shown(), &SyncService::snapshotChanged, banner,
                [banner](const ServiceSnapshot& snapshot) { banner->showHeld(snapshot, {}); });
    }
    QTranslator m_plurals;
    std::unique_ptr<PageFixture<BrakeBanner>> m_page;
};

void TestBrakeBanner::initTestCase()
{
    QVERIFY(m_plurals.load(u":/i18n/evenkeel_en.qm"_s));
    QCoreApplication::installTranslator(&m_plurals);
}

void TestBrakeBanner::open(Environment environment)
{
    m_page = std::make_unique<PageFixture<BrakeBanner>>();
    m_page->service.show(heldSnapshot(environment));
    m_page->service.calls.clear();
    m_page->open();
    follow();
}

void TestBrakeBanner::isHiddenWhileNothingIsHeld()
{
    m_page = std::make_unique<PageFixture<BrakeBanner>>();
    m_page->service.show(sample::calm());
    m_page->open();
    follow();
    QVERIFY(m_page->page->isHidden());
}

void TestBrakeBanner::buttonsNameSideAndEffect()
{
    open(Environment::Development);
    QVERIFY(m_page->page->isVisible());
    QCOMPARE(button("restore")->text(), u"Restore 12,431 rows in clinic"_s);
    QCOMPARE(button("delete")->text(), u"Delete 12,431 rows in cloud"_s);
    QCOMPARE(button("look")->text(), u"Pause and look"_s);
    QStringList texts;
    for (const QLabel* label : m_page->page->findChildren<QLabel*>())
        texts.append(label->text());
    QVERIFY(texts.join(u' ').contains(u"maint, psql"_s));
    QVERIFY(texts.join(u' ').contains(u"Rima Haddad"_s));
}

void TestBrakeBanner::eachButtonDecidesAsItSays_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("call");
    QTest::newRow("restore") << u"restore"_s << u"brake reverse 7 ana"_s;
    QTest::newRow("delete") << u"delete"_s << u"brake accept 7 ana"_s;
    QTest::newRow("leave") << u"leave"_s << u"brake drop 7 ana"_s;
}

void TestBrakeBanner::eachButtonDecidesAsItSays()
{
    QFETCH(QString, name);
    QFETCH(QString, call);
    open(Environment::Development);
    QTest::mouseClick(button(name.toLatin1().constData()), Qt::LeftButton);
    QTRY_COMPARE(heard(m_page->service).filter(u"brake"_s), QStringList{call});
}

void TestBrakeBanner::productionAsksASecondTime()
{
    open(Environment::Production);
    QTest::mouseClick(button("delete"), Qt::LeftButton);
    QCOMPARE(heard(m_page->service).filter(u"brake"_s), QStringList());
    QVERIFY(button("yes")->isVisible());
    QVERIFY(button("yes")->text().contains(u"Delete 12,431 rows in cloud"_s));
    QTest::mouseClick(button("no"), Qt::LeftButton);
    QVERIFY(!button("yes")->isVisible());
    QCOMPARE(heard(m_page->service).filter(u"brake"_s), QStringList());
    QTest::mouseClick(button("delete"), Qt::LeftButton);
    QTest::mouseClick(button("yes"), Qt::LeftButton);
    QTRY_COMPARE(heard(m_page->service).filter(u"brake"_s), QStringList{u"brake accept 7 ana"_s});
}

void TestBrakeBanner::theNextPlanFollows()
{
    open(Environment::Development);
    QTest::mouseClick(button("restore"), Qt::LeftButton);
    QTRY_VERIFY(button("restore")->isEnabled());
    // The end of the command and the snapshot without the plan come by different ways to a desktop elsewhere.
    const auto plans = [this] {
        qsizetype count = 0;
        for (const LinkSnapshot& link : m_page->shown().snapshot().links)
            count += link.brake.size();
        return count;
    };
    QTRY_COMPARE(plans(), 1);
    QTest::mouseClick(button("restore"), Qt::LeftButton);
    QTRY_COMPARE(heard(m_page->service).filter(u"brake"_s),
                 QStringList({u"brake reverse 7 ana"_s, u"brake reverse 8 ana"_s}));
    QTRY_VERIFY(m_page->page->isHidden());
}

void TestBrakeBanner::pauseAndLookPausesAndAsksForTheTables()
{
    open(Environment::Development);
    QSignalSpy asked(m_page->page.get(), &BrakeBanner::lookAsked);
    QTest::mouseClick(button("look"), Qt::LeftButton);
    QCOMPARE(asked.size(), 1);
    QTRY_VERIFY(heard(m_page->service).contains(u"pause clinic-cloud ana"_s));
}

void TestBrakeBanner::aRefusedDecisionIsSaid()
{
    open(Environment::Development);
    Error error;
    error.kind = ErrorClass::Config;
    error.code = ErrorCode::NotFound;
    error.detail = u"there is no held plan of the brake 7"_s;
    m_page->service.failWith = error;
    QTest::mouseClick(button("restore"), Qt::LeftButton);
    QTRY_VERIFY(button("restore")->isEnabled());
    QStringList texts;
    for (const QLabel* label : m_page->page->findChildren<QLabel*>())
        texts.append(label->text());
    QVERIFY(texts.join(u' ').contains(u"no held plan"_s));
}

QTEST_MAIN(TestBrakeBanner)
#include "tst_brakebanner.moc"
