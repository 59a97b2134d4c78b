// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/historymodel.h"

#include "ui/text/sentences.h"

#include <QBrush>

using namespace Qt::Literals::StringLiterals;

namespace keel {

namespace {

bool isNumber(int column)
{
    return column >= HistoryModel::Duration && column <= HistoryModel::Conflicts;
}

} // namespace

HistoryModel::HistoryModel(SyncService& service, const Theme& theme, QObject* parent)
    : PagedTable(parent), m_service(service), m_theme(theme)
{
    connect(&m_service, &SyncService::historyArrived, this, [this](const HistoryPage& page) { takeAnswer(page); });
}

void HistoryModel::setQuestion(const std::optional<LinkName>& link, bool busyOnly)
{
    m_link = link;
    m_busyOnly = busyOnly;
    restart();
}

void HistoryModel::setClock(const QTimeZone& zone, const QDateTime& now)
{
    const bool same = zone == m_zone && m_now.isValid() && now.toTimeZone(zone).date() == m_now.toTimeZone(zone).date();
    m_zone = zone;
    m_now = now;
    if (same)
        return;
    if (rowCount() > 0)
        emit dataChanged(index(0, When), index(rowCount() - 1, When));
}

int HistoryModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : Count;
}

QString HistoryModel::text(const CycleRecord& cycle, int column) const
{
    switch (column) {
    case When:
        return say::moment(cycle.startedAt, m_zone, m_now);
    case Link:
        return cycle.link.value;
    case Trigger:
        return say::word(cycle.trigger);
    case Duration:
        return say::duration(cycle.duration);
    case Forward:
        return say::number(cycle.forward);
    case Reverse:
        return say::number(cycle.reverse);
    case Errors:
        return say::number(cycle.errors);
    case Conflicts:
        return say::number(cycle.conflicts);
    case Failure:
        return cycle.failure ? say::sentence(*cycle.failure).simplified() : QString();
    default:
        return {};
    }
}

QVariant HistoryModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const int column = index.column();
    if (role == Qt::TextAlignmentRole && isNumber(column))
        return QVariant::fromValue(Qt::Alignment(Qt::AlignTrailing | Qt::AlignVCenter));
    const CycleRecord* cycle = recordAt(index.row());
    if (!cycle)
        return role == Qt::DisplayRole && column == Link ? QVariant(u"…"_s) : QVariant();
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        return text(*cycle, column);
    case Qt::ToolTipRole:
        if (column == When)
            return say::exact(cycle->startedAt, m_zone);
        return column == Failure && cycle->failure ? QVariant(text(*cycle, Failure)) : QVariant();
    case Qt::ForegroundRole:
        if (column == Failure || (column == Errors && cycle->errors > 0))
            return QBrush(m_theme.color(Role::Down));
        if (column == Conflicts && cycle->conflicts > 0)
            return QBrush(m_theme.color(Role::Warn));
        return column == Trigger ? QVariant(QBrush(m_theme.color(Role::Second))) : QVariant();
    default:
        return {};
    }
}

QVariant HistoryModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole && isNumber(section))
        return QVariant::fromValue(Qt::Alignment(Qt::AlignTrailing | Qt::AlignVCenter));
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case When:
        return tr("Started");
    case Link:
        return tr("Link");
    case Trigger:
        return tr("Cause", "what started a cycle");
    case Duration:
        return tr("Took");
    case Forward:
        return tr("Rows a to b");
    case Reverse:
        return tr("Rows b to a");
    case Errors:
        return tr("Errors");
    case Conflicts:
        return tr("Conflicts");
    case Failure:
        return tr("What failed");
    default:
        return {};
    }
}

void HistoryModel::ask(quint64 request, qint64 offset, qint64 limit)
{
    m_service.requestHistory({request, m_link, m_busyOnly, offset, limit});
}

qint64 HistoryModel::idOf(const CycleRecord& cycle) const
{
    return static_cast<qint64>(qHash(cycle.link.value, size_t(0x51ed270b)) ^
                               (static_cast<size_t>(cycle.startedAt.toMSecsSinceEpoch()) << 20));
}

} // namespace keel
