// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/faults/faultylink.h"

#include <QRegularExpression>
#include <QTest>

#include <libpq-fe.h>

using namespace keel;

namespace {

using Fault = FaultProxy::Fault;
constexpr int rows = 200;
constexpr int promptly = 10'000;  // ms: progress after the end of a fault
constexpr qint64 middle = 20'000; // bytes: write() has a batch of more

const QString ownSessions = QStringLiteral("application_name like 'evenkeel%' and pid <> pg_backend_pid()");

} // namespace

Q_DECLARE_METATYPE(FaultProxy::Fault)

/// Each fault strikes while rows go both ways, and ends; then both sides hold every row, soon.
class TestFaults : public QObject
{
    Q_OBJECT

    std::unique_ptr<FaultyLink> m_link;

    void write()
    {
        m_link->insert('a', rows);
        m_link->insert('b', rows / 10);
    }
    /// The fault is over: all arrives within ten seconds, and nothing stays behind as somebody's error.
    void expectAll()
    {
        QTRY_VERIFY2_WITH_TIMEOUT(m_link->isEqual(), qPrintable(m_link->difference()), promptly);
        QTRY_COMPARE_WITH_TIMEOUT(m_link->link().consecutiveFailures, 0, promptly);
        QCOMPARE(m_link->link().errorsOpen, 0);
        QCOMPARE(m_link->link().conflictsTotal, 0);
    }

private slots:
    void initTestCase()
    {
        QString whyNot;
        m_link = FaultyLink::start(&whyNot);
        if (!m_link)
            QSKIP(qPrintable(whyNot));
        write();
        QTRY_VERIFY2_WITH_TIMEOUT(m_link->isEqual(), qPrintable(m_link->difference()), 20'000);
    }

    void cleanupTestCase() { m_link.reset(); }

    void theNetworksFaultsLoseNothing_data()
    {
        QTest::addColumn<Fault>("fault");
        QTest::addColumn<qint64>("amount");
        QTest::addColumn<qint64>("after");
        const auto row = [](const char* name, Fault fault, qint64 amount, qint64 after = 0) {
            QTest::newRow(name) << fault << amount << after;
        };
        row("delay", Fault::Delay, 100);
        row("delay in the middle of a batch", Fault::Delay, 100, middle);
        row("stall", Fault::Stall, 0);
        row("stall in the middle of a batch", Fault::Stall, 0, middle);
        row("half open", Fault::HalfOpen, 0);
        row("half open in the middle of a batch", Fault::HalfOpen, 0, middle);
        row("cut at once", Fault::Cut, 0);
        row("cut in the middle of a batch", Fault::Cut, middle);
        row("reset at once", Fault::Reset, 0);
        row("reset in the middle of a batch", Fault::Reset, middle);
        row("reply to COMMIT lost", Fault::CutAfterCommit, 0);
    }

    void theNetworksFaultsLoseNothing()
    {
        QFETCH(Fault, fault);
        QFETCH(qint64, amount);
        QFETCH(qint64, after);
        m_link->proxy().set(fault, amount, after);
        write();
        QTRY_VERIFY_WITH_TIMEOUT(m_link->proxy().hits() > 0, promptly);
        write();
        m_link->proxy().mend();
        expectAll();
    }

    void endedSessionsAreReplaced()
    {
        for (int round = 0; round < 3; ++round) {
            write();
            m_link->sql(round % 2 == 0 ? 'b' : 'a',
                        QStringLiteral("select count(pg_terminate_backend(pid)) from pg_stat_activity where ") +
                            ownSessions);
        }
        expectAll();
    }

    void aFullServerIsWaitedFor()
    {
        // Everything that the server takes, then Evenkeel's own sessions end and find no room.
        std::vector<std::unique_ptr<PGconn, decltype(&PQfinish)>> crowd;
        const QByteArray where = QStringLiteral("host=%1 port=%2 user=%3 dbname=postgres connect_timeout=5")
                                     .arg(m_link->serverB().host())
                                     .arg(m_link->serverB().port())
                                     .arg(m_link->serverB().user())
                                     .toLatin1();
        const auto join = [&] {
            crowd.emplace_back(PQconnectdb(where.constData()), &PQfinish);
            return PQstatus(crowd.back().get()) == CONNECTION_OK;
        };
        const std::unique_ptr<PGconn, decltype(&PQfinish)> seat(PQconnectdb(where.constData()), &PQfinish);
        const QByteArray end =
            "select count(pg_terminate_backend(pid)) from pg_stat_activity where " + ownSessions.toLatin1();
        // Its sessions may be back before the crowd has their seats: then once more.
        const auto isTurnedAway = [&] {
            while (join()) {
            }
            const auto said = m_link->link().lastError;
            if (said && said->sqlState == u"53300")
                return said->isTransient() && said->code == ErrorCode::ResourceShort;
            PQclear(PQexec(seat.get(), end.constData()));
            return false;
        };
        QTRY_VERIFY_WITH_TIMEOUT(isTurnedAway(), promptly);
        m_link->insert('a', rows);
        crowd.clear();
        expectAll();
    }

    void aServerThatStopsAtOnceComesBack()
    {
        write();
        m_link->insert('a', rows);
        m_link->serverB().stop();
        m_link->insert('a', rows);
        QTRY_VERIFY_WITH_TIMEOUT(m_link->link().consecutiveFailures > 0, promptly);
        QVERIFY(m_link->link().state != LinkState::InSync);
        QVERIFY(m_link->serverB().run());
        expectAll();
    }
};

QTEST_GUILESS_MAIN(TestFaults)
#include "tst_faults.moc"
