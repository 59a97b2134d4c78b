// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>

namespace keel {

/// Figures of a database for the health of its links; nullopt where the engine has no such thing or does not tell.
struct StoreVitals
{
    /// The oldest open transaction that writes: what it has journaled is not seen and what came after is not purged.
    struct Transaction
    {
        qint64 pid = 0;
        double seconds = 0;
        QString who; ///< "user (application)"
    };
    std::optional<Transaction> oldest;
    bool knowsTransactions = false;         ///< `oldest` nullopt means that there is none
    std::optional<qint64> journalEntries{}; ///< estimated
    std::optional<int> connections{};       ///< of Evenkeel to this database, as its server counts them
};

} // namespace keel
