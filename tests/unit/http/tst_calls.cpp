// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/http/calls.h"
#include "app/http/route.h"
#include "tests/support/fakeservice/fakesyncservice.h"

#include <QJsonDocument>
#include <QTest>

using namespace keel;
using namespace Qt::StringLiterals;

/// The calls on a service without an engine: what is asked of it, and how its answers come back.
class TestCalls : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void everyRouteHasSomebodyWhoAnswers();
    void aCycleIsARunThatCanBeAskedFor();
    void waitingAnswersWithTheResult();
    void anUnknownLinkIsNotFound();
    void aFailureOfTheServiceIsToldAsOne();
    void everyFailureHasItsStatus_data();
    void everyFailureHasItsStatus();
    void pauseNamesWhoDidIt();
    void aThousandHintsBecomeAHandfulOfWakes();
    void aWebhookWakesTheReversePassOfItsTable();
    void anErrorIsReadBeforeItIsChanged();
    void anEditOfAnOldVersionIsRefused();
    void aDecisionNeedsOneOfTwo();
    void aDecisionAboutAnOldVersionIsRefused();
    void theOperatorsLogComesByPages();
    void aPlanOfTheBrakeIsDecidedAsItWasSeen();

private:
    struct Got
    {
        int status = 0;
        QJsonObject body;
        QByteArray etag;
    };
    /// The answer may come after the call returned.
    std::shared_ptr<Got> call(const QString& operation, const QJsonObject& body = {},
                              const QHash<QString, QString>& path = {}, const QHash<QString, QString>& query = {},
                              const QByteArray& ifMatch = {});

    Config m_config;
    std::unique_ptr<FakeSyncService> m_service;
    std::unique_ptr<http::Calls> m_calls;
    QString m_link;
    QByteArray m_caller = "one's";
};

void TestCalls::init()
{
    QTest::failOnWarning(QRegularExpression(u"."_s));
    m_calls.reset();
    m_service = std::make_unique<FakeSyncService>();
    m_config = {};
    for (const LinkSnapshot& link : m_service->snapshot().links) {
        LinkConfig config;
        config.name = link.name;
        config.forward = link.forward;
        config.reverse = link.reverse;
        m_config.links.push_back(config);
    }
    m_link = m_config.links.front().name.value;
    m_calls = std::make_unique<http::Calls>(*m_service, m_config);
}

std::shared_ptr<TestCalls::Got> TestCalls::call(const QString& operation, const QJsonObject& body,
                                                const QHash<QString, QString>& path,
                                                const QHash<QString, QString>& query, const QByteArray& ifMatch)
{
    auto got = std::make_shared<Got>();
    m_calls->handle({.operation = operation,
                     .path = path,
                     .query = query,
                     .body = body,
                     .ifMatch = ifMatch,
                     .who = u"ana"_s,
                     .role = http::Role::Admin,
                     .caller = m_caller},
                    [got](const http::Answer& answer) {
                        got->status = answer.status;
                        for (const auto& [name, value] : answer.headers)
                            got->etag = name == "ETag" ? value : got->etag;
                        got->body = QJsonDocument::fromJson(answer.body).object();
                    });
    return got;
}

void TestCalls::everyRouteHasSomebodyWhoAnswers()
{
    // The server answers these itself.
    QStringList known{u"status"_s, u"healthz"_s, u"metrics"_s, u"openapi"_s, u"events"_s};
    known += {u"desktopSnapshot"_s, u"desktopEvents"_s};
    known += http::Calls::operations();
    QStringList routes;
    for (const http::Route& route : http::routes())
        routes += route.operation;
    known.sort();
    routes.sort();
    QCOMPARE(known, routes);
}

