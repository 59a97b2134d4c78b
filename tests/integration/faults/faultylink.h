// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/engine/engine.h"
#include "tests/support/faultproxy/faultproxy.h"
#include "tests/support/servers/privatepostgres.h"

#include <QTemporaryDir>

#include <memory>

namespace keel {

/// An engine over two private PostgreSQL servers, the second one behind a proxy, and a second way into each that the
/// faults do not touch.
class FaultyLink
{
public:
    /// Null where a server cannot be had; `whyNot` then says why.
    [[nodiscard]] static std::unique_ptr<FaultyLink> start(QString* whyNot);
    ~FaultyLink();

    [[nodiscard]] PrivatePostgres& serverB() { return *m_b; }
    [[nodiscard]] FaultProxy& proxy() { return *m_proxy; }
    [[nodiscard]] const PrivatePostgres& server(char side) const { return side == 'a' ? *m_a : *m_b; }
    [[nodiscard]] const QString& databaseName() const { return m_database; }
    [[nodiscard]] Engine& engine() { return *m_engine; }
    [[nodiscard]] LinkSnapshot link() const { return m_engine->snapshot().links.at(0); }
    QString sql(char side, const QString& text) const;
    /// The sessions of the engine on a side are ended; new ones take what was set for the database meanwhile.
    void endSessions(char side) const;
    /// Another server, in which `notes` is empty, stands where b stood.
    [[nodiscard]] bool replaceServerB(QString* whyNot);

    /// `count` new rows on a side, in one transaction each ten rows.
    void insert(char side, int count);
    /// Both sides hold every row that insert() made, alike.
    [[nodiscard]] bool isEqual() const;
    [[nodiscard]] QString difference() const;

private:
    FaultyLink() = default;
    [[nodiscard]] QString digest(char side) const;

    QTemporaryDir m_folder;
    QString m_database; ///< on both servers
    std::unique_ptr<PrivatePostgres> m_a;
    std::unique_ptr<PrivatePostgres> m_b;
    std::unique_ptr<FaultProxy> m_proxy;
    std::unique_ptr<Engine> m_engine;
    int m_nextId = 1;
};

} // namespace keel
