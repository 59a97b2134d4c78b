// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/ledger/ledger.h"
#include "tests/support/ledger/userdatabase.h"

#include <atomic>
#include <memory>
#include <random>
#include <thread>

/// A user of one side: inserts, updates and deletes rows of `(id, version, note)` in short transactions, reconnects
/// when its server goes away, and enters everything in the ledger. By itself in a thread of its own, or when it is
/// asked.
class Writer
{
public:
    struct Options
    {
        QString name; ///< unique: prefixes its versions
        keel::EndpointConfig endpoint;
        QString table;
        unsigned seed = 1;
        int keys = 300;
        unsigned longestPauseMs = 20; ///< between two edits
        bool deletes = true;
        /// Notes that the other side refuses; now and then one is written.
        QStringList poisons{};
        unsigned poisonEvery = 60;
    };
    Writer(Options options, Ledger& ledger);
    ~Writer();

    void start();
    /// Ends after the transaction in hand; start() goes on.
    void stop();
    /// Here and now; not while it runs by itself.
    void edit(int transactions);
    /// Updates all rows from one key to another in one transaction.
    void editRange(int first, int last);

private:
    void work();
    void transact();
    [[nodiscard]] QString nextName() { return QStringLiteral("%1-%2").arg(m_options.name).arg(++m_serial); }

    Options m_options;
    Ledger& m_ledger;
    std::unique_ptr<UserDatabase> m_database;
    std::mt19937 m_random;
    int m_serial = 0;
    std::atomic<bool> m_stop = false;
    std::thread m_thread;
};
