// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/engine/sqlitepair.h"

#include <QRegularExpression>
#include <QSignalSpy>
#include <QTimer>

using namespace keel;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

namespace {

const QString clinic = u"clinic"_s;
const QString cloud = u"cloud"_s;
const QString notes = u"notes"_s;
const QString batches = u"batches"_s;
const LinkName pairLink{u"pair"_s};

QStringList schema()
{
    return {u"create table notes (id integer primary key, text text, at text)"_s,
            u"create table batches (id integer primary key, text text, at text)"_s};
}

void add(const QString& side, const QString& table, int from, int to)
{
    SqlitePair::run(side, u"with recursive n(i) as (select %1 union all select i + 1 from n where i < %2)"
                          " insert into %3 select i, 'new', strftime('%Y-%m-%d %H:%M:%f', 'now') from n"_s.arg(from)
                              .arg(to)
                              .arg(table));
}

int count(const QString& side, const QString& table)
{
    return SqlitePair::value(side, u"select count(*) from "_s + table).toInt();
}

} // namespace

/// The b-to-a direction where b has no journal, and what a start tells of the time before it.
class TestReverseMode : public QObject
{
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u"."_s)); }
    void aStartTellsWhatWasMissed_data();
    void aStartTellsWhatWasMissed();
    void aFirstStartMissedNothing();
    void aWebhookRunsThePassOfItsTableAlone();
    void hintsDoNotKeepTheOtherDirectionWaiting();
    void aBacklogIsDrainedPageByPage();
    void rowsWithoutATimeAreNoNews();
    void switchedOffItCarriesNothingAndSaysSo();
    void aHintForAJournaledTableIsABell();

private:
    static Config config(const SqlitePair& pair, CaptureKind capture)
    {
        Config config = pair.config();
        LinkConfig& link = config.links[0];
        link.interval = 100ms;
        link.bell = false;
        link.tables.clear();
        for (const QString& name : {notes, batches}) {
            TableConfig table;
            table.place = u"links[0].tables[%1]"_s.arg(link.tables.size());
            table.a = table.b = TableName(name);
            table.updatedAt = u"at"_s;
            table.capture = capture;
            table.bell = false;
            link.tables.push_back(table);
        }
        link.capture = capture;
        return config;
    }
    static bool cyclesPass(const Engine& engine, int number)
    {
        const qint64 before = linkOf(engine).cycles;
        return QTest::qWaitFor([&] { return linkOf(engine).cycles >= before + number; });
    }
};

void TestReverseMode::aStartTellsWhatWasMissed_data()
{
    QTest::addColumn<int>("capture");
    QTest::newRow("journal") << int(CaptureKind::Journal);
    QTest::newRow("timestamp") << int(CaptureKind::Timestamp);
}

void TestReverseMode::aStartTellsWhatWasMissed()
{
    QFETCH(int, capture);
    const SqlitePair pair(schema());
    const Config settings = config(pair, CaptureKind(capture));
    add(clinic, notes, 1, 3);
    {
        const auto engine = pair.engine(settings);
        QTRY_COMPARE(stateOf(*engine), u"in_sync"_s);
    }
    add(clinic, notes, 11, 14);
    add(cloud, notes, 21, 21);
    add(cloud, batches, 1, 2);
    const auto engine = pair.engine(settings);
    QTRY_VERIFY(linkOf(*engine).recovered);
    const Recovered recovered = *linkOf(*engine).recovered;
    QCOMPARE(toText(recovered), u"Recovered 7 changes missed while away: 5 notes, 2 batches"_s);
    QCOMPARE(recovered.tables[0], (Recovered::Table{TableName(notes), 4, 1}));
    QCOMPARE(recovered.tables[1], (Recovered::Table{TableName(batches), 0, 2}));
    QCOMPARE(count(clinic, batches), 2);
    add(clinic, notes, 31, 31);
    QTRY_COMPARE(count(cloud, notes), 9);
    QCOMPARE(*linkOf(*engine).recovered, recovered); // what comes later was not missed
}

void TestReverseMode::aFirstStartMissedNothing()
{
    const SqlitePair pair(schema());
    add(clinic, notes, 1, 3);
    const auto engine = pair.engine(config(pair, CaptureKind::Journal));
    QTRY_COMPARE(stateOf(*engine), u"in_sync"_s);
    QVERIFY(cyclesPass(*engine, 3));
    QVERIFY(!linkOf(*engine).recovered);
}

