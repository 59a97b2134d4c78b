// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/api/queries.h"

#include <QAbstractListModel>
#include <QHash>
#include <QTimeZone>

namespace keel {

struct RecentEvent
{
    QDateTime at; ///< UTC
    LinkName link;
    LinkState state = LinkState::InSync; ///< how it is drawn
    QString text;
};

/// The last things worth telling: changes of a link's state, and cycles that failed or set rows aside. Newest first, at
/// most 50.
class RecentModel : public QAbstractListModel
{
    Q_OBJECT

public:
    using QAbstractListModel::QAbstractListModel;

    /// Tells what changed since the snapshot before; the first one only sets the start.
    void follow(const ServiceSnapshot& snapshot);
    void add(const CycleRecord& cycle);
    /// Cycles from before this desktop was opened.
    void fill(const QList<CycleRecord>& cycles);

    [[nodiscard]] const RecentEvent& at(int row) const { return m_events.at(row); }
    [[nodiscard]] const QTimeZone& zone() const { return m_zone; }

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;

private:
    void insert(const RecentEvent& event);
    [[nodiscard]] static bool isTelling(const CycleRecord& cycle);
    [[nodiscard]] static RecentEvent eventOf(const CycleRecord& cycle);
    [[nodiscard]] static QString textOf(const LinkSnapshot& link);

    QList<RecentEvent> m_events;
    QHash<LinkName, LinkState> m_states;
    QTimeZone m_zone = QTimeZone::utc();
};

} // namespace keel
