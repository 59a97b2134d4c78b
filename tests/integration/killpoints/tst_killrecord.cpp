// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/killpoints/killbench.h"

#include "sync/records/history.h"

#include <QTest>

#include <future>

using namespace keel;
using namespace Qt::StringLiterals;

namespace {

/// Fewer in the suite than elsewhere: each takes several calls of the program.
int rounds(int usual)
{
    return qEnvironmentVariableIsSet("EVENKEEL_KILL_ROUNDS") ? killRounds() : usual;
}

/// What the history says of one row.
struct Told
{
    qint64 record = 0; ///< the last
    int open = 0;
    int closed = 0;
    int attempts = 0; ///< of it
    int conflicts = 0;
    int held = 0;
    QStringList losers;
};

QString valueOf(const QList<NamedValue>& row, QStringView column)
{
    for (const NamedValue& value : row) {
        if (value.column == column)
            return value.text.value_or(QString());
    }
    return {};
}

} // namespace

/// The program is killed between what it writes down and what it commits: a row that was refused, one that is tried
/// again, one that a person's word held. The record is there once and tells the truth, and the row goes its way.
class TestKillRecord : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void aRefusedRowIsRecordedOnce_data();
    void aRefusedRowIsRecordedOnce();
    void aRowThatIsAcceptedLaterGoesInOnce_data();
    void aRowThatIsAcceptedLaterGoesInOnce();
    void aRowThatAgreesAgainIsHeldNoLonger_data();
    void aRowThatAgreesAgainIsHeldNoLonger();

private:
    void start(const QJsonObject& link = {});
    void cycle();
    /// True: the program came to the step, in the direction from this side, and died there.
    bool killAt(const QString& step, Side from);
    void write(Side side, int id, const QString& version, const QString& note = u"n"_s);
    [[nodiscard]] QString at(Side side, int id);
    [[nodiscard]] Told told(int id) const;
    [[nodiscard]] bool isEqual();

    KillBench::Servers m_servers;
    std::unique_ptr<KillBench> m_bench;
};

namespace {

Direction wayOf(const QString& direction)
{
    return direction == u"forward" ? Direction::Forward : Direction::Reverse;
}

QString letter(Side side)
{
    return side == Side::A ? u"a"_s : u"b"_s;
}

} // namespace

void TestKillRecord::initTestCase()
{
    QString whyNot;
    m_servers.a = PrivatePostgres::start(PrivatePostgres::Which::A, &whyNot);
    if (m_servers.a)
        m_servers.b = PrivatePostgres::start(PrivatePostgres::Which::B, &whyNot);
    if (!m_servers.b)
        QSKIP(qPrintable(whyNot));
}

void TestKillRecord::start(const QJsonObject& link)
{
    m_bench.reset();
    m_bench = std::make_unique<KillBench>(KillBench::Options{.name = u"kill_record"_s, .poisonEvery = 0, .link = link},
                                          m_servers);
    m_bench->sql(Side::A, u"insert into people select i, 'v' || i, 'n' from generate_series(1, 20) i"_s);
    cycle();
}

void TestKillRecord::cycle()
{
    const auto ended = m_bench->once();
    QVERIFY2(ended.exit == 0 || ended.exit == 1, ended.said.constData());
}

bool TestKillRecord::killAt(const QString& step, Side from)
{
    KillBench::Ended ended;
    // On a busy machine a connection may fail before anything was done.
    for (int tries = 0; tries < 3 && !ended.killed; ++tries) {
        ended = m_bench->once(u"%1:1:%2"_s.arg(step, from == Side::A ? u"forward" : u"reverse"));
        if (!ended.killed)
            qInfo("not killed, exit %d: %s", ended.exit, ended.said.constData());
    }
    return ended.killed;
}

void TestKillRecord::write(Side side, int id, const QString& version, const QString& note)
{
    m_bench->sql(side, u"insert into people values (%1, '%2', '%3') on conflict (id) do update"
                       " set version = excluded.version, note = excluded.note"_s.arg(id)
                           .arg(version, note));
}

QString TestKillRecord::at(Side side, int id)
{
    const auto rows = m_bench->sql(side, u"select version from people where id = %1"_s.arg(id));
    return rows.empty() ? QString() : rows[0][0];
}

