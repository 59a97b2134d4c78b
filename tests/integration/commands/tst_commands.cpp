// SPDX-License-Identifier: GPL-3.0-or-later
#include "program.h"

#include <QDateTime>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>
#include <QJsonObject>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTest>

using namespace Qt::StringLiterals;

/// The commands without a service beside them: exits, shapes and effects of the contract.
class TestCommands : public QObject
{
    Q_OBJECT

private slots:
    void usageErrorsExitTwo_data();
    void usageErrorsExitTwo();
    void aWrongConfigNamesPlaceAndMend();
    void aMissingConfigSaysWhereItWasSought();
    void aWindowWithoutADisplaySaysWhatElseThereIs();
    void checkTellsEqualFromDifferent();
    void planSaysWhatOnceThenDoes();
    void setupIsPrintedThenDoneThenRemoved();
    void aRefusedRowIsReviewed();
    void aConflictIsShownWithBothVersions();
    void withoutAServiceStatusIsDown();
    void anUnreachableEndpointExitsThree();
    void onceTriesAgainAsTheLinkSays();
    void onceSyncsWhenTheEndpointIsFreeAgain();
    void aMissingTableIsNamed();
    void theDemoEndsEqual();
};

void TestCommands::usageErrorsExitTwo_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<QString>("said");
    QTest::newRow("unknown command") << QStringList{u"chekc"_s} << u"evenkeel check"_s;
    QTest::newRow("unknown option") << QStringList{u"status"_s, u"--fast"_s} << u"fast"_s;
    QTest::newRow("unknown link") << QStringList{u"once"_s, u"nowhere"_s} << u"nowhere"_s;
    QTest::newRow("unknown record") << QStringList{u"errors"_s, u"show"_s, u"12"_s} << u"12"_s;
    QTest::newRow("no record id") << QStringList{u"errors"_s, u"retry"_s, u"x"_s} << u"\"x\""_s;
    QTest::newRow("wrong type") << QStringList{u"errors"_s, u"list"_s, u"--type"_s, u"big"_s} << u"check_violation"_s;
    QTest::newRow("wrong limit") << QStringList{u"history"_s, u"--limit"_s, u"0"_s} << u"--limit"_s;
    QTest::newRow("config without a word") << QStringList{u"config"_s} << u"config check"_s;
}

void TestCommands::usageErrorsExitTwo()
{
    QFETCH(QStringList, words);
    QFETCH(QString, said);
    const Program program;
    program.writeConfig();
    const auto result = program.run(words);
    QCOMPARE(result.exit, 2);
    QVERIFY2(result.err.contains(said), qPrintable(result.err));
    QCOMPARE(result.out, QString());
}

void TestCommands::aWrongConfigNamesPlaceAndMend()
{
    const Program program;
    program.writeConfig(R"({"endpoints": {"left": {"driver": "sqlite", "path": "left.db"}},
        "links": [{"name": "pair", "a": "left", "b": "right", "tabels": [], "tables": "*"}]})");
    const auto result = program.run({u"config"_s, u"check"_s});
    QCOMPARE(result.exit, 2);
    QVERIFY2(result.err.contains(u"links[0].b"_s), qPrintable(result.err));
    QVERIFY2(result.err.contains(u"links[0].tabels"_s), qPrintable(result.err));
    QVERIFY2(result.err.contains(u"\"tables\""_s), qPrintable(result.err));
    const auto json = program.run({u"config"_s, u"check"_s, u"--json"_s}).json().object();
    QCOMPARE(json[u"valid"], QJsonValue(false));
    QCOMPARE(json[u"errors"].toArray().size(), 2);
}

void TestCommands::aMissingConfigSaysWhereItWasSought()
{
    const Program program;
    const auto result = program.run({u"check"_s});
    QCOMPARE(result.exit, 2);
    QVERIFY2(result.err.contains(u"evenkeel.json"_s), qPrintable(result.err));
}

void TestCommands::aWindowWithoutADisplaySaysWhatElseThereIs()
{
    const Program program;
    program.writeConfig();
    const auto result = program.run({});
    QCOMPARE(result.exit, 2);
    QVERIFY2(result.err.contains(u"evenkeel serve"_s), qPrintable(result.err));
}

