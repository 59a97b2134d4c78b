// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/engine/linkrunner.h"
#include "sync/records/history.h"
#include "sync/records/statefile.h"
#include "tests/support/servers/privatepostgres.h"

#include <QTemporaryDir>

#include <memory>

/// Two real databases, a link between them that the test drives cycle by cycle, and a second way into each database
/// that shares nothing with the code under test (psql, plain SQLite calls).
class Pair
{
public:
    /// The PostgreSQL servers of all pairs of a test program; null where none can be had.
    struct Servers
    {
        std::unique_ptr<keel::PrivatePostgres> a;
        std::unique_ptr<keel::PrivatePostgres> b;
        QString whyNot;
    };
    /// `engineA`, `engineB`: "postgresql" or "sqlite". Null where a server cannot be had.
    [[nodiscard]] static std::unique_ptr<Pair> make(const QString& engineA, const QString& engineB,
                                                    const Servers& servers);
    /// The next pair of a chain: its a is `first`'s b, its b a database of its own on that server. PostgreSQL only.
    [[nodiscard]] static std::unique_ptr<Pair> after(const Pair& first, const Servers& servers);
    ~Pair();

    /// Runs SQL on a side ('a' or 'b'); rows as lines, columns separated by '|'.
    QString sql(char side, const QString& text) const;
    void both(const QString& text) const;

    keel::LinkConfig config;
    void addTable(const QString& name);

    /// bind, setup, open with fresh connections; what was there is dropped.
    void connect();
    bool brake = false; ///< deletes are held back
    /// An empty database with the schema `text` stands in the place of this side from the next connect() on.
    void replace(char side, const QString& text);
    /// A backup of a side, and that backup in its place: in a new database from the next connect() on, or (PostgreSQL)
    /// poured into the one that is there, under the open link.
    [[nodiscard]] QString keepCopy(char side) const;
    enum class Into { New, Same };
    void restoreCopy(char side, const QString& copy, Into into = Into::New);
    /// Who connects from the next connect() on; the server's superuser first.
    void setUser(const QString& user);
    /// Lets that much time pass for what waits by the runner's clock.
    void passTime(std::chrono::seconds time) { m_clock.later += time; }
    /// One drained cycle.
    keel::CycleReport cycle();
    keel::LinkRunner& runner() { return *m_runner; }
    keel::History& history() { return *m_history; }
    [[nodiscard]] QStringList openErrors() const; ///< "table key code" of each, sorted
    [[nodiscard]] const keel::EndpointConfig& endpoint(char side) const { return side == 'a' ? m_a : m_b; }
    [[nodiscard]] QString engine(char side) const { return side == 'a' ? m_engineA : m_engineB; }

private:
    struct Time final : keel::Clock
    {
        keel::SystemClock system;
        std::chrono::microseconds later{0};
        [[nodiscard]] keel::TimeUs now() const override { return system.now(); }
        [[nodiscard]] std::chrono::microseconds steady() const override { return system.steady() + later; }
    };

    Pair() = default;
    void begin();

    QTemporaryDir m_folder;
    QString m_engineA;
    QString m_engineB;
    const keel::PrivatePostgres* m_serverA = nullptr; ///< null: SQLite
    const keel::PrivatePostgres* m_serverB = nullptr;
    keel::EndpointConfig m_a;
    keel::EndpointConfig m_b;
    Time m_clock;
    std::unique_ptr<keel::History> m_history;
    std::unique_ptr<keel::StateFile> m_state;
    std::unique_ptr<keel::Store> m_storeA;
    std::unique_ptr<keel::Store> m_storeB;
    std::unique_ptr<keel::LinkRunner> m_runner;
};
