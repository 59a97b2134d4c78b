// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/errors/errorexport.h"

#include "ui/models/recordtext.h"

namespace keel {

ErrorExport::ErrorExport(SyncService& service, const ErrorQuery& question, std::optional<QSet<qint64>> only,
                         const QString& path, QObject* parent)
    : QObject(parent), m_reader(service, question, [this](const QList<ErrorRecord>& records) { write(records); }),
      m_file(path, RecordFile::formatOf(path), errorColumns()), m_only(std::move(only))
{
    connect(&m_reader, &PageReader::progressed, this, &ErrorExport::progressed);
    connect(&m_reader, &PageReader::finished, this, &ErrorExport::finish);
    connect(&m_reader, &PageReader::failed, this, [this](const Error& error) {
        emit failed(error);
        deleteLater();
    });
}

void ErrorExport::start()
{
    m_reader.read();
}

void ErrorExport::cancel()
{
    m_reader.cancel();
    emit cancelled();
    deleteLater();
}

void ErrorExport::write(const QList<ErrorRecord>& records)
{
    for (const ErrorRecord& record : records) {
        // Pages shift when records come meanwhile: the same one may come twice.
        if (m_written.contains(record.id) || (m_only && !m_only->contains(record.id)))
            continue;
        m_written.insert(record.id);
        m_file.add(record);
    }
    if (m_only && m_written.size() == m_only->size())
        m_reader.enough();
}

void ErrorExport::finish()
{
    if (const auto done = m_file.commit(); !done)
        emit failed(done.error());
    else
        emit finished(m_written.size());
    deleteLater();
}

} // namespace keel
