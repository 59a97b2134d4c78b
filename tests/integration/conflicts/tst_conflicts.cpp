// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/link/pair.h"

#include <QElapsedTimer>
#include <QTest>

using namespace keel;
using Kind = ConflictDecision::Kind;

namespace {

QString words(const char* text)
{
    return QString::fromUtf8(text);
}

const char* const tables =
    "create table people (id integer primary key, name text not null, city text, phone text);"
    "create table visits (id integer primary key, person integer not null references people (id),"
    " note text);";
const QString all = QStringLiteral("select id, name, city, phone from people order by id");
const QString ana = QStringLiteral("insert into people values (1, 'ana', 'homs', '1');"
                                   "insert into people values (2, 'bilal', 'hama', '2')");

} // namespace

/// The same row changed on both sides while nothing was carried, under each policy, and what people decide about it.
/// Both sides end equal each time.
class TestConflicts : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void bothEndWithThePolicysVersion_data();
    void bothEndWithThePolicysVersion();
    void anUpdateAgainstADeleteEndsAsThePolicySays_data();
    void anUpdateAgainstADeleteEndsAsThePolicySays();
    void mergeTakesEachSidesColumns_data() { engines(); }
    void mergeTakesEachSidesColumns();
    void mergeFallsBackToTheNewestWhereItCannotTell_data() { engines(); }
    void mergeFallsBackToTheNewestWhereItCannotTell();
    void aJournalOfAnOlderVersionIsMended_data() { engines(); }
    void aJournalOfAnOlderVersionIsMended();
    void aHeldRowWaitsWhileOthersFlow_data() { engines(); }
    void aHeldRowWaitsWhileOthersFlow();
    void aHeldRowIsDecided_data();
    void aHeldRowIsDecided();
    void aHeldDeleteIsDecided_data() { engines(); }
    void aHeldDeleteIsDecided();
    void ownersMayAgreeByThemselves_data() { engines(); }
    void ownersMayAgreeByThemselves();
    void aDecisionIsRefusedOnceTheRowHasChanged_data() { engines(); }
    void aDecisionIsRefusedOnceTheRowHasChanged();
    void theLoserIsBroughtBackAndThatIsUndone_data() { engines(); }
    void theLoserIsBroughtBackAndThatIsUndone();
    void rowsThatDifferAtFirstAreHeldUnderManual_data() { engines(); }
    void rowsThatDifferAtFirstAreHeldUnderManual();

private:
    void engines() const;
    void fetchPair(ConflictPolicy policy);
    void begin(ConflictPolicy policy);
    void cycles();
    [[nodiscard]] QList<ConflictRecord> conflicts() const;
    [[nodiscard]] QString decide(Kind kind, const QList<NamedValue>& row = {});
    void compareEqual() const;
    [[nodiscard]] QString row(char side, int id = 1) const
    {
        return m_pair->sql(side, QStringLiteral("select name, city, phone from people where id = %1").arg(id));
    }
    void change(char side, const char* sql, bool later = false) const;

    Pair::Servers m_servers;
    std::unique_ptr<Pair> m_pair;
};

void TestConflicts::initTestCase()
{
    m_servers.a = PrivatePostgres::start(PrivatePostgres::Which::A, &m_servers.whyNot);
    m_servers.b = PrivatePostgres::start(PrivatePostgres::Which::B, &m_servers.whyNot);
}

void TestConflicts::init()
{
    m_pair.reset();
}

void TestConflicts::engines() const
{
    QTest::addColumn<QString>("engineA");
    QTest::addColumn<QString>("engineB");
    const QString pg = words("postgresql");
    const QString lite = words("sqlite");
    QTest::newRow("postgresql, postgresql") << pg << pg;
    QTest::newRow("sqlite, sqlite") << lite << lite;
}

void TestConflicts::fetchPair(ConflictPolicy policy)
{
    QFETCH(QString, engineA);
    QFETCH(QString, engineB);
    m_pair = Pair::make(engineA, engineB, m_servers);
    if (!m_pair)
        return;
    m_pair->config.conflict = policy;
    m_pair->both(words(tables));
    m_pair->addTable(words("people"));
    m_pair->addTable(words("visits"));
}

#define KEEL_PAIR(policy)                                                                                              \
    fetchPair(policy);                                                                                                 \
    if (!m_pair)                                                                                                       \
    QSKIP(qPrintable(m_servers.whyNot))

/// Both sides hold the same two people, and the link is in step.
void TestConflicts::begin(ConflictPolicy policy)
{
    fetchPair(policy);
    if (!m_pair)
        return;
    m_pair->both(ana);
    m_pair->connect();
    cycles();
    QVERIFY(conflicts().isEmpty());
}

