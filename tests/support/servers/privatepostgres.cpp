// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/servers/privatepostgres.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QUrl>

#include <signal.h>
#include <stdio.h>
#include <unistd.h>

namespace keel {

namespace {

constexpr int patienceMs = 60000;
const QString fakeTime = QStringLiteral("/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1");

/// As root the server's programs run as another user: PostgreSQL refuses root.
QStringList asServerUser(const QStringList& command)
{
    if (geteuid() != 0)
        return command;
    const bool postgres = QFile::exists(QStringLiteral("/var/lib/postgresql"));
    const QString user = postgres ? QStringLiteral("postgres") : QStringLiteral("nobody");
    return QStringList{QStringLiteral("setpriv"),
                       QStringLiteral("--reuid=") + user,
                       QStringLiteral("--regid=") + (postgres ? user : QStringLiteral("nogroup")),
                       QStringLiteral("--clear-groups"),
                       QStringLiteral("--pdeathsig"),
                       QStringLiteral("QUIT")} +
           command;
}

bool runToEnd(const QStringList& command, QString* said)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    // Away from folders that the server's user may not enter.
    process.setWorkingDirectory(QStringLiteral("/"));
    process.start(command.first(), command.mid(1));
    const bool good =
        process.waitForFinished(patienceMs) && process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0;
    *said = QString::fromUtf8(process.readAll());
    return good;
}

int freePort()
{
    QTcpServer probe;
    probe.listen(QHostAddress::LocalHost);
    return probe.serverPort();
}

} // namespace

struct PrivatePostgres::Folder
{
    QTemporaryDir dir;
    /// Its parent's death ends it, however this program ends.
    QProcess server;
    bool hasClock = false;
    [[nodiscard]] QString data() const { return dir.filePath(QStringLiteral("data")); }
    [[nodiscard]] QString clock() const { return dir.filePath(QStringLiteral("clock")); }
};

QString PrivatePostgres::binaries()
{
    QDir versions(QStringLiteral("/usr/lib/postgresql"));
    QStringList names = versions.entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name | QDir::Reversed);
    for (const QString& name : names) {
        const QString folder = versions.filePath(name) + QStringLiteral("/bin");
        if (QFile::exists(folder + QStringLiteral("/initdb")))
            return folder;
    }
    QString said;
    if (runToEnd({QStringLiteral("pg_config"), QStringLiteral("--bindir")}, &said) &&
        QFile::exists(said.trimmed() + QStringLiteral("/initdb")))
        return said.trimmed();
    return {};
}

std::unique_ptr<PrivatePostgres> PrivatePostgres::start(Which which, QString* whyNot)
{
    std::unique_ptr<PrivatePostgres> server(new PrivatePostgres);
    const QString given = qEnvironmentVariable(which == Which::A ? "EVENKEEL_TEST_PG_A" : "EVENKEEL_TEST_PG_B");
    if (!given.isEmpty()) {
        const QUrl url(given);
        server->m_user = url.userName();
        server->m_host = url.host();
        server->m_port = url.port(5432);
        return server;
    }
    return startOwn(whyNot);
}

std::unique_ptr<PrivatePostgres> PrivatePostgres::startOwn(QString* whyNot)
{
    return makeCluster(whyNot, false);
}

std::unique_ptr<PrivatePostgres> PrivatePostgres::startWithClock(QString* whyNot)
{
    if (QFile::exists(fakeTime))
        return makeCluster(whyNot, true);
    *whyNot = QStringLiteral("libfaketime is missing (package faketime)");
    return nullptr;
}