void TestCalls::aCycleIsARunThatCanBeAskedFor()
{
    const auto got = call(u"syncNow"_s, {{u"link"_s, m_link}});
    QCOMPARE(got->status, 202);
    const QString run = got->body[u"runId"].toString();
    QVERIFY(!run.isEmpty());
    QCOMPARE(m_service->calls, QStringList({u"note ana sync "_s + m_link, u"forceSync "_s + m_link}));
    const auto running = call(u"verifyRun"_s, {}, {{u"run"_s, run}});
    QCOMPARE(running->body[u"run"][u"state"], QJsonValue(u"running"_s));
    const auto state = [&] { return call(u"verifyRun"_s, {}, {{u"run"_s, run}})->body[u"run"][u"state"].toString(); };
    QTRY_COMPARE(state(), u"done"_s);
    QCOMPARE(call(u"verifyRun"_s, {}, {{u"run"_s, u"none"_s}})->status, 404);
}

void TestCalls::waitingAnswersWithTheResult()
{
    const auto got = call(u"syncNow"_s, {{u"link"_s, m_link}}, {}, {{u"wait"_s, u"1"_s}});
    QCOMPARE(got->status, 0);
    CycleRecord cycle;
    cycle.link = LinkName(m_link);
    cycle.forward = 3;
    cycle.reverse = 2;
    m_service->finishCycle(cycle);
    QTRY_COMPARE(got->status, 200);
    QCOMPARE(got->body[u"links"][0][u"rows"][u"forward"], QJsonValue(3));
    QCOMPARE(got->body[u"links"][0][u"rows"][u"reverse"], QJsonValue(2));
}

void TestCalls::anUnknownLinkIsNotFound()
{
    for (const char* operation : {"syncNow", "restartSync", "pause", "resume", "verify", "trigger"})
        QCOMPARE(call(QString::fromLatin1(operation), {{u"link"_s, u"nobody"_s}})->status, 404);
    QVERIFY(m_service->calls.isEmpty());
}

void TestCalls::aFailureOfTheServiceIsToldAsOne()
{
    Error error;
    error.kind = ErrorClass::Transient;
    error.code = ErrorCode::Unreachable;
    error.detail = u"no route"_s;
    m_service->failWith = error;
    const auto got = call(u"syncNow"_s, {}, {}, {{u"wait"_s, u"1"_s}});
    QTRY_COMPARE(got->status, 503);
    QCOMPARE(got->body[u"error"][u"code"], QJsonValue(u"unreachable"_s));
}

void TestCalls::everyFailureHasItsStatus_data()
{
    QTest::addColumn<Error>("error");
    QTest::addColumn<int>("status");
    const auto row = [](const char* name, ErrorClass kind, ErrorCode code, int status) {
        Error error;
        error.kind = kind;
        error.code = code;
        QTest::newRow(name) << error << status;
    };
    row("gone", ErrorClass::Config, ErrorCode::NotFound, 404);
    row("changed since", ErrorClass::Config, ErrorCode::Changed, 409);
    row("stopping", ErrorClass::Transient, ErrorCode::Cancelled, 409);
    row("not possible", ErrorClass::Config, ErrorCode::ConfigInvalid, 400);
    row("refused by a constraint", ErrorClass::Row, ErrorCode::CheckViolation, 409);
    row("column is missing", ErrorClass::Schema, ErrorCode::ColumnMissing, 409);
    row("locked", ErrorClass::Transient, ErrorCode::Busy, 503);
    row("a bug", ErrorClass::Bug, ErrorCode::Internal, 500);
}

void TestCalls::everyFailureHasItsStatus()
{
    QFETCH(Error, error);
    m_service->failWith = error;
    const auto got = call(u"conflictResolve"_s, {{u"take"_s, u"b"_s}}, {{u"id"_s, u"1"_s}});
    QTRY_VERIFY(got->status != 0);
    QTEST(got->status, "status");
}

void TestCalls::pauseNamesWhoDidIt()
{
    const auto got = call(u"pause"_s, {{u"link"_s, m_link}});
    QTRY_COMPARE(got->status, 200);
    QCOMPARE(m_service->calls, QStringList{u"pause %1 ana"_s.arg(m_link)});
    QCOMPARE(got->body[u"links"][0], QJsonValue(m_link));
}

