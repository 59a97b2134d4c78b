// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/integration/storecontract/storeprovider.h"
#include "tests/unit/sqlite/rawsqlite.h"

#include <QTemporaryDir>

class SqliteProvider final : public StoreProvider
{
public:
    SqliteProvider()
        : m_path(m_folder.filePath(QStringLiteral("it's 100% #1.db"))), m_plain(std::make_unique<RawSqlite>(m_path))
    {
        m_plain->run(QStringLiteral("PRAGMA journal_mode=WAL"));
    }

    keel::EndpointConfig endpoint() const override
    {
        keel::EndpointConfig endpoint;
        endpoint.name = keel::EndpointName(QStringLiteral("file"));
        endpoint.driver = QStringLiteral("sqlite");
        endpoint.path = m_path;
        return endpoint;
    }
    QString run(const QString& sql) override { return m_plain->run(sql); }
    QStringList rows(const QString& sql) override { return m_plain->rows(sql); }
    std::shared_ptr<void> openTransaction(const QString& sql) override
    {
        auto session = std::make_shared<RawSqlite>(m_path);
        session->run(QStringLiteral("BEGIN IMMEDIATE;") + sql);
        return session;
    }

private:
    QTemporaryDir m_folder;
    QString m_path;
    std::unique_ptr<RawSqlite> m_plain;
};