void TestCommands::checkTellsEqualFromDifferent()
{
    const Program program;
    program.writeConfig();
    QVERIFY(program.sql(u"left.db"_s, u"INSERT INTO items VALUES (1, 'one'), (2, 'two'), (3, 'three')"_s));
    QVERIFY(program.sql(u"right.db"_s, u"INSERT INTO items VALUES (2, 'zwei'), (4, 'four')"_s));
    const auto before = program.run({u"check"_s, u"--json"_s});
    QCOMPARE(before.exit, 1);
    const QJsonObject expected{{u"a"_s, u"items"_s}, {u"b"_s, u"items"_s}, {u"rowsA"_s, 3},     {u"rowsB"_s, 2},
                               {u"differing"_s, 1},  {u"missingOnA"_s, 1}, {u"missingOnB"_s, 2}};
    QCOMPARE(before.json()[u"inSync"], QJsonValue(false));
    QCOMPARE(before.json()[u"links"][0][u"tables"][0].toObject(), expected);
    QCOMPARE(program.value(u"right.db"_s, u"SELECT count(*) FROM sqlite_master"_s), u"1"_s); // nothing was set up

    QCOMPARE(program.run({u"once"_s}).exit, 0);
    const auto after = program.run({u"check"_s, u"--json"_s});
    QCOMPARE(after.exit, 0);
    QCOMPARE(after.json()[u"inSync"], QJsonValue(true));
    QCOMPARE(program.value(u"right.db"_s, u"SELECT name FROM items ORDER BY id"_s), u"one two three four"_s);
    QCOMPARE(program.value(u"left.db"_s, u"SELECT name FROM items ORDER BY id"_s), u"one two three four"_s);
    // A good answer counts as a proof.
    const auto status = program.run({u"status"_s, u"--json"_s}).json();
    QCOMPARE(status[u"status"][u"links"][0][u"proof"][u"rows"], QJsonValue(4));
}

void TestCommands::planSaysWhatOnceThenDoes()
{
    const Program program;
    program.writeConfig();
    QVERIFY(program.sql(u"left.db"_s, u"INSERT INTO items VALUES (1, 'one'), (2, 'two')"_s));
    QCOMPARE(program.run({u"once"_s}).exit, 0);
    QVERIFY(program.sql(u"left.db"_s, u"UPDATE items SET name = 'uno' WHERE id = 1"_s));
    QVERIFY(program.sql(u"left.db"_s, u"DELETE FROM items WHERE id = 2"_s));
    QVERIFY(program.sql(u"right.db"_s, u"INSERT INTO items VALUES (7, 'seven')"_s));
    const auto plan = program.run({u"plan"_s, u"--json"_s});
    QCOMPARE(plan.exit, 0);
    const QJsonObject forward{{u"insert"_s, 0}, {u"update"_s, 1}, {u"delete"_s, 1}};
    const QJsonObject reverse{{u"insert"_s, 1}, {u"update"_s, 0}, {u"delete"_s, 0}};
    QCOMPARE(plan.json()[u"links"][0][u"forward"].toObject(), forward);
    QCOMPARE(plan.json()[u"links"][0][u"reverse"].toObject(), reverse);
    QCOMPARE(program.value(u"right.db"_s, u"SELECT name FROM items ORDER BY id"_s), u"one two seven"_s);

    const auto once = program.run({u"once"_s, u"pair"_s, u"--json"_s});
    QCOMPARE(once.exit, 0);
    QCOMPARE(once.json()[u"links"][0][u"rows"][u"forward"], QJsonValue(2));
    QCOMPARE(once.json()[u"links"][0][u"rows"][u"reverse"], QJsonValue(1));
    QCOMPARE(program.value(u"right.db"_s, u"SELECT name FROM items ORDER BY id"_s), u"uno seven"_s);
    QCOMPARE(program.value(u"left.db"_s, u"SELECT name FROM items ORDER BY id"_s), u"uno seven"_s);
    const auto history = program.run({u"history"_s, u"--json"_s, u"--limit"_s, u"1"_s}).json().array();
    QCOMPARE(history.size(), 1);
    QCOMPARE(history[0][u"forward"], QJsonValue(2));
    QCOMPARE(history[0][u"reverse"], QJsonValue(1));
}

