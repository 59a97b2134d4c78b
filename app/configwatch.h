// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFileSystemWatcher>
#include <QObject>
#include <QTimer>

namespace keel {

/// Tells when a config file, or the .env beside it, holds something else than before. Editors write beside a file and
/// rename over it, and mounted config maps swap a link of the folder: the folders are watched as well as the files, and
/// what counts is what can be read once half a second is quiet. A file that is gone is no change.
class ConfigWatch : public QObject
{
    Q_OBJECT

public:
    explicit ConfigWatch(const QString& file, QObject* parent = nullptr);
    /// What stands there now is known: only what comes after it is told.
    void takeAsKnown();

signals:
    void changed();

private:
    void watch();
    void look();
    [[nodiscard]] QByteArray fingerprint() const;

    QString m_file;
    QString m_dotEnv;
    QFileSystemWatcher m_watcher;
    QTimer m_quiet;
    QByteArray m_known;
};

} // namespace keel
