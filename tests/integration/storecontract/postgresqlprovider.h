// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/integration/storecontract/storeprovider.h"
#include "tests/support/servers/privatepostgres.h"

#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QSqlRecord>
#include <QUuid>

/// A plain session by Qt's own driver.
class RawPostgresql
{
public:
    explicit RawPostgresql(const keel::EndpointConfig& endpoint)
    {
        auto database = QSqlDatabase::addDatabase(QStringLiteral("QPSQL"), m_name);
        database.setHostName(endpoint.host);
        database.setPort(endpoint.port);
        database.setDatabaseName(endpoint.database);
        database.setUserName(endpoint.user);
        if (!database.open())
            qFatal("%s", qPrintable(database.lastError().text()));
    }
    ~RawPostgresql()
    {
        QSqlDatabase::database(m_name).close();
        QSqlDatabase::removeDatabase(m_name);
    }
    RawPostgresql(const RawPostgresql&) = delete;
    RawPostgresql& operator=(const RawPostgresql&) = delete;

    QString run(const QString& sql)
    {
        QSqlQuery query(QSqlDatabase::database(m_name));
        return query.exec(sql) ? QString() : query.lastError().text();
    }
    QStringList rows(const QString& sql)
    {
        QSqlQuery query(QSqlDatabase::database(m_name));
        if (!query.exec(sql))
            return {query.lastError().text()};
        QStringList all;
        while (query.next()) {
            QStringList row;
            for (int i = 0; i < query.record().count(); ++i)
                row.append(query.isNull(i) ? QStringLiteral("<null>") : query.value(i).toString());
            all.append(row.join(u'|'));
        }
        return all;
    }

private:
    QString m_name = QUuid::createUuid().toString();
};

/// A database of its own in a cluster that the program keeps until it ends. Nobody else works there: what may be
/// dropped from a journal hangs on the oldest transaction of the whole server.
class PostgresqlProvider final : public StoreProvider
{
public:
    /// nullptr: no server is to be had, and `why` says so.
    static std::unique_ptr<PostgresqlProvider> make(QString& why)
    {
        static const std::unique_ptr<keel::PrivatePostgres> server = keel::PrivatePostgres::startOwn(&why);
        if (!server)
            return nullptr;
        return std::unique_ptr<PostgresqlProvider>(
            new PostgresqlProvider(server->createDatabase(QStringLiteral("keel_contract"))));
    }

    keel::EndpointConfig endpoint() const override { return m_endpoint; }
    QString run(const QString& sql) override { return m_plain.run(sql); }
    QStringList rows(const QString& sql) override { return m_plain.rows(sql); }
    std::shared_ptr<void> openTransaction(const QString& sql) override
    {
        auto session = std::make_shared<RawPostgresql>(m_endpoint);
        session->run(QStringLiteral("BEGIN;") + sql);
        return session;
    }

private:
    explicit PostgresqlProvider(keel::EndpointConfig endpoint) : m_endpoint(std::move(endpoint)), m_plain(m_endpoint) {}

    keel::EndpointConfig m_endpoint;
    RawPostgresql m_plain;
};
