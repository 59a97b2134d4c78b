// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/api/syncservice.h"
#include "ui/models/pagedmodel.h"
#include "ui/shell/icons.h"
#include "ui/shell/theme.h"

#include <QTimeZone>

namespace keel {

/// Error records that match a filter, one row each, in pages.
class ErrorTableModel : public PagedTable<ErrorRecord>
{
    Q_OBJECT

public:
    enum Column { State, LastTry, Link, Table, RowKey, What, Tries, Count };

    /// All live longer than the model.
    ErrorTableModel(SyncService& service, const Theme& theme, const Icons& icons, QObject* parent = nullptr);

    void setFilter(const ErrorFilter& filter);
    [[nodiscard]] const ErrorFilter& filter() const { return m_filter; }
    /// Times are shown in the zone, with the date when they are not of today.
    void setClock(const QTimeZone& zone, const QDateTime& now);

    [[nodiscard]] ErrorSort order() const { return m_sort; }
    [[nodiscard]] bool descending() const { return m_descending; }

    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    /// Column -1 is the default order, newest try first.
    void sort(int column, Qt::SortOrder order) override;

protected:
    void ask(quint64 request, qint64 offset, qint64 limit) override;
    [[nodiscard]] qint64 idOf(const ErrorRecord& record) const override { return record.id; }

private:
    [[nodiscard]] QString text(const ErrorRecord& record, int column) const;
    [[nodiscard]] QVariant tip(const ErrorRecord& record, int column) const;

    SyncService& m_service;
    const Theme& m_theme;
    const Icons& m_icons;
    ErrorFilter m_filter;
    QTimeZone m_zone = QTimeZone::systemTimeZone();
    QDateTime m_now;
    ErrorSort m_sort = ErrorSort::LastTry;
    bool m_descending = true;
};

/// The key for people: "58213"; for a failure of the whole table a word.
[[nodiscard]] QString keyText(const QString& keyJson);

} // namespace keel
