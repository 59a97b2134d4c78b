// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/demodatabases.h"

#include "app/demo/demopeople.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>
#include <QSqlError>
#include <QSqlQuery>

namespace keel {

namespace {

constexpr int patientCount = 400;
constexpr int patientsInCloud = 340; ///< the cloud is behind by the others, and by their appointments and notes
constexpr int appointmentCount = 900;
constexpr int noteCount = 1200;
constexpr unsigned seed = 20260121;

const QString schemaText = QStringLiteral(R"(
CREATE TABLE patients (
  id INTEGER PRIMARY KEY,
  mrn TEXT NOT NULL UNIQUE,
  full_name TEXT NOT NULL,
  born TEXT NOT NULL,
  phone TEXT,
  email TEXT/*email*/
);
CREATE TABLE appointments (
  id INTEGER PRIMARY KEY,
  patient_id INTEGER NOT NULL REFERENCES patients (id),
  starts_at TEXT NOT NULL,
  minutes INTEGER NOT NULL,
  room TEXT NOT NULL,
  status TEXT NOT NULL/*minutes*/
);
CREATE TABLE notes (
  id INTEGER PRIMARY KEY,
  patient_id INTEGER NOT NULL REFERENCES patients (id),
  written_at TEXT NOT NULL,
  author TEXT NOT NULL,
  body TEXT NOT NULL
);
CREATE INDEX appointments_patient ON appointments (patient_id);
CREATE INDEX notes_patient ON notes (patient_id)
)");

const QByteArray configText = R"({
  "endpoints": {
    "clinic": { "driver": "sqlite", "path": "clinic.db" },
    "cloud": { "driver": "sqlite", "path": "cloud.db" }
  },
  "links": [{
    "name": "clinic-cloud", "a": "clinic", "b": "cloud", "direction": "both",
    "intervalMs": 1000, "conflict": "newest",
    "tables": [
      { "a": "patients", "b": "patients", "key": ["id"] },
      { "a": "appointments", "b": "appointments", "key": ["id"] },
      { "a": "notes", "b": "notes", "key": ["id"] }
    ]
  }]
}
)";

QString schema(const QString& emailCheck, const QString& minutesCheck)
{
    QString text = schemaText;
    text.replace(QStringLiteral("/*email*/"), emailCheck);
    return text.replace(QStringLiteral("/*minutes*/"), minutesCheck);
}

Error sqlError(const QString& file, const QSqlError& error)
{
    return {.kind = ErrorClass::Config,
            .code = ErrorCode::FileUnwritable,
            .detail = error.text(),
            .place = file,
            .mend = QStringLiteral("name an empty folder with --data-dir")};
}

Result<void> execute(QSqlDatabase& database, const QString& sql)
{
    QSqlQuery query(database);
    if (query.exec(sql))
        return {};
    return fail(sqlError(database.databaseName(), query.lastError()));
}

Result<void> insert(QSqlDatabase& database, const QString& table, const QVariantList& values)
{
    QStringList marks;
    for (qsizetype i = 0; i < values.size(); ++i)
        marks += QStringLiteral("?");
    QSqlQuery query(database);
    query.prepare(QStringLiteral("INSERT INTO %1 VALUES (%2)").arg(table, marks.join(QLatin1Char(','))));
    for (const QVariant& value : values)
        query.addBindValue(value);
    if (query.exec())
        return {};
    return fail(sqlError(database.databaseName(), query.lastError()));
}

