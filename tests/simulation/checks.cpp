// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/simulation/checks.h"

#include <algorithm>

namespace keel::sim {

void Checks::equalOrExplained()
{
    for (int link = 0; link < m_options.links(); ++link) {
        for (int table = 0; table < TableCount; ++table) {
            std::set<Key> keys;
            for (const Side side : {Side::A, Side::B}) {
                for (const auto& [key, stored] : *m_world.site(m_process.siteOf(link, side)).rows(table))
                    keys.insert(key);
            }
            for (const Key& key : keys)
                compareKey(link, table, key);
        }
        checkTogether(link, Direction::Forward);
        checkTogether(link, Direction::Reverse);
    }
}

void Checks::checkTogether(int link, Direction direction)
{
    FakeDatabase& source = m_world.site(m_process.siteOf(link, sourceOf(direction)));
    FakeDatabase& target = m_world.site(m_process.siteOf(link, targetOf(direction)));
    std::set<RowId> rows;
    for (const auto& [id, record] : m_process.book().records()) {
        const int table = source.tableIndex(id.table);
        if (record.open && id.link == Process::linkName(link) && id.direction == direction &&
            World::exists(source.find(0, table, id.key)) && World::exists(target.find(0, table, id.key)))
            rows.insert({table, id.key});
    }
    // Leave out what is refused even so, until the rest goes in or nothing is left.
    for (bool refused = true; refused && rows.size() > 1;) {
        refused = false;
        const Xid probe = target.begin(source.node());
        std::set<RowId> taken;
        for (const RowId& id : rows) { // as park() makes room
            StoredRow parked = *target.find(probe, id.table, id.key);
            if (id.table == Coded)
                parked.row[1] = Value("parked " + keyToJson(id.key).toUtf8(), Family::Text);
            (void)target.put(probe, id.table, parked.row, parked.version);
        }
        for (const RowId& id : rows) {
            const StoredRow* row = source.find(0, id.table, id.key);
            if (target.put(probe, id.table, row->row, row->version))
                taken.insert(id);
            else
                refused = true;
        }
        target.rollBack(probe);
        rows = std::move(taken);
    }
    if (rows.size() > 1)
        m_findings.fail("stuck", QStringLiteral("%1 %2: %3 rows of open records would be taken together, %4 among them")
                                     .arg(Process::linkName(link).value, keel::toText(direction))
                                     .arg(rows.size())
                                     .arg(keyToJson(rows.begin()->key)));
}

void Checks::compareKey(int link, int table, const Key& key)
{
    FakeDatabase& a = m_world.site(m_process.siteOf(link, Side::A));
    FakeDatabase& b = m_world.site(m_process.siteOf(link, Side::B));
    const StoredRow* rowA = a.find(0, table, key);
    const StoredRow* rowB = b.find(0, table, key);
    if (m_world.sameRow(table, rowA, rowB))
        return;
    m_differing.insert(link);
    const QString what = QStringLiteral("%1 %2: %3 has %4, %5 has %6")
                             .arg(a.table(table).schema.name.value, keyToJson(key), a.name(),
                                  m_world.ledger.describe(rowA ? rowA->version : 0), b.name(),
                                  m_world.ledger.describe(rowB ? rowB->version : 0));
    if (isHeld(link, table, key, rowA, rowB, what))
        return;
    bool explained = false;
    for (const Direction direction : {Direction::Forward, Direction::Reverse}) {
        if (!isExplained(link, direction, table, key))
            continue;
        explained = true;
        if (!isStillRefused(link, direction, table, key))
            m_findings.fail("stuck", what + QStringLiteral("; the record of %1 is open, but the row would be taken now")
                                                .arg(keel::toText(direction)));
    }
    if (!explained)
        m_findings.fail("unequal", what);
}

bool Checks::isHeld(int link, int table, const Key& key, const StoredRow* a, const StoredRow* b, const QString& what)
{
    const TableName& name = m_world.site(0).table(table).schema.name;
    const StoredConflict* held = m_process.book().heldRow(Process::linkName(link), name, key);
    if (!held)
        return false;
    const auto isAsRecorded = [&](const std::optional<Row>& recorded, const StoredRow* row) {
        const StoredRow then{.row = recorded.value_or(Row()), .version = 0, .gone = !recorded};
        return m_world.sameRow(table, &then, row);
    };
    if (!isAsRecorded(held->a, a) || !isAsRecorded(held->b, b))
        m_findings.fail("held", what + QStringLiteral("; the record of the held row shows other versions"));
    return true;
}

bool Checks::isExplained(int link, Direction direction, int table, const Key& key) const
{
    FakeDatabase& source = m_world.site(m_process.siteOf(link, sourceOf(direction)));
    const auto& records = m_process.book().records();
    const auto it = records.find({Process::linkName(link), direction, source.table(table).schema.name, key});
    if (it == records.end() || !it->second.open)
        return false;
    const StoredRow* row = source.find(0, table, key);
    if (!World::exists(row))
        return !it->second.draft.row;
    return it->second.version == row->version;
}

bool Checks::isStillRefused(int link, Direction direction, int table, const Key& key)
{
    FakeDatabase& source = m_world.site(m_process.siteOf(link, sourceOf(direction)));
    FakeDatabase& target = m_world.site(m_process.siteOf(link, targetOf(direction)));
    const StoredRow* row = source.find(0, table, key);
    const Xid probe = target.begin(source.node());
    const auto done = World::exists(row) ? target.put(probe, table, row->row, row->version)
                                         : target.erase(probe, table, key, row ? row->version : 0);
    target.rollBack(probe);
    return !done;
}

void Checks::recordsAreMeant()
{
    for (const auto& [id, record] : m_process.book().records()) {
        const int link = id.link == Process::linkName(0) ? 0 : 1;
        FakeDatabase& a = m_world.site(m_process.siteOf(link, Side::A));
        FakeDatabase& b = m_world.site(m_process.siteOf(link, Side::B));
        const int table = a.tableIndex(id.table);
        if (record.open && m_world.sameRow(table, a.find(0, table, id.key), b.find(0, table, id.key)))
            m_findings.fail("stale record", QStringLiteral("%1 %2 %3 %4: both sides agree, but a record of %5 is open")
                                                .arg(id.link.value, keel::toText(id.direction), id.table.value,
                                                     keyToJson(id.key), m_world.ledger.describe(record.version)));
    }
}

void Checks::holdsAreMeant()
{
    for (const auto& [id, conflict] : m_process.book().conflicts()) {
        const int link = conflict.link == Process::linkName(0) ? 0 : 1;
        FakeDatabase& a = m_world.site(m_process.siteOf(link, Side::A));
        FakeDatabase& b = m_world.site(m_process.siteOf(link, Side::B));
        const int table = a.tableIndex(conflict.table);
        if (conflict.held && m_world.sameRow(table, a.find(0, table, conflict.key), b.find(0, table, conflict.key)))
            m_findings.fail("stale record",
                            QStringLiteral("%1 %2 %3: both sides agree, and the row is still held")
                                .arg(conflict.link.value, conflict.table.value, keyToJson(conflict.key)));
    }
}

void Checks::engineSaysSo()
{
    const qint64 writes = m_world.engineWrites();
    const std::size_t entries = m_world.journalSize();
    for (int link = 0; link < m_options.links(); ++link) {
        bool saysEqual = false;
        bool saysDrained = false;
        m_process.ask(link, saysEqual, saysDrained);
        if (saysEqual == m_differing.contains(link))
            m_findings.fail("comparison", QStringLiteral("link %1 is said to be %2 and is not")
                                              .arg(link)
                                              .arg(saysEqual ? QStringLiteral("equal") : QStringLiteral("unequal")));
        if (!saysDrained)
            m_findings.fail("pending", QStringLiteral("link %1 is quiet, but said to have something to do").arg(link));
    }
    if (m_world.engineWrites() != writes || m_world.journalSize() != entries)
        m_findings.fail("echo", QStringLiteral("a comparison, a count or a plan wrote something"));
}

void Checks::nothingLost()
{
    std::set<int> heirs = m_world.ledger.losers();
    for (int site = 0; site < m_world.sites(); ++site) {
        for (int table = 0; table < TableCount; ++table) {
            for (const auto& [key, stored] : *m_world.site(site).rows(table))
                heirs.insert(stored.version);
        }
    }
    for (const auto& [id, record] : m_process.book().records()) {
        if (record.open)
            heirs.insert(record.version);
    }
    for (const int merged : m_process.mergedDeletions())
        heirs.insert(merged);
    for (const int number : m_world.ledger.lost(heirs)) {
        const Version& version = *m_world.ledger.find(number);
        m_findings.fail("lost", QStringLiteral("%1 %2: %3")
                                    .arg(m_world.site(0).table(version.id.table).schema.name.value,
                                         keyToJson(version.id.key), m_world.ledger.describe(number)));
    }
}

} // namespace keel::sim
