// SPDX-License-Identifier: GPL-3.0-or-later
// A write of which the server refused a row: the same rows once more, so that only those stay out.
#include "sync/store/sql/postgresql/rowwalk.h"
#include "sync/store/sql/postgresql/rowwriter.h"

namespace keel::pg {

QByteArray RowWriter::walkedInsert() const
{
    return insertFrom({m_staged.table + " s", walkedPart + " and " + walkedMark, {}});
}

/// The mark stands where the new row is made: in the condition it could be left for all rows before any is written.
QByteArray RowWriter::walkedUpdate() const
{
    return "update " + m_sql.table() + " t set " + m_sql.assignments(walkedMark) + " from " + m_staged.table +
           " s where " + m_sql.keyMatch("t.", "s.") + walkedPart;
}

/// Inserts that wrote nothing: the row is there by now, or a trigger kept it out.
Result<void> RowWriter::judgeUntouched(const std::vector<int>& ords, WriteOutcome& outcome)
{
    std::vector<Key> keys;
    std::vector<std::size_t> inserts;
    for (const int ord : ords) {
        const std::size_t index = m_indexOfOrd[ord];
        if (m_writes[index].presence == Presence::Differs) {
            outcome.refused.emplace_back(index, suppressed("update"));
            continue;
        }
        inserts.push_back(index);
        keys.push_back(m_sql.binding().keyOf(*m_writes[index].change->row));
    }
    if (inserts.empty())
        return {};
    auto there = readRows(m_connection, m_sql, keys);
    if (!there)
        return fail(there.error());
    for (std::size_t i = 0; i < inserts.size(); ++i) {
        if ((*there)[i])
            outcome.appeared.push_back(inserts[i]);
        else
            outcome.refused.emplace_back(inserts[i], suppressed("insert"));
    }
    return {};
}

Result<WriteOutcome> RowWriter::writeUnrefused()
{
    std::vector<std::pair<WalkedStatement, std::vector<int>>> statements;
    const auto add = [&](const QByteArray& text, const Indexes& indexes) {
        std::vector<int> ords;
        for (const std::size_t i : indexes)
            ords.push_back(m_staged.ords[i]);
        if (!ords.empty())
            statements.emplace_back(WalkedStatement{.text = text}, std::move(ords));
    };
    if (!m_sql.assignments().isEmpty())
        add(walkedUpdate(), m_updates);
    add(walkedInsert(), m_inserts);
    auto walked = walkRows(m_connection, m_staged.table, statements);
    if (!walked)
        return fail(walked.error());
    WriteOutcome outcome;
    for (auto& [ord, error] : walked->refused)
        outcome.refused.emplace_back(m_indexOfOrd[ord], std::move(error));
    KEEL_TRY(judgeUntouched(walked->untouched, outcome));
    return outcome;
}

} // namespace keel::pg
