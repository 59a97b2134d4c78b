// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/killpoints/killbench.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>

using namespace keel;

namespace {

constexpr int patienceMs = 60'000;
constexpr int serveMs = 15'000;
constexpr int lanes = 6; // cycles after which nothing may wait any more

/// In memory where that can be had: a killed process leaves the same behind as on a disk.
QString folderTemplate()
{
    const QString memory = QStringLiteral("/dev/shm");
    const bool writable = QFileInfo(memory).isWritable();
    return (writable ? memory : QDir::tempPath()) + QStringLiteral("/evenkeel-kill-XXXXXX");
}

/// What each side refuses of the other's notes: at once, and at the commit.
QString refusals(const QString& other)
{
    return QStringLiteral("alter table people add constraint no_poison check (note <> 'poison-%1');"
                          "create function refuse_late() returns trigger language plpgsql as $$ begin"
                          " raise exception 'too late for %1' using errcode = '23514'; end $$;"
                          "create constraint trigger no_late after insert or update on people"
                          " deferrable initially deferred for each row when (new.note = 'late-%1')"
                          " execute function refuse_late();")
        .arg(other);
}

/// What most who keep such a column have on the table: Evenkeel's own writes get a new time, too.
const QString keepsTime = QStringLiteral("create function keep_time() returns trigger language plpgsql as $$ begin"
                                         " new.updated_at = clock_timestamp(); return new; end $$;"
                                         "create trigger keep_time before insert or update on people for each row"
                                         " execute function keep_time();");

} // namespace

KillBench::KillBench(Options options, const Servers& servers)
    : m_options(std::move(options)), m_folder(folderTemplate())
{
    for (const Side side : {Side::A, Side::B}) {
        EndpointConfig& endpoint = side == Side::A ? m_a : m_b;
        if (m_options.engine == QStringLiteral("postgresql")) {
            endpoint = (side == Side::A ? servers.a : servers.b)->createDatabase(m_options.name);
        } else {
            endpoint.driver = m_options.engine;
            endpoint.path = m_folder.filePath(side == Side::A ? QStringLiteral("a.db") : QStringLiteral("b.db"));
        }
        (side == Side::A ? m_sqlA : m_sqlB) = UserDatabase::of(endpoint);
    }
    makeTables();
    writeConfig();
    makeUsers();
}

KillBench::~KillBench()
{
    stopUsers();
}

void KillBench::makeTables()
{
    for (const Side side : {Side::A, Side::B}) {
        const QString other = side == Side::A ? QStringLiteral("b") : QStringLiteral("a");
        if (m_options.engine == QStringLiteral("postgresql")) {
            sql(side, QStringLiteral("create table people (id int primary key, version text not null,"
                                     " note text not null, updated_at timestamptz not null default now())"));
            sql(side, refusals(other));
            if (m_options.byTime)
                sql(side, keepsTime);
        } else {
            sql(side, QStringLiteral("create table people (id integer primary key, version text not null,"
                                     " note text not null, constraint no_poison check (note <> 'poison-%1'))")
                          .arg(other));
        }
    }
}

void KillBench::writeConfig() const
{
    const auto endpoint = [](const EndpointConfig& e) {
        if (e.driver != QStringLiteral("postgresql"))
            return QJsonObject{{QStringLiteral("driver"), e.driver}, {QStringLiteral("path"), e.path}};
        return QJsonObject{{QStringLiteral("driver"), e.driver},
                           {QStringLiteral("host"), e.host},
                           {QStringLiteral("port"), e.port},
                           {QStringLiteral("database"), e.database},
                           {QStringLiteral("user"), e.user}};
    };
    QJsonObject link{{QStringLiteral("name"), QStringLiteral("kill")},
                     {QStringLiteral("a"), QStringLiteral("clinic")},
                     {QStringLiteral("b"), QStringLiteral("cloud")},
                     {QStringLiteral("intervalMs"), 100},
                     {QStringLiteral("batchSize"), 6},
                     // The users delete more of the small table than a person would let pass.
                     {QStringLiteral("brake"), QJsonObject{{QStringLiteral("maxDeletes"), 1'000'000},
                                                           {QStringLiteral("minDeletes"), 1'000'000}}},
                     {QStringLiteral("tables"),
                      QJsonArray{QJsonObject{{QStringLiteral("a"), QStringLiteral("people")},
                                             {QStringLiteral("b"), QStringLiteral("people")},
                                             {QStringLiteral("exclude"), QJsonArray{QStringLiteral("updated_at")}}}}}};
    if (m_options.engine != QStringLiteral("postgresql"))
        link.insert(QStringLiteral("tables"), QJsonArray{QJsonObject{{QStringLiteral("a"), QStringLiteral("people")},
                                                                     {QStringLiteral("b"), QStringLiteral("people")}}});
    if (m_options.byTime) {
        link.insert(QStringLiteral("tables"),
                    QJsonArray{QJsonObject{{QStringLiteral("a"), QStringLiteral("people")},
                                           {QStringLiteral("b"), QStringLiteral("people")},
                                           {QStringLiteral("capture"), QStringLiteral("timestamp")},
                                           {QStringLiteral("updatedAt"), QStringLiteral("updated_at")}}});
        link.insert(QStringLiteral("windowMultiplier"), 100); // on a busy machine a user's commit may take a while
    }
    for (auto it = m_options.link.begin(); it != m_options.link.end(); ++it)
        link.insert(it.key(), it.value());
    const QJsonObject config{{QStringLiteral("endpoints"), QJsonObject{{QStringLiteral("clinic"), endpoint(m_a)},
                                                                       {QStringLiteral("cloud"), endpoint(m_b)}}},
                             {QStringLiteral("links"), QJsonArray{link}},
                             {QStringLiteral("api"), QJsonObject{{QStringLiteral("enabled"), false}}}};
    QFile stored(m_folder.filePath(QStringLiteral("evenkeel.json")));
    if (!stored.open(QIODevice::WriteOnly) || stored.write(QJsonDocument(config).toJson()) < 0)
        qFatal("cannot write the config");
}

