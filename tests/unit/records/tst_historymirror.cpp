// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/records/historyfixture.h"

#include <QRegularExpression>
#include <QTest>

using namespace keel;
using namespace std::chrono_literals;

namespace {

const LinkName theLink(QStringLiteral("l"));
const TableName notes(QStringLiteral("notes"));
constexpr auto forward = Direction::Forward;

} // namespace

/// What is still to be told to the targets' sync_errors, and commands for all records of one cause.
class HistoryMirrorTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<HistoryFixture> f;
    std::unique_ptr<History> h;

    void put(const ErrorDraft& draft) { QVERIFY(h->put(std::vector{draft}, {})); }
    std::vector<MirroredError> due(int limit = 100) { return *h->toMirror(theLink, forward, limit); }

private slots:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral(".")));
        h.reset();
        f = std::make_unique<HistoryFixture>();
        h = std::move(*f->open());
    }

    void cleanup() { h.reset(); }

    void aNewRecordIsDueOnceWithItsRow()
    {
        put(f->draft("7"));
        const auto first = due();
        QCOMPARE(first.size(), std::size_t(1));
        QCOMPARE(first[0].record.keyJson, QStringLiteral("[\"7\"]"));
        QCOMPARE(first[0].record.state, ErrorState::Open);
        QVERIFY(first[0].rowJson.contains(u"text of 7"));
        QVERIFY(h->mirrored(first));
        QVERIFY(due().empty());
        QVERIFY(h->toMirror(theLink, Direction::Reverse, 100)->empty());
        QVERIFY(h->toMirror(LinkName(QStringLiteral("other")), forward, 100)->empty());
    }

    void whatStaysDueSurvivesAnEnd()
    {
        put(f->draft("7"));
        put(f->draft("8"));
        h.reset();
        h = std::move(*f->open());
        QCOMPARE(due().size(), std::size_t(2));
        QCOMPARE(due(1).size(), std::size_t(1));
    }

    void aRepeatIsNotDueAgainANewEntryIs()
    {
        put(f->draft("7"));
        QVERIFY(h->mirrored(due()));
        put(f->draft("7")); // the same entry, met again by a repeated pass
        QVERIFY(due().empty());
        put(f->draft("7", 2));
        const auto again = due();
        QCOMPARE(again.size(), std::size_t(1));
        QCOMPARE(again[0].record.attempts, 2);
        QVERIFY(again[0].attempts.contains(u"body_length"));
    }

    void aRowThatOnlyWaitsIsNobodysErrorYet()
    {
        ErrorDraft waits = f->draft("7");
        waits.waiting = true;
        put(waits);
        QVERIFY(due().empty());
        QVERIFY(h->wentThrough(theLink, forward, notes, std::vector{f->key("7")}));
        QVERIFY(due().empty());
        put(waits);
        f->now += 61s;
        put(waits);
        QCOMPARE(due().size(), std::size_t(1));
    }

    void whatIsClosedHereIsDueThere()
    {
        put(f->draft("7"));
        put(f->draft("8"));
        QVERIFY(h->mirrored(due()));
        const qint64 id = (*h->errors({})).rows.at(0).id;
        QCOMPARE(*h->resolve({id}, QStringLiteral("anna")), 1);
        auto closed = due();
        QCOMPARE(closed.size(), std::size_t(1));
        QCOMPARE(closed[0].record.state, ErrorState::Resolved);
        QCOMPARE(closed[0].record.closedBy, QStringLiteral("anna"));
        QVERIFY(h->mirrored(closed));
        QVERIFY(h->wentThrough(theLink, forward, notes, std::vector{f->key("7"), f->key("8")}));
        closed = due();
        QCOMPARE(closed.size(), std::size_t(1));
        QCOMPARE(closed[0].record.state, ErrorState::WentThrough);
    }

    void aChangeDuringTheWriteStaysDue()
    {
        put(f->draft("7"));
        const auto read = due();
        QCOMPARE(*h->ignore({read[0].record.id}, QStringLiteral("anna")), 1); // meanwhile, by a person
        QVERIFY(h->mirrored(read));
        const auto left = due();
        QCOMPARE(left.size(), std::size_t(1));
        QCOMPARE(left[0].record.state, ErrorState::Ignored);
    }

    void allOfOneCauseAreClosedAndNoOther()
    {
        put(f->draft("1"));
        put(f->draft("2"));
        ErrorDraft other = f->draft("3");
        other.error.sqlState = QStringLiteral("22001");
        other.error.constraint.clear();
        put(other);
        const ErrorPage page = *h->errors({});
        QCOMPARE(page.causes.size(), 2);
        QCOMPARE(page.causes[0].count, 2);
        QCOMPARE(page.causes[0].sqlState, QStringLiteral("23514"));
        QCOMPARE(page.causes[1].sqlState, QStringLiteral("22001"));

        ErrorFilter filter;
        filter.sqlState = page.causes[0].sqlState;
        filter.constraint = page.causes[0].constraint;
        QSet<LinkName> links;
        QCOMPARE(*h->closeMatching(filter, ErrorState::Ignored, QStringLiteral("anna"), links), 2);
        QCOMPARE(links, QSet<LinkName>{theLink});
        const ErrorPage left = *h->errors({});
        QCOMPARE(left.total, 1);
        QCOMPARE(left.rows[0].keyJson, QStringLiteral("[\"3\"]"));
        QCOMPARE((*h->logLines(1)).at(0).what, QStringLiteral("ignore"));

        filter = {};
        filter.constraint = QString(); // a cause without a constraint
        links.clear();
        QCOMPARE(*h->closeMatching(filter, ErrorState::Resolved, QStringLiteral("anna"), links), 1);
        QCOMPARE((*h->errors({})).total, 0);
    }
};

QTEST_GUILESS_MAIN(HistoryMirrorTest)
#include "tst_historymirror.moc"
