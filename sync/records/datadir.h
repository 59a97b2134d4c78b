// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/api/error.h"

#include <QProcessEnvironment>
#include <QString>

#include <memory>
#include <optional>

namespace keel {

/// The folder with what this machine remembers. One process at a time holds it; the hold ends with the process, however
/// it ends, because it is a lock of the kernel on an open file. Safe to share between threads: nothing changes after
/// construction.
class DataDir
{
public:
    /// $XDG_DATA_HOME/evenkeel, else ~/.local/share/evenkeel.
    [[nodiscard]] static QString defaultPath(const QProcessEnvironment& environment);
    /// Makes the folder (0700) where it is missing, closes one that others can enter, and takes the lock. DataDirHeld
    /// names the holder's process id.
    [[nodiscard]] static Result<std::shared_ptr<DataDir>> hold(const QString& path);
    /// For readers: takes no lock and changes nothing. NotFound when there is no such folder.
    [[nodiscard]] static Result<std::shared_ptr<DataDir>> peek(const QString& path);

    ~DataDir();
    DataDir(const DataDir&) = delete;
    DataDir& operator=(const DataDir&) = delete;

    /// Absolute.
    [[nodiscard]] const QString& path() const { return m_path; }
    /// Absolute path of a file in it: file("state.json").
    [[nodiscard]] QString file(const QString& name) const;
    /// True when this object holds the lock.
    [[nodiscard]] bool isHeld() const { return m_lock >= 0; }
    /// Process that holds the folder now; nullopt: nobody. 0 when somebody does but left no id.
    [[nodiscard]] std::optional<qint64> holder() const;
    /// What hold() mended and should be said, e.g. access that was closed; may be empty.
    [[nodiscard]] const QString& notice() const { return m_notice; }

private:
    explicit DataDir(QString path) : m_path(std::move(path)) {}

    QString m_path;
    QString m_notice;
    int m_lock = -1;
};

} // namespace keel
