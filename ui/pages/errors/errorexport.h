// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/api/syncservice.h"
#include "ui/models/pagereader.h"
#include "ui/models/recordfile.h"

#include <QSet>

#include <memory>

namespace keel {

/// Writes error records to a file, page by page. Nothing is left behind when it is cancelled or fails.
///
/// Deletes itself after its last signal.
class ErrorExport : public QObject
{
    Q_OBJECT

public:
    /// `only`: these ids out of what matches; nullopt: all of it.
    ErrorExport(SyncService& service, const ErrorQuery& question, std::optional<QSet<qint64>> only, const QString& path,
                QObject* parent = nullptr);

    void start();
    void cancel();

signals:
    void progressed(qint64 done, qint64 total);
    void finished(qint64 records);
    void failed(const keel::Error& error);
    void cancelled();

private:
    void write(const QList<ErrorRecord>& records);
    void finish();

    ErrorReader m_reader;
    RecordFile m_file;
    std::optional<QSet<qint64>> m_only;
    QSet<qint64> m_written;
};

} // namespace keel
