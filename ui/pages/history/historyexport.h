// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/api/syncservice.h"
#include "ui/models/pagereader.h"
#include "ui/models/recordfile.h"

namespace keel {

/// Writes cycles to a CSV file, page by page. Nothing is left behind when it is cancelled or fails.
///
/// Deletes itself after its last signal.
class HistoryExport : public QObject
{
    Q_OBJECT

public:
    HistoryExport(SyncService& service, const HistoryQuery& question, const QString& path, QObject* parent = nullptr);

    void start();
    void cancel();

signals:
    void progressed(qint64 done, qint64 total);
    void finished(qint64 cycles);
    void failed(const keel::Error& error);

private:
    void finish();

    HistoryReader m_reader;
    RecordFile m_file;
    qint64 m_written = 0;
};

} // namespace keel
