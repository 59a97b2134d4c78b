// SPDX-License-Identifier: GPL-3.0-or-later
#include "sourcerules.h"

#include <QDirIterator>
#include <QFile>
#include <QTest>

class TestIncludes : public QObject
{
    Q_OBJECT

private slots:
    void importsPointOneWay();
    void nothingWaitsOrLoops();
    void everyConnectHasAContext();
    void aBreachIsSeen_data();
    void aBreachIsSeen();
    void whatIsAllowedPasses_data();
    void whatIsAllowedPasses();

private:
    using Rule = QStringList (*)(const QString&, const QString&);
    static QStringList apply(Rule rule, const QStringList& rooms);
    static QStringList all(const QString& file, const QString& text);
};

QStringList TestIncludes::apply(Rule rule, const QStringList& rooms)
{
    const QString root = QStringLiteral(SOURCE_ROOT);
    QStringList breaches;
    int files = 0;
    for (const QString& room : rooms) {
        QDirIterator it(root + QLatin1Char('/') + room, {QStringLiteral("*.h"), QStringLiteral("*.cpp")}, QDir::Files,
                        QDirIterator::Subdirectories);
        while (it.hasNext()) {
            QFile file(it.next());
            if (!file.open(QIODevice::ReadOnly))
                return {file.fileName() + QStringLiteral(": not readable")};
            breaches += rule(file.fileName().mid(root.size() + 1), QString::fromUtf8(file.readAll()));
            ++files;
        }
    }
    return files > 0 ? breaches : QStringList{QStringLiteral("no source was found")};
}

QStringList TestIncludes::all(const QString& file, const QString& text)
{
    return rules::includeBreaches(file, text) + rules::wordBreaches(file, text) + rules::connectBreaches(file, text);
}

void TestIncludes::importsPointOneWay()
{
    const QStringList breaches = apply(rules::includeBreaches, {QStringLiteral("ui"), QStringLiteral("sync")});
    QVERIFY2(breaches.isEmpty(), qPrintable(breaches.join(QLatin1Char('\n'))));
}

void TestIncludes::nothingWaitsOrLoops()
{
    const QStringList breaches =
        apply(rules::wordBreaches, {QStringLiteral("app"), QStringLiteral("ui"), QStringLiteral("sync")});
    QVERIFY2(breaches.isEmpty(), qPrintable(breaches.join(QLatin1Char('\n'))));
}

void TestIncludes::everyConnectHasAContext()
{
    const QStringList breaches =
        apply(rules::connectBreaches, {QStringLiteral("app"), QStringLiteral("ui"), QStringLiteral("sync")});
    QVERIFY2(breaches.isEmpty(), qPrintable(breaches.join(QLatin1Char('\n'))));
}

void TestIncludes::aBreachIsSeen_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("text");
    const auto row = [](const char* name, const char* file, const char* text) {
        QTest::newRow(name) << QString::fromLatin1(file) << QString::fromLatin1(text);
    };
    row("ui includes the engine", "ui/pages/x.cpp", "#include \"sync/engine/engine.h\"\n");
    row("ui includes the config", "ui/x.h", "#include \"sync/config/config.h\"\n");
    row("ui asks a database", "ui/models/x.cpp", "#include <QSqlQuery>\n");
    row("ui has a thread", "ui/models/x.cpp", "#include <QThread>\n");
    row("sync includes the window", "sync/engine/x.cpp", "#include \"ui/desktop.h\"\n");
    row("sync includes the program", "sync/api/x.h", "#include \"app/host.h\"\n");
    row("sync has a widget", "sync/engine/x.cpp", "#include <QWidget>\n");
    row("store includes the engine", "sync/store/x.cpp", "#include \"sync/engine/pass.h\"\n");
    row("api includes the store", "sync/api/x.h", "#include \"sync/store/store.h\"\n");
    row("records include capture", "sync/records/x.h", "#include \"sync/capture/capture.h\"\n");
    row("alerts include the engine", "sync/alerts/x.cpp", "#include \"sync/engine/engine.h\"\n");
    row("a local loop", "app/x.cpp", "    QEventLoop loop;\n");
    row("a dialog that blocks", "ui/x.cpp", "    dialog.exec();\n");
    row("a menu that blocks", "ui/x.cpp", "    m_contextMenu->exec(at);\n");
    row("a sleep", "sync/engine/x.cpp", "    QThread::msleep(5);\n");
    row("a lambda without context", "app/x.cpp", "connect(timer, &QTimer::timeout, [this] { f(1, 2); });\n");
    row("a lambda without context over lines", "app/x.cpp",
        "QObject::connect(f(a, b), &QTimer::timeout,\n   [=] {});\n");
}

void TestIncludes::aBreachIsSeen()
{
    QFETCH(QString, file);
    QFETCH(QString, text);
    QCOMPARE(all(file, text).size(), 1);
}

void TestIncludes::whatIsAllowedPasses_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("text");
    const auto row = [](const char* name, const char* file, const char* text) {
        QTest::newRow(name) << QString::fromLatin1(file) << QString::fromLatin1(text);
    };
    row("ui on the api", "ui/pages/x.cpp", "#include \"sync/api/syncservice.h\"\n#include \"ui/shell/theme.h\"\n");
    row("the program on everything", "app/x.cpp", "#include \"sync/engine/engine.h\"\n#include \"ui/desktop.h\"\n");
    row("engine on the store", "sync/engine/x.cpp", "#include \"sync/store/store.h\"\n#include <QThread>\n");
    row("a query runs", "sync/store/x.cpp", "query.exec(sql);\n");
    row("the program's own loop", "app/x.cpp", "QCoreApplication::exec();\n");
    row("a word in a comment", "sync/x/x.cpp", "// no QEventLoop here\n");
    row("a lambda with context", "app/x.cpp", "connect(timer, &QTimer::timeout, this, [this] { f(1, 2); });\n");
}

void TestIncludes::whatIsAllowedPasses()
{
    QFETCH(QString, file);
    QFETCH(QString, text);
    QCOMPARE(all(file, text), QStringList());
}

QTEST_GUILESS_MAIN(TestIncludes)
#include "tst_includes.moc"