std::unique_ptr<PrivatePostgres> PrivatePostgres::makeCluster(QString* whyNot, bool hasClock)
{
    const QString bin = binaries();
    if (bin.isEmpty()) {
        *whyNot = QStringLiteral("no PostgreSQL server programs on this machine");
        return nullptr;
    }
    std::unique_ptr<PrivatePostgres> server(new PrivatePostgres);
    server->m_folder = std::make_unique<Folder>();
    server->m_folder->hasClock = hasClock;
    if (hasClock)
        server->setClock(std::chrono::seconds(0));
    server->m_user = QStringLiteral("keel");
    server->m_host = QStringLiteral("127.0.0.1");
    server->m_port = freePort();
    const QString root = server->m_folder->dir.path();
    QString said;
    if (geteuid() == 0)
        runToEnd({QStringLiteral("chmod"), QStringLiteral("0777"), root}, &said);
    if (!runToEnd(asServerUser({bin + QStringLiteral("/initdb"), QStringLiteral("-D"), server->m_folder->data(),
                                QStringLiteral("-U"), server->m_user, QStringLiteral("-A"), QStringLiteral("trust"),
                                QStringLiteral("-E"), QStringLiteral("UTF8"), QStringLiteral("--locale=C.UTF-8"),
                                QStringLiteral("--no-sync")}),
                  &said) ||
        !server->run()) {
        *whyNot = QStringLiteral("a private PostgreSQL cluster did not start: ") + said;
        return nullptr;
    }
    return server;
}

void PrivatePostgres::setClock(std::chrono::seconds offset)
{
    // Replaced as a whole: the server reads it at every question for the time.
    const QString fresh = m_folder->clock() + QStringLiteral(".new");
    QFile file(fresh);
    if (!file.open(QIODevice::WriteOnly))
        qFatal("cannot set a server's clock");
    file.write(QByteArray::number(qint64(offset.count())).prepend(offset.count() < 0 ? "" : "+") + '\n');
    file.setPermissions(QFile::ReadOwner | QFile::ReadGroup | QFile::ReadOther | QFile::WriteOwner);
    file.close();
    if (::rename(QFile::encodeName(fresh).constData(), QFile::encodeName(m_folder->clock()).constData()) != 0)
        qFatal("cannot set a server's clock");
}

QStringList PrivatePostgres::serverCommand() const
{
    QStringList command;
    if (m_folder->hasClock)
        command = {QStringLiteral("env"), QStringLiteral("LD_PRELOAD=") + fakeTime,
                   QStringLiteral("FAKETIME_TIMESTAMP_FILE=") + m_folder->clock(),
                   QStringLiteral("FAKETIME_NO_CACHE=1"), QStringLiteral("FAKETIME_DONT_FAKE_MONOTONIC=1")};
    command += {binaries() + QStringLiteral("/postgres"),
                QStringLiteral("-D"),
                m_folder->data(),
                QStringLiteral("-p"),
                QString::number(m_port),
                QStringLiteral("-h"),
                m_host};
    for (const auto* setting : {"unix_socket_directories=", "fsync=off", "full_page_writes=off", "max_connections=60",
                                "log_min_messages=fatal", "shared_buffers=128MB", "autovacuum_naptime=10s",
                                "max_wal_size=2GB", "max_prepared_transactions=10"})
        command += {QStringLiteral("-c"), QLatin1StringView(setting)};
    return command;
}

bool PrivatePostgres::run()
{
    const QStringList command = serverCommand();
    const QStringList owned =
        geteuid() == 0
            ? asServerUser(command)
            : QStringList{QStringLiteral("setpriv"), QStringLiteral("--pdeathsig"), QStringLiteral("QUIT")} + command;
    QProcess& server = m_folder->server;
    server.setWorkingDirectory(QStringLiteral("/"));
    server.setStandardErrorFile(QProcess::nullDevice());
    server.setStandardOutputFile(QProcess::nullDevice());
    server.start(owned.first(), owned.mid(1));
    QString said;
    for (int tries = 0; tries < 300; ++tries) {
        if (server.waitForFinished(100))
            return false;
        if (runToEnd({binaries() + QStringLiteral("/pg_isready"), QStringLiteral("-q"), QStringLiteral("-h"), m_host,
                      QStringLiteral("-p"), QString::number(m_port)},
                     &said))
            return true;
    }
    return false;
}

