// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/records/historyfixture.h"

#include <QElapsedTimer>
#include <QRegularExpression>
#include <QTest>

using namespace keel;
using namespace std::chrono_literals;

namespace {

const LinkName theLink(QStringLiteral("l"));
const TableName notes(QStringLiteral("notes"));
constexpr auto forward = Direction::Forward;

QList<qint64> idsOf(const ErrorPage& page)
{
    QList<qint64> ids;
    for (const ErrorRecord& record : page.rows)
        ids.append(record.id);
    return ids;
}

/// Debug builds and sanitizers on a busy machine: a bound that still catches a scan or a sort of everything.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr int patience = 20;
#else
constexpr int patience = 4;
#endif

} // namespace

class HistoryErrorsTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<HistoryFixture> f;
    std::unique_ptr<History> h;

    void put(const ErrorDraft& draft) { QVERIFY(h->put(std::vector{draft}, {})); }
    ErrorRecord record(qint64 id) { return h->errorDetail(id)->record; }
    std::vector<OpenRecord> due(int limit = 100) { return *h->due(theLink, forward, f->now, limit); }

private slots:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral(".")));
        h.reset();
        f = std::make_unique<HistoryFixture>();
        h = std::move(*f->open());
    }

    void cleanup() { h.reset(); }

    void aRecordComesBackWhole()
    {
        put(f->draft("7", 42));
        const auto open = *h->openFor(theLink, forward, notes, std::vector{f->key("6"), f->key("7")});
        QCOMPARE(open.size(), std::size_t(1));
        QCOMPARE(open[0].entry.key, f->key("7"));
        QCOMPARE(open[0].entry.key.values[0].family(), Family::Integer);
        QCOMPARE(open[0].entry.sequence, 42);
        QCOMPARE(open[0].entry.origin.value, QStringLiteral("node-a"));
        QCOMPARE(open[0].entry.born.time_since_epoch().count(), 1'700'000'000'123'456);
        const auto detail = *h->errorDetail(open[0].id);
        QCOMPARE(detail.record.keyJson, QStringLiteral("[\"7\"]"));
        QCOMPARE(detail.record.code, ErrorCode::CheckViolation);
        QCOMPARE(detail.record.sqlState, QStringLiteral("23514"));
        QCOMPARE(detail.record.constraint, QStringLiteral("body_length"));
        QCOMPARE(detail.record.attempts, 1);
        QCOMPARE(detail.row.size(), 2);
        QCOMPARE(detail.row[1], (NamedValue{QStringLiteral("body"), QStringLiteral("text of 7")}));
        QVERIFY(!detail.isDelete);
        QCOMPARE(detail.attempts.size(), 1);
        QCOMPARE(h->errorDetail(99).error().code, ErrorCode::NotFound);
    }

    void bytesThatAreNotUtf8Survive()
    {
        ErrorDraft draft = f->draft("1");
        draft.row = Row{Value("1", Family::Integer), Value(QByteArray("a\xff\x00z", 4), Family::Text)};
        put(draft);
        QCOMPARE(h->errorDetail(1)->row[1].text, std::optional(QStringLiteral("(not UTF-8) \\x61ff007a")));
        draft = f->draft("2");
        draft.row = Row{Value("2", Family::Integer), Value()};
        put(draft);
        QCOMPARE(h->errorDetail(2)->row[1].text, std::optional<QString>());
    }

    void aRepeatOfAPassChangesOnlyTheLastTry()
    {
        put(f->draft("1"));
        f->now += 10s;
        ErrorDraft again = f->draft("1");
        again.error.detail = QStringLiteral("something else");
        put(again);
        QCOMPARE(record(1).attempts, 1);
        QVERIFY(record(1).message.contains(QStringLiteral("body_length")));
        QCOMPARE(record(1).createdAt.secsTo(record(1).lastTryAt), 10);
    }

    void aNewerEntryReplacesAndCountsAndOpensAgain()
    {
        put(f->draft("1", 1));
        QCOMPARE(*h->resolve({1}, QStringLiteral("anna")), 1);
        QCOMPARE(record(1).state, ErrorState::Resolved);
        QCOMPARE(record(1).closedBy, QStringLiteral("anna"));
        put(f->draft("1", 1)); // a repeat does not undo a person's word
        QCOMPARE(record(1).state, ErrorState::Resolved);
        ErrorDraft newer = f->draft("1", 2);
        newer.error.detail = QStringLiteral("now too long");
        newer.row = Row{Value("1", Family::Integer), Value("new", Family::Text)};
        put(newer);
        QCOMPARE(record(1).state, ErrorState::Open);
        QVERIFY(!record(1).closedAt);
        QCOMPARE(record(1).attempts, 2);
        const auto detail = *h->errorDetail(1);
        QCOMPARE(detail.row[1].text, std::optional(QStringLiteral("new")));
        QCOMPARE(detail.attempts.size(), 2);
        QCOMPARE(detail.attempts[0].said, QStringLiteral("now too long"));
        QCOMPARE(h->errors({})->total, 1);
    }

    void backoffDoublesFromAMinuteToAnHour()
    {
        put(f->draft("1"));
        QVERIFY(due().empty());
        for (const auto wait : {1min, 2min, 4min, 8min, 16min, 32min, 60min, 60min}) {
            f->now += wait - 1s;
            QVERIFY(due().empty());
            f->now += 1s;
            const auto records = due();
            QCOMPARE(records.size(), std::size_t(1));
            put(f->draft("1")); // tried in vain
        }
        QCOMPARE(record(1).attempts, 9);
        QCOMPARE(h->errorDetail(1)->attempts.size(), 9);
    }

    void waitingRowsAreDueAtOnceAndShowAfterAMinute()
    {
        ErrorDraft waiting = f->draft("1");
        waiting.waiting = true;
        waiting.error.code = ErrorCode::Busy;
        put(waiting);
        QVERIFY(*h->hasOpen(theLink, forward));
        QCOMPARE(due().size(), std::size_t(1));
        QVERIFY(due()[0].waiting);
        QCOMPARE(h->errors({})->total, 0);
        QCOMPARE(h->openCounts()->errorsOf(theLink), 0);
        f->now += 59s;
        put(waiting);
        QCOMPARE(h->errors({})->total, 0);
        f->now += 1s;
        QCOMPARE(due().size(), std::size_t(1));
        put(waiting);
        QCOMPARE(h->errors({})->total, 1);
        QCOMPARE(record(1).attempts, 1);
    }

    void aWaitingRowThatFailsBecomesAnErrorAtOnce()
    {
        ErrorDraft draft = f->draft("1");
        draft.waiting = true;
        put(draft);
        draft.waiting = false;
        draft.error.detail = QStringLiteral("refused");
        put(draft);
        QCOMPARE(h->errors({})->total, 1);
        QCOMPARE(record(1).message, QStringLiteral("refused"));
        QVERIFY(due().empty());
    }

    void dueGoesRoundAndStarvesNobody()
    {
        for (const char* key : {"1", "2", "3"}) {
            ErrorDraft draft = f->draft(key);
            draft.waiting = true;
            put(draft);
            f->now += 1s;
        }
        const auto first = due(2);
        QCOMPARE(first[0].entry.key, f->key("1"));
        QCOMPARE(first[1].entry.key, f->key("2"));
        for (const OpenRecord& open : first) {
            ErrorDraft draft = f->draft(open.entry.key.values[0].text());
            draft.waiting = true;
            put(draft);
        }
        QCOMPARE(due(1)[0].entry.key, f->key("3"));
    }

    void truncatedIsDueByCommandOnly()
    {
        ErrorDraft draft = f->draft("1");
        draft.entry.key = Key();
        draft.entry.operation = Operation::Truncate;
        draft.row.reset();
        draft.error.code = ErrorCode::Truncated;
        put(draft);
        QCOMPARE(record(1).keyJson, QStringLiteral("[]"));
        f->now += 1000h;
        QVERIFY(due().empty());
        QCOMPARE(*h->retry({1}, QStringLiteral("anna")), 1);
        QCOMPARE(due().size(), std::size_t(1));
        QVERIFY(due()[0].entry.key.values.empty());
    }

    void commandsChangeOpenRecordsAndAreLogged()
    {
        QVERIFY(h->put(std::vector{f->draft("1"), f->draft("2"), f->draft("3")}, {}));
        QCOMPARE(*h->retry({1, 2, 99}, QStringLiteral("anna")), 2);
        QCOMPARE(due().size(), std::size_t(2));
        QCOMPARE(*h->ignore({1}, QStringLiteral("ben")), 1);
        QCOMPARE(*h->resolve({1, 2}, QStringLiteral("ben")), 1);
        QCOMPARE(record(1).state, ErrorState::Ignored);
        QCOMPARE(record(2).state, ErrorState::Resolved);
        ErrorFilter filter;
        filter.openOnly = false;
        QCOMPARE(*h->retryMatching(filter, QStringLiteral("anna")), 1);
        QCOMPARE(due().size(), std::size_t(1));
        const auto lines = *h->logLines(10);
        QCOMPARE(lines.size(), 4);
        QCOMPARE(lines[0].what, QStringLiteral("retry"));
        QCOMPARE(lines[3].detail, QStringLiteral("error records 1, 2, 99"));
    }

    void rowsThatWentThroughCloseTheirRecords()
    {
        QVERIFY(h->put(std::vector{f->draft("1"), f->draft("2")}, {}));
        QVERIFY(h->wentThrough(theLink, forward, notes, std::vector{f->key("1"), f->key("404")}));
        QCOMPARE(record(1).state, ErrorState::WentThrough);
        QVERIFY(record(1).closedAt);
        QVERIFY(*h->hasOpen(theLink, forward));
        QVERIFY(!*h->hasOpen(theLink, Direction::Reverse));
        QVERIFY(h->wentThrough(theLink, forward, notes, std::vector{f->key("2")}));
        QVERIFY(!*h->hasOpen(theLink, forward));
    }

    void wakeMakesOneCodeOfATableDue()
    {
        ErrorDraft child = f->draft("1");
        child.error.code = ErrorCode::ForeignKeyViolation;
        QVERIFY(h->put(std::vector{child, f->draft("2")}, {}));
        QVERIFY(h->wake(theLink, forward, notes, ErrorCode::ForeignKeyViolation));
        QCOMPARE(due().size(),
                 std::size_t(0)); // not with every neighbour that moves: half a second after the first try
        f->now += 500ms;
        QCOMPARE(due().size(), std::size_t(1));
        QCOMPARE(due()[0].entry.key, f->key("1"));
    }

    void childrenThatMissARowWaitBehindIt()
    {
        ErrorDraft parent = f->draft("17");
        parent.table = TableName(QStringLiteral("public.patients"));
        ErrorDraft child = f->draft("91207");
        child.error.code = ErrorCode::ForeignKeyViolation;
        child.error.detail =
            QStringLiteral("insert or update on table \"notes\" violates foreign key constraint \"fk\"\n"
                           "DETAIL:  Key (patient_id)=(17) is not present in table \"patients\".");
        ErrorDraft another = f->draft("5");
        another.error.code = ErrorCode::ForeignKeyViolation;
        another.error.detail = QStringLiteral("DETAIL:  Key (patient_id)=(170) is not present in table \"patients\".");
        QVERIFY(h->put(std::vector{parent, child, another}, {}));
        QCOMPARE(h->errorDetail(1)->waitsBehind, QStringList(QStringLiteral("notes 91207")));
        QVERIFY(h->errorDetail(2)->waitsBehind.isEmpty());
    }

    void pagesJoinWithoutGapOrRepeat()
    {
        std::vector<ErrorDraft> drafts;
        for (int i = 0; i < 25; ++i)
            drafts.push_back(f->draft(QByteArray::number(i)));
        QVERIFY(h->put(drafts, {}));
        ErrorQuery query;
        query.limit = 4;
        QList<qint64> seen;
        for (query.offset = 0; query.offset < 25; query.offset += query.limit)
            seen += idsOf(*h->errors(query));
        QList<qint64> expected;
        for (qint64 id = 25; id > 0; --id)
            expected.append(id);
        QCOMPARE(seen, expected);
        query.offset = 100;
        QVERIFY(h->errors(query)->rows.isEmpty());
    }

    void filtersSortAndCauses()
    {
        ErrorDraft unique = f->draft("10");
        unique.error.code = ErrorCode::UniqueViolation;
        unique.error.detail = QStringLiteral("100% duplicate_key");
        unique.table = TableName(QStringLiteral("users"));
        unique.link = LinkName(QStringLiteral("m"));
        QVERIFY(h->put(std::vector{f->draft("1"), f->draft("2")}, {}));
        f->now += 5s;
        QVERIFY(h->put(std::vector{unique}, {}));
        ErrorQuery query;
        query.request = 7;
        auto page = *h->errors(query);
        QCOMPARE(page.request, 7U);
        QCOMPARE(idsOf(page), (QList<qint64>{3, 2, 1}));
        QCOMPARE(page.causes.size(), 2);
        QCOMPARE(page.causes[0].count, 2);
        QCOMPARE(page.causes[0].code, ErrorCode::CheckViolation);
        QCOMPARE(page.causes[1].sample, QStringLiteral("100% duplicate_key"));
        query.descending = false;
        for (const auto sort : {ErrorSort::LastTry, ErrorSort::Created, ErrorSort::Link, ErrorSort::Table}) {
            query.sort = sort;
            QCOMPARE(idsOf(*h->errors(query)), (QList<qint64>{1, 2, 3}));
        }
        query.sort = ErrorSort::Key;
        QCOMPARE(idsOf(*h->errors(query)), (QList<qint64>{1, 3, 2}));
        query.sort = ErrorSort::Message;
        QCOMPARE(idsOf(*h->errors(query)), (QList<qint64>{3, 1, 2}));
        const auto only = [&](auto change, const QList<qint64>& ids) {
            ErrorQuery narrowed;
            narrowed.descending = false;
            change(narrowed.filter);
            const auto found = h->errors(narrowed);
            return found && idsOf(*found) == ids && found->total == ids.size();
        };
        QVERIFY(only([](ErrorFilter& w) { w.link = LinkName(QStringLiteral("m")); }, {3}));
        QVERIFY(only([](ErrorFilter& w) { w.table = TableName(QStringLiteral("notes")); }, {1, 2}));
        QVERIFY(only([](ErrorFilter& w) { w.code = ErrorCode::UniqueViolation; }, {3}));
        QVERIFY(only([](ErrorFilter& w) { w.kind = ErrorClass::Schema; }, {}));
        QVERIFY(only([](ErrorFilter& w) { w.since = QDateTime::fromSecsSinceEpoch(1'800'000'003, Qt::UTC); }, {3}));
        QVERIFY(only([](ErrorFilter& w) { w.text = QStringLiteral("0% dup"); }, {3}));
        QVERIFY(only([](ErrorFilter& w) { w.text = QStringLiteral("y_l"); }, {1, 2}));
        QVERIFY(only([](ErrorFilter& w) { w.text = QStringLiteral("BODY"); }, {1, 2}));
        QCOMPARE(h->errorsById({3, 99, 1})->size(), 2);
    }

    /// A crash came between the record and the commit, and then the other direction was first.
    void aConflictMetFromTheOtherSideReplacesItsTwin()
    {
        ConflictDraft reverse = f->conflict("1", 5);
        reverse.direction = Direction::Reverse;
        reverse.changedAtB = TimeUs(std::chrono::milliseconds(1'700'000'000'002));
        ConflictDraft forward = f->conflict("1", 77);
        forward.changedAtB = reverse.changedAtB;
        QVERIFY(h->put({}, std::vector{reverse}));
        QVERIFY(h->put({}, std::vector{forward}));
        QCOMPARE(h->conflicts({})->total, 1);
        // Another change of the row is another conflict.
        forward.entry = 78;
        forward.changedAtA = TimeUs(std::chrono::milliseconds(1'700'000'000'003));
        QVERIFY(h->put({}, std::vector{forward}));
        reverse.entry = 6;
        QVERIFY(h->put({}, std::vector{reverse}));
        QCOMPARE(h->conflicts({})->total, 2);
    }

    void aRepeatedConflictReplacesItsRecord()
    {
        QVERIFY(h->put({}, std::vector{f->conflict("1", 5), f->conflict("1", 6)}));
        f->now += 1s;
        ConflictDraft again = f->conflict("1", 5);
        again.winner = Side::A;
        again.tie = true;
        QVERIFY(h->put({}, std::vector{again}));
        const auto page = *h->conflicts({});
        QCOMPARE(page.total, 2);
        QCOMPARE(page.rows[0].id, 1);
        QCOMPARE(page.rows[0].winner, Side::A);
        QVERIFY(page.rows[0].tie);
        const auto conflict = *h->conflict(2);
        QCOMPARE(conflict.winner, Side::B);
        QCOMPARE(conflict.changedAtA->toMSecsSinceEpoch(), 1'700'000'000'001);
        QVERIFY(!conflict.changedAtB);
        QCOMPARE((*conflict.a)[1].text, std::optional(QStringLiteral("of a")));
        QVERIFY(!conflict.b);
        ConflictQuery query;
        query.text = QStringLiteral("OF A");
        QCOMPARE(h->conflicts(query)->total, 2);
        query.text = QStringLiteral("nothing like it");
        QCOMPARE(h->conflicts(query)->total, 0);
        QCOMPARE(h->conflict(99).error().code, ErrorCode::NotFound);
    }

    void aThousandDraftsGoInFast()
    {
        QElapsedTimer timer;
        qint64 best = std::numeric_limits<qint64>::max();
        for (int round = 0; round < 3; ++round) {
            std::vector<ErrorDraft> drafts;
            for (int i = 0; i < 1000; ++i)
                drafts.push_back(f->draft(QByteArray::number(round * 1000 + i)));
            timer.start();
            QVERIFY(h->put(drafts, {}));
            best = std::min(best, timer.elapsed());
        }
        qInfo("put of 1000 drafts: %lld ms", best);
        QVERIFY2(best < 50 * patience, qPrintable(QString::number(best)));
    }

    void pagesOfAHundredThousandAreFast()
    {
        for (int batch = 0; batch < 100; ++batch) {
            std::vector<ErrorDraft> drafts;
            for (int i = 0; i < 1000; ++i) {
                ErrorDraft draft = f->draft(QByteArray::number(batch * 1000 + i));
                draft.table = TableName(QStringLiteral("table%1").arg(i % 6));
                draft.error.detail += QStringLiteral(" row %1").arg((i * 7919) % 1000);
                drafts.push_back(draft);
            }
            f->now += 1s;
            QVERIFY(h->put(drafts, {}));
        }
        QElapsedTimer timer;
        ErrorQuery query;
        timer.start();
        QCOMPARE(h->errors(query)->total, 100'000);
        qInfo("first page with total and causes: %lld ms", timer.elapsed());
        QVERIFY(timer.elapsed() < 100 * patience);
        for (const auto sort : {ErrorSort::LastTry, ErrorSort::Created, ErrorSort::Link, ErrorSort::Table,
                                ErrorSort::Key, ErrorSort::Message, ErrorSort::Attempts}) {
            for (const qint64 offset : {0, 50'000, 99'800}) {
                query.sort = sort;
                query.offset = offset;
                qint64 took = std::numeric_limits<qint64>::max();
                for (int run = 0; run < 3; ++run) {
                    timer.start();
                    const auto page = h->errors(query);
                    took = std::min(took, timer.elapsed());
                    QCOMPARE(page->rows.size(), 200);
                }
                qInfo("sort %d offset %lld: %lld ms", int(sort), offset, took);
                QVERIFY2(took < 20 * patience,
                         qPrintable(QStringLiteral("sort %1, offset %2: %3 ms").arg(int(sort)).arg(offset).arg(took)));
            }
        }
        query = {};
        query.filter.text = QStringLiteral("row 7");
        timer.start();
        QVERIFY(h->errors(query)->total > 1000);
        qInfo("search: %lld ms", timer.elapsed());
        query = {};
        query.filter.table = TableName(QStringLiteral("table3"));
        query.offset = 10'000;
        timer.start();
        QCOMPARE(h->errors(query)->rows.size(), 200);
        qInfo("one table, deep: %lld ms", timer.elapsed());
        timer.start();
        QCOMPARE(h->openCounts()->errorsOf(theLink), 100'000);
        qInfo("counts: %lld ms", timer.elapsed());
        timer.start();
        QCOMPARE(h->openCounts()->errorsOf(theLink), 100'000);
        qInfo("counts again: %lld ms", timer.elapsed());
        timer.start();
        QCOMPARE(*h->retryMatching({}, QStringLiteral("x")), 100'000);
        qInfo("retry of all: %lld ms", timer.elapsed());
        timer.start();
        QCOMPARE(due(1000).size(), std::size_t(1000));
        qInfo("1000 due: %lld ms", timer.elapsed());
    }
};

QTEST_GUILESS_MAIN(HistoryErrorsTest)
#include "tst_historyerrors.moc"
