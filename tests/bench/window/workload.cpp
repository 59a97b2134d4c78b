// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/window/workload.h"

#include "sync/records/history.h"

#include <sqlite3.h>

#include <chrono>

using namespace keel;
using namespace std::chrono_literals;

namespace {

constexpr int rows = 50'000;
constexpr int perTurn = 20;
constexpr auto turn = 20ms; // with perTurn: 1,000 changes a second
const LinkName theLink(QStringLiteral("pair"));

void run(sqlite3* db, const QByteArray& sql)
{
    char* message = nullptr;
    if (sqlite3_exec(db, sql.constData(), nullptr, nullptr, &message) != SQLITE_OK)
        qFatal("%s: %s", sql.constData(), message);
}

sqlite3* open(const QString& file)
{
    sqlite3* db = nullptr;
    if (sqlite3_open(file.toUtf8().constData(), &db) != SQLITE_OK)
        qFatal("cannot open %s", qPrintable(file));
    sqlite3_busy_timeout(db, 10'000);
    run(db, "pragma journal_mode = wal; pragma synchronous = off");
    return db;
}

template <class T>
void must(const Result<T>& result)
{
    if (!result)
        qFatal("%s", qPrintable(toText(result.error())));
}

ErrorDraft errorDraft(int number)
{
    const bool odd = number % 2 != 0;
    ErrorDraft draft{.link = theLink,
                     .direction = Direction::Forward,
                     .table = TableName(odd ? QStringLiteral("archive") : QStringLiteral("old_orders")),
                     .columns = {QStringLiteral("id"), QStringLiteral("name"), QStringLiteral("note")},
                     .row = Row{Value(QByteArray::number(number), Family::Integer),
                                Value(QByteArray("name of row ") + QByteArray::number(number), Family::Text),
                                Value(QByteArray(120, 'x'), Family::Text)},
                     .error = {.kind = ErrorClass::Row,
                               .code = odd ? ErrorCode::CheckViolation : ErrorCode::ForeignKeyViolation,
                               .detail = QStringLiteral("row %1 is refused by the constraint").arg(number),
                               .sqlState = odd ? QStringLiteral("23514") : QStringLiteral("23503"),
                               .constraint = QStringLiteral("constraint_%1").arg(number % 7)}};
    draft.entry = {.key = Key{{Value(QByteArray::number(number), Family::Integer)}},
                   .operation = Operation::Insert,
                   .sequence = number,
                   .origin = NodeId(QStringLiteral("node")),
                   .via = NodeId(QStringLiteral("node"))};
    return draft;
}

ConflictDraft conflictDraft(int number)
{
    const auto row = [&](const char* text) {
        return Row{Value(QByteArray::number(number), Family::Integer), Value(QByteArray(text), Family::Text),
                   Value(QByteArray(120, 'y'), Family::Text)};
    };
    return {.link = theLink,
            .direction = Direction::Forward,
            .table = TableName(QStringLiteral("items")),
            .key = Key{{Value(QByteArray::number(number), Family::Integer)}},
            .entry = number,
            .conflictClass = QStringLiteral("update_origin_differs"),
            .policy = QStringLiteral("newest"),
            .winner = number % 2 == 0 ? Side::A : Side::B,
            .columns = {QStringLiteral("id"), QStringLiteral("name"), QStringLiteral("note")},
            .a = row("of a"),
            .b = row("of b")};
}

} // namespace

Workload::Workload(const QString& folder) : m_first(folder + QStringLiteral("/first.db"))
{
    const QString second = folder + QStringLiteral("/second.db");
    QByteArray tables;
    for (const char* name : {"items", "orders", "visits"})
        tables += QByteArray("create table ") + name + " (id integer primary key, name text not null, note text);";
    for (const QString& file : {m_first, second}) {
        sqlite3* db = open(file);
        run(db, tables);
        if (file == m_first)
            run(db, "with recursive n(i) as (select 1 union all select i + 1 from n where i < " +
                        QByteArray::number(rows) +
                        ") insert into items select i, 'item ' || i, hex(randomblob(40)) from n");
        sqlite3_close(db);
    }
    m_config.timeZone = QStringLiteral("UTC");
    for (const auto& [name, file] : {std::pair("first", m_first), std::pair("second", second)}) {
        EndpointConfig endpoint;
        endpoint.name = EndpointName(QString::fromLatin1(name));
        endpoint.driver = QStringLiteral("sqlite");
        endpoint.path = file;
        m_config.endpoints.push_back(endpoint);
    }
    LinkConfig link;
    link.name = theLink;
    link.place = QStringLiteral("links[0]");
    link.a = m_config.endpoints[0].name;
    link.b = m_config.endpoints[1].name;
    link.interval = 200ms;
    for (const char* name : {"items", "orders", "visits"}) {
        TableConfig table;
        table.place = QStringLiteral("links[0].tables[%1]").arg(link.tables.size());
        table.a = table.b = TableName(QString::fromLatin1(name));
        link.tables.push_back(table);
    }
    m_config.links.push_back(link);
}

Workload::~Workload()
{
    stop();
}

void Workload::start()
{
    m_thread = std::thread([this] { work(); });
}

void Workload::stop()
{
    m_stop = true;
    if (m_thread.joinable())
        m_thread.join();
}

void Workload::work()
{
    sqlite3* db = open(m_first);
    unsigned next = 1;
    auto due = std::chrono::steady_clock::now();
    while (!m_stop) {
        QByteArray sql = "begin immediate;";
        for (int i = 0; i < perTurn; ++i) {
            next = next * 1103515245U + 12345U;
            sql += "update items set note = 'changed " + QByteArray::number(next) +
                   "' where id = " + QByteArray::number((next >> 8) % rows + 1) + ';';
        }
        run(db, sql + "commit");
        m_changes += perTurn;
        due += turn;
        std::this_thread::sleep_until(due);
    }
    sqlite3_close(db);
}

void fillHistory(const QString& file, int errors, int conflicts)
{
    constexpr int atOnce = 1000;
    auto history = History::open(file, QStringLiteral("filling"));
    must(history);
    for (int from = 0; from < std::max(errors, conflicts); from += atOnce) {
        std::vector<ErrorDraft> drafts;
        std::vector<ConflictDraft> decided;
        for (int i = from; i < from + atOnce; ++i) {
            if (i < errors)
                drafts.push_back(errorDraft(i));
            if (i < conflicts)
                decided.push_back(conflictDraft(i));
        }
        must((*history)->put(drafts, decided));
    }
}
