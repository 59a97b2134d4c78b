// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/records/recordbook.h"

#include <QJsonObject>
#include <QMutex>

#include <memory>

namespace keel {

/// state.json: human-readable, replaced as a whole or not at all. Fields that are not known are kept. Thread-safe: the
/// workers of all links share one.
class StateFile final : public StateKeeper
{
public:
    /// A missing file is an empty state; a damaged one is renamed to `FILE.damaged-TIME` and counts as missing, with a
    /// notice. Fails when the file cannot be read or was written by a newer version.
    [[nodiscard]] static Result<std::unique_ptr<StateFile>> load(const QString& file);

    /// `rows` adds to the table's total. A pass that moved neither cursor nor rows needs no save.
    void passed(const LinkName& link, Direction direction, const TableName& table, const QByteArray& cursor, TimeUs at,
                qint64 rows) override;
    [[nodiscard]] QByteArray cursor(const LinkName& link, Direction direction, const TableName& table) const override;
    /// Nothing is written when nothing changed since the last save. FileUnwritable (Transient class) leaves the former
    /// file whole; the next save tries again.
    [[nodiscard]] Result<void> save() override;

    /// The whole document, for `status`.
    [[nodiscard]] QJsonObject document() const;
    /// What happened at load and must be seen; may be empty.
    [[nodiscard]] const QString& notice() const { return m_notice; }

private:
    explicit StateFile(QString file) : m_file(std::move(file)) {}

    QString m_file;
    QString m_notice;
    mutable QMutex m_mutex;
    QJsonObject m_root;
    bool m_changed = false;
};

} // namespace keel
