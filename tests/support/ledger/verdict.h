// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/ledger/ledger.h"

#include <QStringList>

/// What history.db says about the rows of one table, and what is wrong with it by itself.
struct LedgerRecords
{
    QHash<int, QSet<QString>> heirs; ///< losers of conflicts and rows of open errors, by key
    QSet<int> explained;             ///< keys with an open error or a held row: both sides may differ
    QHash<int, QStringList> log;     ///< every conflict and open error, by key, for who looks into a finding
    qint64 conflicts = 0;
    /// Conflicts between a version and its own descendant, and the same conflict recorded twice.
    QStringList findings;
};
[[nodiscard]] LedgerRecords readRecords(const QString& historyFile, const Ledger& ledger);

/// Rows of a side by key: "version|note".
using LedgerRows = QHash<int, QString>;

/// One line for every row that differs without an explanation, every acknowledged version without an heir, every row
/// that nobody wrote and every one that came back after its deletion.
[[nodiscard]] QStringList judge(const Ledger& ledger, const LedgerRows& a, const LedgerRows& b,
                                const LedgerRecords& records);
