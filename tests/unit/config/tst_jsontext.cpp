// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/config/dotenv.h"
#include "sync/config/jsontext.h"
#include "sync/config/suggestion.h"

#include <QRegularExpression>
#include <QTest>

using namespace keel;

class JsonTextTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("."))); }

    void syntaxFaultsNameLineAndColumn_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("line");
        QTest::addColumn<int>("column");
        QTest::addColumn<QString>("said");
        const auto row = [](const char* name, const char* text, int line, int column, const char* said) {
            QTest::newRow(name) << QByteArray(text) << line << column << QString::fromUtf8(said);
        };
        row("empty", "", 1, 1, "end of the file");
        row("trailing comma", "{\n  \"a\": 1,\n}", 3, 1, "after a comma");
        row("comment", "{ // no\n}", 1, 3, "'/'");
        row("missing comma", "{\n \"a\": 1\n \"b\": 2 }", 3, 2, "expected ','");
        row("missing colon", "{ \"a\" 1 }", 1, 7, "expected ':' after \"a\"");
        row("open text", "{ \"a\": \"x\n}", 1, 8, "no closing quote");
        row("single quotes", "{ 'a': 1 }", 1, 3, "double quotes");
        row("word", "{ \"a\": yes }", 1, 8, "\"yes\"");
        row("leading zero", "[01]", 1, 4, "\"01\"");
        row("more after the end", "{} x", 1, 4, "after the end");
        row("bad escape", "[\"\\q\"]", 1, 4, "\\q");
        row("cut off", "{\"a\": [1, 2", 1, 12, "end of the file");
        row("not UTF-8", "{\n\"a\": \"\xff\"}", 2, 1, "not UTF-8");
    }

    void syntaxFaultsNameLineAndColumn()
    {
        QFETCH(QByteArray, text);
        const auto parsed = parseJson(text);
        QVERIFY(!parsed);
        QTEST(parsed.error().line, "line");
        QTEST(parsed.error().column, "column");
        QFETCH(QString, said);
        QVERIFY2(parsed.error().said.contains(said), qPrintable(parsed.error().said));
    }

    void valuesKeepTheirTextAndPlace()
    {
        const auto parsed =
            parseJson("\xef\xbb\xbf{\n  \"n\": -1.50e3,\n  \"t\": \"\\u00e9\\n\xc3\xa9\", \"l\": [true, null]\n}");
        QVERIFY(parsed);
        QCOMPARE(parsed->members.size(), std::size_t(3));
        QCOMPARE(parsed->members[0].value.text, QStringLiteral("-1.50e3"));
        QCOMPARE(parsed->members[0].value.line, 2);
        QCOMPARE(parsed->members[0].value.column, 8);
        QCOMPARE(parsed->members[1].value.text, QString::fromUtf8("é\né"));
        QCOMPARE(parsed->members[2].value.items.size(), std::size_t(2));
        QVERIFY(parsed->members[2].value.items[0].boolean);
    }

    void deepNestingIsAFault()
    {
        QVERIFY(!parseJson(QByteArray(100'000, '[')));
        QVERIFY(parseJson(QByteArray(60, '[') + QByteArray(60, ']')));
    }

    void dotEnvReadsNamesAndQuotes()
    {
        const DotEnv env = parseDotEnv(QStringLiteral("# comment\n\nA=1\nexport B = two words # rest\nC='a #b\\n'\n"
                                                      "D=\"x\\ny\\\"z\" # rest\nE=\nF=a#b\r\nA=2\n"));
        QVERIFY(env.faults.empty());
        QCOMPARE(env.values.value(QStringLiteral("A")), QStringLiteral("2"));
        QCOMPARE(env.values.value(QStringLiteral("B")), QStringLiteral("two words"));
        QCOMPARE(env.values.value(QStringLiteral("C")), QStringLiteral("a #b\\n"));
        QCOMPARE(env.values.value(QStringLiteral("D")), QStringLiteral("x\ny\"z"));
        QVERIFY(env.values.contains(QStringLiteral("E")));
        QCOMPARE(env.values.value(QStringLiteral("F")), QStringLiteral("a#b"));
    }

    void dotEnvFaultsHoldNoValue()
    {
        const DotEnv env = parseDotEnv(QStringLiteral("OK=1\nhunter2\nPW=\"hunter2\nBAD NAME=hunter2\n"));
        QCOMPARE(env.faults.size(), std::size_t(3));
        QCOMPARE(env.faults[0].line, 2);
        QCOMPARE(env.faults[1].line, 3);
        for (const DotEnvFault& fault : env.faults)
            QVERIFY(!fault.said.contains(QStringLiteral("hunter2")));
    }

    void distanceCountsEdits()
    {
        QCOMPARE(editDistance(QStringLiteral("kitten"), QStringLiteral("sitting")), 3);
        QCOMPARE(editDistance(QStringLiteral("intervalMS"), QStringLiteral("intervalMs")), 0);
        QCOMPARE(editDistance(QStringLiteral("tabels"), QStringLiteral("tables")), 1);
        QCOMPARE(editDistance(QString(), QStringLiteral("abc")), 3);
    }

    void farNamesAreNotSuggested()
    {
        const QStringList known{QStringLiteral("batchSize"), QStringLiteral("tables")};
        QCOMPARE(nearestName(QStringLiteral("batchsise"), known), QStringLiteral("batchSize"));
        QCOMPARE(nearestName(QStringLiteral("colour"), known), QString());
    }
};

QTEST_GUILESS_MAIN(JsonTextTest)
#include "tst_jsontext.moc"
