// SPDX-License-Identifier: GPL-3.0-or-later
// Which rows of a refused insert or update are at fault: a sequence, which no rollback takes back, tells how far the
// server came.
#include "sync/store/sql/postgresql/rowwriter.h"

#include <algorithm>

namespace keel::pg {

namespace {

/// More ords than that are not sent with every probe.
constexpr std::size_t mostListed = 2000;

/// Which row was in hand, and how many were before it. Not their order alone: nothing promises the order of a scan.
const QByteArray marks = "select last_value - 1 from pg_temp.keel_row; select last_value, is_called from"
                         " pg_temp.keel_count; ";
const QByteArray noMarks = "select setval('pg_temp.keel_row', 1), setval('pg_temp.keel_count', 1, false)";
constexpr qint64 noRow = 0;
const QByteArray leaveMarks = "pg_catalog.setval('pg_temp.keel_row'::pg_catalog.regclass, s.ord + 2) > 0"
                              " and pg_catalog.nextval('pg_temp.keel_count'::pg_catalog.regclass) > 0";
/// An update goes row by row in the order of the source only where the source leads.
const QByteArray sourceLeads = "set local enable_hashjoin = off; set local enable_mergejoin = off";
const QByteArray anyLeads = "set local enable_hashjoin to default; set local enable_mergejoin to default";

} // namespace

/// As sourceOf(), but leaves its mark for each row as it goes in; nullopt where it would cost too much to say which.
std::optional<RowSource> RowWriter::probeSource(const Indexes& indexes) const
{
    RowSource source;
    if (m_staged.table.isEmpty()) {
        source = sourceOf(indexes);
    } else {
        const int first = m_staged.ords[indexes.front()];
        const int last = m_staged.ords[indexes.back()];
        const bool consecutive = last - first + 1 == static_cast<int>(indexes.size());
        if (!consecutive && indexes.size() > mostListed)
            return std::nullopt;
        if (consecutive)
            source = {m_staged.table + " s",
                      " and s.ord between " + QByteArray::number(first) + " and " + QByteArray::number(last),
                      {}};
        else
            source = sourceOf(indexes);
    }
    return source;
}

/// The marks of an update stand where its new row is made: in the condition they could be left before any is written.
QByteArray RowWriter::probeText(const RowSource& source) const
{
    if (m_updates.empty())
        return insertFrom({source.from, source.where + " and " + leaveMarks, {}});
    return "update " + m_sql.table() + " t set " + m_sql.assignments(leaveMarks) + " from " + source.from + " where " +
           m_sql.keyMatch("t.", "s.") + source.where;
}

/// Tries the rows and undoes them. `refused` is the row in hand at the server's error; `sure`: it was not the last one,
/// after which a statement can still be refused for another row.
Result<std::optional<RowWriter::Refused>> RowWriter::probe(const Indexes& indexes)
{
    const auto source = probeSource(indexes);
    if (!source)
        return std::optional<Refused>();
    const auto tried = m_connection.execute(probeText(*source), source->parameters);
    if (!tried && tried.error().isTransient())
        return fail(tried.error());
    auto told = m_connection.executeAll("rollback to savepoint keel; " + marks + noMarks);
    if (!told)
        return fail(told.error());
    const PgResult& row = told->at(told->size() - 3);
    const PgResult& count = told->at(told->size() - 2);
    const qint64 ord = row.number(0, 0) - 1;
    if (tried || tried.error().kind != ErrorClass::Row || row.number(0, 0) == noRow)
        return std::optional<Refused>();
    if (m_staged.table.isEmpty() ? ord >= std::ssize(indexes) : !m_indexOfOrd.contains(static_cast<int>(ord)))
        return std::optional<Refused>();
    const bool last = count.number(0, 0) >= std::ssize(indexes);
    const std::size_t index = indexOf(indexes, ord);
    const auto at = std::ranges::find(indexes, index);
    if (!m_updates.empty() && at - indexes.begin() + 1 != count.number(0, 0))
        return std::optional<Refused>(); // in another order: what was before it is not known to be good
    return std::optional(Refused{index, !last || indexes.size() == 1, tried.error()});
}

Result<std::vector<std::pair<std::size_t, Error>>> RowWriter::findRefused()
{
    std::vector<std::pair<std::size_t, Error>> refused;
    const bool updates = !m_updates.empty() && m_updates.size() == m_writes.size() && !m_sql.assignments().isEmpty();
    if (!updates && m_inserts.size() != m_writes.size())
        return refused;
    auto ready = m_connection.execute((updates ? sourceLeads + "; " : QByteArray()) +
                                      "create temp sequence if not exists keel_row;"
                                      "create temp sequence if not exists keel_count;" +
                                      noMarks + "; release savepoint keel; savepoint keel");
    if (!ready) {
        // Not allowed, say: the rows are found by halving.
        if (ready.error().isTransient())
            return fail(ready.error());
        return m_connection.execute("rollback to savepoint keel").map([&](PgResult&&) { return refused; });
    }
    Indexes left = updates ? m_updates : m_inserts;
    if (!m_staged.table.isEmpty())
        std::ranges::sort(left, {}, [this](std::size_t i) { return m_staged.ords[i]; });
    while (!left.empty()) {
        auto found = probe(left);
        if (found && *found && !(*found)->sure)
            found = probe({(*found)->index});
        if (!found)
            return fail(found.error());
        if (!*found)
            break;
        const auto at = std::ranges::find(left, (*found)->index);
        if (at == left.end())
            break;
        refused.emplace_back((*found)->index, std::move((*found)->error));
        left.erase(left.begin(), at + 1);
    }
    if (auto reset = updates ? m_connection.execute(anyLeads) : Result<PgResult>(PgResult()); !reset)
        return fail(reset.error());
    return refused;
}

} // namespace keel::pg