void TestCalls::aThousandHintsBecomeAHandfulOfWakes()
{
    const QList<TableSnapshot> tables = m_service->snapshot().links.constFirst().tables;
    QVERIFY(tables.size() >= 2);
    for (int i = 0; i < 1000; ++i)
        QCOMPARE(call(u"queueNotify"_s, {{u"table"_s, tables.at(i % 2).a.value}, {u"link"_s, m_link}})->status, 202);
    for (int i = 0; i < 2; ++i) {
        const auto ofTable = [&] { return m_service->calls.filter(u"wake"_s).filter(tables.at(i).a.value).size(); };
        QTRY_VERIFY(ofTable() >= 1);
        QVERIFY2(ofTable() <= 5, qPrintable(m_service->calls.join(u'\n')));
        const QString line = u"note ana queue-notify "_s + tables.at(i).a.value;
        QCOMPARE(m_service->calls.filter(line), QStringList{line});
    }
}

void TestCalls::aWebhookWakesTheReversePassOfItsTable()
{
    const LinkSnapshot link = m_service->snapshot().links.constFirst();
    const auto got = call(u"webhook"_s, {{u"type"_s, u"UPDATE"_s}, {u"table"_s, link.tables.constFirst().b.value}});
    QCOMPARE(got->status, 202);
    QVERIFY(m_service->calls.contains(u"wakeReverse %1 %2"_s.arg(link.name.value, link.tables.constFirst().a.value)));
    // Nothing of the link but that table.
    for (const QString& call : std::as_const(m_service->calls))
        QVERIFY2(call.endsWith(link.tables.constFirst().a.value), qPrintable(call));
    QCOMPARE(call(u"webhook"_s, {{u"type"_s, u"UPDATE"_s}, {u"table"_s, u"nobody_knows"_s}})->status, 404);
}

void TestCalls::anErrorIsReadBeforeItIsChanged()
{
    const auto got = call(u"errorRetry"_s, {}, {{u"id"_s, u"4"_s}});
    QTRY_COMPARE(got->status, 200);
    QCOMPARE(m_service->calls, QStringList{u"retry 4 ana"_s});
}

void TestCalls::anEditOfAnOldVersionIsRefused()
{
    const auto shown = call(u"error"_s, {}, {{u"id"_s, u"4"_s}});
    QTRY_COMPARE(shown->status, 200);
    const QByteArray version = shown->body[u"error"][u"version"].toString().toLatin1();
    const auto old = call(u"errorResolve"_s, {}, {{u"id"_s, u"4"_s}}, {}, "\"0-0-0\"");
    QTRY_COMPARE(old->status, 409);
    QVERIFY(m_service->calls.isEmpty());
    const auto fresh = call(u"errorResolve"_s, {}, {{u"id"_s, u"4"_s}}, {}, '"' + version + '"');
    QTRY_COMPARE(fresh->status, 200);
}

void TestCalls::aDecisionNeedsOneOfTwo()
{
    QCOMPARE(call(u"conflictResolve"_s, {}, {{u"id"_s, u"1"_s}})->status, 400);
    const QJsonObject both{{u"take"_s, u"a"_s}, {u"row"_s, QJsonObject{{u"name"_s, u"x"_s}}}};
    QCOMPARE(call(u"conflictResolve"_s, both, {{u"id"_s, u"1"_s}})->status, 400);
    const QJsonObject nested{{u"row"_s, QJsonObject{{u"name"_s, QJsonObject()}}}};
    QCOMPARE(call(u"conflictResolve"_s, nested, {{u"id"_s, u"1"_s}})->status, 400);
    QVERIFY(m_service->calls.isEmpty());
}

