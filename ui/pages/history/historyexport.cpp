// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/history/historyexport.h"

#include "ui/models/recordtext.h"

namespace keel {

HistoryExport::HistoryExport(SyncService& service, const HistoryQuery& question, const QString& path, QObject* parent)
    : QObject(parent), m_reader(service, question,
                                [this](const QList<CycleRecord>& cycles) {
                                    for (const CycleRecord& cycle : cycles)
                                        m_file.add(cycleCells(cycle));
                                    m_written += cycles.size();
                                }),
      m_file(path, RecordFile::Format::Csv, cycleColumns())
{
    connect(&m_reader, &PageReader::progressed, this, &HistoryExport::progressed);
    connect(&m_reader, &PageReader::finished, this, &HistoryExport::finish);
    connect(&m_reader, &PageReader::failed, this, [this](const Error& error) {
        emit failed(error);
        deleteLater();
    });
}

void HistoryExport::start()
{
    m_reader.read();
}

void HistoryExport::cancel()
{
    m_reader.cancel();
    deleteLater();
}

void HistoryExport::finish()
{
    if (const auto done = m_file.commit(); !done)
        emit failed(done.error());
    else
        emit finished(m_written);
    deleteLater();
}

} // namespace keel
