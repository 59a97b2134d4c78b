// SPDX-License-Identifier: GPL-3.0-or-later
// What the brake asks of a journal.
#include "sync/store/sql/postgresql/pgsnapshot.h"

#include <algorithm>

namespace keel::pg {

namespace {

const QByteArray notOfPeer = " and c.origin is distinct from $1 and c.via is distinct from $1";

} // namespace

Result<std::vector<Snapshot::WaitingDeletes>> PgSnapshot::waitingDeletes(const NodeId& peer,
                                                                         std::span<const qint64> after)
{
    std::vector<WaitingDeletes> counts(m_tables.size());
    const auto note = [&](std::size_t place, char operation, qint64 entries, qint64 sequence) {
        WaitingDeletes& count = counts[place];
        (operation == 'T' ? count.truncates : count.deletes) += entries;
        count.lastSequence = std::max(count.lastSequence, sequence);
    };
    if (m_complete || m_tables.empty()) { // all that waits is here already
        for (const JournalEntry& entry : m_entries) {
            const auto at = std::ranges::find(m_tables, entry.table, [](const TableBinding* t) { return t->index; });
            const auto place = static_cast<std::size_t>(at - m_tables.begin());
            const bool isMeant =
                entry.origin != peer && entry.via != peer && (after.empty() || entry.sequence > after[place]);
            if (isMeant && (entry.operation == Operation::Delete || entry.operation == Operation::Truncate))
                note(place, entry.operation == Operation::Truncate ? 'T' : 'D', 1, entry.sequence);
        }
        return counts;
    }
    QByteArray later;
    for (std::size_t i = 0; i < after.size(); ++i) {
        if (after[i] > 0)
            later += " and (c.table_id <> " + QByteArray::number(m_byId.key(m_tables[i])) + " or c.seq > " +
                     QByteArray::number(after[i]) + ')';
    }
    auto rows =
        m_store.connection().execute("select c.table_id, c.operation, count(*), max(c.seq)" + waiting() +
                                         " and c.operation in ('D', 'T')" + notOfPeer + later + " group by 1, 2",
                                     {peer.value.toUtf8()});
    if (!rows)
        return fail(rows.error());
    for (int r = 0; r < rows->rows(); ++r) {
        const auto at = std::ranges::find(m_tables, m_byId[static_cast<int>(rows->number(r, 0))]);
        note(static_cast<std::size_t>(at - m_tables.begin()), rows->view(r, 1).front(), rows->number(r, 2),
             rows->number(r, 3));
    }
    return counts;
}

Result<Snapshot::Deleters> PgSnapshot::deleters(const TableBinding& table, const NodeId& peer)
{
    const auto id = m_store.journalId(table);
    if (!id)
        return fail(id.error());
    auto rows = m_store.connection().execute(
        "select coalesce(c.db_user, ''), coalesce(c.app, ''), count(*), (extract(epoch from min(c.born)) * "
        "1000000)::int8" +
            waiting() + " and c.table_id = " + QByteArray::number(*id) + " and c.operation in ('D', 'T')" + notOfPeer +
            " group by 1, 2 order by 3 desc limit 5",
        {peer.value.toUtf8()});
    if (!rows)
        return fail(rows.error());
    Deleters found;
    for (int r = 0; r < rows->rows(); ++r) {
        QStringList who{rows->text(r, 0), rows->text(r, 1)};
        who.removeAll(QString());
        found.who.append(who.join(QStringLiteral(", ")));
        const TimeUs since{std::chrono::microseconds(rows->number(r, 3))};
        found.since = found.since ? std::min(*found.since, since) : since;
    }
    return found;
}

} // namespace keel::pg