void KillBench::makeUsers()
{
    m_ledger = std::make_unique<Ledger>();
    const bool late = m_options.engine == QStringLiteral("postgresql");
    const auto user = [&](const QString& side, const EndpointConfig& endpoint) {
        QStringList poisons{QStringLiteral("poison-") + side};
        if (late)
            poisons.append(QStringLiteral("late-") + side);
        if (m_options.poisonEvery == 0)
            poisons.clear();
        return std::make_unique<Writer>(Writer::Options{.name = side,
                                                        .endpoint = endpoint,
                                                        .table = QStringLiteral("people"),
                                                        .seed = ++m_seed,
                                                        .keys = m_options.keys,
                                                        .longestPauseMs = 6,
                                                        .deletes = !m_options.byTime,
                                                        .poisons = poisons,
                                                        .poisonEvery = std::max(1U, m_options.poisonEvery)},
                                        *m_ledger);
    };
    m_userA = user(QStringLiteral("a"), m_a);
    m_userB = user(QStringLiteral("b"), m_b);
}

KillBench::Ended KillBench::run(const QStringList& command, const QString& abortAt)
{
    const bool serves = command.first() == QStringLiteral("serve");
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("EVENKEEL_ABORT_AT"), abortAt);
    process.setProcessEnvironment(environment);
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(qEnvironmentVariable("EVENKEEL_PROGRAM"),
                  command + QStringList{QStringLiteral("--config"), m_folder.filePath(QStringLiteral("evenkeel.json")),
                                        QStringLiteral("--data-dir"), m_folder.filePath(QStringLiteral("data"))});
    if (!process.waitForFinished(serves ? serveMs : patienceMs)) {
        process.terminate();
        const bool stopped = process.waitForFinished(patienceMs); // it may still meet the step on its way
        if (!stopped)
            process.kill(), process.waitForFinished();
        if (!stopped || !serves)
            return {.killed = false, .exit = -1, .said = process.readAll()};
    }
    // SIGKILL, the step's own end; any other signal is a crash and shows in the exit code.
    const bool killed = process.exitStatus() == QProcess::CrashExit && process.exitCode() == 9;
    return {.killed = killed, .exit = killed ? 0 : process.exitCode(), .said = process.readAll()};
}

KillBench::Ended KillBench::serve(const QString& abortAt)
{
    return run({QStringLiteral("serve")}, abortAt);
}

void KillBench::edit(int transactions, bool many)
{
    for (Writer* user : {m_userA.get(), m_userB.get()}) {
        if (many)
            user->editRange(1, m_options.keys);
        user->edit(transactions);
    }
}

void KillBench::startUsers()
{
    m_userA->start();
    m_userB->start();
}

void KillBench::stopUsers()
{
    m_userA->stop();
    m_userB->stop();
}

UserDatabase::Rows KillBench::sql(Side side, const QString& text)
{
    UserDatabase& database = *(side == Side::A ? m_sqlA : m_sqlB);
    auto rows = database.query(text);
    if (!rows)
        qFatal("%s: %s", qPrintable(text), qPrintable(database.error()));
    return *rows;
}

LedgerRows KillBench::rowsOf(Side side)
{
    LedgerRows rows;
    for (const auto& row : sql(side, QStringLiteral("select id, version, note from people where id <= 1000000")))
        rows.insert(row[0].toInt(), row[1] + QLatin1Char('|') + row[2]);
    return rows;
}

QStringList KillBench::verdict()
{
    const LedgerRecords records = readRecords(file(QStringLiteral("history.db")), *m_ledger);
    m_conflicts = records.conflicts;
    m_explained = records.explained.size();
    return judge(*m_ledger, rowsOf(Side::A), rowsOf(Side::B), records);
}

QStringList KillBench::recover()
{
    QStringList findings;
    for (int round = 0; round < lanes; ++round) {
        const Ended ended = once();
        if (ended.exit != 0 && ended.exit != 1)
            return {QStringLiteral("did not recover, exit %1: %2").arg(ended.exit).arg(QString::fromUtf8(ended.said))};
        findings = verdict();
        if (findings.isEmpty())
            break;
    }
    return findings;
}

void KillBench::forgetAll()
{
    for (const Side side : {Side::A, Side::B}) {
        if (m_options.engine == QStringLiteral("postgresql"))
            sql(side, QStringLiteral("drop schema if exists evenkeel cascade"));
        sql(side, QStringLiteral("delete from people"));
    }
    if (m_options.engine != QStringLiteral("postgresql"))
        (void)run({QStringLiteral("teardown")});
    QDir(m_folder.filePath(QStringLiteral("data"))).removeRecursively();
    makeUsers();
}