Result<void> fill(QSqlDatabase& database, int patients)
{
    DemoPeople people(seed); // the same rows in both files
    for (int id = 1; id <= patientCount; ++id) {
        const QString name = people.fullName();
        const QVariantList row{id,
                               QStringLiteral("M-%1").arg(id, 6, 10, QLatin1Char('0')),
                               name,
                               people.birthday(),
                               people.phone(),
                               people.email(name)};
        if (id <= patients)
            KEEL_TRY(insert(database, QStringLiteral("patients"), row));
    }
    for (int id = 1; id <= appointmentCount; ++id) {
        const int patient = people.below(patientCount) + 1;
        const QVariantList row{id,
                               patient,
                               people.appointmentStart(),
                               people.appointmentMinutes(),
                               people.room(),
                               people.appointmentStatus()};
        if (patient <= patients)
            KEEL_TRY(insert(database, QStringLiteral("appointments"), row));
    }
    for (int id = 1; id <= noteCount; ++id) {
        const int patient = people.below(patientCount) + 1;
        const QVariantList row{id, patient, people.appointmentStart(), people.author(), people.note()};
        if (patient <= patients)
            KEEL_TRY(insert(database, QStringLiteral("notes"), row));
    }
    return {};
}

/// In one transaction: a file that is there is whole.
Result<void> makeDatabase(const QString& file, const QString& statements, int patients)
{
    if (QFileInfo::exists(file))
        return {};
    auto database = openDemoDatabase(file, QStringLiteral("demo make"));
    if (!database)
        return fail(std::move(database).error());
    auto done = [&]() -> Result<void> {
        KEEL_TRY(execute(*database, QStringLiteral("BEGIN IMMEDIATE")));
        for (const QString& statement : statements.split(QLatin1Char(';')))
            KEEL_TRY(execute(*database, statement));
        KEEL_TRY(fill(*database, patients));
        return execute(*database, QStringLiteral("COMMIT"));
    }();
    closeDemoDatabase(*database);
    if (!done)
        QFile::remove(file);
    return done;
}

} // namespace

const QStringList& demoTables()
{
    static const QStringList tables{QStringLiteral("patients"), QStringLiteral("appointments"),
                                    QStringLiteral("notes")};
    return tables;
}

Result<QSqlDatabase> openDemoDatabase(const QString& file, const QString& connectionName)
{
    QSqlDatabase database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), connectionName);
    database.setDatabaseName(file);
    database.setConnectOptions(QStringLiteral("QSQLITE_BUSY_TIMEOUT=5000"));
    auto opened = [&]() -> Result<void> {
        if (!database.open())
            return fail(sqlError(file, database.lastError()));
        KEEL_TRY(execute(database, QStringLiteral("PRAGMA journal_mode = WAL")));
        KEEL_TRY(execute(database, QStringLiteral("PRAGMA synchronous = NORMAL")));
        return execute(database, QStringLiteral("PRAGMA foreign_keys = ON"));
    }();
    if (opened)
        return database;
    closeDemoDatabase(database);
    return fail(std::move(opened).error());
}

void closeDemoDatabase(QSqlDatabase& database)
{
    const QString name = database.connectionName();
    database.close();
    database = QSqlDatabase();
    QSqlDatabase::removeDatabase(name);
}

Result<DemoFiles> makeDemoFiles(const QString& folder)
{
    const DemoFiles files{.clinic = folder + QStringLiteral("/clinic.db"),
                          .cloud = folder + QStringLiteral("/cloud.db"),
                          .config = folder + QStringLiteral("/evenkeel.json")};
    const QString emailCheck =
        QStringLiteral(",\n  CONSTRAINT email_valid CHECK (email IS NULL OR email LIKE '%_@_%._%')");
    const QString minutesCheck = QStringLiteral(",\n  CONSTRAINT minutes_sensible CHECK (minutes BETWEEN 5 AND 240)");
    KEEL_TRY(makeDatabase(files.clinic, schema({}, {}), patientCount));
    KEEL_TRY(makeDatabase(files.cloud, schema(emailCheck, minutesCheck), patientsInCloud));
    if (!QFileInfo::exists(files.config)) {
        QSaveFile config(files.config);
        if (!config.open(QIODevice::WriteOnly) || config.write(configText) != configText.size() || !config.commit())
            return fail({.kind = ErrorClass::Config,
                         .code = ErrorCode::FileUnwritable,
                         .detail = config.errorString(),
                         .place = files.config,
                         .mend = QStringLiteral("name a folder that you may write to with --data-dir")});
    }
    return files;
}

} // namespace keel
