// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/canary/canaryengine.h"

using namespace keel;

/// Probes that do not arrive: half a minute later the check names what is suspected.
class TestCanaryAlarm : public QObject, private CanaryEngine
{
    Q_OBJECT

private slots:
    void init() { begin(); }
    void cleanup() { stop(); }

    /// Two links at once, since each has to wait for half a minute.
    void theSuspectedPartIsNamed()
    {
        if (!m_a || !m_b)
            QSKIP(qPrintable(m_whyNot));
        const EndpointConfig clinic = postgres(*m_a, QStringLiteral("clinic"));
        start({link("untriggered", clinic, sqlite(QStringLiteral("copy"))),
               link("cut", sqlite(QStringLiteral("store")), postgres(*m_b, QStringLiteral("cloud")))});
        QTRY_VERIFY_WITH_TIMEOUT(shown(0).canary && shown(0).canary->forward, 20'000);
        QTRY_VERIFY_WITH_TIMEOUT(shown(1).canary && shown(1).canary->forward, 20'000);
        QVERIFY(canaryOf(shown(0))->ok && canaryOf(shown(1))->ok);
        m_a->psql(clinic.database, QStringLiteral("alter table evenkeel.canary disable trigger all"));
        m_b->stop();

        QTRY_VERIFY_WITH_TIMEOUT(!canaryOf(shown(0))->ok && !canaryOf(shown(1))->ok, 50'000);
        const HealthCheck untriggered = *canaryOf(shown(0));
        QVERIFY2(untriggered.recommendation.contains(u"journal of clinic"), qPrintable(untriggered.recommendation));
        QVERIFY(*untriggered.value > 30);
        QVERIFY(shown(0).state == LinkState::Attention);
        const HealthCheck cut = *canaryOf(shown(1));
        // Of the two ways, whichever is late first: one cannot be written in cloud, the other does not get into it.
        QVERIFY2(cut.recommendation.contains(u"cloud"), qPrintable(cut.recommendation));
        QVERIFY(shown(1).state == LinkState::Down);

        QVERIFY(m_b->run());
        QTRY_VERIFY_WITH_TIMEOUT(canaryOf(shown(1))->ok, 45'000);
    }
};

QTEST_GUILESS_MAIN(TestCanaryAlarm)
#include "tst_canaryalarm.moc"
