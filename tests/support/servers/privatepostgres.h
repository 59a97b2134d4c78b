// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/config/config.h"

#include <QString>

#include <chrono>
#include <memory>

namespace keel {

/// A PostgreSQL cluster for tests: the one that EVENKEEL_TEST_PG_A or _B names as postgresql://user@host:port (trust,
/// superuser), or else one of its own in a temporary folder on a free loopback port, run by an unprivileged user and
/// stopped by its pid when this goes.
class PrivatePostgres
{
public:
    enum class Which { A, B };
    /// Null where no server can be had; `whyNot` then says why, for QSKIP.
    [[nodiscard]] static std::unique_ptr<PrivatePostgres> start(Which which, QString* whyNot);
    /// Always a cluster of its own, for tests that stop, freeze or fill it.
    [[nodiscard]] static std::unique_ptr<PrivatePostgres> startOwn(QString* whyNot);
    /// The same, with a clock that setClock() sets (libfaketime; null where that is missing).
    [[nodiscard]] static std::unique_ptr<PrivatePostgres> startWithClock(QString* whyNot);
    ~PrivatePostgres();
    PrivatePostgres(const PrivatePostgres&) = delete;
    PrivatePostgres& operator=(const PrivatePostgres&) = delete;

    /// Makes an empty database of this program's own and says how to reach it; its name starts with `name`.
    [[nodiscard]] EndpointConfig createDatabase(const QString& name) const;
    /// Runs statements with psql; returns what it printed, unaligned. A failure is fatal for the test program.
    QString psql(const QString& database, const QString& sql) const;
    /// A backup by pg_dump, and back again: objects that are there are dropped before.
    void dump(const QString& database, const QString& file) const;
    void restore(const QString& database, const QString& file) const;

    [[nodiscard]] const QString& host() const { return m_host; }
    [[nodiscard]] int port() const { return m_port; }
    [[nodiscard]] const QString& user() const { return m_user; }
    [[nodiscard]] static QString binaries();

    /// Only for a cluster of its own.
    void stop();
    [[nodiscard]] bool run();
    /// As a standby that took over, or a recovery to a point in time: what it had not on its disk is lost, and its
    /// timeline is a new one.
    [[nodiscard]] bool recover();
    /// SIGSTOP to the server and its processes: it hangs, and closes nothing. A frozen one is thawed before it stops.
    void freeze();
    void thaw();
    /// Against this machine's clock, at once and for everybody in it; durations and timeouts stay right. Never ahead of
    /// it: a signal handler in a waiting server reads the real time, and a timeout that ends in the future is put off.
    void setClock(std::chrono::seconds offset);

private:
    PrivatePostgres() = default;
    [[nodiscard]] static std::unique_ptr<PrivatePostgres> makeCluster(QString* whyNot, bool hasClock);
    [[nodiscard]] QStringList serverCommand() const;
    QString client(const QString& program, const QString& database, const QStringList& arguments) const;
    void signalAll(int signal) const;
    struct Folder;
    std::unique_ptr<Folder> m_folder;
    QString m_host;
    int m_port = 0;
    QString m_user;
};

} // namespace keel
