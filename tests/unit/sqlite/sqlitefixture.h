// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/store/registry.h"
#include "tests/unit/sqlite/rawsqlite.h"

#include <QTemporaryDir>
#include <QTest>

/// A file, a plain connection to it and the store under test.
struct SqliteFixture
{
    QTemporaryDir folder;
    QString path = folder.filePath(QStringLiteral("t.db"));
    RawSqlite plain{path};
    std::unique_ptr<keel::Store> store;

    explicit SqliteFixture(const QString& sql)
    {
        const QString said = plain.run(QStringLiteral("PRAGMA journal_mode=WAL;") + sql);
        if (!said.isEmpty())
            qFatal("%s", qPrintable(said));
        store = must(keel::storeKind(QStringLiteral("sqlite"))->open(endpoint(), path));
    }

    [[nodiscard]] keel::EndpointConfig endpoint() const
    {
        keel::EndpointConfig endpoint;
        endpoint.driver = QStringLiteral("sqlite");
        endpoint.path = path;
        return endpoint;
    }

    template <class T>
    static T must(keel::Result<T> result)
    {
        if (!result)
            qFatal("%s", qPrintable(keel::toText(result.error())));
        if constexpr (!std::is_void_v<T>)
            return *std::move(result);
    }

    [[nodiscard]] keel::TableBinding bind(const QString& table, bool verify = false) const
    {
        const keel::TableSchema schema = must(store->describe(keel::TableName(table)));
        keel::TableBinding binding;
        binding.name = schema.name;
        binding.configured = schema.name;
        binding.verifyStored = verify;
        for (const keel::ColumnSchema& c : schema.columns)
            binding.columns.push_back(
                {.name = c.name, .type = c.type, .family = c.family, .nullable = c.nullable, .generated = c.generated});
        for (const QString& name : schema.primaryKey)
            binding.key.push_back(static_cast<int>(binding.columnNames().indexOf(name)));
        binding.uniqueKeys = schema.uniqueKeys;
        return binding;
    }

    void setUp(const keel::TableBinding& table) const
    {
        must(store->setup({.link = keel::LinkName(QStringLiteral("l")), .role = keel::Side::A, .tables = {table}}));
    }

    /// The journal as the file holds it: "I|[\"1\"]".
    QStringList journal()
    {
        return plain.rows(QStringLiteral("SELECT op, \"key\" FROM evenkeel_change_log ORDER BY seq"));
    }

    /// What a pass would read now, row by row as "a|b|c" or "none".
    QStringList carried(const keel::TableBinding& table) const
    {
        auto snapshot = must(store->snapshot({}, std::span(&table, 1)));
        QStringList list;
        const keel::KeyBatch batch = must(snapshot->nextKeys(1000));
        for (const keel::JournalEntry& entry : batch.entries) {
            const auto rows = must(snapshot->rows(table, std::span(&entry.key, 1)));
            QStringList cells;
            for (const keel::Value& v : rows[0].value_or(keel::Row()))
                cells.append(v.isNull() ? QStringLiteral("<null>") : QString::fromUtf8(v.text()));
            list.append(rows[0] ? cells.join(u'|') : QStringLiteral("none"));
        }
        return list;
    }
};
