// SPDX-License-Identifier: GPL-3.0-or-later
#include "program.h"

#include <QFile>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QVariant>

namespace {

constexpr int longest = 30'000; // ms

template <class Use>
auto withDatabase(const QString& file, Use use)
{
    const QString name = QStringLiteral("test");
    auto result = [&] {
        QSqlDatabase database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), name);
        database.setDatabaseName(file);
        database.setConnectOptions(QStringLiteral("QSQLITE_BUSY_TIMEOUT=10000"));
        if (!database.open())
            qFatal("cannot open %s", qPrintable(file));
        return use(database);
    }();
    QSqlDatabase::removeDatabase(name);
    return result;
}

} // namespace

Program::Program()
{
    const QString table = QStringLiteral("CREATE TABLE items (id INTEGER PRIMARY KEY, name TEXT NOT NULL%1)");
    if (!sql(QStringLiteral("left.db"), table.arg(QString())) ||
        !sql(QStringLiteral("right.db"), table.arg(QStringLiteral(", CONSTRAINT not_bad CHECK (name <> 'bad')"))))
        qFatal("cannot make the databases");
}

void Program::prepare(QProcess& process) const
{
    process.setWorkingDirectory(m_folder.path());
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const char* name : {"EVENKEEL_CONFIG", "DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"})
        environment.remove(QString::fromLatin1(name));
    environment.insert(QStringLiteral("XDG_DATA_HOME"), m_folder.filePath(QStringLiteral("data")));
    environment.insert(QStringLiteral("XDG_CONFIG_HOME"), m_folder.filePath(QStringLiteral("config")));
    environment.insert(m_variables);
    process.setProcessEnvironment(environment);
    process.setProgram(QStringLiteral(EVENKEEL_PROGRAM));
}

Program::Result Program::run(const QStringList& words) const
{
    QProcess process;
    prepare(process);
    process.setArguments(words);
    process.start();
    if (!process.waitForFinished(longest))
        return {.exit = -1, .out = {}, .err = QStringLiteral("did not end: ") + process.errorString()};
    return {.exit = process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1,
            .out = QString::fromUtf8(process.readAllStandardOutput()),
            .err = QString::fromUtf8(process.readAllStandardError())};
}

std::unique_ptr<QProcess> Program::start(const QStringList& words) const
{
    auto process = std::make_unique<QProcess>();
    prepare(*process);
    process->setArguments(words);
    process->start();
    return process;
}

void Program::writeConfig(const QByteArray& text) const
{
    QFile file(path(QStringLiteral("evenkeel.json")));
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
        qFatal("cannot write the config");
}

void Program::writeConfig() const
{
    writeConfig(R"({"endpoints": {"left": {"driver": "sqlite", "path": "left.db"},
                                  "right": {"driver": "sqlite", "path": "right.db"}},
                    "links": [{"name": "pair", "a": "left", "b": "right", "intervalMs": 200,
                               "tables": [{"a": "items", "b": "items"}]}]})");
}

bool Program::sql(const QString& file, const QString& statement) const
{
    return withDatabase(path(file), [&](QSqlDatabase& database) { return QSqlQuery(database).exec(statement); });
}

QString Program::value(const QString& file, const QString& query) const
{
    return withDatabase(path(file), [&](QSqlDatabase& database) {
        QStringList values;
        QSqlQuery rows(database);
        rows.exec(query);
        while (rows.next())
            values += rows.value(0).toString();
        return values.join(QLatin1Char(' '));
    });
}