#define KEEL_BEGIN(policy)                                                                                             \
    begin(policy);                                                                                                     \
    if (!m_pair)                                                                                                       \
    QSKIP(qPrintable(m_servers.whyNot))

void TestConflicts::cycles()
{
    for (int i = 0; i < 2; ++i)
        m_pair->cycle();
}

QList<ConflictRecord> TestConflicts::conflicts() const
{
    return m_pair->history().conflicts({}).value_or(ConflictPage{}).rows;
}

/// The newest conflict; what it says when it is refused.
QString TestConflicts::decide(Kind kind, const QList<NamedValue>& edited)
{
    const auto done = m_pair->runner().decide(conflicts().constFirst().id, {kind, edited}, words("ana"));
    return done ? QString() : toText(done.error().code);
}

void TestConflicts::compareEqual() const
{
    QCOMPARE(m_pair->sql('a', all), m_pair->sql('b', all));
    const auto compared = m_pair->runner().compare({}, {}, true);
    QVERIFY(compared && compared->equal());
    const auto plan = m_pair->runner().plan();
    QVERIFY(plan);
    QCOMPARE(plan->forward.rows() + plan->reverse.rows(), 0);
}

/// `later`: clearly after what was written before, by SQLite's clock of milliseconds and by servers of one machine.
void TestConflicts::change(char side, const char* sql, bool later) const
{
    if (later) {
        QElapsedTimer timer;
        timer.start();
        QTRY_VERIFY_WITH_TIMEOUT(timer.elapsed() > 60, 1000);
    }
    m_pair->sql(side, words(sql));
}

void TestConflicts::bothEndWithThePolicysVersion_data()
{
    QTest::addColumn<QString>("engineA");
    QTest::addColumn<QString>("engineB");
    QTest::addColumn<ConflictPolicy>("policy");
    QTest::addColumn<char>("last"); ///< who wrote last
    QTest::addColumn<QString>("expected");
    const QString pg = words("postgresql");
    const QString lite = words("sqlite");
    const QString ofA = words("of a|homs|1");
    const QString ofB = words("of b|homs|1");
    for (const auto& [name, a, b] : {std::tuple{"pg", pg, pg}, {"lite", lite, lite}}) {
        QTest::addRow("%s newest b", name) << a << b << ConflictPolicy::Newest << 'b' << ofB;
        QTest::addRow("%s newest a", name) << a << b << ConflictPolicy::Newest << 'a' << ofA;
        QTest::addRow("%s a wins", name) << a << b << ConflictPolicy::AWins << 'b' << ofA;
        QTest::addRow("%s b wins", name) << a << b << ConflictPolicy::BWins << 'a' << ofB;
        QTest::addRow("%s merge a", name) << a << b << ConflictPolicy::Merge << 'a' << ofA;
    }
}

void TestConflicts::bothEndWithThePolicysVersion()
{
    QFETCH(ConflictPolicy, policy);
    QFETCH(char, last);
    QFETCH(QString, expected);
    KEEL_BEGIN(policy);
    change(last == 'b' ? 'a' : 'b', last == 'b' ? "update people set name = 'of a' where id = 1"
                                                : "update people set name = 'of b' where id = 1");
    change(last,
           last == 'a' ? "update people set name = 'of a' where id = 1"
                       : "update people set name = 'of b' where id = 1",
           true);
    m_pair->connect(); // one side was away meanwhile
    cycles();
    QCOMPARE(row('a'), expected);
    compareEqual();
    const auto found = conflicts();
    QCOMPARE(found.size(), 1);
    QCOMPARE(found[0].conflictClass, words("update_origin_differs"));
    QCOMPARE(found[0].policy, toText(policy));
    QCOMPARE((*found[0].a)[1].text, words("of a"));
    QCOMPARE((*found[0].b)[1].text, words("of b"));
    QVERIFY(!found[0].held);
}

