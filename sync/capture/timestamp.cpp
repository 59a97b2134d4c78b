// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/capture/timestamp.h"

#include "sync/capture/shadow.h"

#include <QDateTime>
#include <QHash>
#include <QRegularExpression>
#include <QTimeZone>

namespace keel {

namespace {

/// A cursor that has read nothing.
const QByteArray timeBeginning = QByteArrayLiteral("t0");
constexpr qint64 firstMillisecondFigure = 100'000'000'000; // as seconds this would be the year 5138

} // namespace

std::optional<TimeUs> timeOf(const Value& value)
{
    if (value.isNull())
        return std::nullopt;
    bool isNumber = false;
    const qint64 number = value.text().toLongLong(&isNumber);
    if (isNumber)
        return TimeUs(std::chrono::microseconds(number < firstMillisecondFigure ? number * 1'000'000 : number * 1'000));
    static const QRegularExpression form(
        QStringLiteral(R"(^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?(Z|[+-]\d\d(?::?\d\d)?)?$)"));
    const auto match = form.match(QString::fromUtf8(value.text()));
    if (!match.hasMatch())
        return std::nullopt;
    QString zone = match.captured(4);
    if (zone.isEmpty())
        zone = QStringLiteral("Z");
    if (zone.size() == 3)
        zone += QStringLiteral(":00");
    const QDateTime whole =
        QDateTime::fromString(match.captured(1) + QLatin1Char('T') + match.captured(2) + zone, Qt::ISODate);
    if (!whole.isValid())
        return std::nullopt;
    const qint64 micros = match.captured(3).leftJustified(6, QLatin1Char('0')).left(6).toLongLong();
    return TimeUs(std::chrono::microseconds(whole.toMSecsSinceEpoch() * 1000 + micros));
}

Cursor TimestampCapture::cursorAt(const Value& time)
{
    return {QByteArray("t:") + time.text()};
}

/// Numbers sort before texts and the earliest row is looked at: where it has a text, so have all.
Result<Cursor> TimestampCapture::firstCursor(Snapshot& snapshot, const TableBinding& table, TimeUs since)
{
    auto rows = snapshot.changedSince(table, {}, std::chrono::milliseconds{0}, 1);
    if (!rows)
        return fail(std::move(rows).error());
    const Value earliest = rows->empty() ? Value() : rows->front()[static_cast<std::size_t>(table.updatedAt)];
    if (!timeOf(earliest) || since.time_since_epoch().count() <= 0)
        return Cursor{timeBeginning};
    const qint64 ms = std::chrono::floor<std::chrono::milliseconds>(since).time_since_epoch().count();
    bool isNumber = false;
    const qint64 number = earliest.text().toLongLong(&isNumber);
    QByteArray text;
    if (isNumber)
        text = QByteArray::number(number < firstMillisecondFigure ? ms / 1000 : ms);
    else // with a blank: it sorts before the same time with a T
        text = QDateTime::fromMSecsSinceEpoch(ms, QTimeZone::utc())
                   .toString(QStringLiteral("yyyy-MM-dd HH:mm:ss"))
                   .toLatin1();
    const Value begin(text, earliest.family());
    auto newer = snapshot.changedSince(table, {.time = begin, .key = {}}, std::chrono::milliseconds{0}, 1);
    if (!newer)
        return fail(std::move(newer).error());
    // Nothing is that new: who writes there may have a clock that is behind, and would never be seen.
    return newer->empty() ? Cursor{timeBeginning} : cursorAt(begin);
}

TimestampCapture::TimestampCapture(Snapshot& snapshot, Scope scope, const Cursor& cursor)
    : m_snapshot(snapshot), m_scope(std::move(scope))
{
    if (cursor.text.startsWith("t:")) {
        const Family family = m_scope.table.columns[static_cast<std::size_t>(m_scope.table.updatedAt)].family;
        m_start = Value(cursor.text.mid(2), family == Family::Null ? Family::Text : family);
    }
    m_newest = m_start;
    m_position.time = m_start;
}

Result<Captured> TimestampCapture::next(int limit)
{
    auto rows = m_snapshot.changedSince(m_scope.table, m_position, m_scope.window, limit);
    if (!rows)
        return fail(std::move(rows).error());
    Captured batch{.last = static_cast<int>(rows->size()) < limit};
    std::vector<Key> keys;
    for (const Row& row : *rows)
        keys.push_back(m_scope.table.keyOf(row));
    auto known = m_scope.book.shadow(m_scope.link, m_scope.shadowTable, keys);
    if (!known)
        return fail(std::move(known).error());
    QHash<Key, QByteArray> agreed;
    for (const auto& entry : *known)
        agreed.insert(entry.key, entry.hash);
    for (std::size_t i = 0; i < rows->size(); ++i) {
        const Value& time = (*rows)[i][static_cast<std::size_t>(m_scope.table.updatedAt)];
        if (!time.isNull())
            m_newest = time;
        m_position = {.time = time, .key = keys[i]};
        if (agreed.value(keys[i]) == shadowHash(m_scope.table, (*rows)[i]))
            ++batch.dropped;
        else
            batch.changes.push_back(changeOf(std::move((*rows)[i])));
    }
    m_changes += static_cast<qint64>(batch.changes.size());
    if ((batch.last || !batch.changes.empty()) && !(m_newest == m_start)) {
        batch.after = cursorAt(m_newest);
        batch.moved = true;
    }
    batch.moved = batch.moved || !batch.changes.empty();
    return batch;
}

Change TimestampCapture::changeOf(Row row) const
{
    Change change;
    change.entry.table = m_scope.table.index;
    change.entry.key = m_scope.table.keyOf(row);
    change.entry.operation = Operation::Update;
    change.entry.origin = change.entry.via = m_scope.source;
    change.entry.born = timeOf(row[static_cast<std::size_t>(m_scope.table.updatedAt)]).value_or(m_scope.now);
    // Newer versions have higher numbers, as in a journal: what settles one is told from what comes after it.
    change.entry.sequence = change.entry.born.time_since_epoch().count();
    const bool softDeleted =
        m_scope.table.softDelete >= 0 && !row[static_cast<std::size_t>(m_scope.table.softDelete)].isNull();
    if (softDeleted)
        change.entry.operation = Operation::Delete;
    change.row = std::move(row);
    return change;
}

} // namespace keel