void TestCalls::aDecisionAboutAnOldVersionIsRefused()
{
    const auto resolve = [this](const QByteArray& tag) {
        return call(u"conflictResolve"_s, {{u"take"_s, u"b"_s}}, {{u"id"_s, u"1"_s}}, {}, tag);
    };
    const auto shown = call(u"conflict"_s, {}, {{u"id"_s, u"1"_s}});
    QTRY_COMPARE(shown->status, 200);
    const QByteArray tag = '"' + shown->body[u"conflict"][u"version"].toString().toLatin1() + '"';
    QVERIFY(tag.size() > 4);
    QCOMPARE(shown->etag, tag);
    const auto old = resolve("\"0123456789abcdef\"");
    QTRY_COMPARE(old->status, 409);
    QVERIFY(m_service->calls.isEmpty());
    const auto right = resolve(tag);
    QTRY_COMPARE(right->status, 200);
    const auto after = resolve(tag); // decided: it is another version now
    QTRY_COMPARE(after->status, 409);
    const auto missing = call(u"conflict"_s, {}, {{u"id"_s, u"999999"_s}});
    QTRY_COMPARE(missing->status, 404);
}

void TestCalls::theOperatorsLogComesByPages()
{
    for (int i = 0; i < 5; ++i)
        m_service->logLines.push_back({m_service->snapshot().at, u"ana"_s, u"pause"_s, QString::number(i)});
    const auto got = call(u"operatorsLog"_s, {}, {}, {{u"limit"_s, u"2"_s}, {u"offset"_s, u"3"_s}});
    QTRY_COMPARE(got->status, 200);
    QCOMPARE(got->body[u"total"], QJsonValue(5));
    QCOMPARE(got->body[u"log"].toArray().size(), 2);
    QCOMPARE(got->body[u"log"][0][u"detail"], QJsonValue(u"3"_s));
    QCOMPARE(got->body[u"log"][0][u"who"], QJsonValue(u"ana"_s));
}

void TestCalls::aPlanOfTheBrakeIsDecidedAsItWasSeen()
{
    const auto show = [this](qint64 deletes) {
        ServiceSnapshot snapshot = m_service->snapshot();
        BrakePlan plan;
        plan.id = 7;
        plan.link = snapshot.links.constFirst().name;
        plan.deletes = deletes;
        snapshot.links.first().brake = {plan};
        m_service->show(snapshot);
    };
    const auto dryRun = [this](const QString& operation = u"brakeAccept"_s) {
        return call(operation, {}, {{u"id"_s, u"7"_s}}, {{u"dryRun"_s, u"1"_s}});
    };
    const auto confirm = [&] { return dryRun()->body[u"confirm"].toString(); };
    const auto accept = [this](const QString& word) {
        return call(u"brakeAccept"_s, {{u"confirm"_s, word}}, {{u"id"_s, u"7"_s}});
    };
    show(1000);
    QVERIFY(!call(u"brake"_s)->body[u"brake"][0].toObject().contains(u"confirm"));
    QCOMPARE(dryRun()->body[u"plan"][u"deletes"], QJsonValue(1000));
    const QString seen = confirm();
    QVERIFY(!seen.isEmpty());
    QCOMPARE(accept({})->status, 400);
    QCOMPARE(accept(u"x"_s)->status, 409);
    QCOMPARE(accept(dryRun(u"brakeDrop"_s)->body[u"confirm"].toString())->status, 409);
    const QString mine = confirm();
    m_caller = "another's";
    QCOMPARE(accept(mine)->status, 409);
    m_caller = "one's";
    QCOMPARE(accept(mine)->status, 409); // the wrong one has used it up
    show(2000);
    QCOMPARE(accept(seen)->status, 409);
    QVERIFY(m_service->calls.isEmpty());
    const auto done = accept(confirm());
    QTRY_COMPARE(done->status, 200);
    QCOMPARE(m_service->calls, QStringList{u"brake accept 7 ana"_s});
    QCOMPARE(accept(seen)->status, 404);
}

QTEST_GUILESS_MAIN(TestCalls)
#include "tst_calls.moc"
