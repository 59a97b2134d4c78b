// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/canary/canaryengine.h"

using namespace keel;

/// The canary of a running engine: its lag, and the silence of its bells.
class TestCanaryEngine : public QObject, private CanaryEngine
{
    Q_OBJECT

private slots:
    void init() { begin(); }
    void cleanup() { stop(); }

    void bothWaysArriveByTheBell_data()
    {
        QTest::addColumn<bool>("servers");
        QTest::newRow("sqlite") << false;
        QTest::newRow("postgresql") << true;
    }
    void bothWaysArriveByTheBell()
    {
        QFETCH(bool, servers);
        if (servers && (!m_a || !m_b))
            QSKIP(qPrintable(m_whyNot));
        const auto slow = [](LinkConfig& link) { link.interval = 20s; };
        if (servers)
            startPair(postgres(*m_a, QStringLiteral("clinic")), postgres(*m_b, QStringLiteral("cloud")), slow);
        else
            startPair(sqlite(QStringLiteral("clinic")), sqlite(QStringLiteral("cloud")), slow);
        QTRY_VERIFY_WITH_TIMEOUT(shown().canary && shown().canary->forward && shown().canary->reverse, 20'000);
        const QDateTime first = shown().canary->at;
        // With an interval of 20 s only the bell can have brought it so soon.
        QTRY_VERIFY_WITH_TIMEOUT(shown().canary->at > first.addSecs(2), 10'000);
        QVERIFY2(*shown().canary->forward < 3s, qPrintable(QString::number(shown().canary->forward->count())));
        QVERIFY2(*shown().canary->reverse < 3s, qPrintable(QString::number(shown().canary->reverse->count())));
        QTRY_COMPARE(toText(shown().state), QStringLiteral("in_sync"));
        const auto check = canaryOf(shown());
        QVERIFY(check && check->ok);
        QVERIFY(check->value && *check->value < 3);
        QCOMPARE(*check->limit, 30.0);

        const LinkSnapshot now = shown();
        QCOMPARE(now.tables.size(), 1);
        QCOMPARE(now.totalForward + now.totalReverse, 0);
        QCOMPARE(now.pendingForward.value_or(0) + now.pendingReverse.value_or(0), 0);
        QCOMPARE(now.errorsOpen, 0);
    }

    void itsLagIsAmongTheSamples()
    {
        startPair(sqlite(QStringLiteral("clinic")), sqlite(QStringLiteral("cloud")), [](LinkConfig&) {});
        QSignalSpy samples(m_engine.get(), &SyncService::samplesArrived);
        const auto isCharted = [&](std::optional<double> Sample::*lag) {
            SampleQuery query;
            query.request = 1;
            query.span = 300s;
            m_engine->requestSamples(query);
            if (!samples.wait(1000))
                return false;
            const auto series = samples.takeLast().at(0).value<SampleSeries>();
            return std::ranges::any_of(series.samples,
                                       [lag](const Sample& s) { return s.*lag && *(s.*lag) > 0 && *(s.*lag) < 5000; });
        };
        QTRY_VERIFY_WITH_TIMEOUT(isCharted(&Sample::canaryForwardMs), 15'000);
        QTRY_VERIFY_WITH_TIMEOUT(isCharted(&Sample::canaryReverseMs), 15'000);
    }

    void withoutABellThePollBringsIt()
    {
        if (!m_a || !m_b)
            QSKIP(qPrintable(m_whyNot));
        const auto polled = [](LinkConfig& link) {
            link.bell = false;
            link.interval = 800ms;
        };
        startPair(postgres(*m_a, QStringLiteral("clinic")), postgres(*m_b, QStringLiteral("cloud")), polled);
        QTRY_VERIFY_WITH_TIMEOUT(shown().canary && shown().canary->forward && shown().canary->reverse, 20'000);
        QVERIFY2(*shown().canary->forward > 100ms, qPrintable(QString::number(shown().canary->forward->count())));
        QTRY_COMPARE(toText(shown().state), QStringLiteral("in_sync"));
        QVERIFY(canaryOf(shown())->ok); // no bell was promised
    }

    /// The bell's connection lives and nobody rings: what a pooler in between does.
    void notificationsThatDoNotComeAreNoticed()
    {
        if (!m_a || !m_b)
            QSKIP(qPrintable(m_whyNot));
        const EndpointConfig clinic = postgres(*m_a, QStringLiteral("clinic"));
        const auto quick = [](LinkConfig& link) {
            link.interval = 400ms;
            link.canaryEvery = 2s;
        };
        startPair(clinic, postgres(*m_b, QStringLiteral("cloud")), quick);
        QTRY_VERIFY_WITH_TIMEOUT(shown().canary && shown().canary->forward, 20'000);
        QVERIFY(canaryOf(shown())->ok);
        m_a->psql(clinic.database,
                  QStringLiteral("do $$ declare f record; begin for f in select pg_get_functiondef(p.oid) as body"
                                 " from pg_proc p where p.pronamespace = 'evenkeel'::regnamespace"
                                 " and p.prosrc like '%notify evenkeel%' loop"
                                 " execute replace(f.body, 'notify evenkeel', 'notify elsewhere'); end loop; end $$"));
        QTRY_VERIFY_WITH_TIMEOUT(!canaryOf(shown())->ok, 20'000);
        const LinkSnapshot now = shown();
        QVERIFY2(canaryOf(now)->recommendation.contains(u"clinic"), qPrintable(canaryOf(now)->recommendation));
        QVERIFY(canaryOf(now)->recommendation.contains(u"notifications"));
        QCOMPARE(toText(now.state), QStringLiteral("attention"));
    }
};

QTEST_GUILESS_MAIN(TestCanaryEngine)
#include "tst_canaryengine.moc"