Told TestKillRecord::told(int id) const
{
    Told told;
    const auto history = History::open(m_bench->file(u"history.db"_s), u"kill reader"_s, History::Mode::Read);
    if (!history)
        qFatal("%s", qPrintable(toText(history.error())));
    ErrorQuery errors;
    errors.filter.openOnly = false;
    errors.limit = 10'000;
    const auto page = (*history)->errors(errors);
    for (const ErrorRecord& record : page ? page->rows : QList<ErrorRecord>()) {
        if (keyFromJson(record.keyJson).values.front().text().toInt() != id)
            continue;
        (record.state == ErrorState::Open ? told.open : told.closed) += 1;
        told.record = record.id;
        told.attempts = record.attempts;
    }
    ConflictQuery conflicts;
    conflicts.limit = 10'000;
    const auto met = (*history)->conflicts(conflicts);
    for (const ConflictRecord& record : met ? met->rows : QList<ConflictRecord>()) {
        if (keyFromJson(record.keyJson).values.front().text().toInt() != id)
            continue;
        ++told.conflicts;
        told.held += record.held ? 1 : 0;
        const auto& loser = record.winner == Side::A ? record.b : record.a;
        told.losers.append(loser ? valueOf(*loser, u"version") : QString());
    }
    return told;
}

bool TestKillRecord::isEqual()
{
    const QString all = u"select id, version, note from people order by id"_s;
    return m_bench->sql(Side::A, all) == m_bench->sql(Side::B, all);
}

void TestKillRecord::aRefusedRowIsRecordedOnce_data()
{
    QTest::addColumn<QString>("step");
    QTest::addColumn<QString>("refused");
    QTest::addColumn<QString>("direction");
    for (const char* way : {"forward", "reverse"}) {
        QTest::addRow("at once, %s", way) << u"records-synced"_s << u"poison-"_s << way;
        QTest::addRow("at once, with the cursor, %s", way) << u"checkpoint-saved"_s << u"poison-"_s << way;
        QTest::addRow("at the commit, %s", way) << u"refusal-recorded"_s << u"late-"_s << way;
    }
}

void TestKillRecord::aRefusedRowIsRecordedOnce()
{
    QFETCH(QString, step);
    QFETCH(QString, refused);
    QFETCH(QString, direction);
    const Side from = sourceOf(wayOf(direction));
    const Side to = targetOf(wayOf(direction));
    start({{u"conflict"_s, letter(from) + u"-wins"_s}});
    for (int round = 0; round < rounds(3); ++round) {
        const int id = 1000 + 10 * round;
        const bool rivalled = round % 3 == 2;
        const QString poisoned = u"p%1"_s.arg(round);
        if (rivalled)
            write(to, id, u"r%1"_s.arg(round));
        write(from, id, poisoned, refused + letter(from));
        write(from, id + 1, u"w%1"_s.arg(round));
        QVERIFY(killAt(step, from));
        Told seen = told(id);
        QCOMPARE(seen.open, 1);
        QCOMPARE(seen.attempts, 1);
        QCOMPARE(at(to, id), rivalled ? u"r%1"_s.arg(round) : QString());
        QCOMPARE(at(from, id), poisoned);
        if (round % 2 == 1) // mended while nobody looks: what was refused is over before it was seen again
            write(from, id, u"m%1"_s.arg(round));
        cycle();
        QCOMPARE(at(to, id + 1), u"w%1"_s.arg(round));
        seen = told(id);
        if (round % 2 == 0) {
            QCOMPARE(seen.open, 1);
            QCOMPARE(seen.attempts, 1);
            QCOMPARE(at(to, id), rivalled ? u"r%1"_s.arg(round) : QString());
            write(from, id, u"m%1"_s.arg(round));
            cycle();
            seen = told(id);
        }
        QCOMPARE(seen.open, 0);
        QCOMPARE(seen.closed, 1);
        QCOMPARE(at(to, id), u"m%1"_s.arg(round));
        // Two that never met: one wins, and the other is kept once.
        QCOMPARE(seen.losers, rivalled ? QStringList{u"r%1"_s.arg(round)} : QStringList());
        QVERIFY(isEqual());
    }
}

