// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/api/snapshots.h"
#include "ui/shell/theme.h"

#include <QAbstractTableModel>
#include <QStringList>

namespace keel {

/// One row as a list of columns and values; columns that the server complained about are tinted and say why.
class RowModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Name, Content, Remark, Count };

    explicit RowModel(const Theme& theme, QObject* parent = nullptr) : QAbstractTableModel(parent), m_theme(theme) {}

    void show(const QList<NamedValue>& row, const QStringList& offending, const QString& words);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    const Theme& m_theme;
    QList<NamedValue> m_row;
    QStringList m_offending;
    QString m_words;
};

} // namespace keel
