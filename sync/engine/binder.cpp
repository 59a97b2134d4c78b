// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/engine/binder.h"

#include "sync/api/error.h"

#include <algorithm>
#include <set>

namespace keel {

namespace {

const ColumnSchema* find(const TableSchema& table, const QString& name)
{
    const auto it = std::ranges::find(table.columns, name, &ColumnSchema::name);
    return it == table.columns.end() ? nullptr : &*it;
}

QString listOf(const TableSchema& table)
{
    QStringList names;
    for (const ColumnSchema& column : table.columns)
        names.append(column.name);
    return names.join(QStringLiteral(", "));
}

Error schemaError(ErrorCode code, const QString& place, const QString& detail, const QString& mend)
{
    return {.kind = ErrorClass::Schema, .code = code, .detail = detail, .place = place, .mend = mend};
}

Error missingColumn(const QString& place, const QString& column, const TableSchema& table)
{
    return schemaError(
        ErrorCode::ColumnMissing, place,
        QStringLiteral("column %1 is not in %2, which has %3").arg(column, table.name.value, listOf(table)),
        QStringLiteral("add the column there, map it under \"columns\" or list it under \"exclude\""));
}

bool isUniqueKey(const TableSchema& table, const QStringList& columns)
{
    const std::set<QString> wanted(columns.begin(), columns.end());
    const auto same = [&](const QStringList& names) { return std::set<QString>(names.begin(), names.end()) == wanted; };
    return same(table.primaryKey) ||
           std::ranges::any_of(table.uniqueKeys, [&](const UniqueKey& key) { return same(key.columns); });
}

bool isTextual(Family family)
{
    return family == Family::Text || family == Family::Other || family == Family::Null || family == Family::Json;
}

class Binder
{
public:
    Binder(const TableConfig& config, const TableSchema& a, const TableSchema& b, bool sameEngine)
        : m_config(config), m_a(a), m_b(b), m_sameEngine(sameEngine)
    {}

    Result<BoundTable> bind()
    {
        m_table.config = m_config;
        KEEL_TRY(checkNames());
        KEEL_TRY(bindColumns());
        KEEL_TRY(bindKey());
        bindSide(m_table.a, m_a, m_config.a);
        bindSide(m_table.b, m_b, m_config.b);
        m_table.estimatedRowsA = m_a.estimatedRows;
        m_table.estimatedRowsB = m_b.estimatedRows;
        return std::move(m_table);
    }

private:
    Result<void> checkNames() const
    {
        QStringList named = m_config.exclude + m_config.ignore + m_config.key + m_config.columns.keys();
        if (!m_config.updatedAt.isEmpty())
            named.append(m_config.updatedAt);
        if (!m_config.softDelete.isEmpty())
            named.append(m_config.softDelete);
        for (const QString& name : named) {
            if (!find(m_a, name))
                return fail(missingColumn(m_config.place, name, m_a));
        }
        return {};
    }

    Result<void> bindColumns()
    {
        for (const ColumnSchema& columnA : m_a.columns) {
            if (m_config.exclude.contains(columnA.name))
                continue;
            const QString nameB = m_config.columns.value(columnA.name, columnA.name);
            const ColumnSchema* columnB = find(m_b, nameB);
            if (!columnB)
                return fail(missingColumn(m_config.place, nameB, m_b));
            addColumn(columnA, *columnB);
        }
        return {};
    }

    void addColumn(const ColumnSchema& columnA, const ColumnSchema& columnB)
    {
        ColumnBinding a{.name = columnA.name,
                        .type = columnA.type,
                        .family = columnA.family,
                        .nullable = columnA.nullable,
                        .generated = columnA.generated};
        ColumnBinding b{.name = columnB.name,
                        .type = columnB.type,
                        .family = columnB.family,
                        .nullable = columnB.nullable,
                        .generated = columnB.generated};
        // SQLite's columns have no family of their own: the typed side says what the text means.
        if (a.family == Family::Null)
            a.family = b.family;
        else if (b.family == Family::Null)
            b.family = a.family;
        const bool rewrittenByTrigger =
            columnA.name == m_config.updatedAt && !(m_a.beforeTriggers.isEmpty() && m_b.beforeTriggers.isEmpty());
        a.compared = b.compared =
            !m_config.ignore.contains(columnA.name) && !rewrittenByTrigger && columnA.generated == columnB.generated;
        m_typesDiffer = m_typesDiffer || columnA.type != columnB.type;
        m_table.a.columns.push_back(std::move(a));
        m_table.b.columns.push_back(std::move(b));
    }

