// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/store/bell.h"
#include "sync/store/sql/sqlite/sqliteconnection.h"

#include <QTimer>

namespace keel {

/// SQLite tells nobody of a commit, so this looks: PRAGMA data_version changes when another connection has committed.
/// It rings when the journal got longer, so that what only checkpoints or muted rows changed wakes nobody.
class SqliteBell final : public Bell
{
public:
    SqliteBell(QString path, QString label);

    [[nodiscard]] bool isAlive() const override { return m_connection != nullptr; }

private:
    void connectFile();
    void look();
    [[nodiscard]] Result<bool> hasNews();
    void setDown(const Error& why);

    QString m_path;
    QString m_label;
    std::unique_ptr<SqliteConnection> m_connection;
    QTimer m_timer;
    qint64 m_version = -1;
    qint64 m_last = 0; ///< the journal's newest entry
    bool m_saidDown = false;
};

} // namespace keel
