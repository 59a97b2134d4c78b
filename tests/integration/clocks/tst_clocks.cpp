// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/engine/engine.h"
#include "sync/records/datadir.h"
#include "tests/integration/link/pair.h"

#include <QTest>

#include <map>
#include <random>

using namespace keel;
using namespace std::chrono_literals;

namespace {

QString words(const char* text)
{
    return QString::fromUtf8(text);
}

const QString table = QStringLiteral("create table notes (id integer primary key, body text not null)");
const QString all = QStringLiteral("select id, body from notes order by id");

} // namespace

/// Two servers whose clocks are minutes apart. What is newer is told by when it was written, not by what the servers'
/// clocks said then.
class TestClocks : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void theTrulyNewerOneWins_data() { skews(); }
    void theTrulyNewerOneWins();
    void timesThatCannotBeToldApartAreATie_data() { skews(); }
    void timesThatCannotBeToldApartAreATie();
    void anHourOfChangesOnBothSidesIsDecidedByTime_data() { skews(); }
    void anHourOfChangesOnBothSidesIsDecidedByTime();
    void aRelayedChangeKeepsItsTrueTime_data();
    void aRelayedChangeKeepsItsTrueTime();
    void aWaitingRowIsAsOldAsItIs_data() { skews(); }
    void aWaitingRowIsAsOldAsItIs();
    void theOffsetIsAFinding_data();
    void theOffsetIsAFinding();

private:
    static void skews();
    /// The true time, as an offset to this machine's; each server's clock is off by its skew on top.
    void setTime(std::chrono::seconds now);
    void fetchPair();
    void write(char side, int id, const QString& body) const;
    void cycles();
    [[nodiscard]] QList<ConflictRecord> conflicts() const
    {
        return m_pair->history().conflicts({}).value_or(ConflictPage{}).rows;
    }

    Pair::Servers m_servers;
    std::chrono::seconds m_skewA{0};
    std::chrono::seconds m_skewB{0};
    std::unique_ptr<Pair> m_pair;
};

void TestClocks::initTestCase()
{
    m_servers.a = PrivatePostgres::startWithClock(&m_servers.whyNot);
    if (m_servers.a)
        m_servers.b = PrivatePostgres::startWithClock(&m_servers.whyNot);
    if (!m_servers.b)
        QSKIP(qPrintable(m_servers.whyNot));
}

void TestClocks::init()
{
    m_pair.reset();
}

void TestClocks::skews()
{
    QTest::addColumn<int>("minutesA");
    QTest::addColumn<int>("minutesB");
    QTest::newRow("a five minutes behind") << -5 << 0;
    QTest::newRow("b five minutes behind") << 0 << -5;
}

void TestClocks::setTime(std::chrono::seconds now)
{
    m_servers.a->setClock(now + m_skewA);
    m_servers.b->setClock(now + m_skewB);
}

/// In step, with ten notes, an hour ago.
void TestClocks::fetchPair()
{
    QFETCH(int, minutesA);
    QFETCH(int, minutesB);
    m_skewA = std::chrono::minutes(minutesA);
    m_skewB = std::chrono::minutes(minutesB);
    setTime(-1h);
    m_pair = Pair::make(words("postgresql"), words("postgresql"), m_servers);
    m_pair->both(table);
    m_pair->sql('a', words("insert into notes select i, 'first' from generate_series(1, 10) i"));
    m_pair->addTable(words("notes"));
    m_pair->connect();
    cycles();
    QCOMPARE(m_pair->sql('b', all), m_pair->sql('a', all));
}

/// An empty body: a deletion.
void TestClocks::write(char side, int id, const QString& body) const
{
    if (body.isEmpty())
        m_pair->sql(side, QStringLiteral("delete from notes where id = %1").arg(id));
    else
        m_pair->sql(side, QStringLiteral("insert into notes values (%1, '%2') on conflict (id) do update"
                                         " set body = excluded.body")
                              .arg(id)
                              .arg(body));
}

void TestClocks::cycles()
{
    for (int i = 0; i < 2; ++i)
        m_pair->cycle();
}