    Result<void> bindKey()
    {
        const QStringList keyA = m_config.key.isEmpty() ? m_a.primaryKey : m_config.key;
        if (keyA.isEmpty())
            return fail(schemaError(ErrorCode::KeyMissing, m_config.place,
                                    QStringLiteral("%1 has no primary key").arg(m_a.name.value),
                                    QStringLiteral("add one, or name the columns of a unique index under \"key\"")));
        QStringList keyB;
        for (const QString& name : keyA) {
            if (m_config.exclude.contains(name))
                return fail(schemaError(ErrorCode::KeyMissing, m_config.place + QStringLiteral(".exclude"),
                                        QStringLiteral("%1 is part of the key").arg(name),
                                        QStringLiteral("take it out of \"exclude\"")));
            keyB.append(m_config.columns.value(name, name));
            const auto position = std::ranges::find(m_table.a.columns, name, &ColumnBinding::name);
            const int index = static_cast<int>(position - m_table.a.columns.begin());
            m_table.a.key.push_back(index);
            m_table.b.key.push_back(index);
        }
        KEEL_TRY(checkUnique(m_a, keyA));
        return checkUnique(m_b, keyB);
    }

    Result<void> checkUnique(const TableSchema& table, const QStringList& key) const
    {
        if (isUniqueKey(table, key))
            return {};
        return fail(
            schemaError(ErrorCode::KeyMissing, m_config.place + QStringLiteral(".key"),
                        QStringLiteral("%1 has no primary key or unique index on exactly (%2)")
                            .arg(table.name.value, key.join(QStringLiteral(", "))),
                        QStringLiteral("create a unique index on these columns, or name others under \"key\"")));
    }

    void bindSide(TableBinding& side, const TableSchema& schema, const TableName& configured) const
    {
        side.name = schema.name;
        side.configured = configured;
        side.filter = m_config.filter;
        side.uniqueKeys = schema.uniqueKeys;
        side.foreignKeys = schema.foreignKeys;
        side.journal = m_config.capture == CaptureKind::Journal;
        side.bell = m_config.bell;
        side.bytewiseOrder = needsBytewiseOrder();
        side.verifyStored = m_typesDiffer || !m_sameEngine || !schema.beforeTriggers.isEmpty();
        const auto indexOf = [&](const QString& nameOnA) {
            const auto it = std::ranges::find(m_table.a.columns, nameOnA, &ColumnBinding::name);
            return nameOnA.isEmpty() || it == m_table.a.columns.end()
                       ? -1
                       : static_cast<int>(it - m_table.a.columns.begin());
        };
        side.updatedAt = indexOf(m_config.updatedAt);
        side.softDelete = indexOf(m_config.softDelete);
    }

    bool needsBytewiseOrder() const
    {
        return std::ranges::any_of(m_table.a.key, [this](int index) {
            const auto i = static_cast<std::size_t>(index);
            const ColumnSchema* a = find(m_a, m_table.a.columns[i].name);
            const ColumnSchema* b = find(m_b, m_table.b.columns[i].name);
            const bool text = isTextual(a->family) || isTextual(b->family);
            return text && (!m_sameEngine || a->collation != b->collation);
        });
    }

    const TableConfig& m_config;
    const TableSchema& m_a;
    const TableSchema& m_b;
    bool m_sameEngine;
    bool m_typesDiffer = false;
    BoundTable m_table;
};

} // namespace

Result<BoundTable> bindTable(const TableConfig& config, const TableSchema& a, const TableSchema& b, bool sameEngine)
{
    return Binder(config, a, b, sameEngine).bind();
}

} // namespace keel
