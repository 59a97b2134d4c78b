// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/store/sql/postgresql/pgcatalog.h"
#include "sync/store/store.h"

namespace keel::pg {

/// Finds out what of the database objects is missing or out of date, and says the statements that mend it. The objects
/// stand in schema evenkeel; the triggers on the captured tables and each of their partitions.
class SetupSql
{
public:
    SetupSql(PgConnection& connection, PgCatalog& catalog) : m_connection(connection), m_catalog(catalog) {}

    /// In the order in which they have to run. Empty: all is in place.
    [[nodiscard]] Result<QStringList> missing(const SetupRequest& request);
    [[nodiscard]] Result<QStringList> teardown();

private:
    struct Relation
    {
        quint32 oid = 0;
        QByteArray quoted;
    };
    [[nodiscard]] Result<void> addObjects();
    [[nodiscard]] Result<void> addCanary(const SetupRequest& request);
    [[nodiscard]] Result<void> addIdentity(const SetupRequest& request);
    struct RekeyTrigger
    {
        QByteArray columns;   ///< of the key
        QByteArray when;      ///< Empty: the table needs none.
        bool eachRow = false; ///< updates are journaled row by row, with their columns
    };

    [[nodiscard]] Result<void> addChangedColumn(const SetupRequest& request);
    /// Does another link journal the table's columns already?
    [[nodiscard]] Result<bool> journalsColumns(int id, quint32 oid);
    [[nodiscard]] Result<void> addTable(const TableBinding& table);
    [[nodiscard]] Result<int> tableId(const TableBinding& table);
    [[nodiscard]] Result<void> addFunction(const QByteArray& name, const QByteArray& body);
    [[nodiscard]] Result<void> addTriggers(int id, const Relation& relation, const RekeyTrigger& rekey);
    [[nodiscard]] Result<std::vector<Relation>> relations(quint32 oid);
    void add(const QByteArray& statement) { m_statements.append(QString::fromUtf8(statement)); }

    PgConnection& m_connection;
    PgCatalog& m_catalog;
    QStringList m_statements;
    bool m_hasSchema = false; ///< with all tables in it
    bool m_hasCanary = false;
    int m_newIds = 0;
};

} // namespace keel::pg