void TestConflicts::anUpdateAgainstADeleteEndsAsThePolicySays_data()
{
    QTest::addColumn<QString>("engineA");
    QTest::addColumn<QString>("engineB");
    QTest::addColumn<ConflictPolicy>("policy");
    QTest::addColumn<bool>("deleteOnA");
    QTest::addColumn<bool>("deleteLast");
    QTest::addColumn<bool>("remains"); ///< the update's row
    const QString pg = words("postgresql");
    const QString lite = words("sqlite");
    for (const auto& [name, a, b] : {std::tuple{"pg-lite", pg, lite}}) {
        for (const bool deleteOnA : {true, false}) {
            const char* side = deleteOnA ? "a" : "b";
            for (const auto policy : {ConflictPolicy::Newest, ConflictPolicy::Merge}) {
                QTest::addRow("%s %s, %s deletes last", name, qPrintable(toText(policy)), side)
                    << a << b << policy << deleteOnA << true << false;
                QTest::addRow("%s %s, %s deletes first", name, qPrintable(toText(policy)), side)
                    << a << b << policy << deleteOnA << false << true;
            }
            QTest::addRow("%s a wins, %s deletes", name, side)
                << a << b << ConflictPolicy::AWins << deleteOnA << false << !deleteOnA;
            QTest::addRow("%s b wins, %s deletes", name, side)
                << a << b << ConflictPolicy::BWins << deleteOnA << true << deleteOnA;
        }
    }
}

void TestConflicts::anUpdateAgainstADeleteEndsAsThePolicySays()
{
    QFETCH(ConflictPolicy, policy);
    QFETCH(bool, deleteOnA);
    QFETCH(bool, deleteLast);
    QFETCH(bool, remains);
    KEEL_BEGIN(policy);
    const char deleter = deleteOnA ? 'a' : 'b';
    const char updater = deleteOnA ? 'b' : 'a';
    if (deleteLast) {
        change(updater, "update people set phone = '77' where id = 1");
        change(deleter, "delete from people where id = 1", true);
    } else {
        change(deleter, "delete from people where id = 1");
        change(updater, "update people set phone = '77' where id = 1", true);
    }
    m_pair->connect();
    cycles();
    QCOMPARE(row('a'), remains ? words("ana|homs|77") : QString());
    compareEqual();
    const auto found = conflicts();
    QCOMPARE(found.size(), 1);
    // Met by the pass from a to b, so a's change is the incoming one.
    QCOMPARE(found[0].conflictClass, deleteOnA ? words("delete_origin_differs") : words("update_missing"));
    const auto& deleted = deleteOnA ? found[0].a : found[0].b;
    const auto& updated = deleteOnA ? found[0].b : found[0].a;
    QVERIFY(!deleted);
    QVERIFY(updated);
    QCOMPARE((*updated)[3].text, words("77"));
    QCOMPARE(found[0].winner == (deleteOnA ? Side::B : Side::A), remains);

    QCOMPARE(decide(Kind::BringBack), QString());
    cycles();
    QCOMPARE(row('b'), remains ? QString() : words("ana|homs|77"));
    compareEqual();
}

void TestConflicts::mergeTakesEachSidesColumns()
{
    KEEL_BEGIN(ConflictPolicy::Merge);
    change('a', "update people set name = 'of a', phone = '5' where id = 1");
    change('a', "update people set phone = '6' where id = 1");
    change('b', "update people set city = 'of b', phone = '9' where id = 1", true);
    change('b', "update people set name = name where id = 1"); // says nothing new
    m_pair->connect();
    cycles();
    QCOMPARE(row('a'), words("of a|of b|9")); // the phone is both sides': the newest has it
    compareEqual();
    const auto found = conflicts();
    QCOMPARE(found.size(), 1);
    QCOMPARE(found[0].winner, Side::B);
    QCOMPARE(found[0].merged, QStringList{words("name")});
    QCOMPARE(found[0].note, QString());
    QCOMPARE((*found[0].a)[2].text, words("homs"));
    QCOMPARE((*found[0].b)[1].text, words("ana"));

    QCOMPARE(decide(Kind::BringBack), QString());
    cycles();
    QCOMPARE(row('b'), words("of a|homs|6"));
    compareEqual();
    QCOMPARE(decide(Kind::Undo), QString());
    cycles();
    QCOMPARE(row('b'), words("of a|of b|9"));
    compareEqual();
}

void TestConflicts::mergeFallsBackToTheNewestWhereItCannotTell()
{
    KEEL_BEGIN(ConflictPolicy::Merge);
    const bool lite = m_pair->engine('a') == words("sqlite");
    change('a', "update people set name = 'of a' where id = 1");
    m_pair->sql('a', lite ? words("update evenkeel_change_log set changed = null")
                          : words("update evenkeel.change_log set changed = null"));
    change('b', "update people set city = 'of b' where id = 1", true);
    cycles();
    QCOMPARE(row('a'), words("ana|of b|1"));
    compareEqual();
    QVERIFY(conflicts().constFirst().merged.isEmpty());
    QVERIFY(conflicts().constFirst().note.contains(words("not known")));
}