void TestCommands::setupIsPrintedThenDoneThenRemoved()
{
    const Program program;
    program.writeConfig();
    const QString objects = u"SELECT count(*) FROM sqlite_master WHERE name LIKE 'evenkeel_%'"_s;
    const auto printed = program.run({u"setup"_s, u"--print-sql"_s});
    QCOMPARE(printed.exit, 0);
    QVERIFY(printed.out.contains(u"evenkeel_change_log"_s));
    QCOMPARE(program.value(u"left.db"_s, objects), u"0"_s);
    QCOMPARE(program.run({u"setup"_s}).exit, 0);
    QVERIFY(program.value(u"left.db"_s, objects).toInt() > 0);
    QCOMPARE(program.run({u"setup"_s, u"--print-sql"_s}).out, QString()); // nothing is missing any more
    QCOMPARE(program.run({u"teardown"_s}).exit, 0);
    QCOMPARE(program.value(u"left.db"_s, objects), u"0"_s);
    QCOMPARE(program.value(u"right.db"_s, objects), u"0"_s);
}

void TestCommands::aRefusedRowIsReviewed()
{
    const Program program;
    program.writeConfig();
    QCOMPARE(program.run({u"once"_s}).exit, 0);
    QVERIFY(program.sql(u"left.db"_s, u"INSERT INTO items VALUES (1, 'good'), (2, 'bad'), (3, 'fine')"_s));
    QCOMPARE(program.run({u"once"_s}).exit, 1); // some rows failed
    QCOMPARE(program.value(u"right.db"_s, u"SELECT name FROM items ORDER BY id"_s), u"good fine"_s);

    const auto list = program.run({u"errors"_s, u"list"_s, u"--unresolved"_s, u"--json"_s}).json().array();
    QCOMPARE(list.size(), 1);
    QCOMPARE(list[0][u"type"], QJsonValue(u"row"_s));
    QCOMPARE(list[0][u"link"], QJsonValue(u"pair"_s));
    QCOMPARE(list[0][u"direction"], QJsonValue(u"forward"_s));
    QCOMPARE(list[0][u"table"], QJsonValue(u"items"_s));
    QCOMPARE(list[0][u"key"].toArray(), QJsonArray{u"2"_s});
    QCOMPARE(list[0][u"resolved"], QJsonValue(false));
    QVERIFY(list[0][u"message"].toString().contains(u"not_bad"_s));
    const QString id = QString::number(list[0][u"id"].toInteger());

    const auto shown = program.run({u"errors"_s, u"show"_s, id, u"--json"_s}).json();
    QCOMPARE(shown[u"row"][u"name"], QJsonValue(u"bad"_s));
    QVERIFY(shown[u"waitsBehind"].isArray());
    QVERIFY(shown[u"attemptLog"].isArray());

    const QString file = program.path(u"out.csv"_s);
    QCOMPARE(program.run({u"errors"_s, u"export"_s, file}).exit, 0);
    QFile exported(file);
    QVERIFY(exported.open(QIODevice::ReadOnly));
    QCOMPARE(exported.readAll().count("\r\n"), 2); // the header and one record

    QVERIFY(program.sql(u"left.db"_s, u"UPDATE items SET name = 'mended' WHERE id = 2"_s));
    QCOMPARE(program.run({u"errors"_s, u"retry"_s, id}).exit, 0);
    QCOMPARE(program.run({u"once"_s}).exit, 0);
    QCOMPARE(program.value(u"right.db"_s, u"SELECT name FROM items ORDER BY id"_s), u"good mended fine"_s);
    QCOMPARE(program.run({u"errors"_s, u"list"_s, u"--unresolved"_s, u"--json"_s}).json().array().size(), 0);
    const auto closed = program.run({u"errors"_s, u"list"_s, u"--json"_s}).json().array();
    QCOMPARE(closed.size(), 1);
    QCOMPARE(closed[0][u"resolved"], QJsonValue(true));
}

