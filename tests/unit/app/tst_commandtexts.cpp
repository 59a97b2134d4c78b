// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/errorexport.h"
#include "app/errorfilter.h"
#include "app/exitcode.h"
#include "app/json/statusjson.h"
#include "app/output.h"
#include "app/setuptext.h"
#include "app/since.h"

#include <QTest>

using namespace keel;

/// What commands write, without a database.
class TestCommandTexts : public QObject
{
    Q_OBJECT

private slots:
    void sinceReadsAges_data();
    void sinceReadsAges();
    void sinceRefusesOtherWords();
    void csvIsQuotedAndHarmless_data();
    void csvIsQuotedAndHarmless();
    void columnsLineUp();
    void exitsFollowTheContract();
    void whatIsNotKnownIsNull();
    void aScriptEndsEachStatementOnce();
};

void TestCommandTexts::sinceReadsAges_data()
{
    QTest::addColumn<QString>("expected");
    QTest::newRow("90s") << QStringLiteral("2026-01-21T13:58:30Z");
    QTest::newRow("30m") << QStringLiteral("2026-01-21T13:30:00Z");
    QTest::newRow("1h") << QStringLiteral("2026-01-21T13:00:00Z");
    QTest::newRow("2d") << QStringLiteral("2026-01-19T14:00:00Z");
    QTest::newRow("2026-01-01T10:00:00Z") << QStringLiteral("2026-01-01T10:00:00Z");
    QTest::newRow("2026-01-01T10:00:00") << QStringLiteral("2026-01-01T10:00:00Z");
    QTest::newRow("2026-01-01T10:00:00+02:00") << QStringLiteral("2026-01-01T08:00:00Z");
}

void TestCommandTexts::sinceReadsAges()
{
    QFETCH(QString, expected);
    const QDateTime now = QDateTime::fromString(QStringLiteral("2026-01-21T14:00:00Z"), Qt::ISODate);
    const auto since = sinceFromText(QString::fromLatin1(QTest::currentDataTag()), now);
    QVERIFY(since.has_value());
    QCOMPARE(since->toString(Qt::ISODate), expected);
}

void TestCommandTexts::sinceRefusesOtherWords()
{
    for (const char* text : {"", "1", "h", "-1h", "1w", "yesterday", "1h30m"})
        QVERIFY2(!sinceFromText(QString::fromLatin1(text), QDateTime::currentDateTimeUtc()), text);
}

void TestCommandTexts::csvIsQuotedAndHarmless_data()
{
    QTest::addColumn<QString>("cell");
    QTest::addColumn<QString>("expected");
    QTest::newRow("plain") << QStringLiteral("abc") << QStringLiteral("abc");
    QTest::newRow("comma") << QStringLiteral("a,b") << QStringLiteral("\"a,b\"");
    QTest::newRow("quote") << QStringLiteral("a\"b") << QStringLiteral("\"a\"\"b\"");
    QTest::newRow("line") << QStringLiteral("a\nb") << QStringLiteral("\"a\nb\"");
    QTest::newRow("formula") << QStringLiteral("=1+1") << QStringLiteral("'=1+1");
}

void TestCommandTexts::csvIsQuotedAndHarmless()
{
    QFETCH(QString, cell);
    QFETCH(QString, expected);
    QCOMPARE(csvCell(cell), expected);
}

void TestCommandTexts::columnsLineUp()
{
    const QStringList lines = aligned({{QStringLiteral("table"), QStringLiteral("rows")},
                                       {QStringLiteral("a"), QStringLiteral("12345")},
                                       {QStringLiteral("long name"), QStringLiteral("1")}},
                                      {1});
    QCOMPARE(lines, (QStringList{QStringLiteral("table       rows"), QStringLiteral("a          12345"),
                                 QStringLiteral("long name      1")}));
}

void TestCommandTexts::exitsFollowTheContract()
{
    QCOMPARE(exitCodeOf({.kind = ErrorClass::Transient, .code = ErrorCode::Unreachable}), 3);
    QCOMPARE(exitCodeOf({.kind = ErrorClass::Config, .code = ErrorCode::ConfigInvalid}), 2);
    QCOMPARE(exitCodeOf({.kind = ErrorClass::Config, .code = ErrorCode::NotFound}), 2);
    QCOMPARE(exitCodeOf({.kind = ErrorClass::Config, .code = ErrorCode::DataDirHeld}), 4);
    QCOMPARE(exitCodeOf({.kind = ErrorClass::Row, .code = ErrorCode::CheckViolation}), 1);
}

void TestCommandTexts::whatIsNotKnownIsNull()
{
    ServiceSnapshot snapshot{.health = Health::Down};
    snapshot.links.push_back({.name = LinkName(QStringLiteral("l")), .state = LinkState::Down});
    const QJsonObject document = json::status(snapshot, {}, false);
    QCOMPARE(document[u"success"], QJsonValue(true));
    QCOMPARE(document[u"status"][u"health"], QJsonValue(QStringLiteral("down")));
    const QJsonValue link = document[u"status"][u"links"][0];
    for (const char* field :
         {"lagMs", "lastSyncTime", "lastSyncDuration", "timeLeftMs", "nextRun", "proof", "canary"}) {
        QVERIFY2(link.toObject().contains(QLatin1StringView(field)), field);
        QVERIFY2(link[QLatin1StringView(field)].isNull(), field);
    }
    QVERIFY(link[u"pending"][u"forward"].isNull());
    QCOMPARE(link[u"errors"], QJsonValue(0));
    QCOMPARE(document[u"status"][u"modules"][u"databaseSync"][u"isRunning"], QJsonValue(false));
}

void TestCommandTexts::aScriptEndsEachStatementOnce()
{
    const EndpointName cloud(QStringLiteral("cloud"));
    QCOMPARE(scriptText(cloud, {QStringLiteral("CREATE TABLE a (b int)"), QStringLiteral("SELECT 1;")}),
             QStringLiteral("-- cloud\nCREATE TABLE a (b int);\nSELECT 1;\n"));
    QVERIFY(scriptText(cloud, {}).isEmpty());
}

QTEST_GUILESS_MAIN(TestCommandTexts)
#include "tst_commandtexts.moc"
