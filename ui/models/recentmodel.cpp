// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/recentmodel.h"

#include "ui/text/sentences.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace keel {

namespace {

constexpr int mostEvents = 50;

/// Between these a healthy link goes to and fro with every burst of changes: not news.
bool isQuiet(LinkState state)
{
    return state == LinkState::InSync || state == LinkState::NotProven || state == LinkState::CatchingUp;
}

} // namespace

void RecentModel::follow(const ServiceSnapshot& snapshot)
{
    m_zone = say::zoneOf(snapshot);
    for (const LinkSnapshot& link : snapshot.links) {
        const auto before = m_states.constFind(link.name);
        const bool known = before != m_states.constEnd();
        if (known && *before != link.state && !(isQuiet(*before) && isQuiet(link.state)))
            insert({snapshot.at, link.name, link.state, textOf(link)});
        m_states.insert(link.name, link.state);
    }
}

bool RecentModel::isTelling(const CycleRecord& cycle)
{
    return cycle.failure.has_value() || cycle.errors > 0 || cycle.conflicts > 0;
}

RecentEvent RecentModel::eventOf(const CycleRecord& cycle)
{
    const QDateTime end = cycle.startedAt.addMSecs(cycle.duration.count());
    if (cycle.failure)
        return {end, cycle.link, LinkState::Down, say::sentence(*cycle.failure)};
    if (cycle.errors > 0)
        return {end, cycle.link, LinkState::Attention,
                tr("%n row(s) refused and set aside; the rest went in", nullptr, static_cast<int>(cycle.errors))};
    return {end, cycle.link, LinkState::CatchingUp,
            tr("%n conflict(s) decided; the losing rows are kept", nullptr, static_cast<int>(cycle.conflicts))};
}

QString RecentModel::textOf(const LinkSnapshot& link)
{
    const auto advice = std::find_if(link.checks.begin(), link.checks.end(), [](const HealthCheck& check) {
        return !check.ok && !check.recommendation.isEmpty();
    });
    if (link.state == LinkState::Paused && !link.pausedBy.isEmpty())
        return tr("Paused by %1").arg(link.pausedBy);
    if (advice != link.checks.end())
        return tr("%1: %2", "state: reason").arg(say::word(link.state), advice->recommendation);
    return isQuiet(link.state) ? tr("Runs again: %1").arg(say::word(link.state)) : say::word(link.state);
}

void RecentModel::add(const CycleRecord& cycle)
{
    if (isTelling(cycle))
        insert(eventOf(cycle));
}

void RecentModel::fill(const QList<CycleRecord>& cycles)
{
    for (const CycleRecord& cycle : cycles) {
        if (m_events.size() < mostEvents)
            add(cycle);
    }
}

void RecentModel::insert(const RecentEvent& event)
{
    const auto newer = [&](const RecentEvent& e) { return e.at > event.at; };
    const auto place = std::find_if_not(m_events.begin(), m_events.end(), newer);
    const int row = static_cast<int>(place - m_events.begin());
    if (row >= mostEvents)
        return;
    // The same news again and again (a side that stays away) is one line with its newest time.
    if (row == 0 && !m_events.isEmpty() && m_events.first().link == event.link && m_events.first().text == event.text) {
        m_events.first() = event;
        emit dataChanged(index(0), index(0));
        return;
    }
    beginInsertRows({}, row, row);
    m_events.insert(row, event);
    endInsertRows();
    if (m_events.size() > mostEvents) {
        beginRemoveRows({}, mostEvents, mostEvents);
        m_events.removeLast();
        endRemoveRows();
    }
}

int RecentModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_events.size());
}

QVariant RecentModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const RecentEvent& event = m_events.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        return u"%1 %2: %3"_s.arg(say::clock(event.at, m_zone), event.link.value, event.text);
    case Qt::ToolTipRole:
        return u"%1\n%2"_s.arg(say::exact(event.at, m_zone), event.text);
    default:
        return {};
    }
}

} // namespace keel
