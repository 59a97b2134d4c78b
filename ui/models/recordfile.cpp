// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/recordfile.h"

#include "ui/models/csv.h"
#include "ui/models/recordtext.h"

using namespace Qt::Literals::StringLiterals;

namespace keel {

RecordFile::Format RecordFile::formatOf(const QString& path)
{
    return path.endsWith(".json"_L1, Qt::CaseInsensitive) ? Format::Json : Format::Csv;
}

RecordFile::RecordFile(const QString& path, Format format, const QStringList& columns) : m_file(path), m_format(format)
{
    // A failure to open shows in commit().
    if (m_file.open(QIODevice::WriteOnly))
        m_file.write(m_format == Format::Csv ? csvLine(columns).toUtf8() : QByteArray("["));
}

void RecordFile::add(const ErrorRecord& record)
{
    if (m_format == Format::Csv) {
        add(errorCells(record));
        return;
    }
    if (!m_file.isOpen())
        return;
    m_file.write(std::exchange(m_first, false) ? "\n" : ",\n");
    m_file.write(errorJson(record));
}

void RecordFile::add(const QStringList& cells)
{
    if (m_file.isOpen())
        m_file.write(csvLine(cells).toUtf8());
}

Result<void> RecordFile::commit()
{
    if (m_file.isOpen() && m_format == Format::Json)
        m_file.write("\n]\n");
    if (m_file.isOpen() && m_file.commit())
        return {};
    Error error;
    error.kind = ErrorClass::Config;
    error.code = ErrorCode::FileUnwritable;
    error.detail = m_file.errorString();
    error.place = m_file.fileName();
    return fail(error);
}

} // namespace keel
