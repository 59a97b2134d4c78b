// SPDX-License-Identifier: GPL-3.0-or-later
// Which rows of a refused insert are at fault: a sequence, which no rollback takes back, tells how far the server came.
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
    source.where += " and pg_catalog.setval('pg_temp.keel_row'::pg_catalog.regclass, s.ord + 2) > 0"
                    " and pg_catalog.nextval('pg_temp.keel_count'::pg_catalog.regclass) > 0";
    return source;
}

/// Tries the rows and undoes them. `refused` is the row in hand at the server's error; `sure`: it was not the last one,
/// after which a statement can still be refused for another row.
Result<std::optional<RowWriter::Refused>> RowWriter::probe(const Indexes& indexes)
{
    const auto source = probeSource(indexes);
    if (!source)
        return std::optional<Refused>();
    const auto tried = m_connection.execute(insertFrom(*source), source->parameters);
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
    return std::optional(Refused{indexOf(indexes, ord), !last || indexes.size() == 1, tried.error()});
}

Result<std::vector<std::pair<std::size_t, Error>>> RowWriter::findRefused()
{
    std::vector<std::pair<std::size_t, Error>> refused;
    if (m_inserts.size() != m_writes.size())
        return refused;
    auto ready = m_connection.execute("create temp sequence if not exists keel_row;"
                                      "create temp sequence if not exists keel_count;" +
                                      noMarks + "; release savepoint keel; savepoint keel");
    if (!ready) {
        // Not allowed, say: the rows are found by halving.
        if (ready.error().isTransient())
            return fail(ready.error());
        return m_connection.execute("rollback to savepoint keel").map([&](PgResult&&) { return refused; });
    }
    Indexes left = m_inserts;
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
    return refused;
}

} // namespace keel::pg
