// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/conflictlistmodel.h"

#include "ui/models/errortablemodel.h"
#include "ui/text/sentences.h"

using namespace Qt::Literals::StringLiterals;

namespace keel {

ConflictListModel::ConflictListModel(SyncService& service, QObject* parent) : PagedTable(parent), m_service(service)
{
    connect(&m_service, &SyncService::conflictsArrived, this, [this](const ConflictPage& page) { takeAnswer(page); });
}

void ConflictListModel::setFilter(const QString& text, const std::optional<LinkName>& link)
{
    m_text = text;
    m_link = link;
    restart();
}

void ConflictListModel::setSnapshot(const ServiceSnapshot& snapshot)
{
    QHash<QString, QPair<QString, QString>> sides;
    for (const LinkSnapshot& link : snapshot.links)
        sides.insert(link.name.value, {link.a.name.value, link.b.name.value});
    const QTimeZone zone = say::zoneOf(snapshot);
    const bool sameDay = m_now.isValid() && m_now.toTimeZone(zone).date() == snapshot.at.toTimeZone(zone).date();
    m_now = snapshot.at;
    if (sides == m_sides && zone == m_zone && sameDay)
        return;
    m_sides = sides;
    m_zone = zone;
    if (rowCount() > 0)
        emit dataChanged(index(0, 0), index(rowCount() - 1, 0));
}

QString ConflictListModel::sideName(const LinkName& link, Side side) const
{
    const auto found = m_sides.constFind(link.value);
    if (found == m_sides.cend())
        return side == Side::A ? u"a"_s : u"b"_s;
    return side == Side::A ? found->first : found->second;
}

int ConflictListModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : 1;
}

QString ConflictListModel::sentence(const ConflictRecord& record) const
{
    const QString outcome = record.held ? tr("held for you") : tr("%1 won").arg(sideName(record.link, record.winner));
    return tr("%1 %2, %3: %4, %5", "table key, what happened: who won, when")
        .arg(record.table.value, keyText(record.keyJson), say::conflictClass(record.conflictClass), outcome,
             say::moment(record.at, m_zone, m_now));
}

QVariant ConflictListModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const ConflictRecord* record = recordAt(index.row());
    if (!record)
        return role == Qt::DisplayRole ? QVariant(u"…"_s) : QVariant();
    switch (role) {
    case Qt::DisplayRole:
        return record->table.value;
    case Qt::AccessibleTextRole:
        return sentence(*record);
    case Qt::ToolTipRole:
        return say::exact(record->at, m_zone);
    case KeyRole:
        return keyText(record->keyJson);
    case ClassRole:
        return say::conflictClass(record->conflictClass);
    case WinnerRole:
        return record->held ? tr("Held for you") : tr("%1 won").arg(sideName(record->link, record->winner));
    case WinnerSideRole:
        return record->winner == Side::A ? 0 : 1;
    case HeldRole:
        return record->held;
    case PolicyRole:
        return say::policy(record->policy, record->tie);
    case WhenRole:
        return say::moment(record->at, m_zone, m_now);
    default:
        return {};
    }
}

void ConflictListModel::ask(quint64 request, qint64 offset, qint64 limit)
{
    m_service.requestConflicts({request, m_text, m_link, std::nullopt, offset, limit});
}

} // namespace keel
