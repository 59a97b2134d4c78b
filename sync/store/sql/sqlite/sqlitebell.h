// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/store/bell.h"
#include "sync/store/sql/sqlite/sqliteconnection.h"

#include <QTimer>

#include <filesystem>

namespace keel {

/// SQLite tells nobody of a commit, so this looks, ten times a second: first at the times of the file and its WAL,
/// then, when those moved, at PRAGMA data_version, which changes when another connection has committed. It rings when
/// the journal got longer, so that what only checkpoints or muted rows changed wakes nobody.
class SqliteBell final : public Bell
{
public:
    SqliteBell(QString path, QString label);

    [[nodiscard]] bool isAlive() const override { return m_connection != nullptr; }

private:
    void connectFile();
    void look();
    [[nodiscard]] bool isTouched();
    [[nodiscard]] Result<bool> hasNews();
    void setDown(const Error& why);

    QString m_path;
    QString m_label;
    std::unique_ptr<SqliteConnection> m_connection;
    QTimer m_timer;
    std::filesystem::path m_file;
    std::filesystem::path m_wal;
    std::filesystem::file_time_type m_touched; ///< the later of the two, as last seen
    bool m_settled = false;                    ///< the file was at rest when it was last looked into
    qint64 m_version = -1;
    qint64 m_last = 0; ///< the journal's newest entry
    bool m_saidDown = false;
};

} // namespace keel