void TestClocks::theTrulyNewerOneWins()
{
    fetchPair();
    struct Story
    {
        int id;
        char first;
        QString older; ///< empty: deleted
        QString newer;
    };
    const QString older = words("older");
    const QString newer = words("newer");
    const QList<Story> stories{{1, 'a', older, newer}, {2, 'a', {}, newer}, {3, 'a', older, {}},
                               {4, 'b', older, newer}, {5, 'b', {}, newer}, {6, 'b', older, {}}};
    setTime(-30min);
    for (const Story& story : stories)
        write(story.first, story.id, story.older);
    setTime(-29min);
    for (const Story& story : stories)
        write(story.first == 'a' ? 'b' : 'a', story.id, story.newer);
    setTime(0s);
    m_pair->connect();
    cycles();
    QCOMPARE(m_pair->sql('b', all), m_pair->sql('a', all));
    const QString body = words("select body from notes where id = %1");
    for (const Story& story : stories)
        QCOMPARE(m_pair->sql('a', body.arg(story.id)), story.newer);
    QCOMPARE(conflicts().size(), stories.size());
    for (const ConflictRecord& conflict : conflicts()) {
        const int id = keyFromJson(conflict.keyJson).values.front().text().toInt();
        QCOMPARE(conflict.winner, id <= 3 ? Side::B : Side::A);
        QVERIFY(!conflict.tie);
    }
}

void TestClocks::timesThatCannotBeToldApartAreATie()
{
    fetchPair();
    for (const int id : {3, 4}) {
        write('a', id, words("of a"));
        write('b', id, words("of b"));
    }
    // At the same moment, each by its own clock; note 4 a second later on b, which is more than any answer takes here.
    const QString moment = words("timestamptz '2026-03-29 01:30:00+00'");
    const auto bornAt = [&](char side, std::chrono::seconds skew) {
        m_pair->sql(side, QStringLiteral("update evenkeel.change_log set born = %1 + interval '%2 seconds'"
                                         " + case when key[1] = '4' and '%3' = 'b' then interval '5 seconds'"
                                         " else interval '0' end where key[1] in ('3', '4')")
                              .arg(moment)
                              .arg(skew.count())
                              .arg(QLatin1Char(side)));
    };
    bornAt('a', m_skewA);
    bornAt('b', m_skewB);
    m_pair->connect();
    cycles();
    QCOMPARE(m_pair->sql('b', words("select body from notes where id in (3, 4) order by id")), words("of a\nof b"));
    QCOMPARE(m_pair->sql('b', all), m_pair->sql('a', all));
    QCOMPARE(conflicts().size(), 2);
    for (const ConflictRecord& conflict : conflicts())
        QCOMPARE(conflict.tie, conflict.keyJson.contains(u'3'));
}

void TestClocks::anHourOfChangesOnBothSidesIsDecidedByTime()
{
    fetchPair();
    std::mt19937 random(20260101); // the same hour each time
    std::map<int, QString> expected;
    for (int id = 1; id <= 10; ++id)
        expected[id] = words("first");
    QSet<int> onA;
    QSet<int> onB;
    for (int minute = 1; minute < 60; minute += 2) { // the link is stopped all the while
        setTime(std::chrono::minutes(minute - 60));
        const char side = random() % 2 == 0 ? 'a' : 'b';
        const int id = static_cast<int>(random() % 8) + 1;
        const bool exists = !m_pair->sql(side, QStringLiteral("select id from notes where id = %1").arg(id)).isEmpty();
        const QString body = exists && random() % 4 == 0
                                 ? QString()
                                 : QStringLiteral("of %1, minute %2").arg(QLatin1Char(side)).arg(minute);
        write(side, id, body);
        (side == 'a' ? onA : onB).insert(id);
        if (body.isEmpty())
            expected.erase(id);
        else
            expected[id] = body;
    }
    setTime(0s);
    m_pair->connect();
    cycles();
    QStringList rows;
    for (const auto& [id, body] : expected)
        rows.append(QStringLiteral("%1|%2").arg(id).arg(body));
    QCOMPARE(m_pair->sql('a', all), rows.join(u'\n'));
    QCOMPARE(m_pair->sql('b', all), rows.join(u'\n'));
    QVERIFY((onA & onB).size() >= 5);
    QVERIFY(conflicts().size() >= (onA & onB).size() - 3); // two deletions of one row are none
    QCOMPARE(m_pair->openErrors(), QStringList());
}

void TestClocks::aRelayedChangeKeepsItsTrueTime_data()
{
    QTest::addColumn<int>("minutesA");
    QTest::addColumn<int>("minutesB");
    QTest::addColumn<bool>("relayedIsNewer");
    for (const bool newer : {true, false}) {
        QTest::addRow("a behind, %s", newer ? "newer" : "older") << -5 << 0 << newer;
        QTest::addRow("b and c behind, %s", newer ? "newer" : "older") << 0 << -5 << newer;
    }
}

