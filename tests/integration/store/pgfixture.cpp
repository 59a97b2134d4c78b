// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/store/pgfixture.h"

#include <algorithm>

namespace keel {

std::unique_ptr<Store> openStore(const EndpointConfig& endpoint, const QString& label)
{
    return must(storeKind(endpoint.driver)->open(endpoint, label));
}

TableBinding bindingOf(Store& store, const QString& table)
{
    const TableSchema schema = must(store.describe(TableName(table)));
    TableBinding binding;
    binding.name = schema.name;
    binding.configured = TableName(table);
    for (const ColumnSchema& column : schema.columns)
        binding.columns.push_back({column.name, column.type, column.family, column.nullable, column.generated, true});
    for (const QString& name : schema.primaryKey) {
        const auto it = std::ranges::find(schema.columns, name, &ColumnSchema::name);
        binding.key.push_back(static_cast<int>(it - schema.columns.begin()));
    }
    binding.uniqueKeys = schema.uniqueKeys;
    binding.foreignKeys = schema.foreignKeys;
    return binding;
}

void setUp(Store& store, const std::vector<TableBinding>& tables)
{
    must(store.setup({LinkName(QStringLiteral("link")), Side::A, tables, true}));
}

Change changeOf(const TableBinding& table, const Key& key, std::optional<Row> row, const NodeId& origin)
{
    Change change;
    change.entry.table = table.index;
    change.entry.key = key;
    change.entry.operation = row ? Operation::Update : Operation::Delete;
    change.entry.origin = origin;
    change.entry.via = origin;
    change.entry.born = TimeUs(std::chrono::microseconds(1700000000123456));
    change.row = std::move(row);
    return change;
}

Key keyOf(std::initializer_list<QByteArray> parts)
{
    Key key;
    for (const QByteArray& part : parts)
        key.values.emplace_back(part, Family::Text);
    return key;
}

QString shown(const Row& row)
{
    QStringList parts;
    for (const Value& value : row)
        parts.append(value.isNull() ? QStringLiteral("∅") : QString::fromUtf8(value.text()));
    return parts.join(u'|');
}

QStringList keysOf(const KeyBatch& batch)
{
    QStringList keys;
    for (const JournalEntry& entry : batch.entries)
        keys.append(keyToDisplay(entry.key));
    return keys;
}

} // namespace keel
