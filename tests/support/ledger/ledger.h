// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QMutex>
#include <QSet>
#include <QString>

/// What the writers did, kept apart from everything that is tested. A version is what one transaction made of one key:
/// a row that carries the version's name, or a deletion. Thread-safe.
class Ledger
{
public:
    struct Version
    {
        QString name; ///< unique; stands in the row's column "version"
        int key = 0;
        QString parent; ///< the version it was written over; empty: none known
        bool deleted = false;
    };

    /// Before the transaction commits: it may be there even if the reply is lost.
    void wrote(const Version& version);
    /// The server said that it is committed.
    void acknowledged(const QString& name);

    /// Names of acknowledged versions of which no heir is known. A heir of a key is what both sides hold at the end,
    /// any recorded loser, any row in an error record, and, where the row is gone, any deletion.
    [[nodiscard]] QStringList lost(const QHash<int, QSet<QString>>& heirs) const;
    [[nodiscard]] QSet<QString> deletions(int key) const;
    [[nodiscard]] QList<int> keys() const;
    [[nodiscard]] qsizetype acknowledgedCount() const;
    [[nodiscard]] bool descends(const QString& heir, const QString& ancestor) const;
    [[nodiscard]] int keyOf(const QString& name) const;
    /// "b-7 of 12 over a-3 over …", with what was written over it.
    [[nodiscard]] QString describe(const QString& name) const;
    /// A writer made this row of this key, and it was no deletion.
    [[nodiscard]] bool isRow(int key, const QString& name) const;
    /// A deletion of exactly this version was acknowledged: the version must not stand anywhere again.
    [[nodiscard]] bool wasDeleted(const QString& name) const;

private:
    mutable QMutex m_mutex;
    QHash<QString, Version> m_versions;
    QSet<QString> m_acknowledged;
    QMultiHash<QString, QString> m_deletions; ///< by the version that was deleted: each side may delete it
};