void TestConflicts::aJournalOfAnOlderVersionIsMended()
{
    KEEL_BEGIN(ConflictPolicy::Newest);
    for (const char side : {'a', 'b'})
        m_pair->sql(side, m_pair->engine(side) == words("sqlite")
                              ? words("alter table evenkeel_change_log drop column changed")
                              : words("alter table evenkeel.change_log drop column changed"));
    change('a', "update people set phone = '3' where id = 1");
    cycles();
    compareEqual();
    m_pair->config.conflict = ConflictPolicy::Merge;
    m_pair->connect();
    change('a', "update people set name = 'of a' where id = 1");
    change('b', "update people set city = 'of b' where id = 1");
    cycles();
    QCOMPARE(row('b'), words("of a|of b|3"));
    compareEqual();
    m_pair->config.conflict = ConflictPolicy::Newest;
    m_pair->connect();
    for (const Side side : {Side::A, Side::B})
        QCOMPARE(m_pair->runner().setupScript(side).value_or(QStringList{words("failed")}), QStringList());
}

void TestConflicts::aHeldRowWaitsWhileOthersFlow()
{
    KEEL_BEGIN(ConflictPolicy::Manual);
    change('a', "update people set name = 'of a' where id = 1");
    change('b', "delete from people where id = 1");
    cycles();
    QCOMPARE(row('a'), words("of a|homs|1"));
    QCOMPARE(row('b'), QString());
    QCOMPARE(conflicts().size(), 1);
    QVERIFY(conflicts().constFirst().held);
    QCOMPARE(m_pair->history().openCounts()->held.size(), 1);

    m_pair->connect(); // history.db remembers
    change('a', "update people set phone = '3' where id = 1");
    change('a', "insert into visits values (10, 1, 'waits'); insert into visits values (20, 2, 'goes')");
    change('b', "update people set phone = '8' where id = 2");
    cycles();
    QCOMPARE(row('b'), QString());
    QCOMPARE(row('a', 2), words("bilal|hama|8"));
    QCOMPARE(m_pair->sql('b', words("select id from visits")), words("20"));
    QCOMPARE(m_pair->openErrors(), QStringList{words("visits 10 foreign_key_violation")});
    QCOMPARE(conflicts().size(), 1);
    QCOMPARE((*conflicts().constFirst().a)[3].text, words("3")); // as it is by now

    QCOMPARE(decide(Kind::TakeA), QString());
    cycles();
    QTRY_COMPARE_WITH_TIMEOUT((cycles(), m_pair->sql('b', words("select id from visits order by id"))), words("10\n20"),
                              5000);
    QCOMPARE(m_pair->openErrors(), QStringList());
    QCOMPARE(row('b'), words("of a|homs|3"));
    compareEqual();
}

void TestConflicts::aHeldRowIsDecided_data()
{
    QTest::addColumn<QString>("engineA");
    QTest::addColumn<QString>("engineB");
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<QString>("expected");
    const QString pg = words("postgresql");
    const QString lite = words("sqlite");
    for (const auto& [name, a, b] : {std::tuple{"pg", pg, pg}, {"pg-lite", pg, lite}}) {
        QTest::addRow("%s a", name) << a << b << Kind::TakeA << words("of a|homs|1");
        QTest::addRow("%s b", name) << a << b << Kind::TakeB << words("of b|homs|1");
        QTest::addRow("%s row", name) << a << b << Kind::TakeRow << words("of both|homs|42");
    }
}

void TestConflicts::aHeldRowIsDecided()
{
    QFETCH(Kind, kind);
    QFETCH(QString, expected);
    KEEL_BEGIN(ConflictPolicy::Manual);
    change('a', "update people set name = 'of a' where id = 1");
    change('b', "update people set name = 'of b' where id = 1");
    cycles();
    QCOMPARE(row('a'), words("of a|homs|1"));
    QCOMPARE(row('b'), words("of b|homs|1"));
    const QList<NamedValue> edited{{words("name"), words("of both")}, {words("phone"), words("42")}};
    QCOMPARE(decide(kind, kind == Kind::TakeRow ? edited : QList<NamedValue>()), QString());
    cycles();
    QCOMPARE(row('a'), expected);
    compareEqual();
    const auto decided = conflicts().constFirst();
    QVERIFY(!decided.held && decided.undoable);
    QCOMPARE(decided.decision, toText(kind));
    QCOMPARE(decided.decidedBy, words("ana"));
    QCOMPARE(m_pair->history().logLines(1)->constFirst().what, words("conflict ") + toText(kind));

    QCOMPARE(decide(Kind::Undo), QString());
    cycles();
    QCOMPARE(row('a'), words("of a|homs|1"));
    QCOMPARE(row('b'), words("of b|homs|1"));
    QVERIFY(conflicts().constFirst().held);

    m_pair->connect();
    QCOMPARE(decide(Kind::TakeB), QString());
    cycles();
    QCOMPARE(row('a'), words("of b|homs|1"));
    compareEqual();
    change('a', "update people set name = 'later' where id = 1"); // it flows again
    cycles();
    QCOMPARE(row('b'), words("later|homs|1"));
    QCOMPARE(decide(Kind::Undo), words("changed"));
    QCOMPARE(row('a'), words("later|homs|1"));
    compareEqual();
    QCOMPARE(conflicts().size(), 1);
}

