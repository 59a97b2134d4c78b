// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/api/snapshots.h"

#include <QSaveFile>

namespace keel {

/// A file that records are written into piece by piece: CSV (UTF-8, RFC 4180) or a JSON array. Takes the place of an
/// older file only when commit() succeeds; dropped without it, nothing is left.
class RecordFile
{
public:
    enum class Format { Csv, Json };

    /// JSON for a name that ends in .json, else CSV.
    [[nodiscard]] static Format formatOf(const QString& path);

    RecordFile(const QString& path, Format format, const QStringList& columns);

    void add(const ErrorRecord& record);
    /// A CSV file only.
    void add(const QStringList& cells);
    [[nodiscard]] Result<void> commit();

private:
    QSaveFile m_file;
    Format m_format;
    bool m_first = true;
};

} // namespace keel
