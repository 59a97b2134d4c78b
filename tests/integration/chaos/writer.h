// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/integration/chaos/ledger.h"

#include <libpq-fe.h>

#include <atomic>
#include <memory>
#include <random>
#include <thread>

/// A user of one side: a thread that inserts, updates and deletes rows of `chaos (id, version, note)` in short
/// transactions, reconnects when its server goes away, and enters everything in the ledger.
class Writer
{
public:
    struct Options
    {
        QString name; ///< unique: prefixes its versions
        QString url;
        unsigned seed = 1;
        int keys = 300;
        bool poisons = false; ///< now and then writes a row that the other side's CHECK refuses
    };
    Writer(Options options, Ledger& ledger);
    ~Writer();
    /// Ends after the transaction in hand.
    void stop();

private:
    void work();
    void transact(PGconn* connection);

    Options m_options;
    Ledger& m_ledger;
    std::mt19937 m_random;
    int m_serial = 0;
    std::atomic<bool> m_stop = false;
    std::thread m_thread;
};