void TestConflicts::aHeldDeleteIsDecided()
{
    KEEL_BEGIN(ConflictPolicy::Manual);
    change('a', "delete from people where id = 1; update people set name = 'x' where id = 2");
    change('b', "update people set phone = '9' where id = 1; delete from people where id = 2");
    cycles();
    QCOMPARE(row('b'), words("ana|homs|9"));
    QCOMPARE(row('a', 2), words("x|hama|2"));
    QCOMPARE(conflicts().size(), 2);
    for (const ConflictRecord& held : conflicts())
        QVERIFY(m_pair->runner().decide(held.id, {Kind::TakeA, {}}, words("ana")));
    cycles();
    QCOMPARE(row('b'), QString());
    QCOMPARE(row('b', 2), words("x|hama|2"));
    compareEqual();
}

void TestConflicts::ownersMayAgreeByThemselves()
{
    KEEL_BEGIN(ConflictPolicy::Manual);
    change('a', "update people set name = 'of a' where id = 1");
    change('b', "update people set name = 'of b' where id = 1");
    cycles();
    change('b', "update people set name = 'of a' where id = 1");
    cycles();
    QVERIFY(!conflicts().constFirst().held);
    change('b', "update people set name = 'next' where id = 1");
    cycles();
    QCOMPARE(row('a'), words("next|homs|1"));
    compareEqual();
    QCOMPARE(conflicts().size(), 1);
}

void TestConflicts::aDecisionIsRefusedOnceTheRowHasChanged()
{
    KEEL_BEGIN(ConflictPolicy::Manual);
    change('a', "update people set name = 'of a' where id = 1");
    change('b', "update people set name = 'of b' where id = 1");
    cycles();
    change('b', "update people set phone = 'just now' where id = 1");
    QCOMPARE(decide(Kind::TakeA), words("changed"));
    QCOMPARE(decide(Kind::TakeB), words("changed"));
    QCOMPARE(row('b'), words("of b|homs|just now"));
    cycles(); // the record follows
    QCOMPARE(decide(Kind::TakeB), QString());
    cycles();
    QCOMPARE(row('a'), words("of b|homs|just now"));
    compareEqual();
}

void TestConflicts::theLoserIsBroughtBackAndThatIsUndone()
{
    KEEL_BEGIN(ConflictPolicy::Newest);
    change('a', "update people set name = 'of a' where id = 1");
    change('b', "update people set name = 'of b' where id = 1", true);
    cycles();
    QCOMPARE(row('a'), words("of b|homs|1"));
    QCOMPARE(decide(Kind::TakeB), words("config_invalid")); // it stands already
    QCOMPARE(decide(Kind::BringBack), QString());
    QCOMPARE(row('a'), words("of a|homs|1"));
    cycles();
    QCOMPARE(row('b'), words("of a|homs|1"));
    compareEqual();
    QCOMPARE(decide(Kind::Undo), QString());
    cycles();
    QCOMPARE(row('b'), words("of b|homs|1"));
    compareEqual();
    QCOMPARE(decide(Kind::Undo), words("not_found"));
    change('b', "update people set phone = 'new' where id = 1");
    QCOMPARE(decide(Kind::BringBack), words("changed"));
    cycles();
    QCOMPARE(decide(Kind::BringBack), words("changed"));
    compareEqual();
    QCOMPARE(conflicts().size(), 1);
}

void TestConflicts::rowsThatDifferAtFirstAreHeldUnderManual()
{
    KEEL_PAIR(ConflictPolicy::Manual);
    m_pair->both(ana);
    change('b', "update people set name = 'of b' where id = 1");
    m_pair->connect();
    cycles();
    QCOMPARE(row('a'), words("ana|homs|1"));
    QCOMPARE(row('b'), words("of b|homs|1"));
    QCOMPARE(conflicts().size(), 1);
    QVERIFY(conflicts().constFirst().held);
    QCOMPARE(decide(Kind::TakeB), QString());
    cycles();
    QCOMPARE(row('a'), words("of b|homs|1"));
    compareEqual();
}

QTEST_GUILESS_MAIN(TestConflicts)
#include "tst_conflicts.moc"