void TestKillRecord::aRowThatIsAcceptedLaterGoesInOnce_data()
{
    QTest::addColumn<QString>("direction");
    QTest::addColumn<QString>("meanwhile");
    for (const char* way : {"forward", "reverse"}) {
        for (const char* meanwhile : {"nobody", "source", "target"})
            QTest::addRow("%s, %s edits", way, meanwhile) << way << meanwhile;
    }
}

void TestKillRecord::aRowThatIsAcceptedLaterGoesInOnce()
{
    QFETCH(QString, direction);
    QFETCH(QString, meanwhile);
    const Side from = sourceOf(wayOf(direction));
    const Side to = targetOf(wayOf(direction));
    start({{u"conflict"_s, letter(to) + u"-wins"_s}});
    const QString refuse = u"alter table people add constraint no_poison check (note <> 'poison-%1') not valid"_s;
    for (int round = 0; round < rounds(1); ++round) {
        const int id = 1000 + round;
        write(from, id, u"p%1"_s.arg(round), u"poison-"_s + letter(from));
        cycle();
        Told seen = told(id);
        QCOMPARE(seen.open, 1);
        m_bench->sql(to, u"alter table people drop constraint no_poison"_s);
        (void)m_bench->run({u"errors"_s, u"retry"_s, QString::number(seen.record)});
        QVERIFY(killAt(u"retry-read"_s, from));
        QCOMPARE(told(id).open, 1);
        QString expected = u"p%1"_s.arg(round);
        QStringList losers;
        if (meanwhile == u"source")
            write(from, id, expected = u"s%1"_s.arg(round));
        if (meanwhile == u"target") { // which wins
            losers = {expected};
            write(to, id, expected = u"t%1"_s.arg(round));
        }
        cycle();
        cycle();
        m_bench->sql(to, refuse.arg(letter(from)));
        seen = told(id);
        QCOMPARE(seen.open, 0);
        QCOMPARE(seen.closed, 1);
        QCOMPARE(seen.losers, losers);
        QCOMPARE(at(from, id), expected);
        QVERIFY(isEqual());
    }
}

void TestKillRecord::aRowThatAgreesAgainIsHeldNoLonger_data()
{
    QTest::addColumn<QString>("direction");
    QTest::addColumn<bool>("goesOn");
    for (const char* way : {"forward", "reverse"}) {
        QTest::addRow("%s", way) << way << false;
        QTest::addRow("%s, edited before the restart", way) << way << true;
    }
}

void TestKillRecord::aRowThatAgreesAgainIsHeldNoLonger()
{
    QFETCH(QString, direction);
    QFETCH(bool, goesOn);
    const Side from = sourceOf(wayOf(direction));
    const Side to = targetOf(wayOf(direction));
    start({{u"conflict"_s, u"manual"_s}});
    for (int round = 0; round < rounds(1); ++round) {
        const int id = 1000 + round;
        write(from, id, u"f%1"_s.arg(round));
        write(to, id, u"t%1"_s.arg(round));
        cycle();
        QCOMPARE(told(id).held, 1);
        // A service at work: one that starts now would look at what is held first of all.
        const QString step = u"held-released:1:"_s + direction;
        auto service = std::async(std::launch::async, [&] { return m_bench->serve(step); });
        write(from, 5000 + round, u"awake"_s);
        QTRY_COMPARE_WITH_TIMEOUT(at(to, 5000 + round), u"awake"_s, 10'000);
        write(from, id, u"t%1"_s.arg(round)); // the two who own it came to terms
        QVERIFY(service.get().killed);
        if (goesOn)
            write(from, id, u"g%1"_s.arg(round));
        cycle();
        Told seen = told(id);
        QCOMPARE(seen.held, 0);
        QCOMPARE(seen.conflicts, 1);
        QCOMPARE(at(to, id), (goesOn ? u"g%1"_s : u"t%1"_s).arg(round));
        write(to, id, u"n%1"_s.arg(round)); // and it flows again
        cycle();
        QCOMPARE(at(from, id), u"n%1"_s.arg(round));
        QCOMPARE(told(id).conflicts, 1);
        QVERIFY(isEqual());
    }
}

QTEST_GUILESS_MAIN(TestKillRecord)
#include "tst_killrecord.moc"
