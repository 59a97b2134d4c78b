// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/http/callsdesktop.h"
#include "app/http/route.h"
#include "tests/support/fakeservice/fakesyncservice.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace keel;
using namespace keel::http;
using namespace Qt::Literals::StringLiterals;

/// What a desktop's calls refuse, before a service is asked. What they carry is shown by tst_attached.
class TestDesktopCalls : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void everyRouteHasItsCall();
    void whatMakesNoSenseIsRefused_data();
    void whatMakesNoSenseIsRefused();
    void rowsAreTakenInOrder();
    void everyOpenRecordThatMatchesIsMeant();

private:
    [[nodiscard]] Answer ask(const QString& operation, const QJsonObject& body,
                             const QHash<QString, QString>& query = {});

    std::unique_ptr<FakeSyncService> m_service;
    std::unique_ptr<DesktopCalls> m_calls;
};

void TestDesktopCalls::init()
{
    QTest::failOnWarning(QRegularExpression(u"."_s));
    m_calls.reset();
    m_service = std::make_unique<FakeSyncService>();
    m_calls = std::make_unique<DesktopCalls>(*m_service);
}

Answer TestDesktopCalls::ask(const QString& operation, const QJsonObject& body, const QHash<QString, QString>& query)
{
    std::optional<Answer> answer;
    Request request;
    request.operation = operation;
    request.body = body;
    request.query = query;
    request.who = u"ana@desk-3"_s;
    m_calls->handle(request, [&answer](const Answer& given) { answer = given; });
    return QTest::qWaitFor([&] { return answer.has_value(); }) ? *answer : Answer{.status = 0};
}

void TestDesktopCalls::everyRouteHasItsCall()
{
    QStringList routed;
    for (const Route& route : desktopRoutes())
        routed.append(route.operation);
    // The server's own thread answers these.
    for (const QString& own : {u"desktopSnapshot"_s, u"desktopEvents"_s})
        QVERIFY(routed.removeOne(own));
    QStringList known = DesktopCalls::operations();
    routed.sort();
    known.sort();
    QCOMPARE(routed, known);
}

void TestDesktopCalls::whatMakesNoSenseIsRefused_data()
{
    QTest::addColumn<QString>("operation");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("query");
    const auto row = [](const char* name, const char* operation, const char* body, const QString& query = {}) {
        QTest::newRow(name) << QString::fromLatin1(operation) << QByteArray(body) << query;
    };
    row("neither ids nor filter", "desktopDecideErrors", R"({"what":"retry"})");
    row("ids and filter", "desktopDecideErrors", R"({"what":"retry","ids":[1],"filter":{}})");
    row("ids of text", "desktopDecideErrors", R"({"what":"retry","ids":["1"]})");
    row("negative id", "desktopDecideErrors", R"({"what":"retry","ids":[-1]})");
    row("half an id", "desktopDecideErrors", R"({"what":"retry","ids":[1.5]})");
    row("unknown class", "desktopDecideErrors", R"({"what":"retry","filter":{"kind":"odd"}})");
    row("no conflict", "desktopDecideConflicts", R"({"what":"a","ids":[]})");
    row("row without cells", "desktopDecideConflicts", R"({"what":"row","ids":[1]})");
    row("cells without row", "desktopDecideConflicts", R"({"what":"a","ids":[1],"row":[{"column":"x","text":"1"}]})");
    row("cells of another shape", "desktopDecideConflicts",
        R"({"what":"row","ids":[1],"row":[{"column":"x","text":1}]})");
    row("unknown code", "desktopErrors", "{}", u"code=odd"_s);
    row("no time", "desktopErrors", "{}", u"since=yesterday"_s);
    row("no time either", "desktopConflicts", "{}", u"since=1"_s);
    row("too many samples", "desktopSamples", "{}", u"span=100000"_s);
    row("no step", "desktopSamples", "{}", u"step=0"_s);
}

void TestDesktopCalls::whatMakesNoSenseIsRefused()
{
    QFETCH(QString, operation);
    QFETCH(QByteArray, body);
    QFETCH(QString, query);
    QHash<QString, QString> parameters;
    if (!query.isEmpty())
        parameters.insert(query.section(u'=', 0, 0), query.section(u'=', 1));
    const Answer answer = ask(operation, QJsonDocument::fromJson(body).object(), parameters);
    QCOMPARE(answer.status, 400);
    QVERIFY(QJsonDocument::fromJson(answer.body)[u"error"][u"message"].toString().size() > 10);
    QVERIFY(m_service->calls.isEmpty());
}

void TestDesktopCalls::rowsAreTakenInOrder()
{
    const QJsonObject body =
        QJsonDocument::fromJson(
            R"({"what":"row","ids":[4,6],"row":[{"column":"z","text":"1"},{"column":"a","text":null}]})")
            .object();
    const Answer answer = ask(u"desktopDecideConflicts"_s, body);
    QCOMPARE(answer.status, 200);
    QCOMPARE(QJsonDocument::fromJson(answer.body)[u"outcome"][u"affected"].toInteger(), 2);
    QCOMPARE(m_service->calls, QStringList{u"resolveConflicts row 4 6 ana@desk-3"_s});
}

void TestDesktopCalls::everyOpenRecordThatMatchesIsMeant()
{
    const Answer answer = ask(u"desktopDecideErrors"_s, {{u"what"_s, u"ignore"_s}, {u"filter"_s, QJsonObject()}});
    QCOMPARE(answer.status, 200);
    QVERIFY2(m_service->calls.first().startsWith(u"ignoreMatching "_s), qPrintable(m_service->calls.first()));
}

QTEST_GUILESS_MAIN(TestDesktopCalls)
#include "tst_desktopcalls.moc"
