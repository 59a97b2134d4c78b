// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline.h"

#include <QSet>
#include <QTest>

using namespace keel;

namespace {

QStringList words(const char* line)
{
    return QStringLiteral("evenkeel %1").arg(QString::fromLatin1(line)).split(QLatin1Char(' '), Qt::SkipEmptyParts);
}

} // namespace

class TestCommandLine : public QObject
{
    Q_OBJECT

private slots:
    void findsTheCommandAmongOptions_data();
    void findsTheCommandAmongOptions();
    void withoutAWordItIsTheDesktop();
    void theDesktopTakesAnAddress();
    void theOldNameOfServeIsKnown();
    void globalOptionsStandBeforeOrAfter();
    void anUnknownWordSuggestsTheNearest();
    void aLaterCommandSaysSo();
    void anUnknownOptionIsRefused();
    void helpNamesEveryCommandAndOption();
    void namesAreUnique();
};

void TestCommandLine::findsTheCommandAmongOptions_data()
{
    QTest::addColumn<QString>("command");
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("status") << QStringLiteral("status") << QStringList();
    QTest::newRow("--json once a b") << QStringLiteral("once") << QStringList{QStringLiteral("a"), QStringLiteral("b")};
    QTest::newRow("--config x.json check") << QStringLiteral("check") << QStringList();
    QTest::newRow("--config=x.json check") << QStringLiteral("check") << QStringList();
    QTest::newRow("errors show 7 --json")
        << QStringLiteral("errors") << QStringList{QStringLiteral("show"), QStringLiteral("7")};
    QTest::newRow("errors list --type row") << QStringLiteral("errors") << QStringList{QStringLiteral("list")};
}

void TestCommandLine::findsTheCommandAmongOptions()
{
    QFETCH(QString, command);
    QFETCH(QStringList, arguments);
    const auto line = parseCommandLine(words(QTest::currentDataTag()));
    QVERIFY(line.has_value());
    QCOMPARE(line->command->name, command);
    QCOMPARE(line->arguments, arguments);
}

void TestCommandLine::withoutAWordItIsTheDesktop()
{
    const auto line = parseCommandLine(words("--verbose"));
    QVERIFY(line.has_value());
    QVERIFY(line->command->name.isEmpty());
    QVERIFY(line->command->wantsWindow(*line->options));
    QVERIFY(line->globals.verbose);
}

void TestCommandLine::theDesktopTakesAnAddress()
{
    const auto line = parseCommandLine(words("--attach http://127.0.0.1:7878 --token-file /t"));
    QVERIFY2(line.has_value(), line ? "" : qPrintable(line.error()));
    QVERIFY(line->command->name.isEmpty());
    QCOMPARE(line->options->value(QStringLiteral("attach")), QStringLiteral("http://127.0.0.1:7878"));
    QCOMPARE(line->options->value(QStringLiteral("token-file")), QStringLiteral("/t"));
    QVERIFY(!parseCommandLine(words("status --attach http://127.0.0.1:7878")).has_value());
}

void TestCommandLine::theOldNameOfServeIsKnown()
{
    const auto line = parseCommandLine(words("monitor"));
    QVERIFY(line.has_value());
    QCOMPARE(line->command->name, QStringLiteral("serve"));
}

void TestCommandLine::globalOptionsStandBeforeOrAfter()
{
    for (const char* text : {"--data-dir /d --json status", "status --data-dir=/d --json"}) {
        const auto line = parseCommandLine(words(text));
        QVERIFY(line.has_value());
        QCOMPARE(line->globals.dataDir, QStringLiteral("/d"));
        QVERIFY(line->globals.json);
    }
}

void TestCommandLine::anUnknownWordSuggestsTheNearest()
{
    const auto line = parseCommandLine(words("stauts"));
    QVERIFY(!line.has_value());
    QVERIFY(line.error().contains(QStringLiteral("evenkeel status")));
}

void TestCommandLine::aLaterCommandSaysSo()
{
    const auto line = parseCommandLine(words("verify"));
    QVERIFY(!line.has_value());
    QVERIFY(line.error().contains(QStringLiteral("is not in this version")));
}

void TestCommandLine::anUnknownOptionIsRefused()
{
    const auto line = parseCommandLine(words("history --limits 4"));
    QVERIFY(!line.has_value());
    QVERIFY(line.error().contains(QStringLiteral("limits")));
}

void TestCommandLine::helpNamesEveryCommandAndOption()
{
    const QString help = helpText(*findCommand({}));
    for (const char* name :
         {"demo",   "serve",   "once",  "check", "plan",     "status", "history",  "errors",     "conflicts", "pause",
          "resume", "restart", "token", "setup", "teardown", "config", "--config", "--data-dir", "--verbose", "--json"})
        QVERIFY2(help.contains(QLatin1StringView(name)), name);
    QVERIFY(helpText(*findCommand(QStringLiteral("setup"))).contains(QStringLiteral("--print-sql")));
}

void TestCommandLine::namesAreUnique()
{
    QSet<QString> seen;
    for (const Command& command : commands()) {
        for (const QString& name : QStringList{command.name} + command.aliases) {
            QVERIFY2(!seen.contains(name), qPrintable(name));
            seen.insert(name);
        }
        QVERIFY2(command.run != nullptr, qPrintable(command.name));
    }
}

QTEST_GUILESS_MAIN(TestCommandLine)
#include "tst_commandline.moc"
