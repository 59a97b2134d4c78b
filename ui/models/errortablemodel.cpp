// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/errortablemodel.h"

#include "sync/api/value.h"
#include "ui/text/sentences.h"

#include <QBrush>
#include <QCoreApplication>

using namespace Qt::Literals::StringLiterals;

namespace keel {

namespace {

struct StateLine
{
    QLatin1StringView icon;
    Role colour;
};

StateLine lineOf(ErrorState state)
{
    switch (state) {
    case ErrorState::Resolved:
    case ErrorState::WentThrough:
        return {"circle-check"_L1, Role::Ok};
    case ErrorState::Ignored:
        return {"eye-off"_L1, Role::Paused};
    case ErrorState::Open:
        break;
    }
    return {"circle-alert"_L1, Role::Down};
}

} // namespace

QString keyText(const QString& keyJson)
{
    const QString text = keyToDisplay(keyFromJson(keyJson));
    return text.isEmpty() ? QCoreApplication::translate("ErrorTableModel", "whole table") : text;
}

ErrorTableModel::ErrorTableModel(SyncService& service, const Theme& theme, const Icons& icons, QObject* parent)
    : PagedTable(parent), m_service(service), m_theme(theme), m_icons(icons)
{
    connect(&m_service, &SyncService::errorsArrived, this, [this](const ErrorPage& page) { takeAnswer(page); });
}

void ErrorTableModel::setFilter(const ErrorFilter& filter)
{
    m_filter = filter;
    restart();
}

void ErrorTableModel::setClock(const QTimeZone& zone, const QDateTime& now)
{
    const bool same = zone == m_zone && m_now.isValid() && now.toTimeZone(zone).date() == m_now.toTimeZone(zone).date();
    m_zone = zone;
    m_now = now;
    if (same)
        return;
    if (rowCount() > 0)
        emit dataChanged(index(0, LastTry), index(rowCount() - 1, LastTry));
}

int ErrorTableModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : Count;
}

QString ErrorTableModel::text(const ErrorRecord& record, int column) const
{
    switch (column) {
    case LastTry:
        return say::moment(record.lastTryAt, m_zone, m_now);
    case Link:
        return record.link.value;
    case Table:
        return record.table.value;
    case RowKey:
        return keyText(record.keyJson);
    case What:
        return record.message.isEmpty() ? say::title(record.code) : record.message.simplified();
    case Tries:
        return say::number(record.attempts);
    default:
        return {};
    }
}

QVariant ErrorTableModel::tip(const ErrorRecord& record, int column) const
{
    switch (column) {
    case State:
        return say::word(record.state);
    case LastTry:
        return say::exact(record.lastTryAt, m_zone);
    case RowKey:
        return record.keyJson;
    case What:
        return u"%1\n%2"_s.arg(say::title(record.code), record.message);
    default:
        return {};
    }
}

QVariant ErrorTableModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const int column = index.column();
    if (role == Qt::TextAlignmentRole && column == Tries)
        return QVariant::fromValue(Qt::Alignment(Qt::AlignTrailing | Qt::AlignVCenter));
    if (role == Qt::FontRole && column == RowKey)
        return m_theme.mono();
    const ErrorRecord* record = recordAt(index.row());
    if (!record)
        return role == Qt::DisplayRole && column == What ? QVariant(u"…"_s) : QVariant();
    switch (role) {
    case Qt::DisplayRole:
        return text(*record, column);
    case Qt::DecorationRole:
        if (column == State)
            return m_icons.icon(lineOf(record->state).icon, lineOf(record->state).colour);
        return {};
    case Qt::ForegroundRole:
        return column == What ? QVariant(QBrush(m_theme.color(Role::Second))) : QVariant();
    case Qt::ToolTipRole:
        return tip(*record, column);
    case Qt::AccessibleTextRole:
        return column == State ? say::word(record->state) : text(*record, column);
    default:
        return {};
    }
}

QVariant ErrorTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole && section == Tries)
        return QVariant::fromValue(Qt::Alignment(Qt::AlignTrailing | Qt::AlignVCenter));
    if (role == Qt::ToolTipRole || role == Qt::AccessibleTextRole) {
        if (section == State)
            return tr("State");
    }
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case LastTry:
        return tr("Last try");
    case Link:
        return tr("Link");
    case Table:
        return tr("Table");
    case RowKey:
        return tr("Key");
    case What:
        return tr("What happened");
    case Tries:
        return tr("Tries");
    default:
        return {};
    }
}

void ErrorTableModel::sort(int column, Qt::SortOrder order)
{
    const auto wanted = [column]() -> std::optional<ErrorSort> {
        switch (column) {
        case LastTry:
            return ErrorSort::LastTry;
        case Link:
            return ErrorSort::Link;
        case Table:
            return ErrorSort::Table;
        case RowKey:
            return ErrorSort::Key;
        case What:
            return ErrorSort::Message;
        case Tries:
            return ErrorSort::Attempts;
        default:
            return std::nullopt;
        }
    }();
    m_sort = wanted.value_or(ErrorSort::LastTry);
    m_descending = wanted ? order == Qt::DescendingOrder : true;
    restart();
}

void ErrorTableModel::ask(quint64 request, qint64 offset, qint64 limit)
{
    m_service.requestErrors({request, m_filter, m_sort, m_descending, offset, limit});
}

} // namespace keel