void TestCommands::aConflictIsShownWithBothVersions()
{
    const Program program;
    program.writeConfig();
    QVERIFY(program.sql(u"left.db"_s, u"INSERT INTO items VALUES (1, 'old')"_s));
    QCOMPARE(program.run({u"once"_s}).exit, 0);
    QVERIFY(program.sql(u"left.db"_s, u"UPDATE items SET name = 'from left' WHERE id = 1"_s));
    // SQLite's clock tells milliseconds: the second change shall be plainly later.
    const qint64 first = QDateTime::currentMSecsSinceEpoch();
    QTRY_VERIFY(QDateTime::currentMSecsSinceEpoch() > first + 5);
    QVERIFY(program.sql(u"right.db"_s, u"UPDATE items SET name = 'from right' WHERE id = 1"_s));
    const auto plan = program.run({u"plan"_s, u"--json"_s}).json();
    QCOMPARE(plan[u"links"][0][u"conflicts"][0][u"winner"], QJsonValue(u"b"_s));
    QCOMPARE(program.run({u"once"_s}).exit, 0);
    QCOMPARE(program.value(u"left.db"_s, u"SELECT name FROM items"_s), u"from right"_s);
    QCOMPARE(program.value(u"right.db"_s, u"SELECT name FROM items"_s), u"from right"_s);
    const auto list = program.run({u"conflicts"_s, u"list"_s, u"--json"_s}).json().array();
    QCOMPARE(list.size(), 1);
    QCOMPARE(list[0][u"class"], QJsonValue(u"update_origin_differs"_s));
    QCOMPARE(list[0][u"policy"], QJsonValue(u"newest"_s));
    QCOMPARE(list[0][u"winner"], QJsonValue(u"b"_s));
    QCOMPARE(list[0][u"held"], QJsonValue(false));
    QCOMPARE(list[0][u"a"][u"name"], QJsonValue(u"from left"_s));
    QCOMPARE(list[0][u"b"][u"name"], QJsonValue(u"from right"_s));
    const QString id = QString::number(list[0][u"id"].toInteger());
    QCOMPARE(program.run({u"conflicts"_s, u"show"_s, id, u"--json"_s}).json().object(), list[0].toObject());
}

void TestCommands::withoutAServiceStatusIsDown()
{
    const Program program;
    program.writeConfig();
    const auto status = program.run({u"status"_s, u"--json"_s});
    QCOMPARE(status.exit, 2);
    QCOMPARE(status.json()[u"status"][u"health"], QJsonValue(u"down"_s));
    QCOMPARE(status.json()[u"status"][u"links"][0][u"name"], QJsonValue(u"pair"_s));
    QVERIFY(status.json()[u"status"][u"links"][0][u"lagMs"].isNull());
    program.writeConfig("{");
    QCOMPARE(program.run({u"status"_s}).exit, 4);
    QCOMPARE(program.run({u"pause"_s}).exit, 3);
}

void TestCommands::anUnreachableEndpointExitsThree()
{
    const Program program;
    program.writeConfig(R"({"endpoints": {"left": {"driver": "sqlite", "path": "left.db"},
                                          "right": {"driver": "postgresql", "host": "127.0.0.1", "port": 1,
                                                    "database": "x", "user": "u", "password": "hunter2"}},
                            "links": [{"name": "pair", "a": "left", "b": "right", "retry": {"initialDelayMs": 10},
                                       "tables": [{"a": "items", "b": "items"}]}]})");
    for (const QString& command : {u"check"_s, u"plan"_s, u"once"_s}) {
        const auto result = program.run({command});
        QCOMPARE(result.exit, 3);
        QVERIFY2(result.err.contains(u"right"_s), qPrintable(result.err));
        QVERIFY(!result.err.contains(u"hunter2"_s));
    }
    QVERIFY(!program.run({u"config"_s, u"show"_s}).out.contains(u"hunter2"_s));
}

void TestCommands::onceTriesAgainAsTheLinkSays()
{
    const Program program;
    program.writeConfig(R"({"endpoints": {"left": {"driver": "sqlite", "path": "left.db"},
                                          "right": {"driver": "postgresql", "host": "127.0.0.1", "port": 1,
                                                    "database": "x", "user": "u"}},
                            "links": [{"name": "pair", "a": "left", "b": "right",
                                       "retry": {"attempts": 4, "initialDelayMs": 40, "maxDelayMs": 100},
                                       "tables": [{"a": "items", "b": "items"}]}]})");
    QElapsedTimer timer;
    timer.start();
    const auto once = program.run({u"once"_s});
    QCOMPARE(once.exit, 3);
    QVERIFY2(once.err.contains(u"try 4 of 4"_s), qPrintable(once.err));
    QCOMPARE(once.err.count(u"; try "_s), 3);
    // At least half of 40 + 80 + 100 ms were waited.
    QVERIFY(timer.elapsed() >= 110);
    // What a person must mend is not tried again.
    program.writeConfig(R"({"endpoints": {"left": {"driver": "sqlite", "path": "left.db"},
                                          "right": {"driver": "sqlite", "path": "right.db"}},
                            "links": [{"name": "pair", "a": "left", "b": "right", "tables": [{"a": "none", "b": "none"}]}]})");
    const auto wrong = program.run({u"once"_s});
    QVERIFY(wrong.exit == 1 || wrong.exit == 2);
    QVERIFY2(!wrong.err.contains(u"; try "_s), qPrintable(wrong.err));
}