bool PrivatePostgres::recover()
{
    stop();
    for (const auto& [name, text] :
         {std::pair{"recovery.signal", ""}, {"postgresql.auto.conf", "restore_command = 'false'\n"}}) {
        QFile file(m_folder->data() + u'/' + QLatin1StringView(name));
        if (!file.open(QIODevice::WriteOnly | QIODevice::Append) || file.write(text) < 0)
            return false;
        file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ReadOther | QFile::WriteOther);
    }
    return run();
}

void PrivatePostgres::signalAll(int signal) const
{
    const auto server = static_cast<pid_t>(m_folder->server.processId());
    if (server <= 0)
        return;
    // The postmaster first: it must not start another process for one that is about to be stopped.
    kill(server, signal);
    QFile children(QStringLiteral("/proc/%1/task/%1/children").arg(server));
    if (!children.open(QIODevice::ReadOnly))
        return;
    for (const QByteArray& child : children.readAll().simplified().split(' ')) {
        if (const pid_t pid = child.toInt(); pid > 0)
            kill(pid, signal);
    }
}

void PrivatePostgres::freeze()
{
    signalAll(SIGSTOP);
}

void PrivatePostgres::thaw()
{
    signalAll(SIGCONT);
}

void PrivatePostgres::stop()
{
    thaw();
    // SIGQUIT: immediately, for nothing in it is to be kept; its children end with it.
    QProcess& server = m_folder->server;
    if (server.state() == QProcess::NotRunning)
        return;
    kill(static_cast<pid_t>(server.processId()), SIGQUIT);
    if (!server.waitForFinished(patienceMs))
        server.kill();
}

PrivatePostgres::~PrivatePostgres()
{
    if (m_folder)
        stop();
}

EndpointConfig PrivatePostgres::createDatabase(const QString& name) const
{
    // Programs that run side by side share the server.
    const QString own = QStringLiteral("_%1").arg(QCoreApplication::applicationPid());
    const QString database = name.endsWith(own) ? name : name + own;
    psql(QStringLiteral("template1"), QStringLiteral("drop database if exists \"%1\" with (force)").arg(database));
    psql(QStringLiteral("template1"), QStringLiteral("create database \"%1\" template template0").arg(database));
    EndpointConfig endpoint;
    endpoint.name = EndpointName(name);
    endpoint.driver = QStringLiteral("postgresql");
    endpoint.host = m_host;
    endpoint.port = m_port;
    endpoint.database = database;
    endpoint.user = m_user;
    return endpoint;
}

QString PrivatePostgres::client(const QString& program, const QString& database, const QStringList& arguments) const
{
    QString said;
    QString file = binaries() + u'/' + program;
    if (!QFile::exists(file))
        file = program;
    if (!runToEnd(QStringList{file, QStringLiteral("-h"), m_host, QStringLiteral("-p"), QString::number(m_port),
                              QStringLiteral("-U"), m_user, QStringLiteral("-d"), database} +
                      arguments,
                  &said))
        qFatal("%s failed: %s\n%s", qUtf8Printable(program), qUtf8Printable(arguments.join(u' ')),
               qUtf8Printable(said));
    return said.trimmed();
}

QString PrivatePostgres::psql(const QString& database, const QString& sql) const
{
    return client(QStringLiteral("psql"), database,
                  {QStringLiteral("-X"), QStringLiteral("-qAt"), QStringLiteral("-v"),
                   QStringLiteral("ON_ERROR_STOP=1"), QStringLiteral("-c"), sql});
}

void PrivatePostgres::dump(const QString& database, const QString& file) const
{
    client(QStringLiteral("pg_dump"), database,
           {QStringLiteral("--clean"), QStringLiteral("--if-exists"), QStringLiteral("-f"), file});
}

void PrivatePostgres::restore(const QString& database, const QString& file) const
{
    client(QStringLiteral("psql"), database,
           {QStringLiteral("-X"), QStringLiteral("-q"), QStringLiteral("-v"), QStringLiteral("ON_ERROR_STOP=1"),
            QStringLiteral("-f"), file});
}

} // namespace keel
