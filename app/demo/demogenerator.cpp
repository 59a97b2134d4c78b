// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/demogenerator.h"

#include <QDateTime>
#include <QLoggingCategory>
#include <QSqlError>
#include <QSqlQuery>

namespace keel {

namespace {

Q_LOGGING_CATEGORY(demoLog, "keel.demo")

constexpr std::chrono::milliseconds tick{250};
constexpr int firstConflict = 8; // ticks
constexpr int conflictEvery = 30;
constexpr int firstRefused = 12;
constexpr int refusedEvery = 80;
constexpr int mostRefused = 12; ///< a demo that is left running shall not fill with errors
constexpr int manyNotes = 4000;
constexpr int patientsToChooseFrom = 400; ///< the first ids; all are there from the start

QString now()
{
    return QDateTime::currentDateTime().toString(QStringLiteral("yyyy-MM-dd HH:mm:ss"));
}

} // namespace

DemoGenerator::DemoGenerator(DemoFiles files)
    : m_files(std::move(files)), m_people(std::random_device{}()), m_timer(this)
{
    m_timer.setInterval(tick);
    connect(&m_timer, &QTimer::timeout, this, &DemoGenerator::work);
}

void DemoGenerator::start()
{
    auto clinic = openDemoDatabase(m_files.clinic, QStringLiteral("demo clinic"));
    auto cloud = openDemoDatabase(m_files.cloud, QStringLiteral("demo cloud"));
    if (!clinic || !cloud) {
        qCWarning(demoLog).noquote() << toText(clinic ? cloud.error() : clinic.error());
        return;
    }
    m_clinic = {*clinic, 1};
    m_cloud = {*cloud, 0};
    m_timer.start();
}

void DemoGenerator::stop()
{
    m_timer.stop();
    for (Desk* desk : {&m_clinic, &m_cloud}) {
        if (desk->database.isValid())
            closeDemoDatabase(desk->database);
    }
    emit stopped();
}

void DemoGenerator::work()
{
    ++m_ticks;
    edit(m_clinic);
    if (m_people.below(2) == 0)
        edit(m_cloud);
    if (m_ticks % conflictEvery == firstConflict)
        makeConflict();
    if (m_ticks % refusedEvery == firstRefused && m_refused < mostRefused)
        makeRefused();
}

void DemoGenerator::edit(Desk& desk)
{
    const qint64 patient = somePatient(desk);
    if (patient == 0)
        return;
    const int kind = m_people.below(20);
    if (kind < 6) {
        run(desk, QStringLiteral("UPDATE patients SET phone = ? WHERE id = ?"), {m_people.phone(), patient});
    } else if (kind < 11) {
        run(desk,
            QStringLiteral(
                "UPDATE appointments SET status = ?, starts_at = ? WHERE id = (SELECT min(id) FROM appointments "
                "WHERE patient_id = ? AND minutes <= 240)"),
            {m_people.appointmentStatus(), m_people.appointmentStart(), patient});
    } else if (kind < 15) {
        run(desk, QStringLiteral("INSERT INTO notes VALUES (?, ?, ?, ?, ?)"),
            {nextId(desk, QStringLiteral("notes")), patient, now(), m_people.author(), m_people.note()});
    } else if (kind < 17) {
        run(desk, QStringLiteral("INSERT INTO appointments VALUES (?, ?, ?, ?, ?, ?)"),
            {nextId(desk, QStringLiteral("appointments")), patient, m_people.appointmentStart(),
             m_people.appointmentMinutes(), m_people.room(), QStringLiteral("booked")});
    } else if (kind < 18) {
        const qint64 id = nextId(desk, QStringLiteral("patients"));
        const QString name = m_people.fullName();
        run(desk, QStringLiteral("INSERT INTO patients VALUES (?, ?, ?, ?, ?, ?)"),
            {id, QStringLiteral("M-%1").arg(id, 6, 10, QLatin1Char('0')), name, m_people.birthday(), m_people.phone(),
             m_people.email(name)});
    } else {
        run(desk,
            QStringLiteral("DELETE FROM notes WHERE id = (SELECT min(id) FROM notes WHERE patient_id = ?) AND "
                           "(SELECT count(*) FROM notes) > 500"),
            {patient});
        run(desk,
            QStringLiteral(
                "DELETE FROM notes WHERE id = (SELECT min(id) FROM notes) AND (SELECT count(*) FROM notes) > ?"),
            {manyNotes});
    }
}

/// Both edits are open before either commits, so neither side can have heard of the other's.
void DemoGenerator::makeConflict()
{
    const qint64 patient = somePatient(m_cloud);
    if (patient == 0 || !run(m_clinic, QStringLiteral("BEGIN IMMEDIATE")))
        return;
    if (!run(m_cloud, QStringLiteral("BEGIN IMMEDIATE"))) {
        run(m_clinic, QStringLiteral("ROLLBACK"));
        return;
    }
    const QString sql = QStringLiteral("UPDATE patients SET phone = ?, full_name = ? WHERE id = ?");
    run(m_clinic, sql, {m_people.phone(), m_people.fullName(), patient});
    run(m_cloud, sql, {m_people.phone(), m_people.fullName(), patient});
    run(m_clinic, QStringLiteral("COMMIT"));
    run(m_cloud, QStringLiteral("COMMIT"));
}

void DemoGenerator::makeRefused()
{
    ++m_refused;
    if (m_refused % 2 == 0) {
        run(m_clinic, QStringLiteral("INSERT INTO appointments VALUES (?, ?, ?, ?, ?, ?)"),
            {nextId(m_clinic, QStringLiteral("appointments")), somePatient(m_clinic), m_people.appointmentStart(), 600,
             m_people.room(), QStringLiteral("booked")});
        return;
    }
    const qint64 id = nextId(m_clinic, QStringLiteral("patients"));
    const QString name = m_people.fullName();
    run(m_clinic, QStringLiteral("INSERT INTO patients VALUES (?, ?, ?, ?, ?, ?)"),
        {id, QStringLiteral("M-%1").arg(id, 6, 10, QLatin1Char('0')), name, m_people.birthday(), m_people.phone(),
         m_people.email(name).replace(QLatin1Char('@'), QStringLiteral(" at "))});
    run(m_clinic, QStringLiteral("INSERT INTO notes VALUES (?, ?, ?, ?, ?)"),
        {nextId(m_clinic, QStringLiteral("notes")), id, now(), m_people.author(), m_people.note()});
}

qint64 DemoGenerator::nextId(Desk& desk, const QString& table)
{
    QSqlQuery query(desk.database);
    if (!query.exec(QStringLiteral("SELECT coalesce(max(id), 0) + 1 FROM ") + table) || !query.next())
        return 0;
    const qint64 id = query.value(0).toLongLong();
    return id % 2 == desk.parity ? id : id + 1;
}

qint64 DemoGenerator::somePatient(Desk& desk)
{
    QSqlQuery query(desk.database);
    query.prepare(
        QStringLiteral("SELECT id FROM patients WHERE email LIKE '%_@_%._%' AND id >= ? ORDER BY id LIMIT 1"));
    query.addBindValue(m_people.below(patientsToChooseFrom) + 1);
    return query.exec() && query.next() ? query.value(0).toLongLong() : 0;
}

bool DemoGenerator::run(Desk& desk, const QString& sql, const QVariantList& values)
{
    QSqlQuery query(desk.database);
    query.prepare(sql);
    for (const QVariant& value : values)
        query.addBindValue(value);
    if (query.exec())
        return true;
    qCWarning(demoLog).noquote() << QStringLiteral("edit refused file=%1 said=\"%2\"")
                                        .arg(desk.database.databaseName(), query.lastError().text());
    return false;
}

} // namespace keel
