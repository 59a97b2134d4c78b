// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/api/syncservice.h"
#include "ui/models/pagedmodel.h"
#include "ui/shell/theme.h"

#include <QTimeZone>

namespace keel {

/// Cycles, newest first, one row each, in pages.
class HistoryModel : public PagedTable<CycleRecord>
{
    Q_OBJECT

public:
    enum Column { When, Link, Trigger, Duration, Forward, Reverse, Errors, Conflicts, Failure, Count };

    HistoryModel(SyncService& service, const Theme& theme, QObject* parent = nullptr);

    void setQuestion(const std::optional<LinkName>& link, bool busyOnly);
    [[nodiscard]] const std::optional<LinkName>& link() const { return m_link; }
    [[nodiscard]] bool busyOnly() const { return m_busyOnly; }
    /// Times are shown in the zone, with the date when they are not of today.
    void setClock(const QTimeZone& zone, const QDateTime& now);

    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    /// What stands in a cell, for the table and the clipboard.
    [[nodiscard]] QString text(const CycleRecord& cycle, int column) const;

protected:
    void ask(quint64 request, qint64 offset, qint64 limit) override;
    /// A cycle has no id: a link's cycles never overlap, so link and start name it.
    [[nodiscard]] qint64 idOf(const CycleRecord& cycle) const override;

private:
    SyncService& m_service;
    const Theme& m_theme;
    std::optional<LinkName> m_link;
    QTimeZone m_zone = QTimeZone::systemTimeZone();
    QDateTime m_now;
    bool m_busyOnly = true;
};

} // namespace keel
