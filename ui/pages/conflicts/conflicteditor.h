// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/api/snapshots.h"

#include <QDialog>

class QTableWidget;

namespace keel {

/// Both versions of a row and a third that is written to both sides; it begins as the one that stands, else as a's.
class ConflictEditor : public QDialog
{
    Q_OBJECT

public:
    ConflictEditor(const ConflictRecord& record, const QString& a, const QString& b, QWidget* parent = nullptr);

    /// The columns that were changed.
    [[nodiscard]] QList<NamedValue> row() const;

private:
    enum Column { Name, Text, Null, OfA, OfB };
    void fill(const ConflictRecord& record);

    QList<NamedValue> m_before;
    QTableWidget* m_table;
};

} // namespace keel