void TestCommands::onceSyncsWhenTheEndpointIsFreeAgain()
{
    const Program program;
    QVERIFY(program.sql(u"left.db"_s, u"INSERT INTO items VALUES (1, 'one')"_s));
    program.writeConfig(R"({"endpoints": {"left": {"driver": "sqlite", "path": "left.db"},
                                          "right": {"driver": "sqlite", "path": "right.db"}},
                            "links": [{"name": "pair", "a": "left", "b": "right",
                                       "retry": {"attempts": 1000, "initialDelayMs": 20, "maxDelayMs": 20},
                                       "tables": [{"a": "items", "b": "items"}]}]})");
    const QString holder = u"holder"_s;
    {
        QSqlDatabase held = QSqlDatabase::addDatabase(u"QSQLITE"_s, holder);
        held.setDatabaseName(program.path(u"right.db"_s));
        QVERIFY(held.open());
        QVERIFY(QSqlQuery(held).exec(u"BEGIN EXCLUSIVE"_s));
        const auto once = program.start({u"once"_s});
        once->setReadChannel(QProcess::StandardError);
        QByteArray said;
        while (!said.contains("; try 2 of 1000") && once->waitForReadyRead(30'000))
            said += once->readAllStandardError();
        QVERIFY2(said.contains("; try 2 of 1000"), said.constData());
        QVERIFY(QSqlQuery(held).exec(u"COMMIT"_s));
        QVERIFY(once->waitForFinished(30'000));
        QCOMPARE(once->exitCode(), 0);
    }
    QSqlDatabase::removeDatabase(holder);
    QCOMPARE(program.value(u"right.db"_s, u"SELECT name FROM items"_s), u"one"_s);
}

void TestCommands::aMissingTableIsNamed()
{
    const Program program;
    program.writeConfig(R"({"endpoints": {"left": {"driver": "sqlite", "path": "left.db"},
                                          "right": {"driver": "sqlite", "path": "right.db"}},
                            "links": [{"name": "pair", "a": "left", "b": "right",
                                       "tables": [{"a": "items", "b": "items"}, {"a": "orders", "b": "orders"}]}]})");
    QVERIFY(program.sql(u"left.db"_s, u"INSERT INTO items VALUES (1, 'one')"_s));
    const auto once = program.run({u"once"_s});
    QCOMPARE(once.exit, 1);
    QVERIFY2(once.err.contains(u"orders"_s), qPrintable(once.err));
    QCOMPARE(program.value(u"right.db"_s, u"SELECT name FROM items"_s), u"one"_s); // the other table went on
    QCOMPARE(program.run({u"check"_s}).exit, 1);
}

void TestCommands::theDemoEndsEqual()
{
    const Program program;
    const QString folder = program.path(u"demo"_s);
    const auto demo =
        program.run({u"demo"_s, u"--headless"_s, u"--seconds"_s, u"8"_s, u"--json"_s, u"--data-dir"_s, folder});
    QVERIFY2(demo.exit == 0, qPrintable(demo.out + demo.err));
    QCOMPARE(demo.json()[u"equalButForRefused"], QJsonValue(true));
    QVERIFY(!demo.json()[u"refused"].toArray().isEmpty());
    // Seen from outside: the rows that are not alike are the ones that are listed.
    const QString alike = u"SELECT count(*) FROM %1"_s;
    for (const QString& table : {u"patients"_s, u"appointments"_s, u"notes"_s})
        QVERIFY(program.value(u"demo/cloud.db"_s, alike.arg(table)).toInt() > 100);
    const auto errors = program.run({u"errors"_s, u"list"_s, u"--json"_s, u"--data-dir"_s, folder}).json().array();
    const auto conflicts =
        program.run({u"conflicts"_s, u"list"_s, u"--json"_s, u"--data-dir"_s, folder}).json().array();
    QVERIFY(!errors.isEmpty());
    QVERIFY(!conflicts.isEmpty());
}

QTEST_GUILESS_MAIN(TestCommands)
#include "tst_commands.moc"
