// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/faults/faultylink.h"

#include <QTest>

using namespace keel;

namespace {

constexpr int rows = 200;
constexpr int promptly = 20'000; // ms: to find the other server, and to carry a decision out

} // namespace

/// Another server, with an empty database of the same name, answers where b answered, while the engine runs.
class TestNewCluster : public QObject
{
    Q_OBJECT

private slots:
    void nothingIsLostWithoutADecision_data();
    void nothingIsLostWithoutADecision();
    void cleanup() { m_link.reset(); }

private:
    [[nodiscard]] QString counts() const
    {
        const QString count = QStringLiteral("select count(*) from notes");
        return m_link->sql('a', count) + QLatin1Char(' ') + m_link->sql('b', count);
    }
    [[nodiscard]] QList<BrakePlan> plans() const { return m_link->link().brake; }
    std::unique_ptr<FaultyLink> m_link;
};

void TestNewCluster::nothingIsLostWithoutADecision_data()
{
    QTest::addColumn<int>("decision");
    QTest::addColumn<QString>("expected"); ///< rows of a and of b; one came to a after the plan
    QTest::newRow("accept deletes them on the other side, too") << int(BrakeDecision::Accept) << QStringLiteral("1 1");
    QTest::newRow("reverse fills the new database") << int(BrakeDecision::Reverse) << QStringLiteral("201 201");
    QTest::newRow("drop leaves both as they are") << int(BrakeDecision::Drop) << QStringLiteral("201 1");
}

void TestNewCluster::nothingIsLostWithoutADecision()
{
    QFETCH(int, decision);
    QFETCH(QString, expected);
    QString whyNot;
    m_link = FaultyLink::start(&whyNot);
    if (!m_link)
        QSKIP(qPrintable(whyNot));
    m_link->insert('a', rows);
    QTRY_VERIFY2_WITH_TIMEOUT(m_link->isEqual(), qPrintable(m_link->difference()), promptly);
    const QString known = m_link->sql('a', QStringLiteral("select * from notes order by id"));

    QVERIFY2(m_link->replaceServerB(&whyNot), qPrintable(whyNot));
    QTRY_VERIFY2_WITH_TIMEOUT(plans().size() == 1, qPrintable(m_link->difference()), promptly);
    const BrakePlan plan = plans().constFirst();
    QVERIFY(plan.reason == BrakeReason::Swapped);
    QCOMPARE(plan.deletes, rows);
    QCOMPARE(plan.side, EndpointName(QStringLiteral("a")));
    QCOMPARE(plan.origin, EndpointName(QStringLiteral("b")));
    QCOMPARE(m_link->link().state, LinkState::Held);
    // People go on; more cycles take nothing away, and bring nothing over.
    m_link->insert('a', 1);
    const qint64 cycles = m_link->link().cycles;
    QTRY_VERIFY_WITH_TIMEOUT(m_link->link().cycles >= cycles + 5, promptly);
    QVERIFY(m_link->sql('a', QStringLiteral("select * from notes order by id")).startsWith(known));
    QCOMPARE(counts(), QStringLiteral("201 0"));

    m_link->engine().decideBrake(1, plan.id, BrakeDecision(decision), QStringLiteral("ana"));
    QTRY_VERIFY2_WITH_TIMEOUT(plans().isEmpty(), qPrintable(m_link->difference()), promptly);
    QTRY_COMPARE_WITH_TIMEOUT(counts(), expected, promptly);
    QCOMPARE(m_link->link().errorsOpen, 0);
    // In step again, both ways.
    m_link->sql('a', QStringLiteral("insert into notes values (9001, 'later')"));
    m_link->sql('b', QStringLiteral("insert into notes values (9002, 'later too')"));
    const QString later = QStringLiteral("select string_agg(body, ', ' order by id) from notes where id > 9000");
    QTRY_COMPARE_WITH_TIMEOUT(m_link->sql('a', later), QStringLiteral("later, later too"), promptly);
    QTRY_COMPARE_WITH_TIMEOUT(m_link->sql('b', later), QStringLiteral("later, later too"), promptly);
    QTRY_COMPARE_WITH_TIMEOUT(m_link->link().consecutiveFailures, 0, promptly);
}

QTEST_GUILESS_MAIN(TestNewCluster)
#include "tst_newcluster.moc"
