// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/store/sql/postgresql/rowwalk.h"

#include "sync/store/sql/postgresql/pgtext.h"
#include "sync/store/sql/postgresql/sqlstate.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace keel::pg {

namespace {

/// Rows to a part. Measured with one row in a hundred refused: half as many or twice as many cost a tenth more.
const QByteArray rowsToAPart = "32";
/// The walk's own SQLSTATE, of a class that neither the server nor the standard uses.
const QByteArray untouchedState = "KE001";

/// By the block's name: a column of the table may be called as a variable is.
const QByteArray part = " and s.ctid = any (keel_walk.keel_rows[keel_walk.keel_low:keel_walk.keel_high])";
/// A sequence, since no rollback takes it back. It says where the server came to, which is only a hint: a constraint
/// may be looked at when the statement ends.
const QByteArray mark = "pg_catalog.setval('pg_temp.keel_row'::pg_catalog.regclass, s.ord + 2) > 0";

/// All of the rows, part by part. A part that is refused is tried again up to the row where it broke off, or half of
/// it where that says nothing, until the refused row stands alone.
QByteArray loopOver(const QByteArray& staging, const WalkedStatement& statement, const std::vector<int>& ords)
{
    ArrayText wanted;
    for (const int ord : ords)
        wanted.add(qint64(ord));
    QByteArray text = statement.text;
    text.replace(walkedPart, part).replace(walkedMark, mark);
    return "select pg_catalog.array_agg(s.ctid order by s.ord), pg_catalog.array_agg(s.ord order by s.ord)"
           " into keel_rows, keel_ords from " +
           staging + " s where s.ord = any (" + quoteLiteral(wanted.take()) +
           "::int4[]);"
           " keel_low := 1; keel_size := " +
           rowsToAPart +
           "; keel_suspect := 0;"
           " while keel_low <= coalesce(pg_catalog.cardinality(keel_rows), 0) loop"
           " keel_high := least(keel_low + keel_size - 1, pg_catalog.cardinality(keel_rows));"
           " begin " +
           (statement.touchesAll
                ? text +
                      "; get diagnostics keel_count = row_count;"
                      " if keel_count <> keel_high - keel_low + 1 then raise exception using errcode = '" +
                      untouchedState + "'; end if; keel_part := keel_ords[keel_low:keel_high];"
                : "with w(ord) as (" + text +
                      " returning s.ord) select coalesce(pg_catalog.array_agg(w.ord), '{}') into keel_part from w;") +
           " keel_written := keel_written || keel_part;"
           " keel_low := keel_high + 1;"
           " keel_size := case when keel_low = keel_suspect then 1 else " +
           rowsToAPart +
           " end;"
           " exception when others then"
           // What is not a row's fault ends the walk.
           " if pg_catalog.left(sqlstate, 2) in ('08', '0A', '25', '28', '3D', '3F', '40', '42', '53', '55', '57',"
           " '58', 'XX') then raise; end if;"
           " if keel_low = keel_high then"
           " get stacked diagnostics keel_message = message_text, keel_detail = pg_exception_detail,"
           " keel_constraint = constraint_name, keel_column = column_name;"
           " keel_refused := pg_catalog.array_append(keel_refused, pg_catalog.json_build_array(keel_ords[keel_low],"
           " sqlstate, keel_message, keel_detail, keel_constraint, keel_column)::pg_catalog.text);"
           " keel_low := keel_low + 1; keel_size := " +
           rowsToAPart +
           "; else"
           " keel_suspect := coalesce(pg_catalog.array_position(keel_ords,"
           " ((select last_value from pg_temp.keel_row) - 2)::int4), 0);"
           " keel_size := case when keel_suspect >= keel_high then (keel_high - keel_low + 1) / 2"
           " when keel_suspect > keel_low then keel_suspect - keel_low else 1 end;"
           " end if; end; end loop;";
}

Error errorOf(const QJsonArray& told)
{
    const ErrorKind kind = errorKindOf(told.at(1).toString().toLatin1());
    Error error{.kind = kind.kind,
                .code = kind.code,
                .detail = told.at(2).toString(),
                .sqlState = told.at(1).toString(),
                .constraint = told.at(4).toString()};
    if (const QString detail = told.at(3).toString(); !detail.isEmpty())
        error.detail += u'\n' + detail;
    if (error.constraint.isEmpty())
        error.constraint = told.at(5).toString();
    return error;
}

} // namespace

Result<Walked> walkRows(PgConnection& connection, const QByteArray& stagingTable,
                        std::span<const std::pair<WalkedStatement, std::vector<int>>> statements)
{
    QByteArray body = "#variable_conflict use_column\n <<keel_walk>> declare keel_rows tid[]; keel_ords int4[]; "
                      "keel_part int4[]; keel_written int4[] := '{}';"
                      " keel_refused text[] := '{}'; keel_low int4; keel_high int4; keel_size int4;"
                      " keel_suspect int4; keel_count int4; keel_message text; keel_detail text; keel_constraint text;"
                      " keel_column text; begin ";
    for (const auto& [statement, ords] : statements)
        body += loopOver(stagingTable, statement, ords);
    body += " perform pg_catalog.set_config('evenkeel.written',"
            " pg_catalog.array_to_string(keel_written, ','), true),"
            " pg_catalog.set_config('evenkeel.refused', '[' || pg_catalog.array_to_string(keel_refused, ',') || ']',"
            " true); end";
    // A part has few rows: they go by the index. A plan that reads the whole table for each part took twenty times as
    // long, now and then.
    auto told = connection.execute("create temp sequence if not exists keel_row;"
                                   "set local enable_hashjoin = off; set local enable_mergejoin = off; do " +
                                   quoteLiteral(body) +
                                   "; set local enable_hashjoin to default; set local enable_mergejoin to default;"
                                   " select pg_catalog.current_setting('evenkeel.written'),"
                                   " pg_catalog.current_setting('evenkeel.refused')");
    if (!told)
        return fail(told.error());
    Walked walked;
    for (const QByteArray& ord : told->bytes(0, 0).split(',')) {
        if (!ord.isEmpty())
            walked.written.push_back(ord.toInt());
    }
    for (const QJsonValue& one : QJsonDocument::fromJson(told->bytes(0, 1)).array()) {
        const QJsonArray refused = one.toArray();
        if (refused.at(1).toString().toLatin1() == untouchedState)
            walked.untouched.push_back(refused.at(0).toInt());
        else
            walked.refused.emplace_back(refused.at(0).toInt(), errorOf(refused));
    }
    return walked;
}

} // namespace keel::pg
