// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/killpoints/killbench.h"

#include "sync/api/abortpoint.h"

#include <QTest>

using namespace keel;

/// The program is killed while it sets a link up and compares two databases that never met, with users at work: in the
/// end both hold the union, and no version is lost.
class TestKillLoad : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void theUnionComesAboutAllTheSame_data();
    void theUnionComesAboutAllTheSame();

private:
    KillBench::Servers m_servers;
};

void TestKillLoad::initTestCase()
{
    QString whyNot;
    m_servers.a = PrivatePostgres::start(PrivatePostgres::Which::A, &whyNot);
    if (m_servers.a)
        m_servers.b = PrivatePostgres::start(PrivatePostgres::Which::B, &whyNot);
    if (!m_servers.b)
        QSKIP(qPrintable(whyNot));
}

void TestKillLoad::theUnionComesAboutAllTheSame_data()
{
    QTest::addColumn<QString>("at");
    QTest::addColumn<QString>("filled"); ///< the sides that hold rows before
    const auto row = [](const char* step, const char* way, const char* filled) {
        QVERIFY2(abortStepNames().contains(QString::fromLatin1(step)), step);
        QTest::addRow("%s%s, %s filled", step, way, filled)
            << QStringLiteral("%1:%2%3").arg(QString::fromLatin1(step), QStringLiteral("%1"), QString::fromLatin1(way))
            << QString::fromLatin1(filled);
    };
    row("side-set-up", "", "ab");
    row("cursor-started", "", "ab");
    row("load-planned", "", "ab");
    row("load-recorded", "", "ab");
    row("load-written", ":forward", "ab");
    row("load-written", ":reverse", "ab");
    row("load-committed", ":forward", "ab");
    row("load-committed", ":reverse", "ab");
    row("load-streamed", ":forward", "a");
    row("load-streamed", ":reverse", "b");
    row("load-stream-committed", ":forward", "a");
    row("load-stream-committed", ":reverse", "b");
}

void TestKillLoad::theUnionComesAboutAllTheSame()
{
    QFETCH(QString, at);
    QFETCH(QString, filled);
    const bool both = filled == QStringLiteral("ab");
    KillBench bench({.name = QStringLiteral("kill_load"), .poisonEvery = both ? 5U : 0U}, m_servers);
    const int rounds = killRounds();
    int kills = 0;
    for (int attempt = 0; kills < rounds && attempt < 3 * rounds; ++attempt) {
        bench.forgetAll();
        if (filled.contains(QLatin1Char('a')))
            bench.user(Side::A).edit(40);
        if (filled.contains(QLatin1Char('b')))
            bench.user(Side::B).edit(40);
        // A stream needs a side that stands still.
        if (both)
            bench.startUsers();
        const bool later = at.startsWith(QStringLiteral("side-set-up")) || at.startsWith(QStringLiteral("cursor"));
        const auto ended = bench.once(at.arg(later ? 1 + attempt % 2 : 1));
        bench.stopUsers();
        kills += ended.killed ? 1 : 0;
        bench.edit(20); // of rows that came before the kill, too
        QVERIFY2(ended.killed || ended.exit == 0 || ended.exit == 1, ended.said.constData());
        const QStringList findings = bench.recover();
        QVERIFY2(findings.isEmpty(),
                 qPrintable(QStringLiteral("round %1: ").arg(attempt) + findings.join(QLatin1Char('\n'))));
    }
    QCOMPARE(kills, rounds);
}

QTEST_GUILESS_MAIN(TestKillLoad)
#include "tst_killload.moc"