void TestReverseMode::aWebhookRunsThePassOfItsTableAlone()
{
    const SqlitePair pair(schema());
    const auto engine = pair.engine(config(pair, CaptureKind::Timestamp));
    QTRY_COMPARE(stateOf(*engine), u"in_sync"_s);
    add(cloud, notes, 1, 2);
    add(cloud, batches, 1, 2);
    QVERIFY(cyclesPass(*engine, 5)); // it is not due for an hour
    QCOMPARE(count(clinic, notes) + count(clinic, batches), 0);
    engine->wakeTable(pairLink, TableName(notes), true);
    QTRY_COMPARE(count(clinic, notes), 2);
    QVERIFY(cyclesPass(*engine, 5));
    QCOMPARE(count(clinic, batches), 0);
    engine->wake(pairLink, true);
    QTRY_COMPARE(count(clinic, batches), 2);
}

void TestReverseMode::hintsDoNotKeepTheOtherDirectionWaiting()
{
    const SqlitePair pair(schema());
    const auto engine = pair.engine(config(pair, CaptureKind::Timestamp));
    QTRY_COMPARE(stateOf(*engine), u"in_sync"_s);
    QTimer hints;
    QObject::connect(&hints, &QTimer::timeout, engine.get(),
                     [&] { engine->wakeTable(pairLink, TableName(notes), true); });
    hints.start(5ms);
    add(clinic, batches, 1, 2);
    QTRY_COMPARE_WITH_TIMEOUT(count(cloud, batches), 2, 3000);
}

void TestReverseMode::aBacklogIsDrainedPageByPage()
{
    const SqlitePair pair(schema());
    Config settings = config(pair, CaptureKind::Timestamp);
    settings.links[0].reversePass.maxRecords = 10;
    const auto engine = pair.engine(settings);
    QTRY_COMPARE(stateOf(*engine), u"in_sync"_s);
    add(cloud, notes, 1, 105); // all at one time: pages end within it
    engine->wakeTable(pairLink, TableName(notes), true);
    QTRY_COMPARE(count(clinic, notes), 105);
    QTRY_COMPARE(linkOf(*engine).tables[0].tallyReverse.inserted, 105);
    QVERIFY(linkOf(*engine).tables[0].tallyForward == RowTally{}); // none came back
}

void TestReverseMode::rowsWithoutATimeAreNoNews()
{
    const SqlitePair pair(schema());
    SqlitePair::run(cloud, u"insert into notes values (1, 'old', null)"_s);
    const auto engine = pair.engine(config(pair, CaptureKind::Timestamp));
    QTRY_COMPARE(stateOf(*engine), u"in_sync"_s);
    QCOMPARE(count(clinic, notes), 1); // the initial load compares all
    add(cloud, notes, 2, 2);
    engine->wakeTable(pairLink, TableName(notes), true);
    QTRY_COMPARE(count(clinic, notes), 2);
}

void TestReverseMode::switchedOffItCarriesNothingAndSaysSo()
{
    const SqlitePair pair(schema());
    Config settings = config(pair, CaptureKind::Timestamp);
    settings.links[0].reversePass.enabled = false;
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"event=warning .*reverse.enabled is false"_s));
    add(cloud, notes, 1, 2);
    const auto engine = pair.engine(settings);
    QTRY_VERIFY(linkOf(*engine).lastSync);
    add(cloud, notes, 3, 4);
    QSignalSpy finished(engine.get(), &SyncService::commandFinished);
    engine->wakeTable(pairLink, TableName(notes), true);
    engine->forceSync(1, pairLink);
    QTRY_COMPARE(finished.size(), 1);
    QVERIFY(cyclesPass(*engine, 3));
    QCOMPARE(count(clinic, notes), 0);
    add(clinic, batches, 1, 1);
    QTRY_COMPARE(count(cloud, batches), 1);
    QCOMPARE(linkOf(*engine).warnings,
             QStringList(u"link pair: reverse.enabled is false, so changes made in cloud never reach clinic"
                         " (notes, batches)"_s));
}

void TestReverseMode::aHintForAJournaledTableIsABell()
{
    const SqlitePair pair(schema());
    Config settings = config(pair, CaptureKind::Journal);
    settings.links[0].interval = 1h;
    const auto engine = pair.engine(settings);
    QTRY_COMPARE(stateOf(*engine), u"in_sync"_s);
    add(clinic, notes, 1, 1);
    add(cloud, batches, 1, 1);
    engine->wakeTable(pairLink, TableName(notes), true);
    QTRY_COMPARE(count(cloud, notes), 1);
    QTRY_COMPARE(count(clinic, batches), 1);
}

QTEST_GUILESS_MAIN(TestReverseMode)
#include "tst_reversemode.moc"
