// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/records/historyfixture.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTest>

#include <sys/mount.h>
#include <unistd.h>

using namespace keel;
using namespace std::chrono_literals;

namespace {

const LinkName theLink(QStringLiteral("l"));
const LinkName other(QStringLiteral("m"));
const TableName notes(QStringLiteral("notes"));

/// A statement on the file beside History, to see what is stored and to age it.
QVariantList plain(const QString& file, const QString& sql)
{
    QVariantList values;
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("plain"));
        database.setDatabaseName(file);
        if (database.open()) {
            QSqlQuery query(sql, database);
            while (query.next())
                values.append(query.value(0));
        }
    }
    QSqlDatabase::removeDatabase(QStringLiteral("plain"));
    return values;
}

} // namespace

class HistoryTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<HistoryFixture> f;
    std::unique_ptr<History> h;

    QDateTime at(std::chrono::seconds offset) const
    {
        return QDateTime::fromSecsSinceEpoch(1'800'000'000 + offset.count(), Qt::UTC);
    }

    CycleRecord cycle(std::chrono::seconds offset, qint64 forward) const
    {
        CycleRecord record;
        record.link = theLink;
        record.startedAt = at(offset);
        record.duration = 12ms;
        record.forward = forward;
        return record;
    }

    qint64 cyclesCount(bool busyOnly)
    {
        HistoryQuery query;
        query.busyOnly = busyOnly;
        return h->cycles(query)->total;
    }

private slots:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral(".")));
        h.reset();
        f = std::make_unique<HistoryFixture>();
        h = std::move(*f->open());
    }

    void cleanup() { h.reset(); }

    void pauseProofAndLogSurviveARestart()
    {
        QVERIFY(h->setPaused(theLink, QStringLiteral("anna")));
        QVERIFY(h->setProof(theLink, {at(5s), true, 77, 2}));
        h.reset();
        h = std::move(*f->open());
        QCOMPARE((*h->paused(theLink))->who, QStringLiteral("anna"));
        QCOMPARE((*h->paused(theLink))->at, at(0s));
        QVERIFY(!*h->paused(other));
        const auto proof = *h->proof(theLink);
        QCOMPARE(proof->at, at(5s));
        QVERIFY(proof->equal);
        QCOMPARE(proof->rows, 77);
        QCOMPARE(proof->suspects, 2);
        QVERIFY(!*h->proof(other));
        QVERIFY(h->setResumed(theLink, QStringLiteral("ben")));
        QVERIFY(!*h->paused(theLink));
        QVERIFY(h->log(QStringLiteral("cli"), QStringLiteral("teardown"), QString()));
        const auto lines = *h->logLines(10);
        QCOMPARE(lines.size(), 3);
        QCOMPARE(lines[0].what, QStringLiteral("teardown"));
        QCOMPARE(lines[1].what, QStringLiteral("resume"));
        QCOMPARE(lines[2].who, QStringLiteral("anna"));
    }

    void busyCyclesAreKeptWithTheirFailure()
    {
        CycleRecord failed = cycle(1s, 0);
        Error error;
        error.kind = ErrorClass::Transient;
        error.code = ErrorCode::Unreachable;
        error.detail = QStringLiteral("connection refused");
        failed.failure = error;
        failed.trigger = CycleRecord::Trigger::Bell;
        QVERIFY(h->addCycle(failed));
        QVERIFY(h->addCycle(cycle(2s, 9)));
        const auto page = *h->cycles({});
        QCOMPARE(page.total, 2);
        QCOMPARE(page.rows[0].forward, 9);
        QCOMPARE(page.rows[0].duration, Milliseconds(12));
        QCOMPARE(page.rows[1].failure->code, ErrorCode::Unreachable);
        QCOMPARE(page.rows[1].failure->detail, QStringLiteral("connection refused"));
        QCOMPARE(page.rows[1].trigger, CycleRecord::Trigger::Bell);
        QCOMPARE(page.rows[1].startedAt, at(1s));
    }

    void idleCyclesLeaveOneLineAMinute()
    {
        for (int second = 0; second <= 120; ++second)
            QVERIFY(h->addCycle(cycle(std::chrono::seconds(second), 0)));
        QCOMPARE(cyclesCount(true), 0);
        QCOMPARE(cyclesCount(false), 1);
        QCOMPARE(plain(f->file(), QStringLiteral("SELECT idle_cycles FROM cycles")), QVariantList{61});
        h.reset(); // what is still in memory is written at the end
        h = std::move(*f->open());
        QCOMPARE(cyclesCount(false), 2);
    }

    void samplesAreAddedUpToSteps()
    {
        QList<Sample> first;
        QList<Sample> second;
        for (int i = 0; i < 10; ++i) {
            if (i == 4)
                continue; // the service did not run
            Sample sample;
            sample.at = at(std::chrono::seconds(i - 10));
            sample.forward = i;
            sample.cycleMs = 2.0 * i;
            sample.errors = 1;
            first.append(sample);
            sample.forward = 100;
            sample.cycleMs = std::nullopt;
            second.append(sample);
        }
        QVERIFY(h->addSamples(theLink, first));
        QVERIFY(h->addSamples(other, second));
        SampleQuery query;
        query.link = theLink;
        query.span = 10s;
        QCOMPARE(h->samples(query)->samples.size(), 9);
        QCOMPARE(h->samples(query)->samples[8].forward, 9.0);
        query.step = 5s;
        const auto steps = h->samples(query)->samples;
        QCOMPARE(steps.size(), 2);
        QCOMPARE(steps[0].at, at(-10s));
        QCOMPARE(steps[0].forward, (0 + 1 + 2 + 3) / 4.0);
        QCOMPARE(steps[1].forward, (5 + 6 + 7 + 8 + 9) / 5.0);
        QCOMPARE(steps[1].cycleMs, std::optional(18.0));
        QCOMPARE(steps[1].cycleMeanMs, std::optional<double>());
        QCOMPARE(steps[1].errors, 5);
        query.link = LinkName();
        QCOMPARE(h->samples(query)->samples[1].forward, 107.0);
    }

    void oldSamplesAreThinnedToMinutesAndKeepTheirSum()
    {
        QList<Sample> day;
        const auto start = -30h;
        for (int i = 0; i < 600; ++i) {
            Sample sample;
            sample.at = at(std::chrono::seconds(start) + std::chrono::seconds(i));
            sample.forward = i % 60;
            sample.errors = 1;
            day.append(sample);
        }
        QVERIFY(h->addSamples(theLink, day));
        QVERIFY(h->prune({}));
        QCOMPARE(plain(f->file(), QStringLiteral("SELECT count(*) FROM samples")), QVariantList{10});
        SampleQuery query;
        query.span = 31h;
        query.step = 600s;
        const auto steps = h->samples(query)->samples;
        double rows = 0;
        qint64 errors = 0;
        for (const Sample& step : steps)
            errors += step.errors;
        for (const Sample& step : steps)
            rows = std::max(rows, step.forward);
        QCOMPARE(errors, 600);
        QCOMPARE(rows, 29.5);
    }

    void pruningDropsOnlyWhatIsOld()
    {
        QVERIFY(h->put(std::vector{f->draft("1"), f->draft("2"), f->draft("3")}, std::vector{f->conflict("1", 1)}));
        QVERIFY(h->addCycle(cycle(0s, 1)));
        QVERIFY(h->resolve({1}, QStringLiteral("x")));
        f->now += std::chrono::hours(100 * 24);
        QVERIFY(h->resolve({2}, QStringLiteral("x")));
        QVERIFY(h->put({}, std::vector{f->conflict("2", 1)}));
        const auto dropped = h->prune({});
        QVERIFY(dropped);
        QCOMPARE(*dropped, 4); // a closed record, a conflict, a cycle, a line of the log
        ErrorQuery query;
        query.filter.openOnly = false;
        QCOMPARE(h->errors(query)->total, 2);
        QCOMPARE(h->conflicts({})->total, 1);
        QCOMPARE(cyclesCount(true), 0);
    }

    void countsFollowWritesOfOtherConnections()
    {
        auto second = std::move(*f->open(History::Mode::Join));
        QCOMPARE(h->openCounts()->errorsOf(theLink), 0);
        QVERIFY(second->put(std::vector{f->draft("1"), f->draft("2")}, std::vector{f->conflict("1", 1)}));
        QCOMPARE(h->openCounts()->errorsOf(theLink), 2);
        QCOMPARE(h->openCounts()->conflictsOf(theLink), 1);
        QCOMPARE(h->openCounts()->errorsOf(other), 0);
        f->now += 25h;
        QVERIFY(second->resolve({1}, QStringLiteral("x")));
        QCOMPARE(h->openCounts()->errorsOf(theLink), 1);
        QCOMPARE(h->openCounts()->conflictsOf(theLink), 0);
    }

    void aDamagedFileIsSetAsideWithItsLog_data()
    {
        QTest::addColumn<int>("from");
        QTest::addColumn<int>("to");
        QTest::newRow("head") << 0 << 100;
        QTest::newRow("middle") << 4096 << 40960;
    }

    void aDamagedFileIsSetAsideWithItsLog()
    {
        QFETCH(int, from);
        QFETCH(int, to);
        QVERIFY(h->put(std::vector{f->draft("1")}, {}));
        QVERIFY(h->setProof(theLink, {at(0s), true, 1, 0}));
        QVERIFY(!h->wasSetAside());
        QVERIFY(!*h->comparisonDue(theLink));
        h.reset();
        QFile file(f->file());
        QVERIFY(file.open(QIODevice::ReadWrite));
        QVERIFY(file.size() > to);
        file.seek(from);
        file.write(QByteArray(to - from, 'x'));
        file.close();
        h = std::move(*f->open());
        QVERIFY(h->wasSetAside());
        QVERIFY(h->notice().contains(QStringLiteral("history.db.damaged-")));
        QCOMPARE(QDir(f->dir.path()).entryList({QStringLiteral("history.db.damaged-*")}, QDir::Files).size(), 1);
        QCOMPARE(h->errors({})->total, 0);
        QVERIFY(*h->comparisonDue(theLink));
        h.reset();
        h = std::move(*f->open());
        QVERIFY(!h->wasSetAside());
        QVERIFY(*h->comparisonDue(theLink));
        QVERIFY(h->setProof(theLink, {at(1s), true, 1, 0}));
        QVERIFY(!*h->comparisonDue(theLink));
    }

    void aHistoryThatIsGoneIsSaidWhereThereIsAState()
    {
        QVERIFY(h->put(std::vector{f->draft("1")}, {}));
        QVERIFY(h->setProof(theLink, {at(0s), true, 1, 0}));
        h.reset();
        QVERIFY(QFile::remove(f->file()));
        h = std::move(*f->open()); // no state beside it: a first start
        QCOMPARE(h->notice(), QString());
        QVERIFY(!*h->comparisonDue(theLink));
        h.reset();
        QVERIFY(QFile::remove(f->file()));
        QFile state(f->dir.filePath(QStringLiteral("state.json")));
        QVERIFY(state.open(QIODevice::WriteOnly));
        h = std::move(*f->open());
        QVERIFY2(h->notice().contains(QStringLiteral("was gone")), qPrintable(h->notice()));
        QVERIFY(*h->comparisonDue(theLink));
        QVERIFY(h->setProof(theLink, {at(1s), true, 1, 0}));
        QVERIFY(!*h->comparisonDue(theLink));
    }

    void nothingIsWrittenIntoARemovedFile()
    {
        QVERIFY(h->put(std::vector{f->draft("1")}, {}));
        QVERIFY(QFile::rename(f->file(), f->file() + QStringLiteral(".away")));
        const auto gone = h->put(std::vector{f->draft("2")}, {});
        QVERIFY(!gone);
        QCOMPARE(gone.error().code, ErrorCode::FileDamaged);
        QVERIFY(gone.error().isTransient());
        QVERIFY(QFile::rename(f->file() + QStringLiteral(".away"), f->file()));
        QVERIFY(h->put(std::vector{f->draft("2")}, {}));
        QCOMPARE(h->errors({})->total, 2);
    }

    void readersNeedAFileAndWriteNothing()
    {
        HistoryFixture empty;
        const auto none = empty.open(History::Mode::Read);
        QVERIFY(!none);
        QCOMPARE(none.error().code, ErrorCode::NotFound);
        QVERIFY(!QFile::exists(empty.file()));
        QVERIFY(h->put(std::vector{f->draft("1")}, {}));
        const auto reader = f->open(History::Mode::Read);
        QVERIFY(reader);
        QCOMPARE((*reader)->errors({})->total, 1);
        const auto written = (*reader)->log(QStringLiteral("x"), QStringLiteral("y"), QString());
        QVERIFY(!written);
        QCOMPARE(written.error().code, ErrorCode::FileUnwritable);
    }

    void aNewerFileIsRefusedAndLeftAlone()
    {
        h.reset();
        plain(f->file(), QStringLiteral("PRAGMA user_version = 99"));
        const auto opened = f->open();
        QVERIFY(!opened);
        QVERIFY(opened.error().detail.contains(QStringLiteral("found version 99")));
        QVERIFY(QFile::exists(f->file()));
    }

    void shadowsComeBackInByteOrder()
    {
        const std::vector<RecordBook::ShadowEntry> entries{
            {f->key("10"), QByteArray(16, 'a')}, {f->key("9"), QByteArray()}, {f->key("2"), QByteArray(16, 'b')}};
        QVERIFY(h->putShadow(theLink, notes, entries));
        const auto found = *h->shadow(theLink, notes, std::vector{f->key("9"), f->key("404"), f->key("10")});
        QCOMPARE(found.size(), std::size_t(2));
        QVERIFY(found[0].hash.isEmpty());
        QCOMPARE(found[1].hash, QByteArray(16, 'a'));
        const auto keys = *h->shadowKeys(theLink, notes, std::nullopt, 10);
        QCOMPARE(keys, (std::vector{f->key("10"), f->key("2"), f->key("9")}));
        QCOMPARE(keys[0].values[0].family(), Family::Integer);
        QCOMPARE(*h->shadowKeys(theLink, notes, f->key("10"), 1), (std::vector{f->key("2")}));
        QVERIFY(h->shadowKeys(other, notes, std::nullopt, 10)->empty());
    }

    void aFullDiskIsATransientErrorAndLosesNothing()
    {
        QTemporaryDir mountPoint;
        const QByteArray where = mountPoint.path().toLocal8Bit();
        if (::geteuid() != 0 || ::mount("tmpfs", where.constData(), "tmpfs", 0, "size=2m") != 0)
            QSKIP("mounting a small file system needs root and a kernel that lets it");
        const QString name = mountPoint.filePath(QStringLiteral("history.db"));
        Error said;
        qint64 kept = -1;
        qint64 written = 0;
        {
            auto book = std::move(*History::open(name, QStringLiteral("full")));
            for (int batch = 0; batch < 100 && said.detail.isEmpty(); ++batch) {
                std::vector<ErrorDraft> drafts;
                for (int i = 0; i < 200; ++i)
                    drafts.push_back(f->draft(QByteArray::number(batch * 200 + i)));
                if (const auto done = book->put(drafts, {}); !done)
                    said = done.error();
                else
                    written += 200;
            }
            if (const auto page = book->errors({}))
                kept = page->total;
        }
        ::umount(where.constData());
        QVERIFY(written > 0);
        QCOMPARE(kept, written);
        QCOMPARE(said.kind, ErrorClass::Transient);
        QCOMPARE(said.code, ErrorCode::ResourceShort);
    }
};

QTEST_GUILESS_MAIN(HistoryTest)
#include "tst_history.moc"
