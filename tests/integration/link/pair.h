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
    /// A backup of an SQLite side, and that backup in its place from the next connect() on.
    [[nodiscard]] QString keepCopy(char side) const;
    void restoreCopy(char side, const QString& copy);
    /// One drained cycle.
    keel::CycleReport cycle();
    keel::LinkRunner& runner() { return *m_runner; }
    keel::History& history() { return *m_history; }
    [[nodiscard]] QStringList openErrors() const; ///< "table key code" of each, sorted
    [[nodiscard]] QString engine(char side) const { return side == 'a' ? m_engineA : m_engineB; }

private:
    Pair() = default;

    QTemporaryDir m_folder;
    QString m_engineA;
    QString m_engineB;
    const keel::PrivatePostgres* m_serverA = nullptr; ///< null: SQLite
    const keel::PrivatePostgres* m_serverB = nullptr;
    keel::EndpointConfig m_a;
    keel::EndpointConfig m_b;
    keel::SystemClock m_clock;
    std::unique_ptr<keel::History> m_history;
    std::unique_ptr<keel::StateFile> m_state;
    std::unique_ptr<keel::Store> m_storeA;
    std::unique_ptr<keel::Store> m_storeB;
    std::unique_ptr<keel::LinkRunner> m_runner;
};
