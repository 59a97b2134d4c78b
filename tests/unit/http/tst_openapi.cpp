// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/http/openapi.h"
#include "app/http/route.h"

#include <QJsonArray>
#include <QTest>

/// The document against the table of calls, and against the calls that the contract names.
class TestOpenApi : public QObject
{
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("."))); }

    void everyRouteIsInIt()
    {
        const QJsonObject document = keel::http::openApi();
        QVERIFY(document[u"openapi"].toString().startsWith(u"3.0"));
        int found = 0;
        const QJsonObject paths = document[u"paths"].toObject();
        for (const keel::http::Route& route : keel::http::routes()) {
            const QJsonObject operation = paths[route.path][QString::fromLatin1(route.verb.toLower())].toObject();
            QCOMPARE(operation[u"operationId"].toString(), route.operation);
            QVERIFY(!operation[u"responses"].toObject().isEmpty());
            QCOMPARE(operation.contains(u"requestBody"), route.verb == "POST");
            const QJsonObject schema = operation[u"requestBody"][u"content"][u"application/json"][u"schema"].toObject();
            for (const keel::http::Field& field : route.body)
                QVERIFY(schema[u"properties"].toObject().contains(field.name));
            ++found;
        }
        int listed = 0;
        for (const QJsonValue path : paths)
            listed += static_cast<int>(path.toObject().size());
        QCOMPARE(listed, found);
    }

    void everyNameInAPathIsAParameter()
    {
        const QJsonObject paths = keel::http::openApi()[u"paths"].toObject();
        for (auto path = paths.constBegin(); path != paths.constEnd(); ++path) {
            for (const QJsonValue operation : path->toObject()) {
                int inPath = 0;
                for (const QJsonValue parameter : operation[u"parameters"].toArray())
                    inPath += parameter[u"in"] == QJsonValue(QStringLiteral("path")) ? 1 : 0;
                QCOMPARE(inPath, static_cast<int>(path.key().count(u'{')));
            }
        }
    }

    void everyCallOfTheContractIsThere_data()
    {
        QTest::addColumn<QString>("verb");
        QTest::addColumn<QString>("path");
        for (const char* call : {"get /api/automations/status",
                                 "post /api/automations/sync-now",
                                 "get /api/automations/sync-history",
                                 "post /api/automations/restart-sync",
                                 "post /api/automations/pause",
                                 "post /api/automations/resume",
                                 "post /api/sync/queue-notify",
                                 "post /api/sync/webhook",
                                 "post /api/sync/trigger",
                                 "post /api/sync/manual-reverse-sync",
                                 "get /api/sync/check-update",
                                 "post /api/sync/mark-update",
                                 "post /api/sync/mark-synced",
                                 "post /api/sync/notify-change",
                                 "get /api/errors",
                                 "post /api/errors/{id}/retry",
                                 "post /api/errors/{id}/resolve",
                                 "post /api/errors/{id}/ignore",
                                 "get /api/conflicts",
                                 "post /api/conflicts/{id}/resolve",
                                 "post /api/verify",
                                 "get /api/verify/{run}",
                                 "get /metrics",
                                 "get /healthz",
                                 "get /api/events"}) {
            const QStringList parts = QString::fromLatin1(call).split(u' ');
            QTest::newRow(call) << parts[0] << parts[1];
        }
    }

    void everyCallOfTheContractIsThere()
    {
        QFETCH(QString, verb);
        QFETCH(QString, path);
        const QJsonObject operation = keel::http::openApi()[u"paths"][path][verb].toObject();
        QVERIFY(!operation.isEmpty());
        const bool open = operation.contains(u"security") && operation[u"security"].toArray().isEmpty();
        QCOMPARE(open, path == u"/healthz");
    }
};

QTEST_GUILESS_MAIN(TestOpenApi)
#include "tst_openapi.moc"
