// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/errors/rowmodel.h"

#include <QBrush>

using namespace Qt::Literals::StringLiterals;

namespace keel {

void RowModel::show(const QList<NamedValue>& row, const QStringList& offending, const QString& words)
{
    beginResetModel();
    m_row = row;
    m_offending = offending;
    m_words = words;
    endResetModel();
}

int RowModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_row.size());
}

int RowModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : Count;
}

QVariant RowModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const NamedValue& value = m_row.at(index.row());
    const bool offends = m_offending.contains(value.column);
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole:
        if (index.column() == Name)
            return value.column;
        if (index.column() == Content)
            return value.text.value_or(u"NULL"_s);
        return offends && role == Qt::DisplayRole ? QVariant(m_words) : QVariant();
    case Qt::FontRole: {
        QFont font = index.column() == Remark ? m_theme.font(Type::Caption) : m_theme.mono(Type::Small);
        font.setItalic(index.column() == Content && !value.text);
        return font;
    }
    case Qt::ForegroundRole:
        if (offends && index.column() != Name)
            return QBrush(m_theme.color(Role::Down));
        return QBrush(m_theme.color(index.column() == Name || !value.text ? Role::Second : Role::Text));
    case Qt::BackgroundRole:
        return offends ? QVariant(QBrush(m_theme.color(Role::DownTint))) : QVariant();
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(
            Qt::Alignment((index.column() == Remark ? Qt::AlignTrailing : Qt::AlignLeading) | Qt::AlignVCenter));
    default:
        return {};
    }
}

QVariant RowModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return section == Name ? tr("Column") : section == Content ? tr("Value") : tr("Remark");
}

} // namespace keel