/// A chain: b passes on to c what a wrote, and c is on b's server.
void TestClocks::aRelayedChangeKeepsItsTrueTime()
{
    QFETCH(bool, relayedIsNewer);
    fetchPair();
    const auto onward = Pair::after(*m_pair, m_servers);
    onward->sql('b', table);
    onward->addTable(words("notes"));
    onward->connect();
    onward->cycle();
    QCOMPARE(onward->sql('b', all), m_pair->sql('a', all));
    m_pair->connect(); // from now on b's journal is read twice
    m_pair->cycle();
    setTime(-30min);
    m_pair->sql('a', words("update notes set body = 'relayed' where id = 3"));
    setTime(relayedIsNewer ? -31min : -29min);
    onward->sql('b', words("update notes set body = 'of c' where id = 3"));
    setTime(0s);
    m_pair->connect();
    m_pair->cycle();
    QCOMPARE(m_pair->sql('b', words("select body from notes where id = 3")), words("relayed"));
    onward->connect();
    for (int i = 0; i < 2; ++i) {
        onward->cycle();
        m_pair->cycle();
    }
    const QString expected = relayedIsNewer ? words("relayed") : words("of c");
    QCOMPARE(onward->sql('b', words("select body from notes where id = 3")), expected);
    QCOMPARE(m_pair->sql('a', all), m_pair->sql('b', all));
    QCOMPARE(onward->sql('b', all), m_pair->sql('b', all));
}

void TestClocks::theOffsetIsAFinding_data()
{
    QTest::addColumn<int>("minutesA");
    QTest::addColumn<int>("minutesB");
    QTest::addColumn<bool>("ok");
    QTest::addColumn<double>("expected");
    QTest::newRow("a five minutes behind") << -5 << 0 << false << 300.0;
    QTest::newRow("b five minutes behind") << 0 << -5 << false << 300.0;
    QTest::newRow("both an hour behind") << -60 << -60 << true << 0.0;
}

/// Through the whole engine, as the window shows it.
void TestClocks::theOffsetIsAFinding()
{
    QFETCH(int, minutesA);
    QFETCH(int, minutesB);
    QFETCH(bool, ok);
    QFETCH(double, expected);
    m_servers.a->setClock(std::chrono::minutes(minutesA));
    m_servers.b->setClock(std::chrono::minutes(minutesB));
    m_pair = Pair::make(words("postgresql"), words("postgresql"), m_servers);
    m_pair->both(table);
    m_pair->addTable(words("notes"));
    QTemporaryDir folder;
    Config config;
    config.timeZone = words("UTC");
    config.endpoints = {m_pair->endpoint('a'), m_pair->endpoint('b')};
    config.links = {m_pair->config};
    auto dir = DataDir::hold(folder.filePath(words("data")));
    QVERIFY(dir);
    Engine engine(config, *dir);
    engine.start();
    const auto link = [&] { return engine.snapshot().links.at(0); };
    const auto check = [&](HealthCheck::Kind kind) {
        for (const HealthCheck& c : link().checks) {
            if (c.kind == kind)
                return c;
        }
        return HealthCheck{};
    };
    QTRY_VERIFY_WITH_TIMEOUT(check(HealthCheck::Kind::ClockOffset).value.has_value() && link().lastSync, 20'000);
    const HealthCheck offset = check(HealthCheck::Kind::ClockOffset);
    QCOMPARE(offset.ok, ok);
    QVERIFY2(std::abs(*offset.value - expected) < 0.5, qPrintable(QString::number(*offset.value)));
    QCOMPARE(offset.recommendation.isEmpty(), ok);
    QVERIFY(std::abs(*link().a.clockOffsetSeconds - 60.0 * minutesA) < 0.5);
    QVERIFY(std::abs(*link().b.clockOffsetSeconds - 60.0 * minutesB) < 0.5);
    QTRY_COMPARE_WITH_TIMEOUT(toText(link().state), ok ? words("in_sync") : words("attention"), 10'000);
}

void TestClocks::aWaitingRowIsAsOldAsItIs()
{
    fetchPair();
    setTime(0s);
    m_pair->connect();
    for (const char side : {'a', 'b'}) {
        write(side, 5, words("waits in %1").arg(QLatin1Char(side)));
        const auto pending = m_pair->runner().pending();
        QVERIFY(pending && pending->oldest);
        const auto age = std::chrono::system_clock::now() - *pending->oldest;
        QVERIFY2(age > -1s && age < 30s, qPrintable(QString::number(std::chrono::duration<double>(age).count())));
        cycles();
    }
}

QTEST_GUILESS_MAIN(TestClocks)
#include "tst_clocks.moc"
